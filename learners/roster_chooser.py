"""How a list was understood, as its page shows it and lets it be changed: the sheet, the heading row, the columns."""

from dataclasses import dataclass

from learners.names import tidy
from learners.roster import Choice, Outline, RosterReading, SeenColumn
from learners.roster_layouts import refusals
from learners.roster_words import FIELDS, FURTHER_FIELDS, field_name

SHEET, HEADER, COLUMN = "trang-tinh", "dong-tieu-de", "cot"
NO_HEADER = "Không có dòng tiêu đề"
FIELD_CHOICES = [("", "bỏ qua"), *FIELDS.items(), *FURTHER_FIELDS.items()]


@dataclass(frozen=True)
class ChooserColumn:
    """A column with the select that says what it is; `input` is its name in the form."""

    seen: SeenColumn
    input: str
    meaning: str


@dataclass(frozen=True)
class Chooser:
    sheets: list[str]
    sheet: str
    header: str
    lines: list[tuple[str, str]]  # number, text
    columns: list[ChooserColumn]
    choices: list[tuple[str, str]]


def chooser_of(reading: RosterReading) -> Chooser | None:
    """What may be changed of a reading; None where the file cannot be read at all."""
    outline = reading.outline
    if outline is None:
        return None
    lines = [(str(line), f"Dòng {line}: {text}") for line, text in outline.lines]
    return Chooser(
        sheets=outline.sheets,
        sheet=outline.sheet,
        header=str(outline.header),
        lines=[("0", NO_HEADER), *lines],
        columns=[
            ChooserColumn(seen, f"{COLUMN}-{seen.letter}", field_name(seen.field) or "bỏ qua")
            for seen in outline.columns
        ],
        choices=FIELD_CHOICES,
    )


def typed_choice(posted, outline: Outline) -> tuple[Choice, list[str]]:
    """What the form says, and why it cannot be taken. With another sheet or heading row the columns are found anew."""
    sheet = posted.get(SHEET, outline.sheet)
    if sheet != outline.sheet and sheet in outline.sheets:
        return Choice(sheet), []
    header = posted.get(HEADER, "")
    lines = {"0", *(str(line) for line, _ in outline.lines)}
    if header in lines and header != str(outline.header):
        return Choice(outline.sheet, int(header)), []
    known = dict(FIELD_CHOICES)
    columns = {
        seen.letter: typed if typed in known else seen.field
        for seen in outline.columns
        for typed in [tidy(posted.get(f"{COLUMN}-{seen.letter}", seen.field))]
    }
    return Choice(outline.sheet, outline.header, columns), [_sentence(name) for name in refusals(columns)]


def _sentence(refused):
    if refused == "none":
        return "Chưa cột nào là họ và tên. Hãy chọn cột có họ tên học viên."
    return f"Hai cột cùng được chọn là “{field_name(refused)}”. Hãy để lại một cột, cột kia chọn “bỏ qua”."
