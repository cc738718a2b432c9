"""The form for one activity of several lecturers."""

from django import forms
from django.db.models import Q

from centres.forms import CentreModelForm, side_by_side, untagged
from centres.widgets import SuggestingInput
from classes.models import Lecturer, LecturerActivity
from classes.models.lecturer import ActivityKind

SHARED = (ActivityKind.TRAINING, ActivityKind.OBSERVATION, ActivityKind.CONTEST)
"""What several do together; marking and test sets are each lecturer's own amount."""


class SharedActivityForm(CentreModelForm):
    set_beforehand = ()
    lecturers = forms.ModelMultipleChoiceField(
        label="Giảng viên", queryset=Lecturer.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = LecturerActivity
        fields = ["kind", "held_on", "title", "outcome"]
        help_texts = {"title": "Tên lớp bồi dưỡng, bài được dự giờ hoặc hội thi; in trong báo cáo."}

    def __init__(self, *args, centre, **kwargs):
        super().__init__(*args, **kwargs)
        teaching = Lecturer.objects.for_user(self.user).filter(Q(valid_to__isnull=True), centre=centre)
        self.fields["lecturers"].queryset = teaching.in_name_order()
        self.fields["kind"].choices = [(one.value, one.label) for one in SHARED]
        entered = LecturerActivity.objects.for_user(self.user).filter(lecturer__centre=centre).exclude(title="")
        titles = entered.order_by("title").values_list("title", flat=True).distinct()[:100]
        self.fields["title"].widget = SuggestingInput(titles)
        self.helper = untagged(side_by_side("kind", "held_on"), side_by_side("title", "outcome"), "lecturers")

    def save_all(self) -> list[LecturerActivity]:
        """A row for each lecturer ticked."""
        given = {name: self.cleaned_data[name] for name in ("kind", "held_on", "title", "outcome")}
        return [LecturerActivity.objects.create(lecturer=one, **given) for one in self.cleaned_data["lecturers"]]
