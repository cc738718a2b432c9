"""Kinds of files: what is opened by its content, what is refused and how."""

import io
import random
import time
import zipfile

import pytest

from learners.roster import read_roster
from tests.learners.rosters import (
    HEADER,
    PERSON,
    TODAY,
    marks,
    ods,
    ods_cell,
    ods_table,
    read,
    repacked,
    rows,
    text,
    webpage,
    windows_1258,
    xlsx,
)

FIELDS = ("full_name", "birth", "gender", "national_id", "unit", "position", "phone", "party_joined")
VALUES = ("Trần Văn Ân", "1980-05-13", "nam", "001080123456", "Chi bộ thôn 1", "Kế toán", "0912345678", None)
SECOND = [2, "Lê Thị Hồng Nhung", "1979", "Nữ", "", None, 'Chi bộ "Bến Gió"; tổ 2, ấp 3', None, "2/9/2001"]


@pytest.mark.parametrize(
    "content",
    [
        xlsx(HEADER, PERSON, SECOND),
        ods(ods_table([HEADER, PERSON, SECOND])),
        webpage(HEADER, PERSON, SECOND),
        *(
            text(HEADER, PERSON, SECOND, separator=separator, encoding=encoding)
            for separator in ",;\t"
            for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
        ),
    ],
)
def test_one_list_reads_the_same_from_every_kind_of_file(content):
    reading = read(content)
    assert rows(reading, *FIELDS) == [
        (2, *VALUES),
        (3, "Lê Thị Hồng Nhung", "1979", "nu", None, 'Chi bộ "Bến Gió"; tổ 2, ấp 3', None, None, "2001-09-02"),
    ]
    assert reading.problems == []


def test_windows_1258_is_read_and_said():
    reading = read(windows_1258(text(HEADER, PERSON).decode()))
    assert rows(reading, *FIELDS) == [(2, *VALUES)]
    assert marks(reading.problems) == [(None, None)]


def test_a_quoted_line_break_begins_no_row_and_a_hint_for_excel_is_none():
    content = 'sep=;\r\nSTT;Họ và tên;Năm sinh\r\n1;"Trần\r\nVăn Ân";1980\r\n\r\n2;Lê Thị Bình;1981\r\n'
    assert rows(read(content.encode()), "full_name") == [(2, "Trần Văn Ân"), (4, "Lê Thị Bình")]


def test_the_ending_of_the_name_decides_nothing():
    content = xlsx(HEADER, PERSON)
    for name in ("a.csv", "a.xls", "a.pdf", "", "a"):
        assert rows(read_roster(content, name, TODAY), "full_name") == [(2, "Trần Văn Ân")]


def test_prefixed_xml_inline_strings_and_missing_references_are_read():
    header = "".join(f'<x:c t="inlineStr"><x:is><x:t>{text}</x:t></x:is></x:c>' for text in ("STT", "Họ tên", "NTNS"))
    person = '<x:c><x:v>1</x:v></x:c><x:c t="str"><x:v>Trần Văn Ân</x:v></x:c><x:c><x:v>1980</x:v></x:c>'
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        f"<x:row>{header}</x:row><x:row>{person}</x:row></x:sheetData></x:worksheet>"
    )
    content = repacked(xlsx(HEADER), xl__worksheets__sheet1_dot_xml=sheet.encode())
    assert rows(read(content), "full_name", "birth") == [(2, "Trần Văn Ân", "1980")]


def test_a_stray_cell_far_out_costs_nothing():
    from openpyxl import load_workbook  # noqa: PLC0415 (the one test that edits a made workbook)

    book = load_workbook(io.BytesIO(xlsx(HEADER, PERSON)))
    book.active["XFD1048576"] = "."
    target = io.BytesIO()
    book.save(target)
    reading = read(target.getvalue())
    assert rows(reading, "full_name") == [(2, "Trần Văn Ân")]


def test_ods_repeats_merges_and_errors():
    rows_xml = (
        f"<table:table-row>{''.join(map(ods_cell, ['STT', 'Họ tên', 'Năm sinh', 'Chi bộ']))}</table:table-row>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
        f"<table:table-row>{ods_cell(1)}{ods_cell('Trần Văn Ân')}{ods_cell(1980)}"
        '<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>Chi bộ</text:p>'
        "<text:p>thôn <text:span>1</text:span></text:p><office:annotation><text:p>ghi</text:p></office:annotation>"
        "</table:table-cell></table:table-row>"
        f"<table:table-row>{ods_cell(2)}{ods_cell('Lê Thị Bình')}{ods_cell(1981)}"
        "<table:covered-table-cell/></table:table-row>"
        f"<table:table-row>{ods_cell(3)}{ods_cell('Hồ Văn Chín')}"
        '<table:table-cell table:formula="of:=#REF!" office:value-type="string" calcext:value-type="error">'
        "<text:p>#REF!</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    )
    reading = read(ods(f'<table:table table:name="DS">{rows_xml}</table:table>'))
    assert rows(reading, "full_name", "unit") == [
        (5, "Trần Văn Ân", "Chi bộ thôn 1"),
        (6, "Lê Thị Bình", "Chi bộ thôn 1"),
    ]
    assert marks(reading.errors) == [(7, "birth")]


def test_a_hidden_ods_sheet_is_not_read_but_said():
    style = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    tables = ods_table([HEADER, SECOND], name="Cũ", style="ta1") + ods_table([HEADER, PERSON])
    reading = read(ods(tables, styles=style))
    assert rows(reading, "full_name") == [(2, "Trần Văn Ân")]
    assert [p.reason for p in reading.warnings] == ["Trang tính ẩn “Cũ” cũng có một danh sách nhưng không được đọc"]


def test_a_web_page_with_spans_breaks_and_a_menu_before_the_list():
    page = """<html><head><meta charset="windows-1258"><style>td{}</style></head><body>
    <table><tr><td>Trang chủ</td><td>Liên hệ</td></tr></table>
    <table><tr><th rowspan=2>TT<th rowspan="2">H&#7885; v&agrave; t&ecirc;n<th colspan=2>Gi&#7899;i t&iacute;nh
    <th rowspan=2>Chi b&#7897;</tr><tr><th>Nam<th>N&#7919;</tr>
    <tr><td>1<td>Tr&#7847;n<br>V&#259;n &Acirc;n<td>x<td><td rowspan=2>Chi bộ A &amp; B</tr>
    <tr><td>2<td>L&ecirc; Th&#7883; B&igrave;nh<td><td>x</tr></table></body></html>"""
    reading = read(page.encode())
    assert rows(reading, "full_name", "gender", "unit") == [
        (3, "Trần Văn Ân", "nam", "Chi bộ A & B"),
        (4, "Lê Thị Bình", "nu", "Chi bộ A & B"),
    ]


def noise(length=10 * 2**20):
    return random.Random(1).randbytes(length)  # noqa: S311


def bomb():
    return b"<worksheet><sheetData>" + b"<row></row>" * 12_000_000 + b"</sheetData></worksheet>"


def _zip_of(*parts) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in parts:
            archive.writestr(name, value)
    return target.getvalue()


ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"", "rỗng"),
        (lambda: b" \r\n ", "rỗng"),
        (lambda: b"%PDF-1.7 x", "PDF"),
        (lambda: b"\x89PNG\r\n\x1a\n", "ảnh"),
        (lambda: _zip_of(("word/document.xml", "<x/>")), "Word"),
        (lambda: _zip_of(("xl/workbook.bin", "x")), ".xlsx"),
        (lambda: _zip_of(("a.txt", "x")), "không phải bảng tính"),
        (lambda: OLE + "WordDocument".encode("utf-16-le"), "Word"),
        (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (lambda: OLE, "không phải"),
        (lambda: OLE + "Workbook".encode("utf-16-le") + b"\x01" * 3_000, "hỏng"),
        (lambda: xlsx(HEADER, PERSON)[:-200], "hỏng"),
        (lambda: xlsx(HEADER, PERSON)[:2_000], "hỏng"),
        (lambda: noise(), "không phải"),
        (lambda: b"PK\x03\x04" + noise(2**20), "hỏng"),
        (lambda: b"\x00" * 31 * 2**20, "MB"),
        (lambda: repacked(xlsx(HEADER, PERSON), xl__worksheets__sheet1_dot_xml=bomb()), "nhiều dữ liệu"),
        (lambda: repacked(xlsx(HEADER, PERSON), xl__media__a_dot_bin=b"\x00" * 450 * 2**20), "nhiều dữ liệu"),
        (lambda: repacked(xlsx(HEADER, PERSON), xl__sharedStrings_dot_xml=ENTITY + b"<sst/>"), "XML"),
        (lambda: repacked(xlsx(HEADER, PERSON), docProps__custom_dot_xml=ENTITY + b"<x/>"), "XML"),
        (lambda: ods(ods_table([HEADER, PERSON]))[:300], "hỏng"),
        (lambda: b'<?xml version="1.0"?><Workbook><Worksheet/></Workbook>', "XML"),
        (lambda: b"<html><body>khong co bang</body></html>", "không có bảng"),
        (lambda: "Chỉ là một câu văn, không có bảng nào.".encode(), "Họ và tên"),
        (lambda: xlsx(), "Họ và tên"),
        (lambda: xlsx(["STT", "Ngày sinh", "Chi bộ"], [1, "1980", "Chi bộ thôn 1"]), "Họ và tên"),
        (lambda: xlsx(HEADER), "không có học viên"),
        (lambda: xlsx(HEADER, [1], [2], [None, "Cộng: 0"]), "không có học viên"),
        (lambda: xlsx(["x"], more=[("DS", "hidden", [HEADER, PERSON])]), "ẩn"),
        (lambda: xlsx(HEADER, *([n, f"Trần Văn {n}", 1980] for n in range(20_500))), "20.000 dòng"),
        (lambda: text(HEADER, *([n, "Trần Văn Ân", 1980] for n in range(20_500))), "20.000 dòng"),
        (lambda: webpage(HEADER, *([n, "Trần Văn Ân", 1980] for n in range(20_500))), "20.000 dòng"),
    ],
)
def test_refusals_are_quick_sentences_for_the_sender(make, words):
    content = make()
    started = time.monotonic()
    reading = read(content)
    assert time.monotonic() - started < 10
    assert words in reading.file_error
    assert reading.rows == reading.problems == []


def test_a_spreadsheet_of_libreoffice_with_a_password_is_refused():
    manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    content = _zip_of(("content.xml", b"\x01\x02"), ("META-INF/manifest.xml", manifest))
    assert "mật khẩu" in read(content).file_error
