"""Every step of a report's review, by every role, from every state; and what a version keeps."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from centres import dates
from centres.models import Role
from learners.models import Learner, Result
from reports import actions
from reports.actions import submitting
from reports.faults import faults
from reports.models import FrozenEnrolment, PeriodReport, Remark, ReportDue, ReportSection, ReportVersion, ReviewStep
from reports.report import ReportError, build_province_report, build_report
from reports.states import State, state_of, states
from reports.tasks import reviews
from reports.versions.drift import drift
from reports.waiting import waiting
from tests import factories
from tests.reports.review import DAY, NO_PAPER, PERIOD, TODAY, bring_to, make_books, people, report_of, submit

STATES = ["draft", "prepared", "submitted", "returned", "approved", "reopened", "amending"]
IN_THE_CENTRE = {"draft", "prepared", "returned", "reopened", "amending"}
WRITERS = {Role.CLERK, Role.DEPUTY, Role.DIRECTOR}
SIGNERS = {Role.DEPUTY, Role.DIRECTOR}
REVIEWERS = {Role.HOST_REVIEWER, Role.PROVINCE_REVIEWER}

# What: (who may, from which states, to which state, the page it is posted to, what is posted)
STEPS = {
    "prepare": (WRITERS, IN_THE_CENTRE - {"prepared"}, "prepared", "check", {"act": "prepare"}),
    "submit": (SIGNERS, IN_THE_CENTRE, "submitted", "check", {"act": "submit"}),
    "withdraw": (SIGNERS, {"submitted"}, "draft", "withdraw", {}),
    "return": (REVIEWERS, {"submitted"}, "returned", "decide", {"act": "return", "reason": "Xem lại."}),
    "approve": (REVIEWERS, {"submitted"}, "approved", "decide", {"act": "approve"}),
    "reopen": (REVIEWERS, {"approved"}, "reopened", "reopen", {"reason": "Sót lớp.", "until": f"{DAY:%d/%m/%Y}"}),
    "amend": (WRITERS, {"approved"}, "amending", "drift", {"reason": "Sót lớp."}),
    "drop": (WRITERS, {"reopened", "amending"}, "approved", "drop_amendment", {}),
}


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)


@pytest.fixture
def books(centre, other_centre):
    make_books(other_centre)
    return make_books(centre)


def address(name, centre, *more):
    return reverse(f"reports:{name}", args=[centre.code, PERIOD, *more])


def test_each_step_is_for_its_roles_alone(books, centre, client):
    """Whatever the state: the role is asked for first."""
    of = people(centre)
    bring_to("submitted", centre, of)
    before = ReviewStep.objects.count()
    for role in Role.values:
        client.force_login(of[role])
        for step, (roles, _, _, page, posted) in STEPS.items():
            if role not in roles:
                answer = client.post(address(page, centre, *([1] if page == "decide" else [])), posted)
                assert answer.status_code == 403, (step, role)
    assert ReviewStep.objects.count() == before


@pytest.mark.parametrize("state", STATES)
def test_each_step_is_refused_in_every_other_state(state, books, centre):
    of = people(centre)
    report = bring_to(state, centre, of)
    version, before = report.versions.first(), ReviewStep.objects.count()
    acts = {
        "prepare": lambda: actions.prepare_report(report=report, user=of[Role.CLERK]),
        "submit": lambda: submit(centre, of[Role.DIRECTOR]),
        "withdraw": lambda: actions.withdraw_version(report=report, user=of[Role.DIRECTOR]),
        "return": lambda: actions.return_version(version=version, user=of[Role.HOST_REVIEWER], reason="Xem lại."),
        "approve": lambda: actions.approve_version(version=version, user=of[Role.HOST_REVIEWER]),
        "reopen": lambda: actions.reopen_report(
            report=report, user=of[Role.HOST_REVIEWER], reason="Sót lớp.", until=DAY
        ),
        "amend": lambda: actions.amend_report(report=report, user=of[Role.CLERK], reason="Sót lớp."),
        "drop": lambda: actions.drop_amendment(report=report, user=of[Role.CLERK]),
    }
    for step, act in acts.items():
        if state in STEPS[step][1] or (step in ("return", "approve") and not version):
            continue
        with pytest.raises(ValidationError):
            act()
    assert ReviewStep.objects.count() == before


@pytest.mark.parametrize(
    ("step", "role", "state"),
    [
        (step, sorted(roles)[place % len(roles)], state)
        for step, (roles, allowed, *_) in STEPS.items()
        for place, state in enumerate(sorted(allowed))
    ],
)
def test_each_step_leads_where_it_should(step, role, state, books, centre, client):
    of = people(centre)
    bring_to(state, centre, of)
    _, _, target, page, posted = STEPS[step]
    client.force_login(of[role])
    answer = client.post(address(page, centre, *([1] if page == "decide" else [])), posted)
    assert answer.status_code == 302
    assert state_of(centre, PERIOD, TODAY).state == target


@pytest.mark.audit
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", [*Role.values, None])
def test_every_step_by_every_role_from_every_state(role, state, books, centre, client):
    """The whole table: None is somebody of another centre. 302 and the state moves, else nothing is written."""
    of = people(centre)
    report = bring_to(state, centre, of)
    client.force_login(of[role] if role else factories.make_user(Role.DIRECTOR, factories.make_centre("xa-khac")))
    for step, (roles, allowed, target, page, posted) in STEPS.items():
        if page == "decide" and not report.versions.exists():
            continue
        before = report.steps.count()
        savepoint = transaction.savepoint()
        answer = client.post(address(page, centre, *([1] if page == "decide" else [])), posted)
        moved = role in roles and state in allowed
        assert report.steps.count() == before + moved, (step, role, state)
        if moved:
            assert (answer.status_code, state_of(centre, PERIOD, TODAY).state) == (302, target), (step, role, state)
        elif role is None:
            assert answer.status_code == 404, (step, role, state)
        elif role not in roles:
            # The page of changes does not exist before an approval, whoever asks
            assert answer.status_code == 403 or (page == "drift" and answer.status_code == 404), (step, role, state)
        transaction.savepoint_rollback(savepoint)


def test_another_centre_is_not_touched(books, centre, other_centre, client):
    of = people(centre)
    bring_to("submitted", other_centre, people(other_centre))
    client.force_login(of[Role.HOST_REVIEWER])
    assert client.get(address("version", other_centre, 1)).status_code == 404
    assert client.post(address("decide", other_centre, 1), {"act": "approve"}).status_code == 404
    assert state_of(centre, PERIOD, TODAY).state == State.DRAFT


def test_errors_block_and_say_by_how_much(books, centre, director):
    factories.enrol(books)
    with pytest.raises(ValidationError) as caught:
        submit(centre, director)
    assert caught.value.messages == [
        "Lớp AB-01 – Lớp Bồi dưỡng thứ nhất đã kết thúc nhưng 01 học viên chưa có điểm và chưa ghi lý do không đánh giá."
    ]
    assert not ReportVersion.objects.exists()


def test_the_page_of_the_gate_counts_the_errors_and_names_each_once(books, centre, client_of, director):
    factories.enrol(books)
    page = client_of(director).get(address("check", centre))
    assert page.context["refusals"] == ["Còn 01 lỗi phải sửa, nêu ở dưới."]
    assert page.text.count("chưa có điểm và chưa ghi lý do không đánh giá") == 1


def test_a_report_on_which_nothing_was_written_is_submitted_too(books, centre, director, client_of):
    client = client_of(director)
    assert client.get(address("check", centre)).status_code == 200
    assert client.post(address("check", centre), {"act": "submit"}).status_code == 302
    assert state_of(centre, PERIOD, TODAY).version == 1


def test_a_warning_wants_a_reason_which_the_version_keeps(books, centre, clerk, director, client_of):
    ReportSection.objects.create(report=report_of(centre), key="V", text="Mở thêm 77 lớp.", changed_by=clerk)
    with pytest.raises(ValidationError, match="chưa có giải trình"):
        submit(centre, director)
    page = client_of(clerk).get(address("check", centre))
    [(_, field)] = page.context["reasons"]
    client_of(clerk).post(address("check", centre), {"act": "save", field.html_name: "Số đề nghị của năm sau."})
    version = submit(centre, director)
    html = client_of(clerk).get(address("version", centre, 1)).text
    assert "Mục V: “77 lớp” không trùng với số liệu nào của báo cáo." in html
    assert "Số đề nghị của năm sau." in html
    assert "Số đề nghị của năm sau." in bytes(version.content).decode()


def test_who_changed_the_text_last_does_not_submit_it_alone(books, centre, clerk, director, client_of):
    asking = "Đã soạn xong, đề nghị trình"
    assert asking not in client_of(director).get(address("check", centre)).text  # submits without asking anybody
    ReportSection.objects.create(report=report_of(centre), key="V", text="Không.", changed_by=director)
    with pytest.raises(ValidationError, match="người sửa văn bản báo cáo lần cuối"):
        submit(centre, director)
    assert asking in client_of(director).get(address("check", centre)).text
    actions.prepare_report(report=report_of(centre), user=clerk)
    assert submit(centre, director).number == 1


def test_who_keyed_a_mark_does_not_approve(books, centre, clerk, director):
    factories.Membership.objects.create(user=clerk, role=Role.HOST_REVIEWER, centre=centre)
    version = submit(centre, director)
    Result.objects.filter(enrolment__roll_number=1, enrolment__training_class=books).update(changed_by=clerk)
    with pytest.raises(ValidationError, match="người khác phải duyệt"):
        actions.approve_version(version=version, user=clerk)


def test_a_remark_is_answered_before_the_report_comes_back(books, centre, clerk, director, reviewer, client_of):
    submit(centre, director)
    at = address("remark", centre, 1) + "?loai=figure&cho=O4"
    client_of(reviewer).post(at, {"text": "Số triệu tập còn thiếu một lớp."})
    remark = Remark.objects.get()
    assert (remark.kind, remark.target, remark.quoted) == ("figure", "O4", "O4 – Số triệu tập: 4")
    assert "còn thiếu một lớp" not in client_of(clerk).get(address("version", centre, 1)).text
    client_of(reviewer).post(address("decide", centre, 1), {"act": "return"})
    assert state_of(centre, PERIOD, TODAY).remarks == 1
    with pytest.raises(ValidationError, match="Còn 01 nhận xét chưa trả lời"):
        submit(centre, director)
    client_of(clerk).post(address("answers", centre), {f"tra-loi-{remark.pk}": "Đã ghi số triệu tập của AB-02."})
    centre.classes.filter(code="AB-02").update(called=2)
    assert submit(centre, director).number == 2
    html = client_of(reviewer).get(address("compare", centre, 2)).text
    assert "Đã ghi số triệu tập của AB-02." in html
    assert "đổi số triệu tập" in html


@pytest.mark.parametrize(
    "place", ["?loai=figure&cho=ZZ", "?loai=row&cho=mo-lop:999", "?loai=sentence&cho=9:9", "?loai=x"]
)
def test_a_remark_on_no_place_is_refused(place, books, centre, director, reviewer, client_of):
    submit(centre, director)
    assert client_of(reviewer).get(address("remark", centre, 1) + place).status_code == 404


def test_a_version_is_byte_for_byte_the_same_after_every_edit(books, centre, director, clerk, client_of):
    version = submit(centre, director)
    kept = (bytes(version.content), bytes(version.pdf))
    pages = [address("version", centre, 1), address("version_figure", centre, 1, "O2")]
    pages.append(address("version_figure_class", centre, 1, "O2", books.pk))
    before = [body(client_of(clerk).get(page)) for page in pages]
    Learner.objects.filter(centre=centre).update(full_name="Tên Đã Sửa", gender="nu", religion="Không")
    centre.classes.update(name="Lớp đã sửa tên", called=99)
    type(books.programme).objects.update(name="Chương trình đã sửa tên")
    centre.units.all().delete()
    Result.objects.filter(enrolment__training_class=books).update(mark=1)
    factories.enrol(books, mark=10)
    centre.name, centre.host = "Trung tâm đã sửa tên", "Đảng ủy đã sửa tên"
    centre.save()
    version = ReportVersion.objects.get()
    assert (bytes(version.content), bytes(version.pdf)) == kept
    assert client_of(clerk).get(address("version_file", centre, 1, "pdf")).content == kept[1]
    assert client_of(clerk).get(address("version_file", centre, 1, "json")).content == kept[0]
    assert [body(client_of(clerk).get(page)) for page in pages] == before


def body(answer):
    """What the page says of the report: without the header, which names the centre as it is today."""
    assert answer.status_code == 200
    text = answer.text.partition("<main")[2].partition("</main>")[0]
    return text.replace("Trung tâm đã sửa tên", "Trung tâm Chính trị xã An Bình")


def test_each_figure_opens_to_rows_that_make_it(books, centre, director, clerk, client_of):
    submit(centre, director)
    html = client_of(clerk).get(address("version_figure", centre, 1, "R4")).text
    assert "Lớp Bồi dưỡng thứ nhất" in html
    assert "Lớp AB-02" not in html
    learners = client_of(clerk).get(address("figure_class", centre, "R3", books.pk)).context["places"]
    assert len(learners) == 3
    assert client_of(clerk).get(address("figure", centre, "ZZ")).status_code == 404
    assert FrozenEnrolment.objects.filter(codes__contains=" O2 ").count() == 4


def test_names_are_not_for_reviewers(books, centre, director, reviewer, client_of):
    submit(centre, director)
    names = set(Learner.objects.filter(centre=centre).values_list("full_name", flat=True))
    factories.enrol(books, mark=9)
    actions.approve_version(version=ReportVersion.objects.get(), user=reviewer)
    client = client_of(reviewer)
    for page in (address("version", centre, 1), address("version_figure", centre, 1, "O2"), address("drift", centre)):
        html = client.get(page).text
        assert not [name for name in names if name in html]
    assert client.get(address("version_figure_class", centre, 1, "O2", books.pk)).status_code == 403


def test_drift_counts_records_and_figures(books, centre, director, reviewer):
    version = submit(centre, director)
    actions.approve_version(version=version, user=reviewer)
    assert drift(centre, version).is_empty
    factories.enrol(books, mark=8)
    found = drift(centre, version)
    changed = {change.code: (change.old, change.new, len(change.records)) for change in found.figures}
    assert changed["O2"] == ("4", "5", 1)
    assert changed["R5"] == ("1", "2", 1)
    assert "O1" not in changed
    assert [record.what for record in found.records] == ["đổi số lượt học viên", "thêm học viên"]


def test_an_amended_version_points_back_and_the_approved_one_holds(books, centre, director, reviewer, clerk):
    of = {Role.DIRECTOR: director, Role.PROVINCE_REVIEWER: reviewer, Role.CLERK: clerk}
    bring_to("amending", centre, of)
    first = ReportVersion.objects.get()
    second = submit(centre, director)
    assert (second.number, second.amends_id) == (2, first.pk)
    state = state_of(centre, PERIOD, TODAY)
    assert (state.state, state.version, state.approved) == (State.SUBMITTED, 2, 1)


def test_a_reopened_report_closes_by_itself(books, centre):
    bring_to("reopened", centre, people(centre))
    assert state_of(centre, PERIOD, DAY).state == State.REOPENED
    assert state_of(centre, PERIOD, DAY + timedelta(days=1)).state == State.APPROVED


def test_states_of_many_reports_cost_the_same(books, centre, other_centre, django_assert_num_queries):
    ReportDue.objects.create(province=centre.province, part="H1", from_year=2022, days=5)
    bring_to("submitted", centre, people(centre))
    with django_assert_num_queries(4):
        found = states([centre, other_centre], [PERIOD, "2022"], TODAY)
    assert {key: (one.state, one.days_late) for key, one in found.items()} == {
        (centre.pk, PERIOD): (State.SUBMITTED, found[centre.pk, PERIOD].days_late),
        (centre.pk, "2022"): (State.DRAFT, 0),
        (other_centre.pk, PERIOD): (State.DRAFT, 5),
        (other_centre.pk, "2022"): (State.DRAFT, 0),
    }


def test_text_is_not_changed_while_the_report_is_with_the_reviewer(books, centre, clerk, director, client_of):
    submit(centre, director)
    assert client_of(clerk).get(address("text", centre)).status_code == 302


@pytest.mark.parametrize(
    ("state", "role", "asked"),
    [
        ("draft", Role.CLERK, None),
        ("prepared", Role.CLERK, None),
        ("prepared", Role.DIRECTOR, "Trình báo cáo 6 tháng đầu năm 2022"),
        ("submitted", Role.DIRECTOR, None),
        ("returned", Role.CLERK, "Sửa và trình lại báo cáo 6 tháng đầu năm 2022"),
        ("reopened", Role.CLERK, "Sửa báo cáo 6 tháng đầu năm 2022 được mở lại"),
        ("amending", Role.CLERK, "Hoàn thành điều chỉnh báo cáo 6 tháng đầu năm 2022"),
        ("approved", Role.CLERK, None),
    ],
)
def test_the_first_page_asks_whose_turn_it_is(state, role, asked, books, centre):
    of = people(centre)
    bring_to(state, centre, of)
    found = {PERIOD: state_of(centre, PERIOD, TODAY)}
    assert [task.text for task in reviews.tasks(centre, of[role], found)] == ([asked] if asked else [])


def test_a_province_adds_up_what_is_approved_and_says_whose(books, centre, other_centre, client):
    of = people(centre)
    with pytest.raises(ReportError):
        build_province_report(centre.province, PERIOD)
    bring_to("approved", centre, of)
    factories.enrol(books, mark=9)
    report = build_province_report(centre.province, PERIOD)
    assert {code: report.figures[code] for code in ("O1", "O2", "O3", "R4", "R10", "N1", "N2")} == {
        "O1": 2, "O2": 4, "O3": 4, "R4": 1, "R10": Decimal("66.67"), "N1": 2, "N2": 1,
    }  # fmt: skip
    assert (report.coverage["O1"], report.errors, report.live) == ((1, 2), (), False)
    assert report.notes[:2] == (
        "Cộng từ báo cáo đã duyệt của 1/2 trung tâm.",
        "Chưa có báo cáo được duyệt: Trung tâm Chính trị xã Bình Minh.",
    )
    client.force_login(of[Role.PROVINCE_REVIEWER])
    page = reverse("reports:province", args=[centre.province.code, PERIOD])
    assert "Số liệu chưa duyệt</strong>" not in client.get(page).text
    assert "Số liệu chưa duyệt</strong>" in client.get(page + "?chua-duyet=1").text


def test_list_says_no_longer_that_a_submitted_report_is_being_written(books, client, centre):
    of = people(centre)
    client.force_login(of[Role.CLERK])

    def words():
        html = client.get(reverse("reports:list"), {"nam": "2022"}).text
        return re.search(r'2022-H1/">.*?data-label="Văn bản"><span>(.*?)</span>', html, re.DOTALL)[1]

    bring_to("draft", centre, of)
    assert words() == "Đang soạn"
    bring_to("submitted", centre, of)
    assert words() == "Chưa có số"


def test_one_approved_report_adds_up_to_itself(books, centre, other_centre):
    bring_to("approved", centre, people(centre))
    own, total = build_report(centre, PERIOD), build_province_report(centre.province, PERIOD)
    assert {code: total.figures[code] for code in own.figures} == own.figures
    assert {name: set(rows) for name, rows in total.breakdowns.items()} == {
        name: set(rows) for name, rows in own.breakdowns.items()
    }


def test_a_year_that_its_submitted_halves_do_not_make_is_a_warning(books, centre, director):
    for period in (PERIOD, "2022-H2"):
        report = PeriodReport.objects.get_or_create(centre=centre, period=period)[0]
        actions.submit_report(report=report, user=director)
    assert build_report(centre, "2022").warnings == ()
    factories.enrol(books, mark=8)
    found = build_report(centre, "2022").warnings
    assert [(entry.code, entry.where, entry.learners) for entry in found] == [
        ("G6", "O2", 1), ("G6", "R2", 1), ("G6", "R3", 1), ("G6", "R5", 1),
    ]  # fmt: skip
    assert found[0].message == (
        "Số lượt học viên cả năm nhiều hơn tổng của 6 tháng đầu năm 2022 và 6 tháng cuối năm 2022 đã trình 1 lượt. Số liệu 6"
        " tháng đầu năm 2022 đã đổi từ khi trình: AB-01 – Lớp Bồi dưỡng thứ nhất (thêm học viên: 01 học viên)."
    )
    [fault, *_] = faults(build_report(centre, "2022"), found)
    assert fault.address == reverse("reports:drift", args=[centre.code, PERIOD])
    type(books).objects.filter(pk=books.pk).update(considered_for_titles=True, titled=True)
    titles = [entry for entry in build_report(centre, "2022").warnings if entry.where in {"T1", "T2"}]
    assert [(entry.where, entry.classes, entry.learners) for entry in titles] == [
        ("T1", 1, 0), ("T1", 1, 0), ("T2", 0, 1), ("T2", 0, 4),
    ]  # fmt: skip
    assert titles[1].message.startswith("Lớp đạt danh hiệu “Lớp học tiên tiến” (số được xét) cả năm nhiều hơn")
    assert "nay tính vào T1" in titles[0].message
    assert fault.label == "Xem thay đổi và lập báo cáo điều chỉnh 6 tháng đầu năm 2022"


def test_a_row_of_a_table_opens_to_its_own_classes(books, centre, clerk, client_of):
    client = client_of(clerk)
    html = client.get(address("report", centre)).text
    link = f"{address('figure', centre, 'O2')}?theo=joint&amp;khoa=nhan-thuc-ve-dang"
    assert link in html
    opened = client.get(link.replace("&amp;", "&")).context["opened"]
    assert ([part.row.code for part in opened.parts], opened.total) == (["AB-02"], 1)


def test_whatever_period_was_submitted_waits_for_its_reviewer(books, centre, director, reviewer, outsider):
    actions.submit_report(report=PeriodReport.objects.create(centre=centre, period="2022-Q1"), user=director)
    bring_to("returned", centre, people(centre))
    assert [(task.text, task.address) for task in waiting(reviewer)] == [
        ("Báo cáo quý I năm 2022: Trung tâm Chính trị xã An Bình", f"/bao-cao/{centre.code}/2022-Q1/phien-ban/1/")
    ]
    assert waiting(outsider) == []
