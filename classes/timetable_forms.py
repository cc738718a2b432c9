"""Forms of timetables, lecturers and days off."""

from crispy_forms.layout import Fieldset
from django import forms

from centres import dates
from centres.forms import CentreModelForm, EntryForm, side_by_side, untagged
from centres.models import Role
from centres.numbers import WholeNumberField
from centres.widgets import SuggestingInput
from classes.models import Holiday, Lecturer, LecturerActivity, Module, Session, TrainingClass
from classes.models.lecturer import ActivityKind, Engagement
from classes.models.session import WEEKDAYS, Part
from classes.timetable.clashes import clashes_of
from classes.timetable.outline import as_text, lessons_of, read_outline
from classes.timetable.planning import Pattern, usual_periods
from classes.timetable_actions import known_room

LONGEST_SESSION = 12


def room_names(training_class: TrainingClass) -> list[str]:
    """Rooms the centre has used, and the class's own place."""
    return [*training_class.centre.rooms.order_by("name").values_list("name", flat=True), training_class.place]


class MakeTimetableForm(EntryForm):
    start = forms.DateField(label="Bắt đầu từ ngày")
    per_session = WholeNumberField(label="Số tiết một buổi", min_value=1, max_value=LONGEST_SESSION)
    room = forms.CharField(label="Phòng học", max_length=100, required=False)
    weekdays = forms.MultipleChoiceField(
        label="Học vào các ngày",
        choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
    )
    parts = forms.MultipleChoiceField(
        label="Học vào các buổi", choices=Part.choices, widget=forms.CheckboxSelectMultiple
    )
    outline = forms.CharField(
        label="Nội dung, mỗi dòng một bài",
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Cuối dòng ghi số tiết, ví dụ: Bài 2. Cương lĩnh của Đảng – 10 tiết. Dòng không ghi số tiết là một buổi."
        " Thêm, bớt, đổi thứ tự các dòng theo kế hoạch của lớp.",
    )
    replace = forms.BooleanField(label="Thay các buổi chưa điểm danh đã có trong thời khóa biểu", required=False)

    def __init__(self, *args, training_class, **kwargs):
        self.training_class = training_class
        self.lessons = lessons_of(training_class)
        super().__init__(*args, initial=self._proposed(), **kwargs)
        self.fields["room"].widget = SuggestingInput(room_names(training_class))
        if not training_class.sessions.exists():
            del self.fields["replace"]
        more = ["replace"] if "replace" in self.fields else []
        self.helper = untagged(
            side_by_side("start", "per_session", "room"), side_by_side("weekdays", "parts"), "outline", *more
        )

    def _proposed(self):
        return {
            "start": self.training_class.opened_on or dates.today(),
            "per_session": usual_periods(self.training_class.programme),
            "room": self.training_class.place,
            "weekdays": [str(day) for day in range(5)],
            "parts": [Part.MORNING.value, Part.AFTERNOON.value],
            "outline": as_text(self.lessons),
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outline") and cleaned.get("per_session"):
            lines, wrong = read_outline(cleaned["outline"], self.lessons, cleaned["per_session"])
            if wrong:
                self.add_error("outline", wrong)
            cleaned["lines"] = lines
        return cleaned

    @property
    def pattern(self) -> Pattern:
        chosen = self.cleaned_data
        weekdays = frozenset(int(day) for day in chosen["weekdays"])
        return Pattern(chosen["start"], weekdays, tuple(sorted(chosen["parts"])), chosen["per_session"])


class SessionForm(CentreModelForm):
    set_beforehand = ("training_class",)
    room_name = forms.CharField(label="Phòng học", max_length=100, required=False)

    class Meta:
        model = Session
        fields = [
            *("held_on", "part", "periods", "kind", "counted", "topic", "lecturer"),
            *("holiday_reason", "note"),
        ]
        field_classes = {"periods": WholeNumberField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        training_class = self.instance.training_class
        self.fields["room_name"].widget = SuggestingInput(room_names(training_class))
        self.fields["room_name"].initial = str(self.instance.room or "")
        self.fields["lecturer"].queryset = self.fields["lecturer"].queryset.filter(centre=training_class.centre)
        self.fields["part"].choices = [("", "— chọn buổi —"), *Part.choices]
        self.fields["lecturer"].empty_label = "— chưa phân công —"
        self.helper = untagged(
            Fieldset("Thời gian", side_by_side("held_on", "part", "periods"), "holiday_reason"),
            Fieldset("Nội dung", "topic", side_by_side("kind", "lecturer", "room_name"), "counted", "note"),
        )

    def validate_constraints(self):
        """A clash is told with the other class's name, which no constraint knows."""
        if {"held_on", "part", "lecturer", "periods"} <= set(self.cleaned_data):
            self.instance.room = known_room(self.instance.training_class.centre, self.cleaned_data["room_name"])
            clashes = {"room_name" if name == "room" else name: why for name, why in clashes_of(self.instance).items()}
            if clashes:
                self.add_error(None, clashes)
                return
        super().validate_constraints()


class CancelForm(EntryForm):
    cancel_reason = forms.CharField(label="Lý do hủy buổi", max_length=300)

    helper = untagged("cancel_reason")


class AssignForm(EntryForm):
    """One session's lecturer and room, in the table of all of them. `lecturers` are shared by the rows: one query."""

    lecturer = forms.ChoiceField(label="Giảng viên", required=False)
    room = forms.CharField(label="Phòng học", max_length=100, required=False)

    def __init__(self, *args, session, lecturers, **kwargs):
        initial = {"lecturer": session.lecturer_id or "", "room": str(session.room or "")}
        super().__init__(*args, prefix=str(session.pk), initial=initial, **kwargs)
        self.session, self.lecturers = session, {str(one.pk): one for one in lecturers}
        self.fields["lecturer"].choices = [
            ("", "— chưa phân công —"),
            *((str(one.pk), one.full_name) for one in lecturers),
        ]
        self.line_name = who = f"{session.when}"
        self.fields["lecturer"].widget.attrs |= {
            "class": "form-select form-select-sm",
            "aria-label": f"Giảng viên, {who}",
        }
        self.fields["room"].widget.attrs |= {
            "class": "form-control form-control-sm",
            "aria-label": f"Phòng học, {who}",
            "list": "cac-phong",
            "autocomplete": "off",
        }

    @property
    def place(self) -> tuple[Lecturer | None, str]:
        return self.lecturers.get(self.cleaned_data["lecturer"]), self.cleaned_data["room"]


class LecturerForm(CentreModelForm):
    person = forms.ChoiceField(
        label="Tài khoản", required=False, help_text="Để người đó mở trang đầu là thấy lịch giảng của mình."
    )
    beside = {"lecturer_once": "full_name", "lecturer_dates_in_order": "valid_to"}

    class Meta:
        model = Lecturer
        fields = [
            *("full_name", "engagement", "duty", "workplace", "phone", "valid_from", "valid_to", "note"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        staff = self.instance.centre.memberships.active().filter(role=Role.LECTURER).select_related("user")
        self.accounts = {str(one.user.pk): one.user for one in staff.order_by("user__full_name", "pk")}
        self.fields["engagement"].choices = [("", "— chọn hình thức —"), *Engagement.choices]
        self.fields["person"].choices = [("", "— không có —"), *((pk, str(user)) for pk, user in self.accounts.items())]
        self.fields["person"].initial = str(self.instance.account_id or "")
        self.helper = untagged(
            side_by_side("full_name", "engagement", "duty"),
            side_by_side("workplace", "phone", "person"),
            side_by_side("valid_from", "valid_to", "note"),
        )

    def save(self, commit=True):
        self.instance.account = self.accounts.get(self.cleaned_data["person"])
        return super().save(commit)


class ActivityForm(CentreModelForm):
    set_beforehand = ("lecturer",)

    class Meta:
        model = LecturerActivity
        fields = ["kind", "held_on", "title", "outcome", "quantity"]
        field_classes = {"quantity": WholeNumberField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "— chọn hoạt động —"), *ActivityKind.choices]
        self.helper = untagged(side_by_side("kind", "held_on"), side_by_side("quantity", "title"), "outcome")


class HolidayForm(CentreModelForm):
    beside = {"holiday_of_centre_once": "first_day", "holiday_days_in_order": "last_day"}

    class Meta:
        model = Holiday
        fields = ["name", "first_day", "last_day"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["last_day"].required = False
        self.fields["last_day"].help_text = "Để trống nếu chỉ nghỉ một ngày."
        self.helper = untagged(side_by_side("name", "first_day", "last_day"))

    def clean_last_day(self):
        return self.cleaned_data["last_day"] or self.cleaned_data.get("first_day")


class ModuleForm(EntryForm):
    """One row of a class's modules."""

    title = forms.CharField(label="Tên học phần", max_length=300, required=False)
    begun_on = forms.DateField(label="Bắt đầu", required=False)
    done_on = forms.DateField(label="Hoàn thành", required=False)

    def __init__(self, *args, module, **kwargs):
        self.module = module
        initial = {"title": module.title, "begun_on": module.begun_on, "done_on": module.done_on}
        super().__init__(*args, initial=initial, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"class": "form-control", "aria-label": field.label}

    def clean(self):
        cleaned = super().clean()
        begun_on, done_on = cleaned.get("begun_on"), cleaned.get("done_on")
        if begun_on and done_on and done_on < begun_on:
            self.add_error("done_on", "Ngày hoàn thành không được trước ngày bắt đầu học phần.")
        if (begun_on or done_on) and not cleaned.get("title"):
            self.add_error("title", "Thiếu tên học phần.")
        return cleaned

    def filled(self, training_class) -> Module:
        """The module as typed, not saved."""
        self.module.training_class = training_class
        for name in ("title", "begun_on", "done_on"):
            setattr(self.module, name, self.cleaned_data[name])
        return self.module
