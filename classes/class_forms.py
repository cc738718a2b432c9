"""The class form, in the order of the papers it comes from."""

from copy import copy

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Fieldset, Layout, Row
from django import forms

from centres.concurrent_edits import WatchedModelForm
from classes.actions import settle
from classes.models import Programme, TrainingClass
from classes.models.training_class import AssessedBy, Status
from classes.steps import FIXED_ONCE_RECOGNISED, step_problems

CLOSING = ("closed_on", "assessed_by", "recognition_number", "recognised_on", "considered_for_titles", "titled")


def is_true(value):
    return value == "True"


class TrainingClassForm(WatchedModelForm):
    beside = {
        "class_code_once": "code",
        "class_joint_names_partner": "partner",
        "class_own_has_no_partner": "partner",
        "class_opened_has_day": "opened_on",
        "class_opened_sensibly": "opened_on",
        "class_closed_has_day": "closed_on",
        "class_closes_after_opening": "closed_on",
        "class_expected_close_after_opening": "closes_on",
        "class_recognised_after_opening": "recognised_on",
        "class_recognised_is_closed": "recognised_on",
        "class_closed_says_who_assessed": "assessed_by",
        "class_cancelled_has_reason": "cancel_reason",
        "class_titled_was_considered": "titled",
    }

    considered_for_titles = forms.TypedChoiceField(
        label="Xét danh hiệu lớp và học viên",
        required=False,
        coerce=is_true,
        empty_value=None,
        choices=[("", "Theo chương trình"), ("True", "Có xét"), ("False", "Không xét")],
        help_text="Theo chương trình: lớp trung tâm đánh giá kết quả thì xét.",
    )
    titled = forms.TypedChoiceField(
        label="Danh hiệu “Lớp học tiên tiến”",
        required=False,
        coerce=is_true,
        empty_value=None,
        choices=[("", "Chưa có kết quả xét"), ("True", "Đạt"), ("False", "Không đạt")],
    )

    class Meta:
        model = TrainingClass
        fields = [
            *("programme", "course_number", "name", "code", "ownership", "partner", "kind", "outside_plan"),
            *("place", "called", "opening_number", "opening_decided_on", "opened_on", "closes_on", "status"),
            *("cancel_reason", "closed_on", "assessed_by", "recognition_number", "recognised_on"),
            *("considered_for_titles", "titled", "modules_done", "note"),
        ]
        labels = {
            "outside_plan": "Lớp ngoài kế hoạch năm",
            "opening_number": "Quyết định mở lớp số",
            "opening_decided_on": "Ngày quyết định",
            "opened_on": "Ngày khai giảng",
            "closes_on": "Bế giảng dự kiến",
            "closed_on": "Ngày bế giảng",
            "recognition_number": "Quyết định công nhận số",
            "recognised_on": "Ngày công nhận kết quả",
        }
        help_texts = {
            "name": "Để trống thì đặt theo chương trình, khóa và năm khai giảng.",
            "code": "Mã tiếp theo được đề nghị sẵn; có thể ghi mã khác.",
            "opened_on": "Ví dụ: 5/2/26. Lớp chưa mở thì ghi ngày dự kiến.",
            "assessed_by": "Để trống thì theo chương trình.",
            "recognised_on": "Sau khi công nhận, chương trình và các ngày của lớp không sửa được nữa.",
            "modules_done": "Ghi với lớp dài ngày của trường khác mà trung tâm duy trì quản lý.",
        }
        widgets = {
            "partner": forms.TextInput(attrs={"list": "don-vi-phoi-hop", "autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = copy(self.instance) if self.instance.pk else None
        self.fields["name"].required = False
        self.fields["opened_on"].required = True
        self.fields["programme"].empty_label = "— chọn chương trình —"
        self.fields["programme"].queryset = self._programmes()
        self.fields["assessed_by"].choices = [("", "Theo chương trình"), *AssessedBy.choices]
        if self.instance.status != Status.CLOSED and not self.instance.considered_for_titles:
            self.initial["considered_for_titles"] = ""
        if self.before and self.before.is_recognised:
            for name in FIXED_ONCE_RECOGNISED:
                self.fields[name].disabled = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = self._layout()

    def _programmes(self):
        """Those in force, and the class's own even when it no longer is."""
        all_of_them = Programme.objects.for_user(self.user)
        return all_of_them.active() | all_of_them.filter(pk=self.instance.programme_id)

    def _layout(self):
        return Layout(
            Fieldset(
                "Lớp",
                Row(Column("programme", css_class="col-md-9"), Column("course_number", css_class="col-md-3")),
                Row(Column("name", css_class="col-md-9"), Column("code", css_class="col-md-3")),
            ),
            Fieldset(
                "Tổ chức",
                Row(Column("ownership", css_class="col-md-4"), Column(shown_when("ownership:joint", "partner"))),
                Row(Column("kind", css_class="col-md-4"), Column("place"), Column("called", css_class="col-md-3")),
                "outside_plan",
            ),
            Fieldset(
                "Mở lớp",
                Row(Column("opening_number"), Column("opening_decided_on"), Column("opened_on"), Column("closes_on")),
                Row(Column("status", css_class="col-md-3"), Column(shown_when("status:cancelled", "cancel_reason"))),
            ),
            shown_when(
                "status:closed",
                Fieldset(
                    "Kết thúc lớp",
                    Row(
                        Column("closed_on"),
                        Column("assessed_by"),
                        Column("recognition_number"),
                        Column("recognised_on"),
                    ),
                    Row(Column("considered_for_titles"), Column("titled")),
                ),
            ),
            Fieldset("Khác", shown_when("kind:maintained", "modules_done"), "note"),
            "seen",
        )

    def clean(self):
        cleaned = super().clean()
        self._drop_closing_of_reopened(cleaned)
        programme, closed = cleaned.get("programme"), cleaned.get("status") == Status.CLOSED
        if programme:
            sketch = TrainingClass(programme=programme, ownership=cleaned.get("ownership") or "")
            sketch.course_number, sketch.opened_on = cleaned.get("course_number", ""), cleaned.get("opened_on")
            cleaned["name"] = cleaned.get("name") or sketch.proposed_name
            if closed and "assessed_by" not in self.errors:
                cleaned["assessed_by"] = cleaned.get("assessed_by") or sketch.proposed_assessor
        if cleaned.get("considered_for_titles") is None:
            by_centre = closed and cleaned.get("assessed_by") == AssessedBy.CENTRE
            cleaned["considered_for_titles"] = by_centre or (not closed and self.instance.considered_for_titles)
        return cleaned

    def _drop_closing_of_reopened(self, cleaned):
        """A class taken back from closed leaves behind what its closing said, unless it was typed anew."""
        if not (self.before and self.before.is_closed) or cleaned.get("status") == Status.CLOSED:
            return
        for name in set(CLOSING) - set(self.changed_data):
            if name in cleaned:
                cleaned[name] = "" if name in ("assessed_by", "recognition_number") else None

    def _post_clean(self):
        super()._post_clean()
        if {"programme", "status", "ownership"} <= set(self.cleaned_data):
            after = copy(self.instance)
            settle(after, self.before)
            self.add_error(None, {n: e for n, e in step_problems(self.before, after).items() if n not in self.errors})


def shown_when(condition, *fields):
    """Fields of one answer only ("status:closed"); without JavaScript they are there all the time."""
    return Div(*fields, data_shown_when=condition)
