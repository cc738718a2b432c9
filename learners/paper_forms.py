"""Forms for numbers of papers, terms, and the dossier of a class."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from centres import dates
from centres.forms import CentreModelForm, EntryForm, side_by_side, untagged
from centres.numbers import WholeNumberField
from learners.certificate_forms import SIGNERS
from learners.models import ClassOfficers, DossierNote, Paper, PaperSettings, Term
from learners.models.paper import HIGHEST, Series


class TakeNumberForm(EntryForm):
    dated_on = forms.DateField(label="Ngày văn bản")
    number = WholeNumberField(label="Số", required=False, validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)])
    by_deputy = forms.TypedChoiceField(
        label="Người ký", choices=SIGNERS, required=False, coerce=bool, empty_value=False
    )
    outside = forms.BooleanField(
        label="Cấp ngoài hệ thống", required=False, help_text="Văn bản đã viết số bằng tay trước khi ghi vào đây."
    )

    def __init__(self, *args, upcoming: str, several: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = f"Để trống thì lấy số tiếp theo{f': {upcoming}' if upcoming else ''}."
        if several:
            self.fields["number"].label = "Số đầu tiên"
        self.helper = untagged(side_by_side("dated_on", "number", "by_deputy"), "outside")


class HandPaperForm(CentreModelForm):
    set_beforehand = ("centre",)
    number = WholeNumberField(
        label="Số",
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)],
        help_text="Để trống thì lấy số tiếp theo của loại văn bản.",
    )
    dated_on = forms.DateField(label="Ngày văn bản")
    by_deputy = forms.TypedChoiceField(
        label="Người ký", choices=SIGNERS, required=False, coerce=bool, empty_value=False
    )

    class Meta:
        model = Paper
        fields = ("series", "number", "dated_on", "subject", "by_deputy", "outside")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["series"].choices = [("", "— chọn loại —"), *Series.choices]
        self.fields["outside"].help_text = "Văn bản đã viết số bằng tay; văn bản mật cũng lấy chung dãy số này."
        self.helper = untagged(
            side_by_side("series", "number", "dated_on"), "subject", side_by_side("by_deputy"), "outside"
        )


class CallOffForm(EntryForm):
    reason = forms.CharField(label="Lý do hủy", max_length=300, help_text="Số này không cấp lại cho văn bản khác.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged("reason")


class TermForm(CentreModelForm):
    class Meta:
        model = Term
        fields = ("name", "valid_from", "valid_to")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged(side_by_side("name", "valid_from", "valid_to"))


class PaperSettingsForm(CentreModelForm):
    class Meta:
        model = PaperSettings
        fields = ("bases", "requirements", "duties", "recipients")
        widgets = {name: forms.Textarea({"rows": 4}) for name in fields}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged()


class OfficersForm(CentreModelForm):
    set_beforehand = ("training_class",)
    beside = {"officers_are_different": "deputy"}

    class Meta:
        model = ClassOfficers
        fields = ("head", "head_post", "secretary", "secretary_post", "monitor", "deputy", "second_deputy")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("monitor", "deputy", "second_deputy"):
            field = self.fields[name]
            field.queryset = field.queryset.filter(training_class=self.instance.training_class_id).select_related(
                "learner"
            )
            field.empty_label = "— chưa có —"
        self.helper = untagged(
            side_by_side("head", "head_post"),
            side_by_side("secretary", "secretary_post"),
            side_by_side("monitor", "deputy", "second_deputy"),
        )


class NoteForm(CentreModelForm):
    set_beforehand = ("training_class", "item")

    class Meta:
        model = DossierNote
        fields = ("not_needed", "number", "dated_on", "note")

    def __init__(self, *args, numbered: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if numbered:
            del self.fields["number"], self.fields["dated_on"]
            self.helper = untagged("not_needed", "note")
        else:
            self.helper = untagged(side_by_side("number", "dated_on"), "note", "not_needed")

    def clean_dated_on(self):
        day = self.cleaned_data["dated_on"]
        if day and day > dates.today():
            raise forms.ValidationError("Ngày này chưa tới.")
        return day


class AttachForm(EntryForm):
    file = forms.FileField(
        label="Chọn tệp",
        max_length=200,
        help_text="PDF, Word, Excel hoặc ảnh (JPEG, PNG), mỗi tệp nhiều nhất 10 MB.",
        error_messages={"max_length": "Tên tệp dài quá 200 chữ; hãy đặt tên ngắn hơn."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged("file")
