"""What reports add to the administration: last days of periods, and reports from before the system."""

import pytest

from centres.models import Province
from reports.models import PastReport, PeriodEnd
from tests import factories
from tests.administration import address, faults, inline


def province_fields(province, *ends, lines=()):
    fields = {name: getattr(province, name) for name in ("code", "name", "committee", "board")}
    fields |= {"valid_from": "", "valid_to": "", "successor": ""}
    fields |= inline("report_dues")
    return fields | inline("period_ends", *ends) | inline("provincereportingline_set", *lines)


def test_last_days_and_own_lines_are_set_on_the_provinces_page(office, centre):
    province, programme = centre.province, factories.programme("chuyen-de")
    end = {"part": "H1", "from_year": "2021", "month": "6", "day": "14", "source": "Công văn của Ban"}
    line = {"programme": programme.pk, "line": factories.programme().reporting_line_id}
    page = address(Province, "change", province.pk)
    assert office.post(page, province_fields(province, end, lines=[line])).status_code == 302
    assert list(PeriodEnd.objects.values_list("province", "part", "from_year", "month", "day")) == [
        (province.pk, "H1", 2021, 6, 14)
    ]
    assert programme.provincereportingline_set.get().line.code == "nhan-thuc"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ({"part": "H1", "month": "2", "day": "30"}, "Ngày chốt phải là một ngày có thật trong mọi năm."),
        ({"part": "Y", "month": "6", "day": "14"}, "6 tháng chốt trong khoảng tháng 4–8"),
    ],
)
def test_an_absurd_last_day_is_refused(office, centre, end, said):
    page = address(Province, "change", centre.province_id)
    response = office.post(page, province_fields(centre.province, {"from_year": "2021"} | end))
    assert any(fault.startswith(said) for fault in faults(response))
    assert not PeriodEnd.objects.exists()


def past_fields(centre, *lines, period="2021-H1"):
    return {"centre": centre.pk, "period": period, "classes": "9", "learners": "300"} | inline("lines", *lines)


def test_a_past_report_is_entered_with_its_lines(office, centre):
    lines = [{"position": "1", "label": "Đảng viên mới", "classes": "4", "learners": "120"}]
    assert office.post(address(PastReport, "add"), past_fields(centre, *lines)).status_code == 302
    assert list(PastReport.objects.get().lines.values_list("label", "classes", "learners")) == [
        ("Đảng viên mới", 4, 120)
    ]


def test_a_past_report_needs_a_real_period(office, centre):
    response = office.post(address(PastReport, "add"), past_fields(centre, period="6 tháng"))
    [said] = faults(response)
    assert said.startswith("Kỳ báo cáo “6 tháng” không đúng.")
    assert not PastReport.objects.exists()


def test_a_line_belongs_to_a_line_of_its_own_report(office, centre, other_centre):
    foreign = PastReport.objects.create(centre=other_centre, period="2021-H1")
    foreign_line = foreign.lines.create(label="Dòng của Bình Minh")
    report = PastReport.objects.create(centre=centre, period="2021-H1")
    row = {"position": "1", "label": "Dòng con", "classes": "1", "learners": "1", "parent": foreign_line.pk}
    response = office.post(address(PastReport, "change", report.pk), past_fields(centre, row))
    assert faults(response) == ["Lựa chọn này không có trong danh sách; xin chọn lại."]
    assert not report.lines.exists()
