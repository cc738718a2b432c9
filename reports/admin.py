from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Max

from centres.admin.base import InlineRows, ReadOnly, RegisterAdmin, RegisterInline, yes_or_no
from centres.admin.places import ProvinceAdmin
from reports.api.keys import make_key, revoke_keys
from reports.models import ApiKey, ApiReading, FormScope, OwnForm, PastReport, PastReportLine, PeriodEnd, ReportDue
from reports.own_forms.reading import MAX_BYTES, FormError, checked_form
from reports.periods import PeriodError, parse


class PeriodEndInline(RegisterInline):
    model = PeriodEnd
    verbose_name_plural = "ngày chốt số liệu (không ghi thì theo lịch: ngày cuối tháng, cuối quý, 30/6, 30/9, 31/12)"


class ReportDueInline(RegisterInline):
    model = ReportDue
    verbose_name_plural = "hạn nộp báo cáo (không ghi thì không tính trễ hạn)"


ProvinceAdmin.inlines += [PeriodEndInline, ReportDueInline]


class PastReportLines(InlineRows):
    def clean(self):
        super().clean()
        for form in self.kept_forms():
            parent = form.cleaned_data.get("parent")
            if parent and parent.report_id != self.instance.pk:
                form.add_error("parent", ValidationError("Dòng cấp trên phải thuộc cùng báo cáo."))
            elif parent and parent.pk == form.instance.pk:
                form.add_error("parent", ValidationError("Dòng không thể thuộc chính nó."))


class PastReportLineInline(RegisterInline):
    model = PastReportLine
    formset = PastReportLines
    fields = ["position", "label", "classes", "learners", "parent"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            report = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = (
                PastReportLine.objects.filter(report=report) if report else PastReportLine.objects.none()
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PastReportForm(forms.ModelForm):
    def clean_period(self):
        period = self.cleaned_data["period"].strip()
        try:
            parse(period)
        except PeriodError as error:
            raise ValidationError(str(error)) from error
        return period


@admin.register(PastReport)
class PastReportAdmin(RegisterAdmin):
    form = PastReportForm
    list_display = ["centre", "period", "classes", "learners"]
    list_filter = ["period", "centre__province"]
    list_select_related = ["centre"]
    search_fields = ["centre__name", "period"]
    autocomplete_fields = ["centre"]
    inlines = [PastReportLineInline]


@admin.register(ApiKey)
class ApiKeyAdmin(RegisterAdmin):
    """Keys are made here, shown once, and revoked; never deleted, because what was read with them stays."""

    list_display = ["name", "province", "beginning", "made_by", "made_at", "last_reading", "revoked_at"]
    list_filter = ["province"]
    list_select_related = ["province", "made_by"]
    search_fields = ["name", "province__name"]
    autocomplete_fields = ["province"]
    actions = ["revoke"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(read_at=Max("readings__at"))

    def get_fields(self, request, obj=None):
        return ["province", "name", *(["beginning", "made_by", "made_at", "revoked_at"] if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        return ["province", "beginning", "made_by", "made_at", "revoked_at"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            self.make(request, obj)

    def make(self, request, obj):
        made, text = make_key(province=obj.province, name=obj.name, user=request.user)
        obj.pk, obj.beginning = made.pk, made.beginning
        self.message_user(request, f"Khóa mới, chỉ hiện một lần, hãy chép ngay: {text}", messages.WARNING)

    @admin.display(description="đọc lần cuối", ordering="read_at")
    def last_reading(self, key):
        return key.read_at

    @admin.action(description="Thu hồi các khóa đã chọn")
    def revoke(self, request, queryset):
        number = revoke_keys(keys=ApiKey.objects.filter(pk__in=queryset.values("pk")))
        self.message_user(
            request, f"Đã thu hồi {number} khóa. Từ nay hệ thống dùng các khóa đó không đọc được số liệu."
        )


@admin.register(ApiReading)
class ApiReadingAdmin(ReadOnly, RegisterAdmin):
    list_display = fields = ["at", "key", "asked", "status", "address"]
    list_filter = ["key__province", "status"]
    list_select_related = ["key"]
    search_fields = ["asked", "key__name"]
    date_hierarchy = "at"


class OwnFormForm(forms.ModelForm):
    upload = forms.FileField(
        label="tệp .xlsx",
        required=False,
        help_text="Các tên ô dùng được: trang Trợ giúp, mục Mẫu biểu của tỉnh.",
    )

    class Meta:
        model = OwnForm
        fields = ["province", "name", "scope", "in_use"]

    def clean(self):
        cleaned = super().clean()
        given = cleaned.get("upload")
        if not given and not self.instance.pk:
            self.add_error("upload", ValidationError("Chọn tệp mẫu."))
        elif given or "scope" in self.changed_data:
            self._check(given.read(MAX_BYTES + 1) if given else bytes(self.instance.content))
        return cleaned

    def _check(self, content):
        try:
            checked_form(content, of_province=self.cleaned_data.get("scope") == FormScope.PROVINCE)
        except FormError as error:
            self.add_error("upload", ValidationError(error.messages))
        else:
            self.instance.content = content
            self.instance.file_name = getattr(self.cleaned_data.get("upload"), "name", self.instance.file_name)[:200]


@admin.register(OwnForm)
class OwnFormAdmin(RegisterAdmin):
    form = OwnFormForm
    fields = ["province", "name", "scope", "upload", "in_use"]
    list_display = ["name", "province", "scope", "file_name", yes_or_no("in_use", "đang dùng"), "uploaded_at"]
    list_filter = ["scope", "province"]
    list_select_related = ["province"]
    search_fields = ["name", "province__name"]
    autocomplete_fields = ["province"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def save_model(self, request, obj, form, change):
        obj.uploaded_by = request.user
        super().save_model(request, obj, form, change)
