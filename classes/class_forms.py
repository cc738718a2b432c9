"""The class form, in the order of the papers it comes from.

A class is opened, closed, reopened and recognised on its own pages, where its learners and marks are judged; here
stands what is known of a class without them. Only a class that is entered while it runs already is opened here.
"""

import json
from copy import copy

from crispy_forms.layout import Column, Div, Fieldset, Layout, Row
from django import forms

from centres.concurrent_edits import WatchedModelForm
from centres.forms import earlier_values, untagged
from centres.numbers import WholeNumberField
from centres.widgets import suggest
from classes.actions import settle
from classes.models import Programme, TrainingClass
from classes.models.session import WEEKDAYS, Part
from classes.models.training_class import AssessedBy, Kind, Status
from classes.steps import FIXED_ONCE_RECOGNISED, step_problems
from classes.timetable.planning import WORKING_DAYS, Pattern, usual_periods

NEW_STATUSES = (Status.PLANNED, Status.OPEN)
STATUSES = {
    Status.PLANNED: (Status.PLANNED, Status.CANCELLED),
    Status.OPEN: (Status.PLANNED, Status.OPEN, Status.CANCELLED),
    Status.CANCELLED: (Status.PLANNED, Status.CANCELLED),
}
"""What a stored class may be set to by its state; opening a planned one says what is missing, on a page of its own."""
OPENED_ELSEWHERE = "Ghi “Đang học” ở trang Mở lớp của lớp dự kiến, nơi nêu những điều còn thiếu."
NOT_DECIDED = (
    "Lớp đang học mà chưa ghi đủ số và ngày quyết định mở lớp: hãy bổ sung ở trên, hoặc đánh dấu ô này để bổ sung sau."
)
BY_PROGRAMME = ("", "Theo chương trình")


def is_true(value):
    return value == "True"


class TrainingClassForm(WatchedModelForm):
    set_beforehand = ("centre", "status", "closed_on", "assessed_by", "recognised_on", "recognition_number", "titled")
    beside = {
        "class_code_once": "code",
        "class_joint_names_partner": "partner",
        "class_own_has_no_partner": "partner",
        "class_opened_has_day": "opened_on",
        "class_opened_sensibly": "opened_on",
        "class_closes_after_opening": "opened_on",
        "class_expected_close_after_opening": "closes_on",
        "class_recognised_after_opening": "opened_on",
        "class_cancelled_has_reason": "cancel_reason",
        "class_titled_was_considered": "titled",
    }

    considered_for_titles = forms.TypedChoiceField(
        label="Xét danh hiệu lớp và học viên",
        required=False,
        coerce=is_true,
        empty_value=None,
        choices=[BY_PROGRAMME, ("True", "Có xét"), ("False", "Không xét")],
        help_text="Theo chương trình: lớp do trung tâm kiểm tra, đánh giá thì xét.",
    )
    titled = forms.TypedChoiceField(
        label="Danh hiệu “Lớp học tiên tiến”",
        required=False,
        coerce=is_true,
        empty_value=None,
        choices=[("", "Chưa có kết quả xét"), ("True", "Đạt"), ("False", "Không đạt")],
    )

    undecided = forms.BooleanField(label="Vẫn ghi “Đang học”, quyết định mở lớp bổ sung sau", required=False)

    timetable = forms.ChoiceField(
        label="Thời khóa biểu", required=False, choices=[("", "Lập sau"), ("bai", "Lập luôn theo bài của chương trình")]
    )
    weekdays = forms.MultipleChoiceField(
        label="Học vào các ngày",
        required=False,
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
        initial=[str(number) for number in range(5)],
    )
    parts = forms.MultipleChoiceField(
        label="Học vào các buổi",
        required=False,
        choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[Part.MORNING.value, Part.AFTERNOON.value],
    )

    class Meta:
        model = TrainingClass
        fields = [
            *("opening_number", "opening_decided_on", "programme", "course_number", "name", "code", "opened_on"),
            *("closes_on", "called", "place", "ownership", "partner", "kind", "modules_done", "outside_plan", "status"),
            *("cancel_reason", "recognition_number", "considered_for_titles", "titled", "note"),
        ]
        field_classes = {"called": WholeNumberField, "modules_done": WholeNumberField}
        labels = {
            "outside_plan": "Lớp ngoài kế hoạch năm",
            "opening_number": "Quyết định mở lớp số",
            "opening_decided_on": "Ngày quyết định",
            "opened_on": "Ngày khai giảng",
            "closes_on": "Bế giảng dự kiến",
            "recognition_number": "Quyết định công nhận số",
        }
        help_texts = {
            "name": "Để trống thì đặt theo chương trình, khóa và năm khai giảng.",
            "code": "Mã tiếp theo được đề nghị sẵn; có thể ghi mã khác.",
            "called": "Theo thông báo triệu tập.",
            "opened_on": "Ví dụ: 5/2/26. Lớp chưa mở thì ghi ngày dự kiến.",
            "opening_number": "Chưa có quyết định thì để trống.",
            "modules_done": "Của lớp dài ngày do trường khác mở mà trung tâm duy trì quản lý.",
        }
        widgets = {
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = copy(self.instance) if self.instance.pk else None
        self.fields["name"].required = False
        self.fields["opened_on"].required = True
        self.fields["programme"].empty_label = "— chọn chương trình —"
        self.fields["programme"].queryset = self._programmes()
        self._offer_earlier_values()
        if courses := self.initial.get("next_courses"):
            proposal = {"data-proposes": json.dumps(courses), "data-into": "id_course_number"}
            self.fields["programme"].widget.attrs |= proposal
        self._fit_to_state()
        self.helper = untagged(self._layout())

    def _programmes(self):
        """Those in force, and the class's own even when it no longer is."""
        every = Programme.objects.for_user(self.user)
        return every.active() | every.filter(pk=self.instance.programme_id)

    def _offer_earlier_values(self):
        classes = TrainingClass.objects.for_user(self.user).filter(centre=self.instance.centre_id)
        for name in ("partner", "place"):
            suggest(self.fields[name], earlier_values(classes, name))

    def _fit_to_state(self):
        """Leave only what can be said of the class as it stands."""
        before = self.before
        if before is None:
            self.initial["considered_for_titles"] = ""
        else:
            for name in (*TIMETABLE_FIELDS, "undecided"):
                del self.fields[name]
            self.fields["considered_for_titles"].choices = self.fields["considered_for_titles"].choices[1:]
        closed, recognised = before and before.is_closed, before and before.is_recognised
        if closed:
            del self.fields["status"], self.fields["cancel_reason"]
        else:
            del self.fields["titled"]
            offered = STATUSES[before.status] if before else NEW_STATUSES
            if Status.OPEN not in offered:
                self.fields["status"].error_messages["invalid_choice"] = OPENED_ELSEWHERE
            self.fields["status"].choices = [(status.value, status.label) for status in offered]
        if not recognised or before.recognition_number:
            del self.fields["recognition_number"]
        if recognised:
            for name in set(FIXED_ONCE_RECOGNISED) & set(self.fields) - {"recognition_number"}:
                self.fields[name].disabled = True

    def _layout(self):
        status = Row(Column("status", css_class="col-md-3"), Column(shown_when("status:cancelled", "cancel_reason")))
        return Layout(
            Fieldset(
                "Quyết định mở lớp",
                Row(Column("opening_number", css_class="col-md-4"), Column("opening_decided_on", css_class="col-md-4")),
            ),
            Fieldset(
                "Lớp",
                Row(Column("programme", css_class="col-md-9"), Column("course_number", css_class="col-md-3")),
                Row(Column("name", css_class="col-md-9"), Column("code", css_class="col-md-3")),
                Row(
                    Column("opened_on", css_class="col-md-4"),
                    Column("closes_on", css_class="col-md-4"),
                    Column("called", css_class="col-md-4"),
                ),
                "place",
                *([status] if "status" in self.fields else []),
                *([shown_when("status:open", "undecided")] if "undecided" in self.fields else []),
            ),
            *([self._timetable_layout()] if "timetable" in self.fields else []),
            Fieldset(
                "Hình thức tổ chức",
                Row(Column("ownership", css_class="col-md-4"), Column(shown_when("ownership:joint", "partner"))),
                Row(
                    Column("kind", css_class="col-md-4"),
                    Column(shown_when("kind:maintained", "modules_done")),
                ),
                "outside_plan",
            ),
            Fieldset(
                "Kết quả và ghi chú",
                Row(*(Column(name) for name in RESULT_FIELDS if name in self.fields)),
                "note",
            ),
            "seen",
        )

    def _timetable_layout(self):
        choices = Row(Column("weekdays", css_class="col-md"), Column("parts", css_class="col-md"))
        return Fieldset(
            "Thời khóa biểu",
            Row(Column("timetable", css_class="col-md-6")),
            shown_when("timetable:bai", choices),
        )

    @property
    def pattern(self) -> Pattern | None:
        """When the class meets, where its timetable is made with it; None where that comes later."""
        chosen = self.cleaned_data
        if not chosen.get("timetable"):
            return None
        weekdays = frozenset(map(int, chosen["weekdays"])) or WORKING_DAYS
        parts = tuple(sorted(chosen["parts"])) or (Part.MORNING.value, Part.AFTERNOON.value)
        return Pattern(chosen["opened_on"], weekdays, parts, usual_periods(chosen["programme"]))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("timetable") and (chosen := cleaned.get("programme")) and not chosen.outline.exists():
            self.add_error(
                "timetable", "Chương trình này chưa có danh mục bài; hãy lập thời khóa biểu ở trang của lớp."
            )
        self._check_decision(cleaned)
        if programme := cleaned.get("programme"):
            sketch = TrainingClass(programme=programme, ownership=cleaned.get("ownership") or "")
            sketch.course_number, sketch.opened_on = cleaned.get("course_number", ""), cleaned.get("opened_on")
            cleaned["name"] = cleaned.get("name") or sketch.proposed_name
            if cleaned.get("considered_for_titles") is None:
                cleaned["considered_for_titles"] = sketch.proposed_assessor == AssessedBy.CENTRE
        return cleaned

    def _check_decision(self, cleaned):
        """A class that is entered as running names its decision, or the gap is seen; wrong input is told by itself."""
        running = cleaned.get("status") == Status.OPEN and cleaned.get("kind") == Kind.NORMAL
        if not running or "undecided" not in self.fields or cleaned.get("undecided"):
            return
        decision = ("opening_number", "opening_decided_on")
        if not all(cleaned.get(name) for name in decision) and not set(decision) & set(self.errors):
            self.add_error("undecided", NOT_DECIDED)

    def _post_clean(self):
        super()._post_clean()
        if {"programme", "status", "ownership"} & set(self.fields) <= set(self.cleaned_data):
            after = copy(self.instance)
            settle(after, self.before)
            self.add_error(None, {n: e for n, e in step_problems(self.before, after).items() if n not in self.errors})


TIMETABLE_FIELDS = ("timetable", "weekdays", "parts")
RESULT_FIELDS = ("considered_for_titles", "titled", "recognition_number")


def shown_when(condition, *fields):
    """Fields of one answer only ("ownership:joint"); without JavaScript they are there all the time."""
    return Div(*fields, data_shown_when=condition)
