"""The clerk's pages of sending units: the list, entering, correcting, deleting."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from centres.models import Locality, SendingUnit
from classes.models import AnnualPlan, TrainingNeed
from tests import factories

LIST, SHEET, NEW = (reverse(f"learners:{name}") for name in ("units", "units_sheet", "new_unit"))


def edit_page(unit):
    return reverse("learners:edit_unit", args=[unit.pk])


def delete_page(unit):
    return reverse("learners:delete_unit", args=[unit.pk])


def shown(response):
    """The list on the page: each row's texts."""
    return [[cell.text for cell in cells] for _, cells in response.context["listing"].cells()]


def typed(name="", parent="", locality="", valid_from="", valid_to="", **more):
    return {
        "name": name,
        "parent": parent and parent.pk,
        "locality": locality and locality.pk,
        "valid_from": valid_from,
        "valid_to": valid_to,
    } | more


def seen(client, unit):
    """What the form of the unit's page knew."""
    return {"seen": client.get(edit_page(unit)).context["form"]["seen"].value()}


@pytest.fixture
def at_desk(client_of, clerk):
    return client_of(clerk)


@pytest.fixture
def units(centre, other_centre):
    """A commune's committee with two cells, one of which ended; another centre has a cell of the same name."""
    top = factories.make_unit(centre, "Đảng bộ xã An Bình")
    top.locality = Locality.objects.create(province=centre.province, name="xã An Bình")
    top.save()
    east, west = (factories.make_unit(centre, name, top) for name in ("Chi bộ thôn Đông", "Chi bộ thôn Tây"))
    SendingUnit.objects.filter(pk=west.pk).update(valid_from=date(2020, 1, 1), valid_to=date(2025, 6, 30))
    west.refresh_from_db()
    training_class = factories.make_class(centre)
    for state in ("attending", "attending", "no_show"):
        factories.enrol(training_class, unit=east, unit_name=east.name, state=state)
    factories.enrol(factories.make_class(other_centre), unit=factories.make_unit(other_centre, "Chi bộ thôn Đông"))
    return {"top": top, "east": east, "west": west}


class TestList:
    def test_shows_the_centres_units_in_vietnamese_order(self, at_desk, units):
        assert shown(at_desk.get(LIST)) == [
            ["Chi bộ thôn Đông", "Đảng bộ xã An Bình", "", "", "", "2"],
            ["Chi bộ thôn Tây", "Đảng bộ xã An Bình", "", "01/01/2020", "30/06/2025", "0"],
            ["Đảng bộ xã An Bình", "", "xã An Bình", "", "", "0"],
        ]

    @pytest.mark.parametrize(
        ("asked", "names"),
        [
            ({"tim": "thon tay"}, ["Chi bộ thôn Tây"]),
            ({"tim": "dang bo"}, ["Chi bộ thôn Đông", "Chi bộ thôn Tây", "Đảng bộ xã An Bình"]),
            ({"tinh-trang": "con"}, ["Chi bộ thôn Đông", "Đảng bộ xã An Bình"]),
            ({"tinh-trang": "thoi"}, ["Chi bộ thôn Tây"]),
            ({"xep": "-luot"}, ["Chi bộ thôn Đông", "Chi bộ thôn Tây", "Đảng bộ xã An Bình"]),
            ({"tim": "binh minh"}, []),
        ],
    )
    def test_is_filtered_and_sorted(self, at_desk, units, asked, names):
        assert sorted(row[0] for row in shown(at_desk.get(LIST, asked))) == sorted(names)

    def test_a_unit_ends_after_its_last_day(self, at_desk, centre, monkeypatch):
        unit = factories.make_unit(centre)
        SendingUnit.objects.filter(pk=unit.pk).update(valid_to=date(2026, 6, 30))
        found = {}
        for day in (date(2026, 6, 30), date(2026, 7, 1)):
            monkeypatch.setattr("centres.dates.today", lambda day=day: day)
            found[day.day] = len(shown(at_desk.get(LIST, {"tinh-trang": "thoi"})))
        assert found == {30: 0, 1: 1}

    def test_number_leads_to_the_learners_whom_the_unit_sent(self, at_desk, units, other_centre):
        address = f"{reverse('learners:list')}?don-vi-cu={units['east'].pk}"
        page = at_desk.get(LIST)
        assert page.content.decode().count(f'href="{address}"') == 1
        listed = at_desk.get(address)
        assert listed.context["listing"].count == 3
        assert '3 học viên<span class="d-print-none"> do Chi bộ thôn Đông cử</span>' in listed.content.decode()
        assert listed.context["filter"].described() == ["Đơn vị cử: Chi bộ thôn Đông"]

    def test_other_centres_unit_filters_no_learners(self, at_desk, units, other_centre):
        foreign = other_centre.units.get()
        page = at_desk.get(reverse("learners:list"), {"don-vi-cu": foreign.pk})
        assert page.context["listing"].count == 3
        assert page.context["sent_by"] is None

    def test_sheet_has_the_rows_of_the_page(self, at_desk, units):
        sheet = openpyxl.load_workbook(BytesIO(at_desk.get(SHEET, {"tinh-trang": "thoi"}).content)).active
        rows = list(sheet.iter_rows(values_only=True))
        assert [row[0] for row in rows[:4]] == [
            "Đơn vị cử học viên",
            "Trung tâm Chính trị xã An Bình",
            "Lọc: Tình trạng: Đã thôi",
            "1 đơn vị, xếp theo Tên đơn vị, tăng dần",
        ]
        first, last = datetime(2020, 1, 1), datetime(2025, 6, 30)
        assert rows[6:] == [
            ("Tên đơn vị", "Trực thuộc", "Thuộc địa bàn", "Từ ngày", "Đến hết ngày", "Lượt học viên đã cử"),
            ("Chi bộ thôn Tây", "Đảng bộ xã An Bình", None, first, last, 0),
        ]

    def test_a_reader_sees_no_way_to_change(self, client_of, lecturer, units):
        body = client_of(lecturer).get(LIST).content.decode()
        assert "Chi bộ thôn Đông" in body
        assert NEW not in body
        assert edit_page(units["east"]) not in body

    def test_asks_as_often_for_many_units(self, at_desk, units, centre, django_assert_num_queries):
        at_desk.get(LIST)
        with django_assert_num_queries(QUERIES):
            at_desk.get(LIST)
        for number in range(20):
            factories.make_unit(centre, f"Chi bộ {number}", units["top"])
        with django_assert_num_queries(QUERIES):
            at_desk.get(LIST)


QUERIES = 10


class TestForm:
    def test_enters_a_unit(self, at_desk, units, centre):
        given = typed("  Chi  bộ cơ quan ", parent=units["top"], valid_from="1/7/25")
        response = at_desk.post(NEW, given, follow=True)
        assert response.redirect_chain == [(LIST, 302)]
        assert [str(one) for one in response.context["messages"]] == ["Đã lưu đơn vị Chi bộ cơ quan."]
        made = SendingUnit.objects.latest("pk")
        assert (made.centre, made.name, made.parent, made.locality, made.valid_from, made.valid_to) == (
            centre,
            "Chi bộ cơ quan",
            units["top"],
            None,
            date(2025, 7, 1),
            None,
        )

    def test_changes_a_unit(self, at_desk, units):
        unit, place = units["west"], units["top"].locality
        at_desk.post(edit_page(unit), typed("Chi bộ thôn Tây 1", locality=place) | seen(at_desk, unit))
        unit.refresh_from_db()
        assert (unit.name, unit.parent, unit.locality, unit.valid_from, unit.valid_to) == (
            "Chi bộ thôn Tây 1",
            None,
            place,
            None,
            None,
        )

    def test_offers_what_is_the_centres_own(self, at_desk, units, other_centre):
        abroad = factories.make_province("tinh-b", name="Tỉnh B")
        Locality.objects.create(province=abroad, name="xã Xa Lạ")
        form = at_desk.get(edit_page(units["east"])).context["form"]
        assert [label for _, label in form.fields["parent"].choices] == [
            "— không trực thuộc đơn vị nào —",
            "Chi bộ thôn Tây (Đảng bộ xã An Bình)",
            "Đảng bộ xã An Bình",
        ]
        assert [label for _, label in form.fields["locality"].choices] == ["— theo đơn vị cấp trên —", "xã An Bình"]

    def test_refuses_beside_the_field(self, at_desk, units, other_centre):
        top, east = units["top"], units["east"]
        foreign, far = (
            other_centre.units.get(),
            Locality.objects.create(province=factories.make_province("tinh-b", name="Tỉnh B"), name="xã Xa Lạ"),
        )
        not_offered = "Lựa chọn này không có trong danh sách; xin chọn lại."
        tried = {
            "name": (east, typed()),
            "twice": (east, typed("Chi bộ thôn Tây", parent=top)),
            "loop": (top, typed("Đảng bộ xã An Bình", parent=east)),
            "foreign": (east, typed("Chi bộ", parent=foreign, locality=far)),
            "days": (east, typed("Chi bộ", valid_from="1/7/25", valid_to="30/6/25")),
        }
        found = {
            key: at_desk.post(edit_page(unit), given | seen(at_desk, unit)) for key, (unit, given) in tried.items()
        }
        assert {key: dict(page.context["form"].errors) for key, page in found.items()} == {
            "name": {"name": ["Chưa nhập ô này."]},
            "twice": {"name": ["Đơn vị cấp trên này đã có một đơn vị cùng tên."]},
            "loop": {
                "parent": ["“Chi bộ thôn Đông” đang trực thuộc “Đảng bộ xã An Bình”, nên không thể là cấp trên của nó."]
            },
            "foreign": {"parent": [not_offered], "locality": [not_offered]},
            "days": {"valid_to": ["Ngày kết thúc không được trước ngày bắt đầu."]},
        }

    def test_second_of_two_editors_is_told(self, at_desk, units):
        unit = units["east"]
        opened = seen(at_desk, unit)
        at_desk.post(edit_page(unit), typed("Chi bộ thôn Đông 1") | opened)
        page = at_desk.post(edit_page(unit), typed("Chi bộ thôn Đông 2") | opened)
        (told,) = page.context["form"].non_field_errors()
        assert told.startswith("Lê Thị Giáo Vụ vừa đổi tên đơn vị từ “Chi bộ thôn Đông” thành “Chi bộ thôn Đông 1”")
        unit.refresh_from_db()
        assert unit.name == "Chi bộ thôn Đông 1"


class TestDelete:
    def test_asks_then_deletes(self, at_desk, units):
        unit = units["west"]
        assert "Xóa đơn vị Chi bộ thôn Tây?" in at_desk.get(delete_page(unit)).content.decode()
        assert SendingUnit.objects.filter(pk=unit.pk).exists()
        response = at_desk.post(delete_page(unit), follow=True)
        assert [str(one) for one in response.context["messages"]] == ["Đã xóa đơn vị Chi bộ thôn Tây."]
        assert not SendingUnit.objects.filter(pk=unit.pk).exists()

    def test_keeps_what_is_needed_and_says_by_what(self, at_desk, units, centre):
        plan = AnnualPlan.objects.create(centre=centre, year=2026)
        TrainingNeed.objects.create(plan=plan, unit=units["east"], programme=factories.programme(), learners=30)
        found = {key: at_desk.get(delete_page(unit)).context["numbers"] for key, unit in units.items()}
        assert found == {
            "top": [(2, "đơn vị trực thuộc")],
            "east": [
                (3, "người trong danh sách các lớp, kể cả không đến hoặc rút"),
                (1, "nhu cầu đăng ký trong khảo sát"),
            ],
            "west": [],
        }
        response = at_desk.post(delete_page(units["east"]), follow=True)
        assert [str(one) for one in response.context["messages"]] == ["Đơn vị đang được dùng nên chưa xóa được."]
        assert SendingUnit.objects.filter(pk=units["east"].pk).exists()
