"""A report from before the system: its totals and "trong đó" lines, a line under another when it stands a level deeper."""

from dataclasses import dataclass

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from centres import dates
from centres.concurrent_edits import WatchedModelForm
from centres.forms import EntryForm
from centres.numbers import NO_YEAR, WholeNumberField
from classes.models.plan import YEAR_LIMITS
from reports.models import PastReport
from reports.periods import parse

PARTS = [
    ("", "Cả năm"),
    ("H1", "6 tháng đầu năm"),
    ("9M", "9 tháng"),
    ("H2", "6 tháng cuối năm"),
    *[(f"Q{n}", f"Quý {n}") for n in range(1, 5)],
    *[(f"{n:02}", f"Tháng {n}") for n in range(1, 13)],
]
LEVELS = [(1, "Trong đó"), (2, "– trong đó (cấp 2)"), (3, "– – trong đó (cấp 3)")]
LINES = "dong"
EMPTY_LINES, MOST_LINES = 5, 200
MOST = 1_000_000


def counted(label: str) -> WholeNumberField:
    """A count that may be unknown."""
    messages = {"min_value": f"{label} không được âm.", "max_value": f"{label} quá lớn."}
    return WholeNumberField(label=label, required=False, min_value=0, max_value=MOST, error_messages=messages)


class PastReportForm(WatchedModelForm):
    set_beforehand = ("centre", "period")
    beside = {"past_report_once": "part"}

    year = WholeNumberField(label="Năm", validators=YEAR_LIMITS, error_messages=NO_YEAR)
    part = forms.ChoiceField(label="Kỳ", choices=PARTS, required=False)
    classes = counted("Tổng số lớp")
    learners = counted("Tổng số học viên")
    field_order = ["year", "part", "classes", "learners"]

    class Meta:
        model = PastReport
        fields = ["classes", "learners"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.period:
            parts = parse(self.instance.period)
            self.initial |= {"year": parts.year, "part": parts.part}
        else:
            self.initial |= {"year": dates.today().year - 1}

    def stored_values(self):
        lines = self.instance.lines.order_by("position", "pk") if self.instance.pk else ()
        return super().stored_values() | {f"dòng {n} “{line.label}”": _amounts(line) for n, line in enumerate(lines, 1)}

    def stored_rows(self):
        return [self.instance, *self.instance.lines.all()]

    def clean(self):
        cleaned = super().clean()
        totals = {"classes", "learners"}
        if all(cleaned.get(name) is None for name in totals) and not totals & self.errors.keys():
            self.add_error("classes", "Ghi tổng số lớp hoặc tổng số học viên của báo cáo.")
        if not cleaned.get("year"):
            self.set_beforehand = ("centre",)
        else:
            self.instance.period = "-".join(filter(None, [str(cleaned["year"]), cleaned.get("part", "")]))
        return cleaned


def _amounts(line):
    unknown = "chưa rõ"
    return (
        f"{unknown if line.classes is None else line.classes} lớp,"
        f" {unknown if line.learners is None else line.learners} học viên"
    )


@dataclass(frozen=True)
class TypedLine:
    level: int
    label: str
    classes: int | None
    learners: int | None


class LineForm(EntryForm):
    level = forms.TypedChoiceField(label="Cấp", choices=LEVELS, coerce=int, initial=1)
    label = forms.CharField(label="Nội dung", required=False, max_length=300)
    classes = counted("Số lớp")
    learners = counted("Số học viên")

    def clean(self):
        cleaned = super().clean()
        numbers = [cleaned.get(name) for name in ("classes", "learners")]
        if cleaned.get("label") and numbers == [None, None] and not self.errors:
            self.add_error("classes", "Dòng này chưa có số lớp, số học viên.")
        if not cleaned.get("label") and numbers != [None, None]:
            self.add_error("label", "Ghi nội dung của dòng.")
        return cleaned


class _Lines(BaseFormSet):
    def clean(self):
        """A line may stand at most one level deeper than the one before it."""
        above = 0
        for form in self.forms:
            line = typed_line(form)
            if line and line.level > above + 1:
                form.add_error("level", "Dòng này không thuộc dòng nào ở trên: chọn cấp nhỏ hơn.")
            above = line.level if line else above

    def typed_lines(self) -> list[TypedLine]:
        return [line for line in map(typed_line, self.forms) if line]


def typed_line(form) -> TypedLine | None:
    """The line as typed; None for one left empty."""
    cleaned = getattr(form, "cleaned_data", {})
    if not cleaned.get("label"):
        return None
    return TypedLine(cleaned.get("level") or 1, cleaned["label"], cleaned.get("classes"), cleaned.get("learners"))


LineFormSet = formset_factory(
    LineForm, formset=_Lines, extra=EMPTY_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES + EMPTY_LINES
)
