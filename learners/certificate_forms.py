"""Forms for issuing, reissuing and withdrawing certificates, and for the blanks."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from centres import dates
from centres.forms import CentreModelForm, EntryForm, side_by_side, untagged
from centres.numbers import WholeNumberField
from learners.models import CertificatePattern
from learners.models.certificate import Movement

SIGNERS = [("", "Giám đốc ký"), ("1", "Phó giám đốc ký thay (K/T)")]


class IssueForm(EntryForm):
    day = forms.DateField(label="Ngày cấp", help_text="Ngày in trên giấy chứng nhận.")
    by_deputy = forms.TypedChoiceField(
        label="Người ký", choices=SIGNERS, required=False, coerce=bool, empty_value=False
    )
    unnumbered = forms.BooleanField(label="Vẫn cấp, giấy in không có số quyết định công nhận", required=False)

    def __init__(self, *args, numbered=True, **kwargs):
        kwargs.setdefault("initial", {"day": dates.today()})
        super().__init__(*args, **kwargs)
        if numbered:
            del self.fields["unnumbered"]
        self.helper = untagged(side_by_side("day", "by_deputy"), *([] if numbered else ["unnumbered"]))


class ReissueForm(IssueForm):
    reason = forms.CharField(
        label="Lý do cấp lại", max_length=300, help_text="Ghi vào sổ gốc, ví dụ: in sai ngày sinh."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged("reason", side_by_side("day", "by_deputy"))


class WithdrawForm(EntryForm):
    day = forms.DateField(label="Ngày thu hồi")
    reason = forms.CharField(label="Lý do thu hồi", max_length=300, help_text="Ghi vào sổ gốc.")

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"day": dates.today()})
        super().__init__(*args, **kwargs)
        self.helper = untagged("reason", "day")


class BlankForm(EntryForm):
    kind = forms.ChoiceField(label="Việc", choices=Movement.choices)
    moved_on = forms.DateField(label="Ngày")
    quantity = WholeNumberField(label="Số phôi", validators=[MinValueValidator(1), MaxValueValidator(100_000)])
    note = forms.CharField(
        label="Ghi chú", max_length=300, required=False, help_text="Phiếu nhận số mấy, hoặc lý do hỏng."
    )

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"moved_on": dates.today()})
        super().__init__(*args, **kwargs)
        self.helper = untagged(side_by_side("kind", "moved_on", "quantity"), "note")

    def clean(self):
        """A spoiled blank needs its reason, said together with all other errors."""
        cleaned = super().clean()
        if cleaned.get("kind") == Movement.SPOILED and not cleaned.get("note", "").strip():
            self.add_error("note", "Phôi hỏng phải ghi lý do.")
        if cleaned.get("moved_on") and cleaned["moved_on"] > dates.today():
            self.add_error("moved_on", "Không được sau hôm nay.")
        return cleaned


class PatternForm(CentreModelForm):
    class Meta:
        model = CertificatePattern
        fields = ("programme", "pattern", "source")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].empty_label = "— mọi chương trình chưa có mẫu riêng —"
        self.helper = untagged(side_by_side("programme", "pattern"), "source")
