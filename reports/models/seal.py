"""The seals of submitted versions, and the public keys that check them."""

from django.db import models

from reports.models.version import ReportVersion


class SigningKey(models.Model):
    """A public key (Ed25519, base64url). A key that signs no longer stays: what it signed is checked for ever."""

    name = models.CharField("tên khóa", max_length=8, unique=True)
    public = models.CharField("khóa công khai", max_length=43, unique=True)
    made_at = models.DateTimeField("dùng từ lúc", auto_now_add=True)
    retired_at = models.DateTimeField("thôi dùng lúc", null=True, blank=True)

    class Meta:
        verbose_name = "khóa ký báo cáo"
        verbose_name_plural = "khóa ký báo cáo"
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.name


class VersionSealQuerySet(models.QuerySet):
    def for_user(self, user):
        """Seals of the versions the user sees. Who holds a paper has its code: `with_code`."""
        return self.filter(version__in=ReportVersion.objects.for_user(user))

    def with_code(self, code: str) -> "VersionSeal | None":
        """The seal printed on a paper, for whoever reads the code from it."""
        found = self.filter(code=code).select_related("version__report__centre__province")
        return found.defer("version__content", "version__pdf").first()


class VersionSeal(models.Model):
    """What the last page of a version's PDF carries; versions from before seals have none. Never changed (a trigger)."""

    version = models.OneToOneField(
        ReportVersion, verbose_name="phiên bản", on_delete=models.PROTECT, related_name="seal"
    )
    code = models.CharField("mã trang kiểm tra", max_length=22, unique=True)
    token = models.CharField("nội dung đã ký", max_length=500)

    objects = VersionSealQuerySet.as_manager()

    class Meta:
        verbose_name = "dấu kiểm tra của bản trình"
        verbose_name_plural = "dấu kiểm tra của bản trình"
        ordering = ["version"]

    def __str__(self):
        return f"{self.version}"
