"""Entering and changing a class: what is stored, what is proposed, and every refusal beside its field."""

from datetime import date

import pytest
from django.forms import BooleanField
from django.urls import reverse

from centres import dates
from classes.models import AssessmentRules, TrainingClass
from tests.factories import enrol, make_centre, make_class, make_clerk, make_closed_class, programme

NEW = reverse("classes:new")
TODAY = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)


def typed(**fields):
    """What the browser posts for a planned own class that opens on 5/2/2026."""
    given = {
        "programme": programme().pk,
        "name": "Lớp mới",
        "code": "2026-01",
        "ownership": "own",
        "kind": "normal",
        "opened_on": "5/2/26",
        "status": "planned",
    }
    return given | fields


def edit(training_class):
    return reverse("classes:edit", args=[training_class.pk])


def as_shown(client, url):
    """Everything the form sends when it is saved as it was shown."""
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields if not form.fields[name].disabled}
    ticked = {
        name: value for name, value in values.items() if value not in (None, "") and value is not not_ticked(form, name)
    }
    return {name: f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value) for name, value in ticked.items()}


def not_ticked(form, name):
    return False if isinstance(form.fields[name], BooleanField) else None


def refused(response):
    assert response.status_code == 200
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def test_class_is_stored_as_typed(client_of, clerk, centre, other_centre):
    fields = {
        "programme": programme("ngach-chuyen-vien").pk,
        "course_number": "5",
        "name": "Lớp ngạch chuyên viên",
        "code": "CV-05",
        "ownership": "joint",
        "partner": "Trường Chính trị tỉnh",
        "outside_plan": "on",
        "place": "Hội trường",
        "called": "80",
        "opening_number": "12-QĐ/TTCT",
        "opening_decided_on": "01-02-2026",
        "opened_on": "05/02/2026",
        "closes_on": "5.3.2026",
        "status": "open",
        "note": "Học buổi tối",
    }
    response = client_of(clerk).post(NEW, typed(**fields))
    stored = TrainingClass.objects.get(centre=centre)
    assert response.url == f"/lop/{stored.pk}/"
    expected = fields | {
        "programme": programme("ngach-chuyen-vien"),
        "outside_plan": True,
        "called": 80,
        "opening_decided_on": date(2026, 2, 1),
        "opened_on": date(2026, 2, 5),
        "closes_on": date(2026, 3, 5),
        "closed_on": None,
        "assessed_by": "",
        "rules": None,
        "considered_for_titles": False,
    }
    assert {name: getattr(stored, name) for name in expected} == expected


def test_name_and_code_are_proposed(client_of, clerk, centre, other_centre):
    make_class(centre, "2026-07", opened_on=date(2026, 1, 5))
    make_class(centre, "TC-12", "trung-cap-llct", kind="maintained")
    assert client_of(clerk).get(f"{NEW}?nam=2026").context["form"]["code"].value() == "2026-08"
    client_of(clerk).post(NEW, typed(name="", course_number="3"))
    named = TrainingClass.objects.get(code="2026-01")
    assert named.name == "Lớp bồi dưỡng nhận thức về Đảng khóa 3 năm 2026"


def test_partners_used_before_are_offered(client_of, clerk, centre, other_centre):
    for code in ("L-1", "L-2"):
        make_class(centre, code, ownership="joint", partner="Trường Chính trị tỉnh")
    make_class(other_centre, "X-1", ownership="joint", partner="Đối tác của nơi khác")
    page = client_of(clerk).get(NEW)
    offered = '<datalist id="id_partner_goi_y"><option value="Trường Chính trị tỉnh"></option></datalist>'
    assert offered in page.text
    assert 'list="id_partner_goi_y"' in page.text


@pytest.mark.parametrize(
    ("code", "fields", "considered"),
    [
        ("nhan-thuc-ve-dang", {}, True),
        ("nhan-thuc-ve-dang", {"considered_for_titles": "False"}, False),
        ("chuyen-de", {}, False),
        ("chuyen-de", {"considered_for_titles": "True"}, True),
        ("ngach-chuyen-vien", {"ownership": "joint", "partner": "Trường Chính trị tỉnh"}, False),
    ],
)
def test_titles_are_considered_as_the_programme_says(client_of, clerk, code, fields, considered):
    assert client_of(clerk).post(NEW, typed(programme=programme(code).pk, **fields)).status_code == 302
    assert TrainingClass.objects.get().considered_for_titles is considered


def test_new_class_is_not_entered_as_closed(client_of, clerk):
    fields = {"status": "closed", "closed_on": "9/2/2026", "recognised_on": "9/2/2026", "assessed_by": "centre"}
    assert refused(client_of(clerk).post(NEW, typed(**fields))) == {
        "status": ["Lựa chọn này không có trong danh sách; xin chọn lại."]
    }


REQUIRED = ("programme", "code", "ownership", "kind", "opened_on", "status")


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        (
            dict.fromkeys(REQUIRED, ""),
            {
                "code": ["Chưa nhập ô này."],
                "opened_on": ["Chưa nhập ô này."],
                **{name: ["Chưa chọn mục nào."] for name in ("programme", "ownership", "kind", "status")},
            },
        ),
        ({"opened_on": "31/02/2026"}, {"opened_on": ["Ngày không hợp lệ. Nhập ngày/tháng/năm, ví dụ 01/07/2025."]}),
        ({"opened_on": "5/2/1926"}, {"opened_on": ["Ngày khai giảng phải từ năm 2000 đến năm 2100."]}),
        (
            {"opened_on": "2/7/2026", "status": "open", "undecided": "on"},
            {"opened_on": ["Ngày khai giảng chưa tới: lớp còn là “Dự kiến”."]},
        ),
        ({"closes_on": "1/2/2026"}, {"closes_on": ["Ngày bế giảng dự kiến không được trước ngày khai giảng."]}),
        ({"closes_on": "1/2/2036"}, {"closes_on": ["Ngày này cách ngày khai giảng hơn 5 năm."]}),
        ({"opening_decided_on": "1/2/2016"}, {"opening_decided_on": ["Ngày này cách ngày khai giảng hơn một năm."]}),
        ({"ownership": "joint"}, {"partner": ["Lớp phối hợp phải ghi đơn vị phối hợp."]}),
        (
            {"partner": "Trường"},
            {"partner": ["Lớp do trung tâm chủ trì không ghi đơn vị phối hợp; nếu có, hãy chọn hình thức phối hợp."]},
        ),
    ],
)
def test_wrong_input_is_refused_beside_its_field(client_of, clerk, centre, fields, errors):
    assert refused(client_of(clerk).post(NEW, typed(**fields))) == errors
    assert not TrainingClass.objects.exists()


@pytest.mark.parametrize("called", ["-5", "nhiều", "99999999999999999999"])
def test_absurd_number_called_is_refused(client_of, clerk, called):
    assert list(refused(client_of(clerk).post(NEW, typed(called=called)))) == ["called"]


def test_all_errors_come_at_once_and_nothing_typed_is_lost(client_of, clerk):
    fields = {"code": "", "called": "-5", "opened_on": "hôm qua", "ownership": "joint", "name": "Lớp <b>"}
    response = client_of(clerk).post(NEW, typed(**fields))
    assert list(refused(response)) == ["code", "opened_on", "called", "partner"]
    for kept in ('value="hôm qua"', 'value="-5"', 'value="Lớp &lt;b&gt;"', 'href="#id_opened_on"'):
        assert kept in response.text


def test_code_is_taken_once_in_a_centre(client_of, clerk, centre, other_centre):
    make_class(centre, "2026-01")
    assert refused(client_of(clerk).post(NEW, typed())) == {"code": ["Trung tâm đã có lớp mang mã này."]}
    assert client_of(clerk).post(NEW, typed(code="BM-01")).status_code == 302


def test_class_outside_the_centres_validity_is_refused(client_of, db):
    closed = make_centre("huyen-cu", name="Trung tâm Chính trị huyện Cũ", level="district", valid_to=date(2025, 6, 30))
    client = client_of(make_clerk(closed))
    message = "Trung tâm Chính trị huyện Cũ không hoạt động vào ngày này nên không mở lớp được."
    assert refused(client.post(NEW, typed())) == {"opened_on": [message]}
    assert client.post(NEW, typed(opened_on="30/6/2025")).status_code == 302


def test_day_that_cannot_be_read_is_not_judged_by_the_one_stored(client_of, db):
    late = make_centre("xa-moi", name="Trung tâm Chính trị xã Mới", valid_from=date(2025, 7, 1))
    earlier = make_class(late, "2022-01", opened_on=date(2022, 3, 7))
    client, address = client_of(make_clerk(late)), reverse("classes:edit", args=[earlier.pk])
    seen = client.get(address).context["form"]["seen"].value()
    response = client.post(address, typed(opened_on="31/2/26", seen=seen))
    assert refused(response) == {"opened_on": ["Ngày không hợp lệ. Nhập ngày/tháng/năm, ví dụ 01/07/2025."]}


def test_unusual_is_said_but_saved(client_of, clerk):
    response = client_of(clerk).post(NEW, typed(status="open", called="20", undecided="on"))
    assert response.status_code == 302
    assert [str(m) for m in response.wsgi_request._messages] == [
        "Đã lưu lớp 2026-01.",
        "Số triệu tập 20 thấp hơn mức tối thiểu 25 học viên (Điều 5 Quy chế theo Quyết định 1147-QĐ/BTGDVTW).",
        "Lớp đã mở nhưng chưa ghi số quyết định mở lớp.",
    ]


def test_saving_what_was_shown_changes_nothing(client_of, clerk, centre):
    rules = AssessmentRules.objects.in_force(date(2022, 3, 11))
    for made in (
        make_class(centre, "L-1", called=30, outside_plan=True, considered_for_titles=True),
        make_closed_class(centre, "L-2", recognised_on=None, rules=rules, considered_for_titles=True, titled=False),
        make_closed_class(centre, "L-3", rules=None),
    ):
        before = TrainingClass.objects.filter(pk=made.pk).values().get()
        client = client_of(clerk)
        assert client.post(edit(made), as_shown(client, edit(made))).status_code == 302
        assert TrainingClass.objects.filter(pk=made.pk).values().get() == before


@pytest.mark.parametrize(
    ("field", "value"), [("programme", "dang-vien-moi"), ("opened_on", "6/3/2022"), ("kind", "maintained")]
)
def test_recognised_class_keeps_its_programme_and_days(client_of, clerk, centre, field, value):
    recognised = make_closed_class(centre)
    before = TrainingClass.objects.filter(pk=recognised.pk).values().get()
    client = client_of(clerk)
    value = programme(value).pk if field == "programme" else value
    assert client.post(edit(recognised), as_shown(client, edit(recognised)) | {field: value}).status_code == 302
    assert TrainingClass.objects.filter(pk=recognised.pk).values().get() == before
    assert "đã được công nhận nên chương trình, hình thức và các ngày của lớp không sửa được nữa" in (
        client.get(edit(recognised)).text
    )


def test_missing_number_of_the_recognition_is_filled_in_once(client_of, clerk, centre):
    recognised = make_closed_class(centre)
    client = client_of(clerk)
    for number in ("9-QĐ/TTCT", "10-QĐ/TTCT"):
        data = as_shown(client, edit(recognised)) | {"recognition_number": number}
        assert client.post(edit(recognised), data).status_code == 302
    recognised.refresh_from_db()
    assert recognised.recognition_number == "9-QĐ/TTCT"


def test_closed_class_takes_its_title_but_keeps_its_days_in_order(client_of, clerk, centre):
    closed = make_closed_class(centre, recognised_on=None)
    client = client_of(clerk)
    shown = as_shown(client, edit(closed))
    assert "status" not in shown
    assert refused(client.post(edit(closed), shown | {"titled": "True"})) == {
        "titled": ["Chỉ ghi danh hiệu cho lớp được xét danh hiệu."]
    }
    assert refused(client.post(edit(closed), shown | {"opened_on": "12/3/2022"})) == {
        "opened_on": ["Ngày bế giảng không được trước ngày khai giảng."]
    }
    titled = shown | {"considered_for_titles": "True", "titled": "True"}
    assert client.post(edit(closed), titled).status_code == 302
    closed.refresh_from_db()
    assert (closed.titled, closed.status, closed.closed_on) == (True, "closed", date(2022, 3, 11))


def test_cancelling_asks_for_a_reason(client_of, clerk, centre):
    planned = make_class(centre, status="planned")
    client = client_of(clerk)
    cancelled = as_shown(client, edit(planned)) | {"status": "cancelled"}
    assert refused(client.post(edit(planned), cancelled)) == {"cancel_reason": ["Lớp bị hủy phải ghi lý do."]}
    assert client.post(edit(planned), cancelled | {"cancel_reason": "không đủ học viên"}).status_code == 302
    planned.refresh_from_db()
    assert (planned.status, planned.cancel_reason) == ("cancelled", "không đủ học viên")


UNDECIDED = (
    "Lớp đang học mà chưa ghi đủ số và ngày quyết định mở lớp: hãy bổ sung ở trên, hoặc đánh dấu ô này để bổ sung sau."
)


@pytest.mark.parametrize(
    "given", [{}, {"opening_number": "12-QĐ/TTCT"}, {"opening_decided_on": "1/2/2026"}, {"opening_number": "  "}]
)
def test_class_entered_as_running_names_its_decision_or_the_gap_is_seen(client_of, clerk, other_centre, given):
    client, data = client_of(clerk), typed(status="open", **given)
    answer = client.post(NEW, data)
    assert refused(answer) == {"undecided": [UNDECIDED]}
    assert "Vẫn ghi “Đang học”, quyết định mở lớp bổ sung sau" in answer.text
    assert client.post(NEW, data | {"undecided": "on"}).status_code == 302
    assert TrainingClass.objects.get(code="2026-01").status == "open"


@pytest.mark.parametrize(
    "given",
    [
        {"status": "open", "opening_number": "12-QĐ/TTCT", "opening_decided_on": "1/2/2026"},
        {"status": "open", "kind": "maintained"},
        {"status": "planned"},
    ],
)
def test_nothing_is_asked_of_a_class_whose_decision_is_known_or_not_the_centres(client_of, clerk, given):
    assert client_of(clerk).post(NEW, typed(**given)).status_code == 302
    assert TrainingClass.objects.get().status == given["status"]


def test_wrong_day_of_the_decision_is_told_by_itself(client_of, clerk):
    answer = client_of(clerk).post(NEW, typed(status="open", opening_number="1", opening_decided_on="hôm qua"))
    assert list(refused(answer)) == ["opening_decided_on"]


OFFERED = {
    "planned": ["planned", "cancelled"],
    "open": ["planned", "open", "cancelled"],
    "cancelled": ["planned", "cancelled"],
}


@pytest.mark.parametrize("status", OFFERED)
def test_form_is_no_way_round_the_opening(client_of, clerk, centre, status):
    stored = make_class(centre, status=status, cancel_reason="ít người" if status == "cancelled" else "")
    client = client_of(clerk)
    form = client.get(edit(stored)).context["form"]
    assert [value for value, _ in form.fields["status"].choices] == OFFERED[status]
    assert "undecided" not in form.fields
    for skipped in {"open", "closed"} - set(OFFERED[status]):
        answer = client.post(edit(stored), as_shown(client, edit(stored)) | {"status": skipped, "undecided": "on"})
        assert list(refused(answer)) == ["status"]
        stored.refresh_from_db()
        assert stored.status == status


def test_planned_class_leads_to_its_opening(client_of, clerk, centre):
    planned = make_class(centre, status="planned")
    client = client_of(clerk)
    assert f'<a href="/lop/{planned.pk}/mo/">trang Mở lớp</a>' in client.get(edit(planned)).text
    answer = client.post(edit(planned), as_shown(client, edit(planned)) | {"status": "open"})
    assert refused(answer) == {
        "status": ["Ghi “Đang học” ở trang Mở lớp của lớp dự kiến, nơi nêu những điều còn thiếu."]
    }


def test_cancelled_class_with_learners_is_planned_again_before_it_opens(client_of, clerk, centre):
    cancelled = make_class(centre, status="cancelled", cancel_reason="ít người")
    enrol(cancelled)
    client = client_of(clerk)
    assert client.post(edit(cancelled), as_shown(client, edit(cancelled)) | {"status": "planned"}).status_code == 302
    cancelled.refresh_from_db()
    assert (cancelled.status, cancelled.cancel_reason) == ("planned", "")
    assert "Còn thiếu trước khi mở lớp" in client.get(f"/lop/{cancelled.pk}/mo/").text


def test_class_with_learners_does_not_go_back_to_planned(client_of, clerk, centre):
    running = make_class(centre)
    enrol(running)
    client = client_of(clerk)
    answer = client.post(edit(running), as_shown(client, edit(running)) | {"status": "planned"})
    assert refused(answer) == {"status": ["Lớp đã có 1 học viên trong danh sách nên không trở về “Dự kiến” được."]}


def test_second_editor_is_told_what_the_first_changed(client_of, clerk, director, centre):
    shared = make_class(centre, called=60)
    mine = as_shown(client_of(clerk), edit(shared)) | {"place": "Hội trường B"}
    theirs = as_shown(client_of(director), edit(shared)) | {"called": "65"}
    assert client_of(director).post(edit(shared), theirs).status_code == 302
    answer = client_of(clerk).post(edit(shared), mine)
    assert refused(answer) == {
        "__all__": [
            "Ngô Văn Giám Đốc vừa đổi số triệu tập từ “60” thành “65” trong lúc bạn mở trang. Những gì bạn nhập vẫn"
            " còn ở dưới: xem lại rồi lưu lần nữa để ghi theo bạn."
        ]
    }
    assert 'value="Hội trường B"' in answer.text
    assert answer.text.count("vừa đổi số triệu tập") == 1
    shared.refresh_from_db()
    assert (shared.called, shared.place) == (65, "")
    again = mine | {"seen": answer.context["form"]["seen"].value(), "called": "65"}
    assert client_of(clerk).post(edit(shared), again).status_code == 302
    shared.refresh_from_db()
    assert (shared.called, shared.place) == (65, "Hội trường B")


def test_class_entered_by_mistake_is_deleted(client_of, clerk, centre, other_centre):
    mistaken = make_class(centre, "L-9")
    url = reverse("classes:delete", args=[mistaken.pk])
    assert "Xóa lớp L-9?" in client_of(clerk).get(url).text
    assert client_of(clerk).post(url).url == "/lop/"
    assert list(TrainingClass.objects.values_list("code", flat=True)) == ["BM-01"]


def test_class_with_something_resting_on_it_is_not_deleted(client_of, clerk, centre):
    with_learners, recognised = make_class(centre, "L-1"), make_closed_class(centre, "L-2")
    for _ in range(2):
        enrol(with_learners)
    for kept, reason in (
        (with_learners, "Chưa xóa được: lớp còn 2 học viên trong lớp."),
        (recognised, "Kết quả của lớp đã được công nhận nên không xóa lớp được."),
    ):
        response = client_of(clerk).post(reverse("classes:delete", args=[kept.pk]))
        assert [str(m) for m in response.wsgi_request._messages][-1] == reason
    assert TrainingClass.objects.count() == 2


@pytest.mark.parametrize("page", ["edit", "delete"])
def test_class_of_another_centre_is_not_found(client_of, outsider, centre, page):
    url = reverse(f"classes:{page}", args=[make_class(centre).pk])
    assert client_of(outsider).get(url).status_code == 404
    assert client_of(outsider).post(url, typed()).status_code == 404


@pytest.mark.parametrize("role", ["lecturer", "reviewer", "host_reviewer"])
def test_readers_may_not_enter_or_change_classes(client_of, request, role, centre):
    user = request.getfixturevalue(role)
    existing = make_class(centre)
    for page in ("edit", "delete"):
        url = reverse(f"classes:{page}", args=[existing.pk])
        assert client_of(user).get(url).status_code == 403
        assert client_of(user).post(url, typed()).status_code == 403
    assert client_of(user).post(NEW, typed()).status_code == (404 if role == "reviewer" else 403)
    assert TrainingClass.objects.get() == existing


def test_form_needs_login_and_takes_get_and_post_only(client, client_of, clerk):
    assert client.get(NEW).status_code == 302
    assert client_of(clerk).put(NEW).status_code == 405
