"""The form for a class of another school that people are sent to."""

from django.core.exceptions import ValidationError

from centres.forms import CentreModelForm, earlier_values, side_by_side, untagged
from centres.numbers import WholeNumberField
from centres.widgets import SuggestingInput
from classes.models import OutsideCourse


class OutsideCourseForm(CentreModelForm):
    beside = {"outside_course_once": "name", "outside_course_days_in_order": "last_day"}

    class Meta:
        model = OutsideCourse
        fields = ["programme", "name", "host", "first_day", "last_day", "people", "note"]
        field_classes = {"people": WholeNumberField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entered = OutsideCourse.objects.for_user(self.user).filter(centre=self.instance.centre)
        self.fields["programme"].empty_label = "— chọn chương trình —"
        self.fields["host"].widget = SuggestingInput(earlier_values(entered, "host"))
        self.helper = untagged(
            side_by_side("programme", "name"),
            side_by_side("host", "people"),
            side_by_side("first_day", "last_day", "note"),
        )

    def clean_people(self):
        people, named = self.cleaned_data["people"], self.instance.places.count() if self.instance.pk else 0
        if people is not None and people < named:
            raise ValidationError(f"Lớp đã ghi tên {named:02} người; hãy bỏ bớt tên trước.")
        return people
