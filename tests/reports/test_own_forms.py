"""A province's own form: what is refused when it is uploaded, and how it is filled."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from classes.models import ReportingLine
from reports.models import OwnForm
from reports.own_forms.filling import filled_form
from reports.own_forms.names import Known, key_of
from reports.own_forms.reading import FormError, checked_form
from reports.report import build_report
from reports.value import BreakdownRow, CentreLine
from tests import factories
from tests.administration import address, faults
from tests.reports import sample
from tests.reports.own_forms import own_form_file

pytestmark = pytest.mark.django_db


def filled(report=sample.REPORT, change=None, **names):
    return load_workbook(io.BytesIO(filled_form(own_form_file(change, **names), report)))["Biểu"]


def refusals(content, *, of_province=False):
    with pytest.raises(FormError) as refused:
        checked_form(content, of_province=of_province)
    return refused.value.messages


def test_numbers_texts_and_days_are_what_they_are():
    sheet = filled(
        SL_O1="A1", SL_O2="A2", SL_T1="A3", SL_R10="A4", DON_VI="A5", KY="A6", DEN_NGAY="A7", SL_L1="A8", GHI_CHU="A9"
    )
    report = sample.REPORT
    assert [sheet[f"A{line}"].value for line in range(1, 4)] == [9, 564, "7/7"]
    assert sheet["A4"].value == float(report.figures["R10"])
    assert (sheet["A5"].value, sheet["A6"].value) == (report.name, "6 tháng đầu năm 2022")
    assert (sheet["A7"].value.date(), sheet["A7"].number_format) == (date(2022, 6, 30), "dd/mm/yyyy")
    assert {cell.font.name for (cell,) in sheet["A1:A9"]} == {"Times New Roman"}


def test_a_percentage_follows_the_format_of_its_cell():
    def draw(sheet):
        sheet["A1"].number_format = "0.00%"

    report = replace(sample.REPORT, figures=sample.REPORT.figures | {"R10": Decimal("91.40")})
    sheet = filled(report, draw, SL_R10="A1", GHI_CHU="A2")
    assert (sheet["A1"].value, sheet["A1"].number_format) == (0.914, "0.00%")


def test_formulas_and_styles_of_the_form_stay():
    def draw(sheet):
        sheet["B1"] = "=A1*2"
        sheet["B1"].number_format = "#,##0"
        sheet["C1"] = "Chữ của mẫu"
        sheet.merge_cells("A2:C2")
        sheet.column_dimensions["A"].width = 33

    sheet = filled(change=draw, SL_O2="A1", DON_VI="B2", GHI_CHU="A3")
    assert (sheet["B1"].value, sheet["B1"].number_format, sheet["C1"].value) == ("=A1*2", "#,##0", "Chữ của mẫu")
    assert sheet["A2"].value == sample.REPORT.name  # the first of the merged cells
    assert sheet.column_dimensions["A"].width == 33
    assert sheet.parent.calculation.fullCalcOnLoad


def test_a_name_that_looks_like_a_formula_stays_text():
    sheet = filled(replace(sample.REPORT, name="=1+1"), DON_VI="A1", GHI_CHU="A2")
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=1+1", "s")


def test_lines_of_the_provinces_form_and_programmes():
    line = BreakdownRow("nhan-thuc", "Nhận thức về Đảng", 2, 94)
    programme = BreakdownRow("dang-vien-moi", "Đảng viên mới", 1, 80)
    report = replace(sample.REPORT, breakdowns={"line": (line,), "programme": (programme,)})
    sheet = filled(
        report, LOP_nhan_thuc="A1", HV_nhan_thuc="B1", LOP_so_cap="A2", LOP_CT_dang_vien_moi="A3", HV_CT_dang_vien_moi="B3",
        GHI_CHU="A4",
    )  # fmt: skip
    assert [sheet[place].value for place in ("A1", "B1", "A2", "A3", "B3")] == [2, 94, 0, 1, 80]


def test_courses_elsewhere_by_the_provinces_own_line(centre, other_centre):
    programme = factories.programme()
    line = ReportingLine.objects.exclude(pk=programme.reporting_line_id).first()
    programme.provincereportingline_set.create(province=centre.province, line=line)
    factories.make_outside_course(centre, programme=programme, people=3)
    factories.make_outside_course(centre, name="Lớp khác", programme=programme, people=4)
    factories.make_outside_course(other_centre, programme=programme, people=50)
    names = {
        f"CU_LOP_{key_of(line.code)}": "A1",
        f"CU_HV_{key_of(line.code)}": "A2",
        f"CU_HV_{key_of(programme.reporting_line.code)}": "A3",
        f"CU_HV_CT_{key_of(programme.code)}": "A4",
        "GHI_CHU": "A5",
    }
    report = build_report(centre, "2022-H1")
    before = {name: rows for name, rows in report.breakdowns.items() if name != "sent_line"}
    frozen = filled(replace(report, breakdowns=before), **names)  # as a version from before held it
    for sheet, expected in ((filled(report, **names), [2, 7, 0, 7]), (frozen, [*["chưa có"] * 3, 7])):
        assert [sheet[f"A{place}"].value for place in range(1, 5)] == expected
    listed = dict(one for _, names in Known.now().listed() for one in names)
    assert listed[f"CU_HV_{key_of(line.code)}"] == f"Lượt người cử đi học ở cơ sở khác: {line.name}"


def test_unknown_and_senseless_are_words():
    report = replace(sample.REPORT, figures={"O1": 3, "C1": None})
    sheet = filled(report, SL_C1="A1", SL_T1="A2", GHI_CHU="A3")
    assert (sheet["A1"].value, sheet["A2"].value) == ("chưa có", "–")


def province_report(**more):
    lines = (
        CentreLine("Trung tâm xã Một", "xã", {"O1": 4, "O2": 120, "R10": Decimal("80.00")}),
        CentreLine("Trung tâm xã Hai", "xã", None),
    )
    figures = sample.REPORT.figures | {"N1": 2, "N2": 1}
    return replace(sample.REPORT, scope="province", figures=figures, centres=lines, **more)


ROWS = {"DONG_TRUNG_TAM": "A5:D7", "TT_STT": "A5", "TT_TEN": "B5", "TT_O2": "C5", "TT_TRANG_THAI": "D5"}


def test_each_centre_has_a_row_in_the_style_of_the_first():
    sheet = filled(province_report(), SL_O2="C8", GHI_CHU="A1", **ROWS)
    assert [[cell.value for cell in row] for row in sheet["A5:D7"]] == [
        [1, "Trung tâm xã Một", 120, None],
        [2, "Trung tâm xã Hai", "chưa có", "chưa có báo cáo được duyệt"],
        [None, None, None, None],
    ]
    assert (sheet["B6"].font.name, sheet["C8"].value, sheet["A1"].value) == ("Times New Roman", 564, "1/2 trung tâm")


def test_what_nobody_approved_says_so_in_the_form():
    assert filled(province_report(live=True), SL_O1="A1", GHI_CHU="A2")["A2"].value == "số liệu chưa duyệt"


def test_too_few_rows_are_said():
    rows = ROWS | {"DONG_TRUNG_TAM": "A5:D5"}
    with pytest.raises(FormError, match="Mẫu có 1 dòng cho từng trung tâm nhưng kỳ này có 2 trung tâm"):
        filled_form(own_form_file(GHI_CHU="A1", **rows), province_report())


def test_every_wrong_name_is_told_at_once():
    assert refusals(own_form_file(SL_O1="A1", SL_X9="A2", LOP_khong_co="A3", TT_TEN="A4")) == [
        "Không biết các tên: LOP_khong_co, SL_X9. Xem các tên dùng được ở trang Trợ giúp, mục mẫu biểu.",
        "Mẫu phải có một ô mang tên GHI_CHU, để ghi bản nháp, số liệu chưa duyệt, số trung tâm đã cộng.",
        "DONG_TRUNG_TAM và các tên TT_… chỉ dùng trong mẫu của tỉnh.",
    ]
    assert refusals(own_form_file(Print_Area="A1:B2")) == [
        "Mẫu không có ô nào mang tên mà chương trình biết, nên không điền được gì."
    ]
    assert refusals(own_form_file(GHI_CHU="A1", TT_TEN="B5"), of_province=True) == [
        "Có tên TT_TEN nhưng thiếu DONG_TRUNG_TAM: các dòng để ghi từng trung tâm."
    ]
    lower = ROWS | {"TT_TEN": "B6", "GHI_CHU": "A1"}
    assert refusals(own_form_file(**lower), of_province=True) == [
        "Các tên TT_TEN phải đứng ở dòng đầu của DONG_TRUNG_TAM."
    ]
    checked_form(own_form_file(GHI_CHU="A1", **ROWS), of_province=True)


def packed(**parts):
    """The small form with more parts in its archive."""
    target = io.BytesIO(own_form_file(SL_O1="A1", GHI_CHU="A2"))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def test_what_is_no_form_or_too_large_is_refused():
    no_sheet = "Đây không phải tệp Excel .xlsx, hoặc tệp đã hỏng. Hãy mở mẫu bằng Excel và lưu lại dạng .xlsx."
    assert refusals(b"chi la chu") == [no_sheet]
    assert "hỏng" in refusals(b"PK\x03\x04 hong")[0]
    assert refusals(b"PK" + b"0" * (5 * 2**20)) == ["Mẫu lớn hơn 5 MB. Hãy bỏ ảnh và các trang tính thừa."]
    bomb = packed(**{"xl__bom.xml": b"0" * (70 * 2**20)})
    assert len(bomb) < 200_000
    assert "nhiều dữ liệu" in refusals(bomb)[0]
    assert refusals(packed(**{"xl__vbaProject.bin": b"x", "xl__drawings__drawing1.xml": b"<a/>"})) == [
        "Mẫu có macro. Hãy lưu lại thành .xlsx không có macro.",
        "Mẫu có ảnh, hình vẽ hoặc biểu đồ; chương trình không giữ được. Hãy bỏ đi rồi tải lên lại.",
    ]


def test_a_form_is_uploaded_offered_and_downloaded_filled(office, centre, other_centre, client_of, clerk, reviewer):
    def upload(name, scope, content):
        file = SimpleUploadedFile("mau.xlsx", content)
        given = {"province": centre.province_id, "name": name, "scope": scope, "in_use": "on", "upload": file}
        return office.post(address(OwnForm, "add"), given)

    wrong = upload("Mẫu sai", "centre", own_form_file(SL_X9="A1"))
    assert faults(wrong) == [
        "Không biết các tên: SL_X9. Xem các tên dùng được ở trang Trợ giúp, mục mẫu biểu.",
        "Mẫu không có ô nào mang tên mà chương trình biết, nên không điền được gì.",
    ]
    assert faults(office.post(address(OwnForm, "add"), {"name": "x"}))[-1] == "Chọn tệp mẫu."
    assert upload("Phụ lục 2", "centre", own_form_file(DON_VI="A1", SL_O1="A2", GHI_CHU="A3")).status_code == 302
    assert upload("Biểu của Ban", "province", own_form_file(DON_VI="A1", SL_O1="A2", GHI_CHU="A3")).status_code == 302
    form = OwnForm.objects.get(name="Phụ lục 2")
    page = client_of(clerk).get(reverse("reports:report", args=[centre.code, "2022-H1"]))
    link = reverse("reports:centre_form", args=[centre.code, "2022-H1", form.pk])
    assert f'href="{link}">Phụ lục 2</a>' in page.text
    answer = client_of(clerk).get(link)
    assert answer["Content-Disposition"] == 'attachment; filename="phu-luc-2-xa-an-binh-2022-H1.xlsx"'
    sheet = load_workbook(io.BytesIO(answer.content))["Biểu"]
    assert [sheet[place].value for place in ("A1", "A2")] == [centre.name, 0]
    whole = reverse("reports:province_form", args=["tinh-a", "2022-H1", OwnForm.objects.get(scope="province").pk])
    sheet = load_workbook(io.BytesIO(client_of(reviewer).get(whole).content))["Biểu"]
    assert [sheet[place].value for place in ("A1", "A2", "A3")] == ["Tỉnh A", 1, "số liệu chưa duyệt"]


def test_the_help_page_names_every_name(client_of, clerk):
    body = client_of(clerk).get(reverse("reports:form_help")).text
    for name in ("SL_O1", "LOP_nhan_thuc", "HV_CT_dang_vien_moi", "GHI_CHU", "DONG_TRUNG_TAM"):
        assert f">{name}<" in body
