"""The survey from a spreadsheet: a unit on each line and a programme in each column, or unit, programme, number on each line."""

import re
from dataclasses import dataclass

from classes.models import Programme
from learners.names import search_key, tidy
from learners.roster.containers import open_sheets
from learners.roster.sheets import Refusal, Sheet, column_letter, shown
from learners.survey import Row

HEADER_LINES = 30
UNIT_WORDS = ("don vi", "co quan", "dang bo", "chi bo", "dang uy")
PROGRAMME_WORDS = ("chuong trinh", "ten lop", "lop boi duong", "noi dung")
NUMBER_WORDS = ("so hoc vien", "so nguoi", "so luong", "so dang ky", "hoc vien")
NOT_A_PROGRAMME = re.compile(r"(stt|tt|so tt|so thu tu|ghi chu|cong|tong|tong cong|tong so)\b.*")
TOTAL = re.compile(r"(tong|tong cong|tong so|cong)\b.*")
NO_TABLE = (
    "Không tìm thấy bảng nhu cầu trong tệp: cần một cột “Đơn vị” và các cột mang tên chương trình, hoặc ba cột"
    " “Đơn vị”, “Chương trình”, “Số học viên”. Hãy tải mẫu khảo sát rồi chép số vào đó."
)


@dataclass
class Reading:
    """What a file says: rows as the grid has them, a refusal of the whole file, and what was left out."""

    rows: list[Row]
    refusal: str = ""
    notes: tuple[str, ...] = ()


def read_survey(content: bytes, programmes: list[Programme]) -> Reading:
    """Read a file's survey; texts stay as written, so that what is no number is shown where it stands."""
    try:
        sheets, notes = open_sheets(content)
    except Refusal as refused:
        return Reading([], str(refused))
    named = _names(programmes)
    for sheet in sheets:
        for line in sorted(sheet.rows)[:HEADER_LINES]:
            if not sheet.hidden and (reader := _reader_at(sheet, line, named)):
                rows, left_out = reader
                return Reading(rows, "" if rows else "Bảng trong tệp chưa có số nào.", (*notes, *left_out))
    return Reading([], NO_TABLE)


def _names(programmes):
    """Codes by every name that a programme goes by."""
    return {search_key(name): one.code for one in programmes for name in (one.code, one.short_name, one.name)}


def _programme(text, named):
    key = search_key(text)
    return named.get(key) or named.get(re.sub(r"^(lop|cac lop)\s+", "", key))


def _reader_at(sheet, line, named):
    """(rows, notes) when the line is a table's head; None otherwise."""
    heads = {column: tidy(shown(cell)) for column, cell in sorted(sheet.rows[line].items())}
    unit = _first(heads, UNIT_WORDS)
    if unit is None:
        return None
    others = {column: text for column, text in heads.items() if column != unit}
    programme, number = _first(others, PROGRAMME_WORDS), _first(others, NUMBER_WORDS)
    columns = {column: code for column, text in others.items() if (code := _programme(text, named))}
    if columns:
        strange = [
            f"Cột {column_letter(column)} “{text}” không phải tên một chương trình nên không đọc."
            for column, text in others.items()
            if text and column not in columns and not NOT_A_PROGRAMME.fullmatch(search_key(text))
        ]
        return _wide(sheet, line, unit, columns), strange
    if programme is not None and number is not None and programme != number:
        return _long(sheet, line, (unit, programme, number), named), []
    return None


def _first(heads, words):
    return next((c for c, text in heads.items() if any(word in search_key(text) for word in words)), None)


def _lines(sheet: Sheet, head: int):
    for line in sorted(sheet.rows):
        if line > head:
            yield line, {column: tidy(shown(cell)) for column, cell in sheet.rows[line].items()}


def _wide(sheet, head, unit, columns):
    rows = []
    for _line, texts in _lines(sheet, head):
        first = next((text for text in texts.values() if text), "")
        name = texts.get(unit, "")
        typed = {code: texts[column] for column, code in columns.items() if texts.get(column)}
        is_total = any(TOTAL.fullmatch(search_key(text)) for text in (first, name))
        has_number = any(char.isdigit() for text in typed.values() for char in text)
        # A line without a unit and without numbers is a signature or a note
        if typed and not is_total and (name or has_number):
            rows.append(Row(name, typed))
    return rows


def _long(sheet, head, places, named):
    found, unit = {}, ""
    for line, texts in _lines(sheet, head):
        name, programme, number = (texts.get(place, "") for place in places)
        if TOTAL.fullmatch(search_key(name)) or not (programme or number):
            continue
        unit = name or unit  # a unit written once, above its further lines
        row = found.setdefault(search_key(unit), Row(unit))
        code = _programme(programme, named)
        if code is None:
            row.errors.setdefault("unit", f"Dòng {line}: không có chương trình “{programme}” trong danh mục.")
        elif code in row.texts:
            row.errors.setdefault(
                code, f"Dòng {line}: đơn vị đã đăng ký chương trình này ở dòng trên ({row.texts[code]})."
            )
        else:
            row.texts[code] = number
    return list(found.values())
