"""A decision and its quota lines on one page: every error at once, beside its place."""

from crispy_forms.layout import Column, Fieldset, Row
from django import forms

from centres import dates
from centres.concurrent_edits import WatchedModelForm, last_editor_of
from centres.forms import untagged
from centres.numbers import NO_YEAR, WholeNumberField
from classes import actions, quotas
from classes.line_forms import LineForm, Lines, formset_of
from classes.models import AnnualPlan, PlanDecision
from classes.models.plan import YEAR_LIMITS, DecisionKind

WHOLE_YEAR = "chung"
EMPTY_LINES = 5


class DecisionForm(WatchedModelForm):
    beside = {"decision_initial_once": "kind", "decision_number_once": "number"}

    year = WholeNumberField(label="Kế hoạch năm", validators=YEAR_LIMITS, error_messages=NO_YEAR)
    field_order = ["number", "decided_on", "issuer", "kind", "year"]

    class Meta:
        model = PlanDecision
        fields = ["kind", "number", "decided_on", "issuer"]
        labels = {
            "kind": "Loại quyết định",
            "number": "Số, ký hiệu",
            "decided_on": "Ngày quyết định",
            "issuer": "Cơ quan ban hành",
        }
        help_texts = {
            "kind": "Điều chỉnh: ghi phần tăng, giảm so với trước; số giảm ghi dấu trừ.",
            "number": "Ví dụ: 718-QĐ/ĐU.",
            "decided_on": "Ví dụ: 10/1/26.",
        }

    def __init__(self, *args, centre, **kwargs):
        self.centre = centre
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, str(kind.label).capitalize()) for kind in DecisionKind]
        if self.instance.pk:
            # A decision stays in its year and kind; entered under the wrong one, it is deleted and entered again.
            self.initial |= {"year": self.instance.plan.year, "kind": self.instance.kind}
            self.fields["year"].disabled = self.fields["kind"].disabled = True
        self.helper = untagged(
            Fieldset(
                "Quyết định",
                Row(
                    Column("number", css_class="col-md-3"),
                    Column("decided_on", css_class="col-md-3"),
                    Column("issuer", css_class="col-md-6"),
                ),
                Row(Column("kind", css_class="col-md-6"), Column("year", css_class="col-md-3")),
            ),
            "seen",
        )

    def stored_values(self):
        lines = {
            f"chỉ tiêu “{quota}”": f"{_number(quota.classes)} lớp, {_number(quota.learners)} học viên"
            for quota in self.instance.quotas.select_related("programme")
        }
        return super().stored_values() | lines

    def last_editor(self):
        return last_editor_of([self.instance, *self.instance.quotas.all()])

    def clean(self):
        cleaned = super().clean()
        year = cleaned.get("year")
        plan = AnnualPlan.objects.for_user(self.user).filter(centre=self.centre, year=year).first() if year else None
        if plan:
            self.instance.plan = plan
            self.set_beforehand = ("plan",)
        day = cleaned.get("decided_on")
        if day and year and abs(day.year - year) > 1:
            self.add_error("decided_on", f"Ngày này cách năm kế hoạch {year} quá xa.")
        return cleaned

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > dates.today():
            raise forms.ValidationError("Ngày quyết định chưa tới.")
        return day

    def _post_clean(self):
        super()._post_clean()
        if self.may_be_judged and (problems := actions.order_problems(self.instance)):
            self.add_error(None, problems)

    @property
    def may_be_judged(self) -> bool:
        """Whether enough is known to set the decision among the year's others, whatever else is wrong."""
        return self.is_bound and {"year", "kind", "decided_on"} <= set(self.cleaned_data)

    def stored_lines(self) -> list[dict]:
        """The stored lines as the line forms' initial values."""
        if not self.instance.pk:
            return []
        return [
            {"programme": quota.programme_id or WHOLE_YEAR, "classes": quota.classes, "learners": quota.learners}
            for quota in self.instance.quotas.all()
        ]


def _number(value):
    return "chưa ghi" if value is None else value


class QuotaLineForm(LineForm):
    programme = forms.ChoiceField(label="Chương trình", required=False)
    classes = WholeNumberField(label="Số lớp", required=False, min_value=-10_000, max_value=10_000)
    learners = WholeNumberField(label="Số học viên", required=False, min_value=-1_000_000, max_value=1_000_000)

    def __init__(self, *args, programmes, initial_kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.programmes = {str(programme.pk): programme for programme in programmes}
        self.initial_kind = initial_kind
        self.fields["programme"].choices = [
            ("", "— chọn chương trình —"),
            (WHOLE_YEAR, "Chỉ tiêu chung, không nêu chương trình"),
            *((key, programme.name) for key, programme in self.programmes.items()),
        ]
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{field.label}, dòng {self.row_number}"
            field.widget.attrs["class"] = "form-select" if name == "programme" else "form-control number-input"
            field.widget.attrs["autocomplete"] = "off"

    def clean(self):
        cleaned = super().clean()
        if self.is_empty:
            return cleaned
        if not cleaned.get("programme", True):
            self.add_error("programme", "Chọn chương trình; quyết định chỉ giao tổng số thì chọn “Chỉ tiêu chung”.")
        if not (self["classes"].data or self["learners"].data):
            self.add_error("classes", "Dòng chỉ tiêu phải có số lớp hoặc số học viên.")
        for name in ("classes", "learners"):
            if self.initial_kind and (cleaned.get(name) or 0) < 0:
                self.add_error(name, "Chỉ tiêu giao đầu năm không được âm.")
        return cleaned

    @property
    def line(self) -> quotas.Line | None:
        """The line that was typed; None where it is empty or in error."""
        if self.is_empty or self.errors:
            return None
        cleaned = self.cleaned_data
        return quotas.Line(self.programmes.get(cleaned["programme"]), cleaned["classes"], cleaned["learners"])


class QuotaLines(Lines):
    def __init__(self, *args, decision=None, **kwargs):
        self.decision = decision
        super().__init__(*args, **kwargs)

    def clean(self):
        self._refuse_doubles()
        if all(form.is_empty for form in self.forms):
            raise forms.ValidationError("Nhập ít nhất một dòng chỉ tiêu.")
        if self.decision is None:
            return
        # A line in error takes no part: each programme's sum is judged by itself
        sentences = actions.overdrawn_programmes(self.decision, self.lines)
        judged = [form for form in self.forms if form.line]
        for form in judged:
            if sentence := sentences.pop(form.line.programme, None):
                form.add_error("classes", sentence)
        if sentences and not any(form.errors for form in self.forms):
            raise forms.ValidationError(list(sentences.values()))

    def _refuse_doubles(self):
        seen = set()
        for form, line in [(form, form.line) for form in self.forms if form.line]:
            if line.programme in seen:
                form.add_error("programme", "Chương trình này đã có ở dòng trên; mỗi chương trình ghi một dòng.")
            seen.add(line.programme)


QuotaFormSet = formset_of(QuotaLineForm, QuotaLines)
