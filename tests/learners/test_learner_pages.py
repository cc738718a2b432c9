"""The centre's learners: list, Excel file, one learner, citizen number opened on purpose."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from centres.models import ListPreference
from learners.learner_columns import COLUMNS
from learners.models import Learner
from tests import factories

LIST = "/hoc-vien/"


@pytest.fixture
def people(centre, other_centre):
    """Names whose order only Vietnamese sorts right; An studied twice."""
    first = factories.make_class(centre, "L-01")
    second = factories.make_class(centre, "L-02", opened_on=date(2023, 4, 3))
    names = ("Đỗ Thị Đào", "Lê Văn An", "Trần Thị Ân", "Nguyễn Văn Dũng", "Lê Thị Ánh")
    found = {name.split()[-1]: factories.make_learner(centre, name) for name in names}
    for name, learner in found.items():
        factories.enrol(first, learner, unit_name="Chi bộ thôn Đông" if name in {"An", "Đào"} else "Công an xã")
    factories.enrol(second, found["An"], unit_name="Trường Tiểu học")
    third, unit = factories.make_class(centre, "L-03"), factories.make_unit(centre, "Chi bộ (tổ 5), khu 15B")
    factories.enrol(third, found["Ân"], unit=unit)  # goes by its unit's name
    # The unit goes by two names, as lists of two years wrote it
    found["Đào"].enrolments.update(unit_name="Chi bộ thôn Đông Đổi Mới")
    Learner.objects.filter(pk=found["An"].pk).update(national_id="001090000011", birth_year=1990)
    return found


def shown_names(response):
    return [row.full_name.split()[-1] for row in response.context["listing"].page]


def page_of(learner, name="detail"):
    return reverse(f"learners:{name}", args=[learner.pk])


def test_list_in_vietnamese_order(client_of, clerk, people):
    response = client_of(clerk).get(LIST)
    assert shown_names(response) == ["An", "Ánh", "Ân", "Dũng", "Đào"]


def test_list_shows_last_unit_classes_and_a_masked_number(client_of, clerk, people):
    response = client_of(clerk).get(LIST)
    [cells] = [cells for row, cells in response.context["listing"].cells() if row == people["An"]]
    assert [cell.text for cell in cells] == ["Lê Văn An", "1990", "", "•••• •••• 0011", "Trường Tiểu học", "2"]
    assert "001090000011" not in response.text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("tim=an", ["An", "Ánh", "Ân", "Dũng"]),  # who is of the công an too
        ("tim=thon+dong", ["An", "Đào"]),
        ("tim=le+thi+cong", ["Ánh"]),
        ("tim=le van", ["An"]),
        ("tim=VĂN lê", ["An"]),
        ("tim=dao", ["Đào"]),
        ("tim=001090000011", ["An"]),
        ("tim=0011", ["An"]),
        ("tim=011", []),
        ("tim=to+5", ["Ân"]),
        ("tim=to+15", []),
        ("tim=dong+doi+moi", ["Đào"]),
        ("don-vi=doi+moi", ["Đào"]),
        ("tim=001090000012", []),
        ("tim=lộ ra", []),
        ("don-vi=thon dong", ["An", "Đào"]),
        ("nam=2023", ["An"]),
        ("nam=2023&don-vi=thon dong", []),
        ("tim=le&don-vi=cong an", ["Ánh"]),
    ],
)
def test_list_filter(client_of, clerk, people, query, names):
    assert shown_names(client_of(clerk).get(f"{LIST}?{query}")) == names


def test_list_filter_by_class(client_of, clerk, centre, people):
    second = centre.classes.get(code="L-02")
    assert shown_names(client_of(clerk).get(f"{LIST}?lop={second.pk}")) == ["An"]


def test_list_filter_by_another_centres_class(client_of, clerk, people, other_centre):
    response = client_of(clerk).get(f"{LIST}?lop={other_centre.classes.get().pk}")
    assert list(response.context["filter"].errors) == ["training_class"]
    assert shown_names(response) == ["An", "Ánh", "Ân", "Dũng", "Đào"]


def test_sheet_is_the_list_on_screen(client_of, clerk, people):
    response = client_of(clerk).get(reverse("learners:list_sheet") + "?don-vi=thon dong")
    rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows[-2:]] == ["Lê Văn An", "Đỗ Thị Đào"]
    assert rows[-2][3] == "•••• •••• 0011"
    assert [row[0] for row in rows[:4]] == [
        "Danh sách học viên",
        "Trung tâm Chính trị xã An Bình",
        "Lọc: Đơn vị: thon dong",
        "2 học viên, xếp theo Họ và tên, tăng dần",
    ]


def test_list_has_pages(client_of, clerk, centre):
    for number in range(51):
        factories.make_learner(centre, f"Người Thứ {number:02}")
    client = client_of(clerk)
    assert [len(client.get(f"{LIST}?trang={page}").context["listing"].page) for page in (1, 2)] == [50, 1]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_queries_do_not_grow(client_of, clerk, centre, rows, django_assert_num_queries):
    training_class = factories.make_class(centre)
    for _ in range(rows):
        factories.enrol(training_class)
    client = client_of(clerk)
    client.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(LIST)


LIST_QUERIES = 11


def test_learner_page_shows_classes_in_time_order_with_why(client_of, clerk, centre, people):
    factories.Result.objects.create(enrolment=people["An"].enrolments.get(training_class__code="L-01"), mark="8.25")
    response = client_of(clerk).get(page_of(people["An"]))
    assert [(p.training_class.code, p.band, p.why) for p in response.context["places"]] == [
        ("L-01", "Giỏi", "8,25: từ 8,00 đến dưới 9,00 là Giỏi"),
        ("L-02", "", ""),
    ]
    assert "001090000011" not in response.text


def test_citizen_number_is_opened_on_purpose_and_logged(client_of, clerk, people):
    client, address = client_of(clerk), page_of(people["An"], "show_national_id")
    assert client.get(address).status_code == 405
    opened = LogEntry.objects.filter(action=LogEntry.Action.ACCESS)
    assert not opened.exists()
    response = client.post(address)
    assert "001090000011" in response.text
    assert "no-store" in response["Cache-Control"]
    assert [(entry.actor, entry.object_pk) for entry in opened] == [(clerk, str(people["An"].pk))]


def test_citizen_number_is_not_written_into_the_history(client_of, clerk, people):
    client_of(clerk).post(page_of(people["An"], "edit"), {"full_name": "Lê Văn An", "national_id": "001090000012"})
    assert "001090000012" not in str([entry.changes for entry in LogEntry.objects.all()])


def test_edit_keeps_the_number_when_left_empty(client_of, clerk, people):
    client = client_of(clerk)
    assert "001090000011" not in client.get(page_of(people["An"], "edit")).text
    client.post(page_of(people["An"], "edit"), {"full_name": "Lê Văn Anh", "birth": "5/2/1990", "gender": "nam"})
    learner = Learner.objects.get(pk=people["An"].pk)
    assert (learner.full_name, learner.birth_date, learner.national_id) == (
        "Lê Văn Anh",
        date(1990, 2, 5),
        "001090000011",
    )
    assert learner.search_key == "le van anh"


def test_edit_takes_the_number_out_only_when_told(client_of, clerk, people):
    client_of(clerk).post(page_of(people["An"], "edit"), {"full_name": "Lê Văn An", "no_national_id": "on"})
    assert Learner.objects.get(pk=people["An"].pk).national_id == ""


def test_edit_birth_to_nothing(client_of, clerk, people):
    client_of(clerk).post(page_of(people["An"], "edit"), {"full_name": "Lê Văn An", "birth": ""})
    learner = Learner.objects.get(pk=people["An"].pk)
    assert (learner.birth_date, learner.birth_year) == (None, None)


def test_edit_number_of_another_learner_is_refused_beside_it(client_of, clerk, people):
    response = client_of(clerk).post(
        page_of(people["Dũng"], "edit"), {"full_name": "Nguyễn Văn Dũng", "national_id": "001090000011"}
    )
    assert response.context["form"].errors == {"national_id": ["Trung tâm đã có học viên mang số định danh này."]}
    assert response.context["form"]["national_id"].value() == "001090000011"


def test_edit_number_that_another_centre_has_is_nobodys_business(client_of, clerk, people, other_centre):
    Learner.objects.filter(centre=other_centre).update(national_id="")
    stranger = other_centre.learners.first()
    Learner.objects.filter(pk=stranger.pk).update(national_id="001099000099")
    client_of(clerk).post(
        page_of(people["Dũng"], "edit"), {"full_name": "Nguyễn Văn Dũng", "national_id": "001099000099"}
    )
    assert Learner.objects.get(pk=people["Dũng"].pk).national_id == "001099000099"


@pytest.mark.parametrize(
    ("who", "statuses"),
    [("outsider", (404, 404, 404)), ("reviewer", (404, 404, 404)), ("lecturer", (200, 200, 403))],
)
def test_who_may_see_and_edit(request, client_of, people, who, statuses):
    client, learner = client_of(request.getfixturevalue(who)), people["An"]
    assert (
        client.get(page_of(learner)).status_code,
        client.post(page_of(learner, "show_national_id")).status_code,
        client.post(page_of(learner, "edit"), {"full_name": "X"}).status_code,
    ) == statuses
    assert Learner.objects.get(pk=learner.pk).full_name == "Lê Văn An"


def test_list_of_an_outsider_holds_only_their_own(client_of, outsider, people):
    assert shown_names(client_of(outsider).get(LIST)) == ["Ra", "Thấy"]


def test_list_is_not_for_reviewers(client_of, host_reviewer, people):
    client = client_of(host_reviewer)
    assert (client.get(LIST).status_code, client.get(LIST + "excel/").status_code) == (403, 403)


@pytest.mark.parametrize("rows", [1, 3])
def test_learner_page_queries_do_not_grow(client_of, clerk, centre, rows, django_assert_num_queries):
    learner = factories.make_learner(centre)
    for number in range(rows):
        factories.enrol(factories.make_class(centre, f"L-{number}"), learner, mark=8)
    client = client_of(clerk)
    client.get(page_of(learner))
    with django_assert_num_queries(DETAIL_QUERIES):
        client.get(page_of(learner))


DETAIL_QUERIES = 14


def test_every_column_of_the_list_can_be_shown_with_as_many_queries(client_of, clerk, people):
    ListPreference.objects.create(user=clerk, name="hoc-vien", columns=[column.key for column in COLUMNS])
    client = client_of(clerk)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        page = client.get(f"{LIST}?tim=0011")
    [(_, cells)] = page.context["listing"].cells()
    assert [cell.column.key for cell in cells] == [column.key for column in COLUMNS]
    with CaptureQueriesContext(connection) as many:
        every = client.get(f"{LIST}?tim=van&xep=-lop-gan-nhat")
    assert (len(many), every.context["listing"].count > 1) == (len(few), True)


def test_pages_of_a_long_list_are_read_in_two_steps(client_of, clerk, people, monkeypatch):
    monkeypatch.setattr("centres.listing.MANY", 1)
    page = client_of(clerk).get(LIST)
    assert shown_names(page) == ["An", "Ánh", "Ân", "Dũng", "Đào"]
    assert page.context["listing"].page.object_list[0].last_unit == "Trường Tiểu học"
