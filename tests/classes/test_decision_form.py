"""Entering a decision with its quota lines: what is stored, and every error at once beside its place."""

from datetime import date

import pytest
from django.urls import reverse

from centres import dates
from classes.models import AnnualPlan, PlanDecision, Quota
from reports.models import PeriodReport
from tests.factories import make_decision, programme

NEW = reverse("classes:new_decision")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 7, 1))


def typed(*lines, **fields):
    """What the browser posts: lines of (programme code, "chung" or "", classes, learners)."""
    given = {
        "year": "2022",
        "kind": "initial",
        "number": "718-QĐ/HU",
        "decided_on": "10/1/22",
        "issuer": "Ban Thường vụ",
    }
    data = given | fields | {"dong-TOTAL_FORMS": len(lines), "dong-INITIAL_FORMS": 0}
    for place, (code, classes, learners) in enumerate(lines):
        data[f"dong-{place}-programme"] = code if code in ("", "chung") else programme(code).pk
        data[f"dong-{place}-classes"], data[f"dong-{place}-learners"] = classes, learners
    return data


def edit(decision):
    return reverse("classes:edit_decision", args=[decision.pk])


def stored(decision):
    return [(q.programme and q.programme.code, q.classes, q.learners) for q in decision.quotas.order_by("pk")]


def refused(response):
    """The messages of a page that was not saved: of the form by field, of the lines by number and field, of all lines."""
    assert response.status_code == 200
    lines = response.context["lines"]
    return (
        {name: list(errors) for name, errors in response.context["form"].errors.items()},
        {(place, n): list(e) for place, form in enumerate(lines) for n, e in form.errors.items()},
        list(lines.non_form_errors()),
    )


def test_thousands_typed_with_a_point_are_thousands(client_of, clerk, centre, other_centre):
    client_of(clerk).post(NEW, typed(("nhan-thuc-ve-dang", "1.000", "5.470")))
    assert stored(PlanDecision.objects.get(plan__centre=centre)) == [("nhan-thuc-ve-dang", 1000, 5470)]


def test_decision_is_stored_with_its_lines(client_of, clerk, centre, other_centre):
    lines = [("nhan-thuc-ve-dang", "5", "300"), ("", "", ""), ("dang-vien-moi", "4", ""), ("chung", "", "100")]
    response = client_of(clerk).post(NEW, typed(*lines))
    assert response.url == "/ke-hoach/?nam=2022"
    decision = PlanDecision.objects.get(plan__centre=centre)
    assert (decision.plan.year, decision.kind, decision.number) == (2022, "initial", "718-QĐ/HU")
    assert (decision.decided_on, decision.issuer) == (date(2022, 1, 10), "Ban Thường vụ")
    assert stored(decision) == [("nhan-thuc-ve-dang", 5, 300), ("dang-vien-moi", 4, None), (None, None, 100)]


def test_page_proposes_year_kind_and_issuer(client_of, clerk, centre):
    form = client_of(clerk).get(NEW + "?nam=2022").context["form"]
    proposed = {name: form[name].value() for name in ("year", "kind", "issuer")}
    assert proposed == {"year": 2022, "kind": "initial", "issuer": "Ban Thường vụ Đảng ủy xã An Bình"}
    make_decision(centre, lines=[("chuyen-de", 1, 10)])
    assert client_of(clerk).get(NEW + "?nam=2022").context["form"]["kind"].value() == "adjustment"


def test_all_errors_come_at_once_and_nothing_is_stored(client_of, clerk, centre):
    lines = [("nhan-thuc-ve-dang", "-5", "x"), ("", "3", ""), ("dang-vien-moi", "", ""), ("chuyen-de", "0", "-1")]
    response = client_of(clerk).post(NEW, typed(*lines, number="", decided_on="32/13/2022", year="1022"))
    assert refused(response) == (
        {
            "year": ["Năm phải từ 2000 trở đi."],
            "number": ["Chưa nhập ô này."],
            "decided_on": ["Ngày không hợp lệ. Nhập ngày/tháng/năm, ví dụ 01/07/2025."],
        },
        {
            (0, "classes"): ["Chỉ tiêu giao đầu năm không được âm."],
            (0, "learners"): ["Hãy nhập số nguyên, ví dụ 45 hoặc 1.250."],
            (1, "programme"): ["Chọn chương trình; quyết định chỉ giao tổng số thì chọn “Chỉ tiêu chung”."],
            (2, "classes"): ["Dòng chỉ tiêu phải có số lớp hoặc số học viên."],
            (3, "learners"): ["Chỉ tiêu giao đầu năm không được âm."],
        },
        [],
    )
    assert '<a href="#id_dong-2-classes">Dòng 3 – Số lớp</a>: Dòng chỉ tiêu phải có' in response.text
    assert 'value="32/13/2022"' in response.text
    assert 'value="x"' in response.text
    assert not AnnualPlan.objects.filter(centre=centre).exists()


def test_negative_initial_quota_is_refused_beside_it(client_of, clerk):
    response = client_of(clerk).post(NEW, typed(("nhan-thuc-ve-dang", "-5", "-1")))
    message = ["Chỉ tiêu giao đầu năm không được âm."]
    assert refused(response)[1] == {(0, "classes"): message, (0, "learners"): message}


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"decided_on": "2/7/2022"}, {"decided_on": ["Ngày quyết định chưa tới."]}),
        ({"decided_on": "10/01/2002"}, {"decided_on": ["Ngày này cách năm kế hoạch 2022 quá xa."]}),
        (
            {"kind": "adjustment"},
            {
                "__all__": [
                    "Năm này chưa có quyết định giao chỉ tiêu đầu năm: hãy nhập quyết định đó trước, hoặc nếu đây chính "
                    "là nó thì chọn loại “Giao chỉ tiêu đầu năm”."
                ]
            },
        ),
        (
            {"kind": "khac"},
            {"kind": ["Lựa chọn này không có trong danh sách; xin chọn lại."]},
        ),
    ],
)
def test_decision_against_the_rules_is_refused(client_of, clerk, fields, errors):
    assert refused(client_of(clerk).post(NEW, typed(("chuyen-de", "1", "10"), **fields)))[0] == errors
    assert not PlanDecision.objects.exists()


def test_lines_must_be_there_and_not_twice(client_of, clerk):
    assert refused(client_of(clerk).post(NEW, typed(("", "", ""))))[2] == ["Nhập ít nhất một dòng chỉ tiêu."]
    lines = [("chuyen-de", "1", "1"), ("chuyen-de", "2", ""), ("chung", "3", "")]
    twice = client_of(clerk).post(NEW, typed(*lines))
    assert refused(twice)[1] == {
        (1, "programme"): ["Chương trình này đã có ở dòng trên; mỗi chương trình ghi một dòng."]
    }


def test_missing_management_data_is_answered_not_a_crash(client_of, clerk):
    assert client_of(clerk).post(NEW, {"number": "1"}).status_code == 200
    assert not PlanDecision.objects.exists()


def test_second_initial_decision_and_double_number_stand_beside_their_fields(client_of, clerk, centre):
    make_decision(centre, number="718-QĐ/HU", lines=[("chuyen-de", 1, 10)])
    errors = refused(client_of(clerk).post(NEW, typed(("chuyen-de", "1", "10"))))[0]
    assert errors == {
        "kind": ["Năm này đã có quyết định giao chỉ tiêu đầu năm; thay đổi sau đó là điều chỉnh."],
        "number": ["Kế hoạch năm này đã có quyết định mang số, ký hiệu đó."],
    }


def test_adjustment_holds_differences_and_an_empty_cell_changes_nothing(client_of, clerk, centre):
    make_decision(centre, number="1", lines=[("chuyen-de", 3, 90)])
    lines = [("chuyen-de", "-1", ""), ("dang-vien-moi", "2", "")]
    assert client_of(clerk).post(NEW, typed(*lines, kind="adjustment", decided_on="1/3/2022")).status_code == 302
    second = PlanDecision.objects.get(kind="adjustment")
    assert stored(second) == [("chuyen-de", -1, 0), ("dang-vien-moi", 2, None)]


def test_adjusted_total_below_zero_is_refused_beside_its_line(client_of, clerk, centre):
    make_decision(centre, number="1", lines=[("chuyen-de", 3, 90)])
    answer = client_of(clerk).post(NEW, typed(("chuyen-de", "-4", "0"), kind="adjustment", decided_on="1/3/2022"))
    sentence = (
        "Sau quyết định 718-QĐ/HU, ngày 01/03/2022, chỉ tiêu “Bồi dưỡng chuyên đề” còn -1 lớp:"
        " chỉ tiêu sau điều chỉnh không được âm."
    )
    assert refused(answer)[1] == {(0, "classes"): [sentence]}
    assert PlanDecision.objects.filter(plan__centre=centre).count() == 1


def test_adjustment_before_the_first_decision_is_refused(client_of, clerk, centre):
    make_decision(centre, number="1", lines=[("chuyen-de", 3, 90)])
    answer = client_of(clerk).post(NEW, typed(("chuyen-de", "1", "0"), kind="adjustment", decided_on="9/1/2022"))
    assert refused(answer)[0] == {"__all__": ["Quyết định điều chỉnh không thể trước 1, ngày 10/01/2022."]}


def test_another_line_keeps_what_was_typed_and_judges_nothing(client_of, clerk):
    data = typed(("chuyen-de", "abc", "10"), number="", decided_on="hôm qua") | {"them-dong": "1"}
    response = client_of(clerk).post(NEW, data)
    assert refused(response) == ({}, {}, [])
    lines = response.context["lines"]
    shown = [tuple(str(form[name].value() or "") for name in form.fields) for form in lines]
    assert shown == [(str(programme("chuyen-de").pk), "abc", "10"), ("", "", "")]
    assert 'value="hôm qua"' in response.text
    assert not PlanDecision.objects.exists()


def test_typing_errors_are_corrected_line_by_line(client_of, clerk, centre):
    decision = make_decision(centre, number="1", lines=[("chuyen-de", 3, 90), ("dang-vien-moi", 1, 1)])
    kept = decision.quotas.get(programme__code="chuyen-de").pk
    seen = client_of(clerk).get(edit(decision)).context["form"]["seen"].value()
    data = typed(
        ("chuyen-de", "4", "90"), ("can-bo-nguon", "2", ""), number="2", seen=seen, year="2030", kind="adjustment"
    )
    assert client_of(clerk).post(edit(decision), data).status_code == 302
    decision.refresh_from_db()
    assert (decision.number, decision.kind, decision.plan.year) == ("2", "initial", 2022)
    assert stored(decision) == [("chuyen-de", 4, 90), ("can-bo-nguon", 2, None)]
    assert decision.quotas.get(programme__code="chuyen-de").pk == kept


def test_second_editor_is_told_what_the_first_changed(client_of, clerk, director, centre):
    decision = make_decision(centre, number="1", lines=[("chuyen-de", 3, 90)])
    seen = client_of(clerk).get(edit(decision)).context["form"]["seen"].value()
    first = typed(("chuyen-de", "5", "90"), number="1", seen=seen)
    assert client_of(director).post(edit(decision), first | {"issuer": "Ban Thường vụ Đảng ủy xã"}).status_code == 302
    second = typed(("chuyen-de", "7", "90"), number="1", seen=seen)
    answer = client_of(clerk).post(edit(decision), second)
    (message,) = refused(answer)[0]["__all__"]
    assert message.startswith(
        "Ngô Văn Giám Đốc vừa đổi cơ quan ban hành từ “Ban Thường vụ Đảng ủy” thành “Ban Thường vụ Đảng ủy xã”; "
    )
    assert "chỉ tiêu “Bồi dưỡng chuyên đề” từ “3 lớp, 90 học viên” thành “5 lớp, 90 học viên”" in message
    again = second | {"seen": answer.context["form"]["seen"].value()}
    assert client_of(clerk).post(edit(decision), again).status_code == 302
    assert stored(decision) == [("chuyen-de", 7, 90)]


def test_editor_of_the_lines_alone_is_named_too(client_of, clerk, director, centre):
    decision = make_decision(centre, number="1", lines=[("chuyen-de", 3, 90)])
    seen = client_of(clerk).get(edit(decision)).context["form"]["seen"].value()
    mine = typed(("chuyen-de", "5", "90"), number="1", issuer="Ban Thường vụ Đảng ủy", seen=seen)
    assert client_of(director).post(edit(decision), mine).status_code == 302
    (message,) = refused(client_of(clerk).post(edit(decision), mine))[0]["__all__"]
    changed = "chỉ tiêu “Bồi dưỡng chuyên đề” từ “3 lớp, 90 học viên” thành “5 lớp, 90 học viên”"
    assert message.startswith(f"Ngô Văn Giám Đốc vừa đổi {changed} trong lúc bạn mở trang.")


def test_decision_with_a_numbered_report_is_fixed(client_of, clerk, centre):
    decision = make_decision(centre, lines=[("chuyen-de", 3, 90)])
    PeriodReport.objects.create(centre=centre, period="2022-H1", number=12)
    for url in (edit(decision), reverse("classes:delete_decision", args=[decision.pk])):
        answer = client_of(clerk).post(url, typed(("chuyen-de", "9", "9")), follow=True)
        assert "Năm 2022 đã có báo cáo lấy số" in answer.text
    assert stored(decision) == [("chuyen-de", 3, 90)]
    assert "Sửa lỗi gõ" not in client_of(clerk).get("/ke-hoach/?nam=2022").text


def test_decision_entered_by_mistake_is_deleted_with_its_plan(client_of, clerk, centre, other_centre):
    decision = make_decision(centre, lines=[("chuyen-de", 3, 90)])
    url = reverse("classes:delete_decision", args=[decision.pk])
    assert "Xóa quyết định 01-QĐ/ĐU?" in client_of(clerk).get(url).text
    assert client_of(clerk).post(url).url == "/ke-hoach/?nam=2022"
    assert list(AnnualPlan.objects.values_list("centre", flat=True)) == [other_centre.pk]
    assert Quota.objects.count() == 1


def test_first_decision_is_kept_while_adjustments_rest_on_it(client_of, clerk, centre):
    decision = make_decision(centre, lines=[("chuyen-de", 3, 90)])
    make_decision(centre, number="2", kind="adjustment", decided_on=date(2022, 3, 1), lines=[("chuyen-de", -1, 0)])
    answer = client_of(clerk).post(reverse("classes:delete_decision", args=[decision.pk]), follow=True)
    assert "Còn quyết định điều chỉnh dựa trên quyết định này" in answer.text
    assert PlanDecision.objects.filter(plan__centre=centre).count() == 2


@pytest.mark.parametrize("page", ["edit_decision", "delete_decision"])
def test_decision_of_another_centre_is_not_found(client_of, outsider, centre, page):
    url = reverse(f"classes:{page}", args=[make_decision(centre, lines=[("chuyen-de", 3, 90)]).pk])
    assert client_of(outsider).get(url).status_code == 404
    assert client_of(outsider).post(url).status_code == 404


@pytest.mark.parametrize("role", ["lecturer", "reviewer", "host_reviewer"])
def test_readers_may_not_enter_or_change_decisions(client_of, request, role, centre):
    user = request.getfixturevalue(role)
    decision = make_decision(centre, lines=[("chuyen-de", 3, 90)])
    delete = reverse("classes:delete_decision", args=[decision.pk])
    for url in (edit(decision), delete):
        assert client_of(user).get(url).status_code == 403
        assert client_of(user).post(url).status_code == 403
    # A province's reviewer has no centre to work in until one is chosen.
    expected = 404 if role == "reviewer" else 403
    assert client_of(user).get(NEW).status_code == expected
    assert client_of(user).post(NEW, typed(("chuyen-de", "1", "1"))).status_code == expected
    assert PlanDecision.objects.count() == 1
