import pytest
from django.urls import reverse

from reports.models import PastReport, PastReportLine

LIST, NEW = "/bao-cao/truoc-he-thong/", "/bao-cao/truoc-he-thong/moi/"


@pytest.fixture
def other_report(other_centre):
    report = PastReport.objects.create(centre=other_centre, period="2021-H1", classes=88, learners=8888)
    PastReportLine.objects.create(report=report, label="Dòng của Bình Minh", classes=88, learners=8888)
    return report


def sent(lines=(), **changes):
    filled = {"year": "2021", "part": "H1", "classes": "3", "learners": "294"} | changes
    filled |= {"dong-TOTAL_FORMS": str(len(lines)), "dong-INITIAL_FORMS": "0"}
    for place, line in enumerate(lines):
        names = ("level", "label", "classes", "learners")
        filled |= {f"dong-{place}-{name}": str(value) for name, value in zip(names, line, strict=True)}
    return filled


BLOCKS = [
    (1, "Khối Đảng", 2, 269),
    (2, "Lớp thứ nhất", 1, 87),
    (2, "Lớp thứ hai", 1, 182),
    (1, "Khối đoàn thể", 1, 25),
]


def stored(report):
    lines = report.lines.order_by("position")
    return [(line.parent.label if line.parent else None, line.label, line.classes, line.learners) for line in lines]


def test_past_report_is_kept_with_its_nested_lines(centre, other_report, clerk, client_of):
    response = client_of(clerk).post(NEW, sent([*BLOCKS, (1, "", "", "")]))
    report = PastReport.objects.get(centre=centre)
    assert response["Location"] == reverse("reports:past_edit", args=[report.pk])
    assert (report.period, report.classes, report.learners) == ("2021-H1", 3, 294)
    assert stored(report) == [
        (None, "Khối Đảng", 2, 269),
        ("Khối Đảng", "Lớp thứ nhất", 1, 87),
        ("Khối Đảng", "Lớp thứ hai", 1, 182),
        (None, "Khối đoàn thể", 1, 25),
    ]
    html = client_of(clerk).get(LIST).text
    assert "Cộng khớp" in html
    assert "8888" not in html


def test_totals_that_do_not_add_up_are_said_by_how_much(centre, clerk, client_of):
    client = client_of(clerk)
    page = client.post(NEW, sent(BLOCKS[:1]), follow=True).text
    assert "chưa dùng làm số cùng kỳ" in page
    assert "thiếu 01 lớp, thiếu 25 học viên" in page
    assert "thiếu 01 lớp, thiếu 25 học viên" in client.get(LIST).text


def test_editing_shows_the_lines_and_replaces_them(centre, clerk, client_of):
    client = client_of(clerk)
    page = client.post(NEW, sent(BLOCKS), follow=True)
    address = page.request["PATH_INFO"]
    assert [tuple(form.initial.values()) for form in page.context["lines"].initial_forms] == BLOCKS
    seen = page.context["form"]["seen"].value()
    client.post(address, sent([(1, "Tất cả", 3, 294)], seen=seen))
    assert stored(PastReport.objects.get(centre=centre)) == [(None, "Tất cả", 3, 294)]


def test_unknown_total_stays_unknown(centre, clerk, client_of):
    client_of(clerk).post(NEW, sent(classes=""))
    assert PastReport.objects.values_list("classes", "learners").get(centre=centre) == (None, 294)


@pytest.mark.parametrize(
    ("changes", "lines", "errors", "line_errors"),
    [
        ({"classes": "-1"}, [], {"classes": ["Tổng số lớp không được âm."]}, []),
        (
            {"classes": "", "learners": ""},
            [],
            {"classes": ["Ghi tổng số lớp hoặc tổng số học viên của báo cáo."]},
            [],
        ),
        (
            {"classes": "mười", "learners": ""},
            [],
            {"classes": ["Hãy nhập số nguyên, ví dụ 45 hoặc 1.250."]},
            [],
        ),
        ({"year": "năm ngoái"}, [], {"year": ["Hãy nhập năm bằng bốn chữ số, ví dụ 2026."]}, []),
        ({"year": "1990"}, [], {"year": ["Năm phải từ 2000 trở đi."]}, []),
        ({"learners": "9999999"}, [], {"learners": ["Tổng số học viên quá lớn."]}, []),
        ({}, [(1, "Khối Đảng", "", "")], {}, [{"classes": ["Dòng này chưa có số lớp, số học viên."]}]),
        ({}, [(1, "", 3, "")], {}, [{"label": ["Ghi nội dung của dòng."]}]),
        (
            {},
            [(2, "Lớp", 3, 294)],
            {},
            [{"level": ["Dòng này không thuộc dòng nào ở trên: chọn cấp nhỏ hơn."]}],
        ),
    ],
)
def test_wrong_input_is_answered_and_nothing_is_stored(centre, clerk, client_of, changes, lines, errors, line_errors):
    response = client_of(clerk).post(NEW, sent(lines, **changes))
    assert response.status_code == 200
    assert dict(response.context["form"].errors) == errors
    assert [dict(found) for found in response.context["lines"].errors] == line_errors
    assert PastReport.objects.count() == 0


def test_one_period_is_entered_once(centre, clerk, client_of):
    client = client_of(clerk)
    client.post(NEW, sent())
    response = client.post(NEW, sent())
    assert dict(response.context["form"].errors) == {"part": ["Trung tâm đã có báo cáo cũ của kỳ này."]}
    assert PastReport.objects.count() == 1


@pytest.mark.parametrize(
    ("person", "statuses"),
    [("clerk", (200, 200)), ("director", (200, 200)), ("lecturer", (200, 403)), ("host_reviewer", (200, 403))],
)
def test_who_may_enter_past_reports(centre, request, client_of, person, statuses):
    client = client_of(request.getfixturevalue(person))
    assert (client.get(LIST).status_code, client.get(NEW).status_code) == statuses
    report = PastReport.objects.create(centre=centre, period="2020", classes=1, learners=2)
    assert client.get(reverse("reports:past_edit", args=[report.pk])).status_code == statuses[1]


def test_another_centres_past_report_is_not_found(centre, other_report, clerk, client_of):
    address = reverse("reports:past_edit", args=[other_report.pk])
    client = client_of(clerk)
    assert (client.get(address).status_code, client.post(address, sent()).status_code) == (404, 404)
    assert PastReport.objects.get(pk=other_report.pk).classes == 88


def test_list_costs_the_same_for_any_number_of_reports(
    centre, clerk, client_of, django_assert_max_num_queries, django_assert_num_queries
):
    client = client_of(clerk)

    def enter(year):
        report = PastReport.objects.create(centre=centre, period=str(year), classes=3, learners=30)
        for n in range(3):
            PastReportLine.objects.create(report=report, position=n, label=f"Dòng {n}", classes=1, learners=10)

    enter(2010)
    client.get(LIST)
    with django_assert_max_num_queries(7) as few:
        client.get(LIST)
    for year in range(2011, 2016):
        enter(year)
    with django_assert_num_queries(len(few)):
        client.get(LIST)
