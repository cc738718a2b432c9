"""The draft of a year's plan on one page: its lines, and the texts that its paper prints around them."""

from django import forms

from centres.concurrent_edits import WatchedModelForm, last_editor_of
from centres.forms import untagged
from centres.numbers import WholeNumberField
from centres.widgets import SuggestingInput
from classes.line_forms import LineForm, formset_of
from classes.models import AnnualPlan, PlanLine, Programme
from classes.models.draft import MOST_CLASSES, MOST_LEARNERS, Quarter

EMPTY_LINES = 3
EVERY = ("programme", "classes", "learners", "quarter", "partner", "note")


class DraftTextsForm(WatchedModelForm):
    class Meta:
        model = AnnualPlan
        fields = ["guidance", "purpose", "execution"]
        labels = {"guidance": "Căn cứ", "purpose": "Mục đích, yêu cầu", "execution": "Tổ chức thực hiện"}
        help_texts = {"guidance": "Mỗi dòng một văn bản, không ghi chữ “Căn cứ”."}
        widgets = {name: forms.Textarea({"rows": 4}) for name in fields}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged(*self.fields)

    def stored_values(self):
        lines = self.instance.draft_lines.select_related("programme").order_by("position", "pk")
        return super().stored_values() | {f"dòng {place}": _told(line) for place, line in enumerate(lines, 1)}

    def last_editor(self):
        return last_editor_of([self.instance, *self.instance.draft_lines.all()])


def _told(line):
    parts = (line.programme, f"{line.classes} lớp", line.learners, line.get_quarter_display(), line.partner, line.note)
    return ", ".join(str(part) for part in parts if part)


class DraftLineForm(LineForm):
    programme = forms.ChoiceField(label="Chương trình", required=False)
    classes = WholeNumberField(label="Số lớp", required=False, min_value=1, max_value=MOST_CLASSES)
    learners = WholeNumberField(label="Số học viên", required=False, min_value=1, max_value=MOST_LEARNERS)
    quarter = forms.TypedChoiceField(
        label="Quý", required=False, coerce=int, empty_value=None, choices=[("", "chưa định"), *Quarter.choices]
    )
    partner = forms.CharField(label="Đơn vị phối hợp", required=False, max_length=300)
    note = forms.CharField(label="Ghi chú", required=False, max_length=300)

    def __init__(self, *args, programmes, partners, **kwargs):
        super().__init__(*args, **kwargs)
        self.programmes = {str(one.pk): one for one in programmes}
        choices = [(key, one.name) for key, one in self.programmes.items()]
        self.fields["programme"].choices = [("", "— chọn chương trình —"), *choices]
        self.fields["partner"].widget = SuggestingInput(partners)
        for name, field in self.fields.items():
            kind = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            number = " number-input" if name in {"classes", "learners"} else ""
            field.widget.attrs |= {"class": f"{kind}{number}", "aria-label": f"{field.label}, dòng {self.row_number}"}

    def clean(self):
        cleaned = super().clean()
        if not self.is_empty:
            for name, sentence in (("programme", "Chọn chương trình."), ("classes", "Thiếu số lớp.")):
                if not self[name].data:
                    self.add_error(name, sentence)
        return cleaned

    @property
    def line(self) -> PlanLine | None:
        """The line that was typed, not stored; None where it is empty or in error."""
        if self.is_empty or self.errors:
            return None
        typed = {name: self.cleaned_data[name] for name in EVERY}
        return PlanLine(**typed | {"programme": self.programmes[typed["programme"]]})


DraftFormSet = formset_of(DraftLineForm)


def initial_of(lines) -> list[dict]:
    """Lines as the forms' first values."""
    return [{name: getattr(line, name) for name in EVERY} | {"programme": line.programme_id} for line in lines]


def programmes_of(user, lines) -> list[Programme]:
    """Programmes in force, and those of the lines."""
    every = Programme.objects.for_user(user)
    found = every.active() | every.filter(pk__in={line.programme_id for line in lines})
    return list(found.distinct().order_by("position", "code"))
