"""Learner lists made up in code, and how the tests read them. Every person, number and unit is invented."""

import csv
import io
import unicodedata
import zipfile
from datetime import date
from html import escape
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook

from learners.roster import RosterReading, read_roster

TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
TODAY = date(2026, 9, 14)
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Chức vụ", "Chi bộ", "SĐT", "Ngày vào Đảng"]
PERSON = [1, "Trần Văn Ân", date(1980, 5, 13), "Nam", "001080123456", "Kế toán", "Chi bộ thôn 1", "0912345678", None]


def xlsx(*rows, merges=(), name="Sheet1", hidden=(), more=()) -> bytes:
    """A workbook with one sheet of these rows; more holds (name, state, rows) of further sheets."""
    book = Workbook()
    sheet = book.active
    _fill(sheet, name, rows)
    for area in merges:
        sheet.merge_cells(area)
    for line in hidden:
        sheet.row_dimensions[line].hidden = True
    for title, state, lines in more:
        further = book.create_sheet()
        _fill(further, title, lines)
        further.sheet_state = state
    return saved(book)


def _fill(sheet, name, rows):
    sheet.title = name
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is None:
                continue
            cell = sheet.cell(line, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # also what begins with =
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """An archive with some parts replaced; __ in a keyword stands for / and _dot_ for a dot."""
    new = {name.replace("__", "/").replace("_dot_", "."): value for name, value in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in [*old.namelist(), *(name for name in new if name not in old.namelist())]:
            archive.writestr(name, new[name] if name in new else old.read(name))
    return target.getvalue()


def ods(body: str, styles: str = "", **parts: bytes) -> bytes:
    """A LibreOffice spreadsheet from the XML of its tables."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")]
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} xmlns:calcext="urn:calcext">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        for name, value in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), value)
    return target.getvalue()


def ods_table(rows, name="Sheet1", style="") -> str:
    lines = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name={quoteattr(name)} table:style-name="{style}">{lines}</table:table>'


def ods_cell(value) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        shown = f"{value:%d/%m/%Y}"
        return _ods_cell(f'office:value-type="date" office:date-value="{value.isoformat()}"', shown)
    if isinstance(value, int | float):
        return _ods_cell(f'office:value-type="float" office:value="{value}"', str(value))
    return _ods_cell('office:value-type="string"', value)


def _ods_cell(attributes: str, text: str) -> str:
    return f"<table:table-cell {attributes}><text:p>{escape(text)}</text:p></table:table-cell>"


def text(*rows, separator=",", encoding="utf-8") -> bytes:
    """A text file as a spreadsheet program writes it."""
    target = io.StringIO()
    csv.writer(target, delimiter=separator, lineterminator="\r\n").writerows(
        [_shown(cell) for cell in row] for row in rows
    )
    return target.getvalue().encode(encoding)


def windows_1258(written: str) -> bytes:
    """Text as Windows-1258 has it: the letter, then its tone mark."""
    letters = []
    for letter in written:
        marks = [mark for mark in unicodedata.normalize("NFD", letter) if mark in TONE_MARKS]
        bare = [mark for mark in unicodedata.normalize("NFD", letter) if mark not in TONE_MARKS]
        letters.append(unicodedata.normalize("NFC", "".join(bare)) + "".join(marks))
    return "".join(letters).encode("cp1258")


def webpage(*rows, before="") -> bytes:
    lines = "".join("<tr>" + "".join(f"<td>{escape(_shown(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body>{before}<table>{lines}</table></body></html>".encode()


def _shown(cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)


def read(content: bytes, **options) -> RosterReading:
    return read_roster(content, "danh_sach.xlsx", TODAY, **options)


def rows(reading: RosterReading, *names: str) -> list[tuple]:
    """Of each person the line and these fields."""
    assert reading.file_error is None
    return [(row.line, *(getattr(row, name) for name in names)) for row in reading.rows]


def marks(problems) -> list[tuple]:
    """Where the problems are, without their words."""
    return [(problem.line, problem.field) for problem in problems]


def field(name: str, value, heading: str = "", make=xlsx) -> tuple:
    """What one cell under one heading comes to: (value, its error, its warning), None where there is none."""
    heading = heading or {"birth": "Ngày sinh", "phone": "SĐT", "national_id": "Số CCCD", "gender": "Giới tính",
                          "party_joined": "Ngày vào Đảng", "unit": "Chi bộ", "position": "Chức vụ"}[name]  # fmt: skip
    reading = read(make(["STT", "Họ và tên", heading], [1, "Trần Văn Ân", value]))
    error, warning = (
        next((problem.reason for problem in found if problem.field == name), None)
        for found in (reading.errors, reading.warnings)
    )
    return (getattr(reading.rows[0], name) if reading.rows else None), error, warning
