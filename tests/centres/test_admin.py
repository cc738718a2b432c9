"""The administration: for administrators only, in Vietnamese, and no way to leave rows that contradict each other."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from auditlog.models import LogEntry
from django.contrib import admin
from django.urls import reverse

from centres.models import Centre, CentreName, Locality, Membership, Role, SendingUnit, ServedLocality, StaffCount, User
from centres.models.locality import OVERLAP
from centres.validity import holds_on
from learners.models import Learner
from reports.api.keys import keep_reading, make_key
from tests import factories
from tests.administration import address, faults, inline

INDEX = "/quan-tri/"


class TestAccess:
    PAGES = [INDEX, "/quan-tri/centres/centre/", "/quan-tri/centres/user/add/", "/quan-tri/jsi18n/"]

    @pytest.mark.parametrize("page", [INDEX, "/quan-tri/centres/centre/"])
    def test_nobody_logged_in_is_sent_to_the_programs_own_login(self, client, db, page):
        response = client.get(page, follow=True)
        assert response.redirect_chain[-1][0].split("?")[0] == "/tai-khoan/dang-nhap/"

    @pytest.mark.parametrize("page", PAGES)
    @pytest.mark.parametrize("role", ["clerk", "director", "lecturer", "reviewer", "host_reviewer"])
    def test_roles_of_a_centre_or_province_are_refused(self, client_of, request, role, page):
        assert client_of(request.getfixturevalue(role)).get(page, follow=True).status_code == 403

    @pytest.mark.parametrize("page", PAGES)
    def test_staff_who_are_no_superusers_are_refused(self, client_of, db, page):
        staff = factories.make_user(username="nhan-vien", is_staff=True)
        assert client_of(staff).get(page, follow=True).status_code == 403

    def test_a_refused_post_stores_nothing(self, client_of, clerk):
        before = Centre.objects.count()
        assert client_of(clerk).post(address(Centre, "add"), {"name": "X"}, follow=True).status_code == 403
        assert Centre.objects.count() == before

    def test_an_administrator_sees_every_registered_model(self, office):
        listed = [m["object_name"] for app in office.get(INDEX).context["app_list"] for m in app["models"]]
        assert sorted(listed) == [
            "AnnualPlan",
            "ApiKey",
            "ApiReading",
            "AssessmentRules",
            "Centre",
            "Holiday",
            "Job",
            "Lecturer",
            "Lesson",
            "Locality",
            "LogEntry",
            "Membership",
            "OutsideCourse",
            "OwnForm",
            "PaperLayout",
            "PastReport",
            "PlanDecision",
            "Programme",
            "Province",
            "ProvinceReportingLine",
            "ReportingLine",
            "Room",
            "RosterWord",
            "SendingUnit",
            "TeachingNorm",
            "User",
        ]

    def test_choices_are_offered_to_administrators_only(self, client_of, clerk, administrator, centre):
        question = {"app_label": "centres", "model_name": "membership", "field_name": "centre", "term": "an binh"}
        assert client_of(clerk).get("/quan-tri/autocomplete/", question, follow=True).status_code == 403
        answer = client_of(administrator).get("/quan-tri/autocomplete/", question).json()
        assert [one["text"] for one in answer["results"]] == ["Trung tâm Chính trị xã An Bình"]


class VisibleText(HTMLParser):
    """What a reader sees of a page: text, values of buttons, titles; not code and not what was typed."""

    def __init__(self):
        super().__init__()
        self.words, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.hidden += tag in {"script", "style", "textarea"}
        shown = ["title", "alt", "placeholder", "aria-label"] + (["value"] if named.get("type") == "submit" else [])
        self.words += [named[name] for name in shown if named.get(name)]

    def handle_endtag(self, tag):
        self.hidden -= tag in {"script", "style", "textarea"}

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


ENGLISH = re.compile(
    r"(?<![\w-])(the|and|or|of|to|for|is|this|with|by|select|add|change|delete|remove|history|home|search|filter|today|save|"
    r"none|true|false|yes|no|all|any|view|go|log|user|users|name|date|action|actions|object|created|updated|deleted|"
    r"error|password|close|show|hide|site|admin|audit|field|value|timestamp|representation|unknown)(?![\w-])",
    re.IGNORECASE,
)


def english_in(response):
    reader = VisibleText()
    reader.feed(response.text)
    return sorted({word.group().lower() for text in reader.words for word in ENGLISH.finditer(text)})


def one_of_each(centre, administrator):
    """A row of every registered model, by model; those that have pages of their own in the administration."""
    factories.make_unit(centre)
    factories.make_user(Role.CLERK, centre, username="alice")
    factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 2, 100)])
    factories.make_lecturer(centre)
    factories.make_outside_course(centre)
    centre.province.localities.create(name="xã An Bình")
    centre.rooms.create(name="Hội trường")
    centre.jobs.create(user=administrator, kind="thu", title="Việc thử", subject=centre.pk, address="/")
    centre.past_reports.create(period="2021", classes=3, learners=99)
    key, _ = make_key(province=centre.province, name="Phần mềm thử", user=administrator)
    keep_reading(key, asked="/thu/", address="192.0.2.1", status=200)
    centre.province.own_forms.create(name="Mẫu thử", scope="centre", content=b"x", uploaded_by=administrator)
    programme = factories.programme()
    programme.provincereportingline_set.create(province=centre.province, line=programme.reporting_line)
    return {model: model._default_manager.first() for model in admin.site._registry}


@pytest.mark.once
class TestLanguage:
    def test_no_page_speaks_english(self, office, centre, administrator):
        for model, row in one_of_each(centre, administrator).items():
            site = admin.site.get_model_admin(model)
            pages = ["changelist", "history", "change"] + (
                ["add"] if site.has_add_permission(office_request(office)) else []
            )
            pages += ["delete"] if site.has_delete_permission(office_request(office)) else []
            for page in pages:
                response = office.get(address(model, page, *([row.pk] if page not in {"changelist", "add"} else [])))
                assert (response.status_code, page, model.__name__, english_in(response)) == (
                    200,
                    page,
                    model.__name__,
                    [],
                )

    def test_index_and_password_page_speak_vietnamese(self, office, clerk):
        for page in (INDEX, f"/quan-tri/centres/user/{clerk.pk}/password/"):
            response = office.get(page)
            assert (response.status_code, english_in(response)) == (200, [])

    def test_the_index_is_in_vietnamese_order(self, office):
        names = [model["name"] for model in office.get(INDEX).context["app_list"][0]["models"]]
        assert names[1:5] == ["Đơn vị cử học viên", "Tài khoản", "Thể thức văn bản", "Tỉnh, thành phố"]

    def test_messages_after_saving_and_deleting_speak_vietnamese(self, office, centre):
        unit = factories.make_unit(centre, "Chi bộ Cũ")
        response = office.post(
            address(SendingUnit, "change", unit.pk), unit_fields(unit, name="Chi bộ Mới"), follow=True
        )
        assert [str(m) for m in response.context["messages"]] == [
            f'Đã lưu đơn vị cử học viên “<a href="{address(SendingUnit, "change", unit.pk)}">Chi bộ Mới</a>”.'
        ]
        response = office.post(address(SendingUnit, "delete", unit.pk), {"post": "yes"}, follow=True)
        assert [str(m) for m in response.context["messages"]] == ["Đã xóa đơn vị cử học viên “Chi bộ Mới”."]


def office_request(client):
    return client.get(INDEX).wsgi_request


class TestSearch:
    @pytest.fixture
    def places(self, centre, other_centre):
        Centre.objects.filter(pk=other_centre.pk).update(host="Đảng ủy xã Bình Minh")
        factories.make_centre(
            "phuong-dong-da", name="Trung tâm Chính trị phường Đống Đa", host="Đảng ủy phường Đống Đa"
        )

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ('"an binh"', ["xa-an-binh"]),
            ('"AN BÌNH"', ["xa-an-binh"]),
            ("binh minh", ["xa-binh-minh"]),
            ("dong da", ["phuong-dong-da"]),
            ("ĐỐNG ĐA", ["phuong-dong-da"]),
            ("xa binh", ["xa-an-binh", "xa-binh-minh"]),
            ("100%_", []),
            ("'; drop", []),
        ],
    )
    def test_accents_and_capitals_do_not_matter(self, office, places, typed, found):
        rows = office.get(address(Centre, "changelist"), {"q": typed}).context["cl"].result_list
        assert sorted(row.code for row in rows) == found

    def test_words_may_stand_in_different_columns(self, office, places):
        unit = factories.make_unit(Centre.objects.get(code="xa-binh-minh"), "Chi bộ Trường Tiểu học")
        factories.make_unit(Centre.objects.get(code="xa-an-binh"), "Chi bộ Trường Tiểu học")
        rows = office.get(address(SendingUnit, "changelist"), {"q": "tieu hoc binh minh"}).context["cl"].result_list
        assert list(rows) == [unit]


@pytest.mark.parametrize("model", [Centre, SendingUnit, Membership, User])
def test_lists_cost_the_same_for_one_row_and_for_more(office, centre, other_centre, model, django_assert_num_queries):
    def add(number):
        place = factories.make_centre(f"xa-{number}", name=f"Trung tâm {number}")
        parent = factories.make_unit(place, "Đảng bộ xã")
        factories.make_unit(place, f"Chi bộ {number}", parent)
        factories.make_user(Role.CLERK, place)

    add(1)
    page = address(model, "changelist")
    office.get(page)
    with django_assert_num_queries(QUERIES[model]):
        office.get(page)
    add(2)
    add(3)
    with django_assert_num_queries(QUERIES[model]):
        office.get(page)


QUERIES = {Centre: 7, SendingUnit: 7, Membership: 9, User: 7}


def unit_fields(unit, **changed):
    fields = {"centre": unit.centre_id, "parent": unit.parent_id or "", "name": unit.name}
    return fields | {"valid_from": "", "valid_to": ""} | changed


class TestSendingUnits:
    def test_a_parent_of_another_centre_is_refused(self, office, centre, other_centre):
        foreign = factories.make_unit(other_centre, "Đảng bộ xã Bình Minh")
        response = office.post(
            address(SendingUnit, "add"), {"centre": centre.pk, "parent": foreign.pk, "name": "Chi bộ Tây"}
        )
        assert faults(response) == ["Đơn vị cấp trên phải thuộc cùng trung tâm: Trung tâm Chính trị xã An Bình."]
        assert list(SendingUnit.objects.values_list("name", flat=True)) == ["Đảng bộ xã Bình Minh"]

    def test_a_loop_is_refused(self, office, centre):
        top = factories.make_unit(centre, "Đảng bộ xã")
        middle = factories.make_unit(centre, "Đảng bộ cơ sở", top)
        bottom = factories.make_unit(centre, "Chi bộ", middle)
        response = office.post(address(SendingUnit, "change", top.pk), unit_fields(top, parent=bottom.pk))
        assert faults(response) == ["“Chi bộ” đang trực thuộc “Đảng bộ xã”, nên không thể là cấp trên của nó."]
        top.refresh_from_db()
        assert top.parent is None

    def test_only_units_of_the_centre_are_offered(self, office, centre, other_centre):
        top = factories.make_unit(centre, "Đảng bộ xã An Bình")
        factories.make_unit(other_centre, "Đảng bộ xã Bình Minh")
        page = office.get(address(SendingUnit, "change", top.pk))
        assert f'data-ajax--url="/quan-tri/autocomplete/?centre={centre.pk}"' in page.text
        question = {"app_label": "centres", "model_name": "sendingunit", "field_name": "parent", "term": "dang bo"}
        answer = office.get("/quan-tri/autocomplete/", question | {"centre": centre.pk}).json()
        assert [one["text"] for one in answer["results"]] == ["Đảng bộ xã An Bình – Trung tâm Chính trị xã An Bình"]
        assert office.get("/quan-tri/autocomplete/", question | {"centre": "9" * 30}).status_code == 200

    def test_localities_are_set_by_the_units_names(self, office, centre, other_centre):
        for name in ("xã An Bình", "xã Bình"):
            ServedLocality.objects.create(centre=centre, locality=centre.province.localities.create(name=name))
        names = ("Đảng bộ Xã An Bình", "Chi bộ xã An Bình 2", "Xã Bình", "Chi bộ thôn Bình")
        units = [factories.make_unit(centre, name) for name in names] + [factories.make_unit(other_centre, names[0])]
        chosen = {"action": "set_localities", "_selected_action": [unit.pk for unit in units]}
        page = office.post(address(SendingUnit, "changelist"), chosen, follow=True)
        assert "Đã ghi địa bàn cho 2 đơn vị; 3 đơn vị tên không nói rõ." in page.text
        found = SendingUnit.objects.order_by("pk").values_list("locality__name", flat=True)
        assert list(found) == ["xã An Bình", None, "xã Bình", None, None]

    def test_a_unit_stays_in_its_centre(self, office, centre, other_centre):
        unit = factories.make_unit(centre)
        office.post(address(SendingUnit, "change", unit.pk), unit_fields(unit, centre=other_centre.pk))
        unit.refresh_from_db()
        assert unit.centre == centre

    def test_the_same_name_under_the_same_parent_is_refused(self, office, centre):
        factories.make_unit(centre, "Chi bộ thôn Đông")
        other = factories.make_unit(centre, "Chi bộ thôn Tây")
        response = office.post(address(SendingUnit, "change", other.pk), unit_fields(other, name="Chi bộ thôn Đông"))
        assert faults(response) == ["Trung tâm đã có một đơn vị cùng tên."]


class TestCentres:
    def posted(self, centre, *, names=(), staff=(), served=(), **changed):
        names_given = ("code", "name", "level", "host", "place", "symbol", "host_heading", "name_heading")
        fields = {name: getattr(centre, name) for name in (*names_given, "signer_name", "deputy_name", "recipients")}
        fields |= {"province": centre.province_id, "valid_from": "", "valid_to": "", "predecessors": []}
        rows = inline("former_names", *names) | inline("staff_counts", *staff) | inline("served_localities", *served)
        return fields | changed | rows

    def test_a_centre_never_serves_a_locality_twice_on_one_day(self, office, centre, other_centre):
        own = Locality.objects.create(province=centre.province, name="xã An Bình")
        foreign = Locality.objects.create(province=factories.make_province("tinh-khac"), name="xã Xa")

        def save(*rows):
            return office.post(address(Centre, "change", centre.pk), self.posted(centre, served=rows))

        later, earlier = {"locality": own.pk, "valid_from": "01/07/2025"}, {"locality": own.pk}
        refused = save(later, earlier | {"valid_to": "01/07/2025"}, {"locality": foreign.pk})
        assert faults(refused) == [OVERLAP, "Địa bàn phải thuộc cùng tỉnh với trung tâm."]
        backwards = faults(save(later | {"valid_to": "01/06/2025"}))
        assert backwards == ["Ngày thôi phục vụ địa bàn không được trước ngày bắt đầu."]
        assert save(later, earlier | {"valid_to": "30/06/2025"}).status_code == 302
        assert [holds_on(row, date(2025, 6, 30)) for row in centre.served_localities.all()] == [True, False]

    def test_former_names_and_staff_are_saved_with_the_centre(self, office, centre):
        former = {"name": "Trung tâm Chính trị huyện An", "level": "district", "host": "Huyện ủy An", "place": "An"}
        page = address(Centre, "change", centre.pk)
        data = self.posted(
            centre, names=[former | {"valid_to": "30/06/2025"}], staff=[{"counted_on": "", "staff": "5"}]
        )
        assert office.post(page, data).status_code == 302
        assert list(CentreName.objects.values_list("name", "valid_to")) == [(former["name"], date(2025, 6, 30))]
        assert list(StaffCount.objects.values_list("counted_on", "staff")) == [(None, 5)]

    def test_two_undated_staff_counts_on_one_page_are_refused(self, office, centre):
        rows = [{"counted_on": "", "staff": "5"}, {"counted_on": "", "staff": "6"}]
        response = office.post(address(Centre, "change", centre.pk), self.posted(centre, staff=rows))
        assert faults(response) == ["Đã có số liệu cán bộ không ghi ngày."]
        assert not StaffCount.objects.exists()

    def test_a_centre_is_not_its_own_predecessor(self, office, centre, other_centre):
        other_centre.predecessors.add(centre)
        page = address(Centre, "change", centre.pk)
        assert faults(office.post(page, self.posted(centre, predecessors=[centre.pk]))) == [
            "Trung tâm không thể là tiền thân của chính nó."
        ]
        assert faults(office.post(page, self.posted(centre, predecessors=[other_centre.pk]))) == [
            "Trung tâm Chính trị xã Bình Minh đã ghi trung tâm này là tiền thân của mình."
        ]
        assert list(centre.predecessors.all()) == []

    def test_a_centre_in_use_is_not_deleted_and_says_why(self, office, other_centre):
        page = address(Centre, "delete", other_centre.pk)
        for response in (office.get(page), office.post(page, {"post": "yes"})):
            assert response.context["protected"] == ["còn 2 học viên", "còn 1 kế hoạch năm", "còn 1 lớp"]
            assert "Dữ liệu đang được dùng thì giữ lại." in response.text
        chosen = {"action": "delete_selected", "_selected_action": [other_centre.pk], "post": "yes"}
        response = office.post(address(Centre, "changelist"), chosen)
        assert response.context["protected"] == ["còn 2 học viên", "còn 1 kế hoạch năm", "còn 1 lớp"]
        assert Centre.objects.filter(pk=other_centre.pk).exists()


class TestAccounts:
    def new(self, **changed):
        fields = {
            "username": "moi",
            "full_name": "Người Mới",
            "password1": "mua-he-xanh-24",
            "password2": "mua-he-xanh-24",
        }
        return fields | changed

    def test_an_account_is_made_with_a_password(self, office):
        response = office.post(address(User, "add"), self.new())
        user = User.objects.get(username="moi")
        assert response.url == address(User, "change", user.pk)
        assert (user.full_name, user.check_password("mua-he-xanh-24")) == ("Người Mới", True)
        assert (user.is_active, user.is_staff, user.is_superuser) == (True, False, False)

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"password1": "ngan", "password2": "ngan"}, ["Mật khẩu quá ngắn: phải có ít nhất 10 ký tự."]),
            ({"password2": "khac-hẳn-2026"}, ["Hai lần nhập mật khẩu chưa giống nhau."]),
            ({"username": "ROOT"}, ["Tên đăng nhập này đã có người dùng."]),
            ({"username": ""}, ["Chưa nhập ô này."]),
        ],
    )
    def test_a_wrong_account_is_refused_in_vietnamese(self, office, changed, said):
        assert faults(office.post(address(User, "add"), self.new(**changed))) == said
        assert list(User.objects.values_list("username", flat=True)) == ["root"]

    def changed(self, user, *memberships, **fields):
        data = {"username": user.username, "full_name": user.full_name, "is_active": "on"}
        return data | fields | inline("memberships", *memberships)

    def test_roles_are_given_on_the_same_page(self, office, centre, other_centre):
        user = factories.make_user(username="moi")
        rows = [
            {"role": "clerk", "centre": centre.pk, "valid_from": "01/07/2025"},
            {"role": "province_reviewer", "province": centre.province_id},
        ]
        assert office.post(address(User, "change", user.pk), self.changed(user, *rows)).status_code == 302
        assert list(user.memberships.order_by("role").values_list("role", "centre", "province", "valid_from")) == [
            ("clerk", centre.pk, None, date(2025, 7, 1)),
            ("province_reviewer", None, centre.province_id, None),
        ]

    def test_the_same_role_twice_on_one_page_is_refused(self, office, centre):
        user = factories.make_user(username="moi")
        rows = [{"role": "clerk", "centre": centre.pk}] * 2
        response = office.post(address(User, "change", user.pk), self.changed(user, *rows))
        assert faults(response) == ["Người này đã có vai trò đó ở trung tâm."]
        assert not Membership.objects.exists()

    def test_a_reviewer_of_a_province_needs_the_province(self, office, centre):
        user = factories.make_user(username="moi")
        data = self.changed(user, {"role": "province_reviewer", "centre": centre.pk})
        assert faults(office.post(address(User, "change", user.pk), data)) == [
            "Vai trò duyệt của tỉnh phải chọn tỉnh và không chọn trung tâm; vai trò khác phải chọn trung tâm và không"
            " chọn tỉnh."
        ]

    def test_a_password_is_set_anew(self, office, clerk):
        page = f"/quan-tri/centres/user/{clerk.pk}/password/"
        weak = office.post(page, {"password1": "ngan", "password2": "ngan", "set-password": "1"})
        assert "Mật khẩu quá ngắn: phải có ít nhất 10 ký tự." in weak.text
        good = {"password1": "mua-he-xanh-24", "password2": "mua-he-xanh-24", "set-password": "1"}
        assert office.post(page, good).url == address(User, "change", clerk.pk)
        clerk.refresh_from_db()
        assert clerk.check_password("mua-he-xanh-24")

    def test_accounts_are_stopped_not_deleted(self, office, administrator, clerk, director):
        assert office.post(address(User, "delete", clerk.pk), {"post": "yes"}).status_code == 403
        page = address(User, "changelist")
        assert "delete_selected" not in office.get(page).text
        chosen = {"action": "deactivate", "_selected_action": [clerk.pk, administrator.pk]}
        response = office.post(page, chosen, follow=True)
        assert [str(m) for m in response.context["messages"]] == [
            "Đã ngừng 1 tài khoản.",
            "Không ngừng tài khoản của chính mình.",
        ]
        assert set(User.objects.filter(is_active=True)) == {administrator, director}
        office.post(page, {"action": "activate", "_selected_action": [clerk.pk]})
        assert set(User.objects.filter(is_active=True)) == {administrator, clerk, director}

    def test_nobody_takes_the_administration_from_themselves(self, office, administrator):
        data = self.changed(administrator)
        del data["is_active"]
        response = office.post(address(User, "change", administrator.pk), data)
        assert faults(response) == ["Không tự bỏ quyền của chính mình; nhờ quản trị viên khác."] * 2
        administrator.refresh_from_db()
        assert (administrator.is_active, administrator.is_superuser) == (True, True)

    def test_another_administrator_is_made_and_unmade(self, office, clerk):
        page = address(User, "change", clerk.pk)
        rows = {"role": "clerk", "centre": clerk.memberships.get().centre_id, "id": clerk.memberships.get().pk}
        for fields, expected in (({"is_superuser": "on"}, True), ({}, False)):
            data = self.changed(clerk, **fields) | inline("memberships", rows, initial=1)
            assert office.post(page, data).status_code == 302
            clerk.refresh_from_db()
            assert (clerk.is_superuser, clerk.is_staff) == (expected, expected)


class TestHistory:
    def test_each_change_stands_with_who_made_it(self, office, centre, administrator):
        unit = factories.make_unit(centre, "Chi bộ Cũ")
        office.post(
            address(SendingUnit, "change", unit.pk), unit_fields(unit, name="Chi bộ Mới", valid_to="30/06/2027")
        )
        change = office.get(address(SendingUnit, "history", unit.pk)).context["changes"][0]
        assert (change.who, change.action, change.kind) == (administrator, "Sửa", "đơn vị cử học viên")
        assert sorted(change.fields) == [
            ("tên đơn vị", "Chi bộ Cũ", "Chi bộ Mới"),
            ("đến hết ngày", "", "30/06/2027"),
        ]

    def test_rows_of_the_page_are_in_its_history_after_they_are_deleted(self, office, centre):
        user = factories.make_user(username="moi")
        membership = Membership.objects.create(user=user, role=Role.CLERK, centre=centre)
        row = {"id": membership.pk, "role": "clerk", "centre": centre.pk, "DELETE": "on"}
        data = {"username": "moi", "full_name": "", "is_active": "on"} | inline("memberships", row, initial=1)
        assert office.post(address(User, "change", user.pk), data).status_code == 302
        changes = office.get(address(User, "history", user.pk)).context["changes"]
        assert [(c.action, c.kind) for c in changes if c.kind == "vai trò"] == [("Xóa", "vai trò"), ("Thêm", "vai trò")]

    def test_passwords_and_numbers_of_persons_are_not_in_the_log(self, centre):
        user = factories.make_user(username="moi")
        user.set_password("mua-he-xanh-24")
        user.save()
        learner = factories.make_learner(centre, "Lê Thị Thử", national_id="999123456789", phone="0912345678")
        learner.national_id = "999123450000"
        learner.save()
        assert LogEntry.objects.get_for_object(user).first().changes["password"] == ["•••", "•••"]
        assert LogEntry.objects.get_for_object(learner).first().changes["national_id"] == ["•••6789", "•••0000"]
        logged = str(list(LogEntry.objects.values()))
        assert [word for word in ("999123456789", "0912345678", user.password) if word in logged] == []

    def test_the_log_is_only_read(self, office, centre):
        centre.name = "Trung tâm Chính trị xã An Bình mới"
        centre.save()
        entry = LogEntry.objects.get_for_model(Centre).get()
        assert office.get(address(LogEntry, "changelist")).status_code == 200
        assert office.get(address(LogEntry, "change", entry.pk)).status_code == 200
        assert office.post(address(LogEntry, "change", entry.pk), {"object_repr": "x"}).status_code == 403
        assert office.post(address(LogEntry, "delete", entry.pk), {"post": "yes"}).status_code == 403
        assert office.get(reverse("admin:auditlog_logentry_add")).status_code == 403

    def test_a_forged_forwarding_header_does_not_reach_the_log(self, client_of, administrator, centre):
        unit = factories.make_unit(centre)
        client_of(administrator).post(
            address(SendingUnit, "change", unit.pk),
            unit_fields(unit, name="Chi bộ Mới"),
            headers={"x-forwarded-for": "không phải địa chỉ"},
        )
        assert LogEntry.objects.get_for_object(unit).first().remote_addr == "127.0.0.1"


def test_learners_are_no_part_of_the_administration():
    assert not admin.site.is_registered(Learner)


@pytest.mark.parametrize("sent", ["abc", "\x00", "9" * 31, "-1", "²"])
def test_a_choice_that_is_no_row_is_refused_beside_its_field(office, db, sent):
    centre = {"code": "xa-moi", "name": "Trung tâm", "level": "commune", "province": sent, "predecessors": sent}
    response = office.post(address(Centre, "add"), centre | inline("names") | inline("staff_counts"))
    assert response.status_code == 200
    errors = response.context["adminform"].form.errors
    assert {"province", "predecessors"} <= set(errors)
    assert office.get(address(Centre, "add"), {"province": sent}).status_code == 200
    assert not Centre.objects.filter(code="xa-moi").exists()
