"""Quotas, programmes and rules in the administration."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from centres import dates
from classes.models import AnnualPlan, AssessmentRules, PlanDecision, Programme, Quota
from reports.models import PeriodReport
from tests import factories
from tests.administration import address, faults, inline


@pytest.fixture
def plan(centre, other_centre):
    """A year's plan with its first decision: 4 classes for 200 learners and 3 for 150, and a total of 60 more."""
    lines = [("nhan-thuc-ve-dang", 4, 200), ("dang-vien-moi", 3, 150), (None, None, 60)]
    return factories.make_decision(centre, lines=lines).plan


def adjust(plan, *lines):
    fields = {"number": "30-QĐ/ĐU", "kind": "adjustment", "decided_on": date(2022, 7, 3)}
    return factories.make_decision(plan.centre, lines=lines, **fields)


def line(code, classes, learners, **more):
    programme = factories.programme(code).pk if code else ""
    return {"programme": programme, "classes": classes, "learners": learners} | more


def decision_fields(plan, *lines, initial=0, **changed):
    fields = {"plan": plan.pk, "number": "30-QĐ/ĐU", "decided_on": "03/07/2022", "issuer": "Ban Thường vụ Đảng ủy"}
    return fields | {"kind": "adjustment"} | changed | inline("quotas", *lines, initial=initial)


ADD = "/quan-tri/classes/plandecision/add/"


class TestDecisions:
    def test_a_decision_is_saved_with_its_lines(self, office, plan):
        rows = [line("nhan-thuc-ve-dang", 1, 50), line("dang-vien-moi", -1, -50), line("chuyen-de", 2, "")]
        rows += [line(None, "", ""), line(None, "", "")]  # left empty
        assert office.post(ADD, decision_fields(plan, *rows)).status_code == 302
        decision = PlanDecision.objects.get(number="30-QĐ/ĐU")
        assert list(decision.quotas.values_list("programme__code", "classes", "learners")) == [
            ("nhan-thuc-ve-dang", 1, 50),
            ("dang-vien-moi", -1, -50),
            ("chuyen-de", 2, None),
        ]

    def test_totals_of_decision_and_year_are_shown(self, office, plan):
        adjustment = adjust(plan, ("dang-vien-moi", 1, 45))
        text = office.get(address(PlanDecision, "change", adjustment.pk)).text
        assert "1 lớp · 45 học viên" in text
        cells = text.split('<table class="plan-table">')[1].split("</table>")[0]
        words = [w.strip() for w in cells.replace(">", "<").split("<")]
        numbers = [w for w in words if w.isdecimal() or w == "chưa có"]
        assert numbers == ["4", "200", "4", "195", "chưa có", "60", "chưa có", "455"]

    def test_the_list_shows_each_decisions_totals(self, office, plan):
        rows = office.get(address(PlanDecision, "changelist"), {"nam": "2022", "q": '"an binh"'}).text
        assert "số lớp: chưa có · 410 học viên" in rows
        assert "7777" not in rows

    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            (
                [("dang-vien-moi", -4, -20)],
                "Sau quyết định 30-QĐ/ĐU, ngày 03/07/2022, chỉ tiêu “Bồi dưỡng lý luận chính trị cho đảng viên mới” còn"
                " -1 lớp: chỉ tiêu sau điều chỉnh không được âm.",
            ),
            (
                [("nhan-thuc-ve-dang", -4, -201)],
                "Sau quyết định 30-QĐ/ĐU, ngày 03/07/2022, chỉ tiêu “Bồi dưỡng nhận thức về Đảng” còn -1 học viên: chỉ"
                " tiêu sau điều chỉnh không được âm.",
            ),
            (
                [(None, "", -61)],
                "Sau quyết định 30-QĐ/ĐU, ngày 03/07/2022, chỉ tiêu chung còn -1 học viên: chỉ tiêu sau điều chỉnh không"
                " được âm.",
            ),
            ([("dang-vien-moi", "", "")], "Dòng chỉ tiêu phải có số lớp hoặc số học viên."),
            ([(None, 1, 1), (None, 2, 2)], "Quyết định đã có dòng chỉ tiêu chung (không nêu chương trình)."),
            ([], "Quyết định chưa có chỉ tiêu: hãy ghi ít nhất một dòng có số lớp hoặc số học viên."),
        ],
    )
    def test_a_decision_against_the_rules_is_refused_whole(self, office, plan, rows, said):
        before = list(Quota.objects.values())
        response = office.post(ADD, decision_fields(plan, *(line(*row) for row in rows)))
        assert faults(response) == [said]
        assert list(Quota.objects.values()) == before
        assert not PlanDecision.objects.filter(number="30-QĐ/ĐU").exists()

    def test_taking_away_all_but_nothing_more_is_taken(self, office, plan):
        assert office.post(ADD, decision_fields(plan, line("dang-vien-moi", -3, -150))).status_code == 302

    def test_a_second_first_decision_is_refused(self, office, plan):
        response = office.post(ADD, decision_fields(plan, line("chuyen-de", 1, 50), kind="initial"))
        assert "Năm này đã có quyết định giao chỉ tiêu đầu năm; thay đổi sau đó là điều chỉnh." in faults(response)
        assert plan.decisions.count() == 1

    def test_lowering_the_first_decision_below_an_adjustment_is_refused(self, office, plan):
        adjust(plan, ("dang-vien-moi", -2, -100))
        first = plan.decisions.get(kind="initial")
        rows = [
            line(q.programme and q.programme.code, "1" if q.classes == 3 else q.classes or "", q.learners, id=q.pk)
            for q in first.quotas.all()
        ]
        data = decision_fields(plan, *rows, initial=3, kind="initial", number=first.number, decided_on="10/01/2022")
        response = office.post(address(PlanDecision, "change", first.pk), data)
        assert faults(response) == [
            "Sau quyết định 30-QĐ/ĐU, ngày 03/07/2022, chỉ tiêu “Bồi dưỡng lý luận chính trị cho đảng viên mới” còn -1"
            " lớp: chỉ tiêu sau điều chỉnh không được âm."
        ]
        assert first.quotas.get(programme__code="dang-vien-moi").classes == 3

    def test_the_first_decision_stays_while_an_adjustment_rests_on_it(self, office, plan):
        adjust(plan, ("dang-vien-moi", -2, -100))
        first = plan.decisions.get(kind="initial")
        response = office.post(address(PlanDecision, "delete", first.pk), {"post": "yes"})
        assert response.context["protected"][0] == (
            "còn quyết định điều chỉnh của năm 2022 dựa trên quyết định đầu năm"
        )
        assert plan.decisions.count() == 2
        both = {"action": "delete_selected", "_selected_action": [d.pk for d in plan.decisions.all()], "post": "yes"}
        assert office.post(address(PlanDecision, "changelist"), both).status_code == 302
        assert plan.decisions.count() == 0

    def test_what_a_numbered_report_rests_on_is_neither_corrected_nor_deleted(self, office, plan):
        PeriodReport.objects.create(centre=plan.centre, period="2022-H1", number=5)
        first = plan.decisions.get()
        rows = [
            line(q.programme and q.programme.code, q.classes or "", q.learners + 1, id=q.pk) for q in first.quotas.all()
        ]
        data = decision_fields(plan, *rows, initial=3, kind="initial", number=first.number, decided_on="10/01/2022")
        reason = (
            "Năm 2022 đã có báo cáo lấy số, dựa trên các quyết định này, nên không sửa hay xóa được nữa. Thay đổi chỉ"
            " tiêu thì nhập quyết định điều chỉnh."
        )
        assert faults(office.post(address(PlanDecision, "change", first.pk), data)) == [reason]
        response = office.post(address(PlanDecision, "delete", first.pk), {"post": "yes"})
        assert response.context["protected"] == [reason]
        assert sorted(first.quotas.values_list("learners", flat=True)) == [60, 150, 200]

    def test_plans_to_choose_from_name_their_centre(self, office, plan):
        question = {"app_label": "classes", "model_name": "plandecision", "field_name": "plan", "term": "2022"}
        answer = office.get("/quan-tri/autocomplete/", question).json()
        assert sorted(one["text"] for one in answer["results"]) == [
            "Trung tâm Chính trị xã An Bình, năm 2022",
            "Trung tâm Chính trị xã Bình Minh, năm 2022",
        ]

    def test_the_history_of_a_decision_holds_its_lines(self, office, plan):
        office.post(ADD, decision_fields(plan, line("chuyen-de", 2, 80)))
        decision = PlanDecision.objects.get(number="30-QĐ/ĐU")
        row = line("chuyen-de", 3, 80, id=decision.quotas.get().pk)
        office.post(address(PlanDecision, "change", decision.pk), decision_fields(plan, row, initial=1))
        changes = office.get(address(PlanDecision, "history", decision.pk)).context["changes"]
        assert [(c.action, c.kind) for c in changes] == [
            ("Sửa", "chỉ tiêu"),
            ("Thêm", "chỉ tiêu"),
            ("Thêm", "quyết định giao chỉ tiêu"),
        ]
        assert changes[0].fields == [("số lớp", "2", "3")]


@pytest.mark.parametrize("model", [AnnualPlan, PlanDecision, Programme])
def test_lists_cost_the_same_for_one_year_and_for_more(office, centre, model, django_assert_num_queries):
    queries = {AnnualPlan: 11, PlanDecision: 12, Programme: 7}[model]
    factories.make_decision(centre, 2022, lines=[("chuyen-de", 1, 50)])
    page = address(model, "changelist")
    office.get(page)
    with django_assert_num_queries(queries):
        office.get(page)
    for year in (2023, 2024):
        factories.make_decision(centre, year, lines=[("chuyen-de", 1, 50), ("dang-vien-moi", 2, 90)])
    with django_assert_num_queries(queries):
        office.get(page)


class TestProgrammes:
    def test_group_block_and_confidence_filter(self, office):
        chosen = {"legal_group__exact": "1", "block__exact": "dang", "confidence__exact": "A"}
        rows = office.get(address(Programme, "changelist"), chosen).context["cl"].result_list
        assert [p.code for p in rows] == ["nhan-thuc-ve-dang"]
        assert "Hướng dẫn 61-HD/BTGTW" in office.get(address(Programme, "changelist"), chosen).text

    def test_the_code_of_a_programme_stays(self, office):
        programme = factories.programme()
        page = office.get(address(Programme, "change", programme.pk))
        data = {name: value for name, value in page.context["adminform"].form.initial.items() if value is not None}
        data |= {"code": "x", "name": "Tên mới"} | inline("outline")
        response = office.post(address(Programme, "change", programme.pk), data)
        assert response.status_code == 302
        programme.refresh_from_db()
        assert (programme.code, programme.name) == ("nhan-thuc-ve-dang", "Tên mới")

    def test_a_programme_with_classes_is_kept(self, office, other_centre):
        page = address(Programme, "delete", factories.programme().pk)
        assert office.post(page, {"post": "yes"}).context["protected"] == ["còn 1 chỉ tiêu", "còn 1 lớp"]
        assert Programme.objects.filter(code="nhan-thuc-ve-dang").exists()


class TestRules:
    @pytest.fixture
    def rules(self, db):
        return AssessmentRules.objects.get(name="Tạm áp dụng trước 01/12/2025")

    def fields(self, rules, **changed):
        given = {"name": rules.name, "source": rules.source, "valid_from": "", "valid_to": "30/11/2025"}
        bands = {"excellent_from": "9.5", "very_good_from": "8", "good_from": "7", "average_from": "5"}
        rest = {"mark_step": "0.25", "minimum_attendance": "80", "attendance_open_days": "7", "resits": "1"}
        return given | bands | rest | changed

    def test_unused_rules_can_be_changed(self, office, rules):
        assert office.post(address(AssessmentRules, "change", rules.pk), self.fields(rules)).status_code == 302
        rules.refresh_from_db()
        assert rules.excellent_from == Decimal("9.5")

    def test_rules_that_classes_were_judged_by_keep_their_bands_and_say_why(self, office, centre, rules):
        factories.make_closed_class(centre, rules=rules)
        page = address(AssessmentRules, "change", rules.pk)
        text = office.get(page).text
        assert "1 lớp đã kết thúc và được xếp loại theo bộ quy tắc này" in text
        assert 'name="excellent_from"' not in text
        office.post(page, self.fields(rules, name="Tên khác", resits="3"))
        rules.refresh_from_db()
        assert (rules.name, rules.excellent_from, rules.resits) == ("Tên khác", Decimal(9), 1)

    def test_a_new_set_from_a_date_is_proposed(self, office, centre, rules, monkeypatch):
        monkeypatch.setattr(dates, "today", lambda: date(2026, 8, 31))
        factories.make_closed_class(centre, rules=rules)
        text = office.get(address(AssessmentRules, "change", rules.pk)).text
        link = text.split('href="/quan-tri/classes/assessmentrules/add/?')[1].split('"')[0].replace("&amp;", "&")
        form = office.get(f"{reverse('admin:classes_assessmentrules_add')}?{link}").context["adminform"].form
        assert form.initial == {
            "name": "Tạm áp dụng trước 01/12/2025 (từ 01/09/2026)",
            "valid_from": "01/09/2026",
            "excellent_from": "9.00",
            "very_good_from": "8.00",
            "good_from": "7.00",
            "average_from": "5.00",
            "mark_step": "0.25",
            "minimum_attendance": "80.00",
            "excused_counts_absent": "True",
            "resits": "1",
        }

    def test_bands_out_of_order_are_refused(self, office, rules):
        data = self.fields(rules, good_from="8.5")
        assert faults(office.post(address(AssessmentRules, "change", rules.pk), data)) == [
            "Các mức điểm phải tăng dần: trung bình, khá, giỏi, xuất sắc, trong thang 10."
        ]
