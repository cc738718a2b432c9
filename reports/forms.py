"""The form of a report's letterhead data and free text."""

import json
from dataclasses import dataclass
from datetime import timedelta

from django import forms

from centres.concurrent_edits import SEEN, WatchedModelForm
from centres.numbers import WholeNumberField
from reports.dictionary import define
from reports.last_text import LastText
from reports.models import PeriodReport, ProvinceReport
from reports.outline import SECTIONS
from reports.tokens import token_parts, token_values
from reports.value import GateEntry, Report
from reports.wording import TOKEN, is_token, resolve, tokens_in, written

TEXT_LIMIT = 20_000
DATED_WITHIN = timedelta(days=366)


@dataclass(frozen=True)
class SectionInput:
    """What the page shows of one section: what the program writes, the field for what staff write, what to look at."""

    key: str
    heading: str
    level: int
    generated: tuple[str, ...]
    proposed: str  # the same sentences with their tokens
    field: forms.BoundField
    replaces: forms.BoundField | None  # whether the field's text stands instead of them
    warnings: tuple[GateEntry, ...]


@dataclass(frozen=True)
class TokenChoice:
    token: str
    name: str
    value: str


class ReportTextForm(WatchedModelForm):
    """Number, date, who signs, and one text for each section; figures stand in the texts as tokens.

    `made` is the report as it is now: its figures are what tokens may name. `earlier` fills the sections still empty.
    """

    set_beforehand = ("centre", "period")
    number = WholeNumberField(
        label="Số văn bản",
        required=False,
        min_value=1,
        max_value=99_999,
        help_text="Chỉ ghi số; ký hiệu được in theo sau. Để trống nếu chưa có.",
        error_messages={"min_value": "Số văn bản phải từ 1 trở lên.", "max_value": "Số văn bản quá lớn."},
    )

    class Meta:
        model = PeriodReport
        fields = ["number", "dated_on", "signed_by_deputy"]
        help_texts = {"dated_on": "Viết như 30/6/2022. Để trống thì in chỗ trống để ghi tay."}

    def __init__(self, *args, made: Report, earlier: LastText | None = None, **kwargs):
        self.made = made
        report = kwargs["instance"]
        stored = list(report.sections.values_list("key", "text", "replaces")) if report.pk else []
        self.texts = {key: text for key, text, _ in stored}
        self.replaced = {key for key, _, replaces in stored if replaces}
        self.values = token_values(made)
        super().__init__(*args, **kwargs)
        # A report that nobody has written on yet was seen as blank: somebody else may be the first to save
        self.fields[SEEN].initial = json.dumps(self.stored_values())
        texts, replaced = self._start_from(earlier)
        for key, _, _ in SECTIONS:
            self.fields[name_of(key)] = forms.CharField(
                label=f"Viết thêm vào mục {key}",
                required=False,
                initial=texts.get(key, ""),
                max_length=TEXT_LIMIT,
                widget=forms.Textarea(attrs={"rows": 3, "class": "section-text"}),
            )
        for section in made.sections:
            if section.proposed:
                self.fields[f"thay-{name_of(section.key)}"] = forms.BooleanField(
                    label=f"In đoạn viết ở mục {section.key} thay cho các câu lập sẵn",
                    required=False,
                    initial=section.key in replaced,
                )

    def _start_from(self, earlier):
        """What the fields show at first: what is stored, and an earlier report's text in sections still empty."""
        empty = [key for key, _, _ in SECTIONS if earlier and not self.texts.get(key, "").strip()]
        texts = self.texts | {key: earlier.texts[key] for key in empty if key in earlier.texts}
        return texts, self.replaced | {key for key in empty if key in earlier.replaced}

    def stored_values(self):
        stored = super().stored_values()
        return stored | {f"mục “{heading}”": self._stored_text(key) for key, heading, _ in SECTIONS}

    def _stored_text(self, key):
        return ("(thay các câu lập sẵn) " if key in self.replaced else "") + self.texts.get(key, "")

    def stored_rows(self):
        return [self.instance, *self.instance.sections.all()]

    def clean_dated_on(self):
        day, period = self.cleaned_data["dated_on"], self.made.period
        if day and day < period.first:
            raise forms.ValidationError(f"Ngày văn bản không được trước ngày đầu kỳ ({period.first:%d/%m/%Y}).")
        if day and day > period.last + DATED_WITHIN:
            raise forms.ValidationError("Ngày văn bản cách ngày cuối kỳ quá một năm.")
        return day

    def clean(self):
        cleaned = super().clean()
        for key, _, _ in SECTIONS:
            for wrong in unknown_tokens(cleaned.get(name_of(key), ""), self.values):
                self.add_error(
                    name_of(key),
                    f"“{wrong}” không phải là số liệu của báo cáo này. Chọn mã trong danh sách số liệu.",
                )
        return cleaned

    def section_texts(self) -> dict[str, str]:
        """The text of every section by its key, line ends as the database keeps them."""
        texts = {key: self.cleaned_data[name_of(key)] for key, _, _ in SECTIONS}
        return {key: text.replace("\r\n", "\n") for key, text in texts.items()}

    def replaced_sections(self) -> set[str]:
        """Sections whose text is printed instead of the generated sentences: marked so, and not left empty."""
        texts = self.section_texts()
        return {key for key, text in texts.items() if text.strip() and self.cleaned_data.get(f"thay-{name_of(key)}")}

    def section_inputs(self) -> list[SectionInput]:
        return [self._input_of(section) for section in self.made.sections]

    def _input_of(self, section):
        return SectionInput(
            key=section.key,
            heading=section.heading,
            level=section.level,
            generated=tuple(resolve(text, self.values) for text in section.proposed),
            proposed="\n".join(section.proposed),
            field=self[name_of(section.key)],
            replaces=self[f"thay-{name_of(section.key)}"] if section.proposed else None,
            warnings=self._warnings_of(section.key),
        )

    def _warnings_of(self, key):
        return tuple(entry for entry in self.made.warnings if entry.where == key)

    def token_choices(self) -> list[TokenChoice]:
        """Every figure that may stand in a text, with what its token prints now."""
        return [
            TokenChoice(f"[[{code}]]", define(code).name, written(code, figure))
            for code, figure in self.made.figures.items()
            if define(code)
        ]

    def part_choices(self) -> list[TokenChoice]:
        """What may stand in a text beside the figures: what is left of the plan, a programme's, a partner's, a class's."""
        return [
            TokenChoice(f"[[{part.code}]]", part.label, written(part.code, part.value))
            for part in token_parts(self.made)
        ]


class ProvinceTextForm(ReportTextForm):
    """The same for a province's own report."""

    set_beforehand = ("province", "period")

    class Meta(ReportTextForm.Meta):
        model = ProvinceReport


def name_of(key: str) -> str:
    """The field's name for a section's key: a name must not hold a point."""
    return f"muc-{key.replace('.', '-')}"


def unknown_tokens(text: str, values) -> list[str]:
    """What stands in double brackets and names no figure, and brackets left open; each once, as typed."""
    unknown = [f"[[{code}]]" for code in tokens_in(text) if not is_token(code, values)]
    rest = TOKEN.sub("", text)
    return list(dict.fromkeys(unknown + [bracket for bracket in ("[[", "]]") if bracket in rest]))
