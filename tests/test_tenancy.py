"""The access matrix over every URL name: who gets in, who is told there is no such page, who that it is not theirs.

A new URL fails the suite until it stands here. Before login everything but PUBLIC leads to the login; another centre's
row is 404 for everybody; a role that may not is 403.
"""

import io
import zipfile
from datetime import date

import pytest
from django.template.base import Template
from django.urls import get_resolver, reverse
from django.utils import timezone
from pypdf import PdfWriter

from centres.models import BulkAction, Job
from centres.papers import typesetting
from classes.models import Holiday, LecturerActivity, PlanLine, TrainingNeed
from learners.certificate_text import LABELS
from learners.models import (
    Certificate,
    ImportBatch,
    LearnerMerge,
    OutsidePlace,
    Paper,
    PaperFile,
    RegisterVolume,
    RosterUpload,
    Term,
)
from reports.actions.submitting import draft_of
from reports.checklist import RULES
from reports.models import OwnForm, PastReport, PeriodReport, ProvinceReport, ProvinceVersion, ReportVersion, ReviewStep
from reports.report import build_province_report
from reports.versions.content import Content, content_bytes, sha256
from reports.versions.rows import freeze_rows
from tests import factories
from tests.reports.own_forms import own_form_file

ROLES = ("clerk", "director", "lecturer", "host_reviewer", "reviewer", "administrator")
PUBLIC = (
    {"account_login", "account_logout", "account_inactive", "learners:check_certificate"}
    | {f"reports:check_{name}" for name in ("paper", "help", "keys", "tool")}
    | {f"reports:api_{name}" for name in ("list", "version", "totals")}
)
OWN_ACCOUNT = {"account_change_password"}

ALL = (200, 200, 200, 200, 200, 200)
# A province's reviewer and an administrator work in no centre until they choose one
IN_A_CENTRE = (200, 200, 200, 200, 404, 404)
WRITERS_IN_A_CENTRE = (200, 200, 403, 403, 404, 404)
STAFF_IN_A_CENTRE = (200, 200, 200, 403, 404, 404)
ONLY_POST = (405, 405, 405, 405, 405, 405)
SEES = (200, 200, 200, 200, 200, 200)
NAMES = (200, 200, 200, 403, 403, 200)
WRITES = (200, 200, 403, 403, 403, 403)
REVIEWS = (403, 403, 403, 200, 200, 403)
# Learners themselves are no rows of a reviewer's, so there is nothing to be forbidden
LEARNER = (200, 200, 200, 404, 404, 200)
LEARNER_WRITES = (200, 200, 403, 404, 404, 403)

# name: statuses of GET by role, in the order of ROLES; None where only POST is taken
LISTS = {
    "design": (403, 403, 403, 403, 403, 200),
    "centres:list": ALL,
    "centres:jobs": ALL,
    "reports:home": ALL,
    "reports:list": ALL,
    "reports:search": ALL,
    "reports:suggest": ALL,
    "reports:help": ALL,
    "reports:figure_help": ALL,
    "reports:form_help": ALL,
    "centres:bulk_list": STAFF_IN_A_CENTRE,
    "centres:columns": ONLY_POST,
    "classes:bulk": (302, 302, 403, 403, 404, 404),  # opened by its address it leads back to the list
    "classes:list": IN_A_CENTRE,
    "classes:list_sheet": IN_A_CENTRE,
    "classes:plan": IN_A_CENTRE,
    "classes:draft": IN_A_CENTRE,
    "classes:edit_draft": WRITERS_IN_A_CENTRE,
    "classes:schedule": IN_A_CENTRE,
    "learners:survey": IN_A_CENTRE,
    "learners:edit_survey": WRITERS_IN_A_CENTRE,
    "learners:import_survey": ONLY_POST,
    "learners:survey_sheet": WRITERS_IN_A_CENTRE,
    "classes:new": WRITERS_IN_A_CENTRE,
    "classes:new_decision": WRITERS_IN_A_CENTRE,
    "reports:past_list": IN_A_CENTRE,
    "reports:past_new": WRITERS_IN_A_CENTRE,
    "classes:outside_courses": IN_A_CENTRE,
    "classes:new_outside_course": WRITERS_IN_A_CENTRE,
    "classes:week": IN_A_CENTRE,
    "classes:holidays": IN_A_CENTRE,
    "classes:lecturers": IN_A_CENTRE,
    "classes:new_lecturer": WRITERS_IN_A_CENTRE,
    "classes:new_activities": WRITERS_IN_A_CENTRE,
    "learners:list": STAFF_IN_A_CENTRE,
    "learners:criteria": WRITERS_IN_A_CENTRE,
    "learners:duplicates": WRITERS_IN_A_CENTRE,
    "learners:register": STAFF_IN_A_CENTRE,
    "learners:register_preview": (302, 302, 302, 403, 404, 404),  # nothing to print yet
    "learners:bind_register": ONLY_POST,
    "learners:blanks": STAFF_IN_A_CENTRE,
    "learners:patterns": STAFF_IN_A_CENTRE,
    "learners:list_sheet": STAFF_IN_A_CENTRE,
    "learners:units": STAFF_IN_A_CENTRE,
    "learners:units_sheet": STAFF_IN_A_CENTRE,
    "learners:new_unit": WRITERS_IN_A_CENTRE,
    "learners:papers": STAFF_IN_A_CENTRE,
    "learners:new_paper": WRITERS_IN_A_CENTRE,
    "learners:new_term": WRITERS_IN_A_CENTRE,
    "learners:paper_settings": WRITERS_IN_A_CENTRE,
}


def make_versions(report):
    """Two versions of the report, the first approved, as they would be stored."""
    draft, author = draft_of(report), factories.make_user()
    stored = draft.stored
    facts = {"content": stored, "sha256": sha256(stored), "pdf": b"", "pdf_sha256": sha256(b"")}
    made = [
        ReportVersion.objects.create(
            report=report, number=number, submitted_by=author, submitted_at=timezone.now(), **facts
        )
        for number in (1, 2)
    ]
    freeze_rows(made[0], draft.rows)
    for kind in ("submitted", "approved", "reopened"):
        more = {"reason": "Thử", "until": date(2999, 1, 1)} if kind == "reopened" else {}
        ReviewStep.objects.create(report=report, kind=kind, version=made[0], by=author, at=timezone.now(), **more)
    return made


def blank_page():
    paper = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(paper)
    return paper.getvalue()


def make_form(centre, scope):
    """A form of the centre's province with the two cells that it must and may have."""
    content = own_form_file(SL_O1="A1", GHI_CHU="A2")
    given = {"name": f"{scope} {centre.code}", "content": content, "uploaded_by": factories.make_user()}
    return OwnForm.objects.create(province=centre.province, scope=scope, **given)


class Rows:
    """A row of each kind in one centre, for the addresses that need one."""

    def __init__(self, centre):
        self.centre = centre
        self.open_class = factories.make_class(centre, "MT-1")
        self.closed_class = factories.make_closed_class(centre, "MT-2")
        self.place = factories.enrol(self.open_class, factories.make_learner(centre, "Hà Không Được Lộ"))
        factories.enrol(self.closed_class, self.place.learner)
        self.double = factories.make_learner(centre, "Hà Không Được Lộ")
        self.merge = LearnerMerge.objects.create(
            centre=centre,
            kept=self.double,
            merged_pk=self.double.pk + 10**6,
            merged_name="Hà Đã Gộp",
            before={"merged": {"national_id": ""}, "changed": {}, "enrolments": [], "certificates": []},
        )
        asker = factories.make_clerk(centre)
        self.job = Job.objects.create(
            centre=centre, user=asker, kind="thu", title="Việc thử", subject=centre.pk, address="/"
        )
        self.bulk = BulkAction.objects.create(
            centre=centre, act="lop-dia-diem", title="Ghi địa điểm", scope="x", done_at=timezone.now()
        )
        given = {"centre": centre, "issued_on": date(2022, 3, 20), "issued_by": asker, "pdf": blank_page()}
        self.certificate = Certificate.objects.create(
            enrolment=self.closed_class.enrolments.get(),
            number="MT-GCN",
            printed=dict.fromkeys(LABELS, "") | {"full_name": "Lê Thị Thử"},
            **given,
        )
        self.volume = RegisterVolume.objects.create(
            centre=centre,
            number=1,
            first_entry=1,
            last_entry=1,
            pages=1,
            pdf=b"%PDF",
            bound_on=date(2022, 3, 21),
            by=asker,
        )
        term = Term.objects.create(centre=centre, name="2020-2025", valid_from=date(2020, 8, 1))
        self.paper = Paper.objects.create(
            centre=centre, term=term, series="TB", number=1, dated_on=date(2022, 3, 1), subject=f"về việc {centre.name}"
        )
        file = {"name": "a.pdf", "media_type": "application/pdf", "size": 5, "content": b"%PDF-", "by": asker}
        self.paper_file = PaperFile.objects.create(centre=centre, paper=self.paper, **file)
        self.decision = factories.make_decision(centre, 2023, "MT-QĐ", lines=[("chuyen-de", 3, None)])
        plan, chosen = self.decision.plan, factories.programme("chuyen-de")
        self.unit = factories.make_unit(centre)
        TrainingNeed.objects.create(plan=plan, unit=self.unit, programme=chosen, learners=90)
        PlanLine.objects.create(plan=plan, programme=chosen, classes=3, quarter=1)
        self.outside_course = factories.make_outside_course(centre)
        self.sent = OutsidePlace.objects.create(course=self.outside_course, learner=self.place.learner)
        self.session = factories.make_session(self.open_class)
        self.lecturer = factories.make_lecturer(centre, "Hà Giảng Viên")
        self.activity = LecturerActivity.objects.create(
            lecturer=self.lecturer, kind="contest", held_on=self.session.held_on
        )
        self.holiday = Holiday.objects.create(
            centre=centre, name="Nghỉ lũ", first_day=self.session.held_on, last_day=self.session.held_on
        )
        self.upload = RosterUpload.objects.create(
            training_class=self.open_class, file_name="ds.csv", content="Họ và tên\nVũ Thị Mẫu\n".encode()
        )
        self.batch = ImportBatch.objects.create(training_class=self.open_class, file_name="ds.csv", sha256="0" * 64)
        self.versions = make_versions(PeriodReport.objects.create(centre=centre, period="2022-H1"))
        self.forms = {scope: make_form(centre, scope) for scope in ("centre", "province")}
        self.past = PastReport.objects.create(centre=centre, period="2021-H1", classes=1, learners=30)


def of_class(rows):
    return {"pk": rows.open_class.pk}


def of_closed_class(rows):
    return {"pk": rows.closed_class.pk}


def of_item(rows):
    return of_class(rows) | {"item": "ban-quan-ly"}


def of_session(rows):
    return {"pk": rows.session.pk}


def of_lecturer(rows):
    return {"pk": rows.lecturer.pk}


def of_report(rows):
    return {"code": rows.centre.code, "period": "2022-H1"}


def of_version(rows):
    return of_report(rows) | {"number": 1}


def of_province(rows):
    return {"code": rows.centre.province.code, "period": "2022-H1"}


def of_closed(rows):
    """A closed version of the province's report, made when it is first asked for."""
    if not ProvinceVersion.objects.exists():
        report = ProvinceReport.objects.create(province=rows.centre.province, period="2022-H1")
        # Live, for the audit's centre was not yet there in that period
        value = build_province_report(report.province, report.period, live=True)
        stored = content_bytes(Content(value, 1, (), RULES))
        facts = {"content": stored, "sha256": sha256(stored), "pdf": b"", "pdf_sha256": sha256(b""), "code": "c"}
        ProvinceVersion.objects.create(
            report=report, number=1, closed_by=factories.make_user(), closed_at=timezone.now(), **facts
        )
    return of_province(rows) | {"number": 1}


# name: (arguments from the rows of a centre, statuses of GET by role)
OBJECTS = {
    "centres:bulk": (lambda rows: {"pk": rows.bulk.pk}, LEARNER),
    "centres:undo_bulk": (lambda rows: {"pk": rows.bulk.pk}, None),
    "centres:choose": (lambda rows: {"code": rows.centre.code}, None),
    "reports:hide_first_steps": (lambda rows: {"code": rows.centre.code}, None),
    "reports:show_first_steps": (lambda rows: {"code": rows.centre.code}, None),
    "centres:job": (lambda rows: {"pk": rows.job.pk}, (404,) * 6),  # only who asked for it sees it
    "centres:cancel_job": (lambda rows: {"pk": rows.job.pk}, None),
    "classes:edit": (of_class, WRITES),
    "classes:delete": (of_class, WRITES),
    "classes:timetable": (of_class, SEES),
    "classes:timetable_paper": (of_class, SEES),
    "classes:make_timetable": (of_class, WRITES),
    "classes:assign": (of_class, WRITES),
    "classes:new_session": (of_class, WRITES),
    "classes:modules": (of_class, WRITES),
    "classes:edit_session": (of_session, WRITES),
    "classes:cancel_session": (of_session, None),
    "classes:delete_session": (of_session, None),
    "classes:lecturer": (of_lecturer, SEES),
    "classes:edit_lecturer": (of_lecturer, WRITES),
    "classes:delete_lecturer": (of_lecturer, None),
    "classes:delete_activity": (lambda rows: {"pk": rows.activity.pk}, None),
    "classes:delete_holiday": (lambda rows: {"pk": rows.holiday.pk}, None),
    "classes:edit_outside_course": (lambda rows: {"pk": rows.outside_course.pk}, WRITES),
    "classes:delete_outside_course": (lambda rows: {"pk": rows.outside_course.pk}, None),
    "classes:edit_decision": (lambda rows: {"pk": rows.decision.pk}, WRITES),
    "classes:delete_decision": (lambda rows: {"pk": rows.decision.pk}, WRITES),
    "learners:plan_paper": (lambda rows: {"kind": "pdf"}, IN_A_CENTRE),
    "learners:schedule_paper": (lambda rows: {"kind": "pdf"}, IN_A_CENTRE),
    "learners:class": (of_class, SEES),
    "learners:class_sheet": (of_class, NAMES),
    "learners:bulk": (of_class, (302, 302, 403, 403, 403, 403)),
    "learners:course_people": (lambda rows: {"pk": rows.outside_course.pk}, NAMES),
    "learners:remove_person": (lambda rows: {"pk": rows.outside_course.pk, "place_pk": rows.sent.pk}, None),
    "learners:open": (of_class, WRITES),
    "learners:copy": (of_class, WRITES),
    "learners:close": (of_class, WRITES),
    "learners:reopen": (of_closed_class, None),
    "learners:recognise": (of_closed_class, WRITES),
    "learners:results": (of_closed_class, NAMES),
    "learners:confirm_results": (of_closed_class, NAMES),
    "learners:titles": (of_closed_class, NAMES),
    "learners:attendance": (of_class, NAMES),
    "learners:session_attendance": (of_session, NAMES),
    "learners:record_attendance": (of_session, None),
    "learners:sign_in_sheet": (of_session, NAMES),
    "learners:add": (of_class, WRITES),
    "learners:known_people": (of_class, WRITES),
    "learners:roster": (of_class, WRITES),
    "learners:roster_preview": (lambda rows: of_class(rows) | {"upload_pk": rows.upload.pk}, WRITES),
    "learners:class_template": (of_class, WRITES),
    "learners:roster_errors": (lambda rows: of_class(rows) | {"upload_pk": rows.upload.pk}, WRITES),
    "learners:forget_layout": (lambda rows: of_class(rows) | {"layout_pk": 1}, None),
    "learners:forget_heading": (lambda rows: of_class(rows) | {"word_pk": 1}, None),
    "learners:discard_upload": (lambda rows: of_class(rows) | {"upload_pk": rows.upload.pk}, None),
    "learners:undo": (lambda rows: of_class(rows) | {"batch_pk": rows.batch.pk}, WRITES),
    "learners:certificates": (of_closed_class, NAMES),
    "learners:issue_certificates": (of_closed_class, WRITES),
    "learners:print_certificates": (of_closed_class, None),
    "learners:join_certificates": (of_closed_class, None),
    "learners:class_papers": (of_closed_class, NAMES),
    "learners:certificate_paper": (lambda rows: {"pk": rows.certificate.pk}, LEARNER),
    "learners:reissue_certificate": (lambda rows: {"pk": rows.certificate.pk}, LEARNER_WRITES),
    "learners:withdraw_certificate": (lambda rows: {"pk": rows.certificate.pk}, LEARNER_WRITES),
    "learners:register_volume": (lambda rows: {"pk": rows.volume.pk}, LEARNER),
    "learners:dossier": (of_class, NAMES),
    "learners:dossier_item": (of_item, NAMES),
    "learners:number_paper": (of_item, WRITES),
    "learners:attach_file": (of_item, None),
    "learners:class_paper": (lambda rows: of_item(rows) | {"kind": "pdf"}, NAMES),
    "learners:officers": (of_class, WRITES),
    "learners:pack_dossier": (of_class, None),
    "learners:packed_dossier": (of_class, (302, 302, 302, 403, 403, 302)),  # nothing is packed yet
    "learners:paper": (lambda rows: {"pk": rows.paper.pk}, LEARNER),
    "learners:call_off_paper": (lambda rows: {"pk": rows.paper.pk}, LEARNER_WRITES),
    "learners:edit_term": (lambda rows: {"pk": rows.paper.term_id}, LEARNER_WRITES),
    "learners:paper_file": (lambda rows: {"pk": rows.paper_file.pk}, LEARNER),
    "learners:delete_file": (lambda rows: {"pk": rows.paper_file.pk}, None),
    "learners:place": (lambda rows: {"pk": rows.place.pk}, LEARNER_WRITES),
    "learners:remove": (lambda rows: {"pk": rows.place.pk}, None),
    "learners:detail": (lambda rows: {"pk": rows.place.learner.pk}, LEARNER),
    "learners:edit": (lambda rows: {"pk": rows.place.learner.pk}, LEARNER_WRITES),
    "learners:merge_with": (lambda rows: {"pk": rows.double.pk}, LEARNER_WRITES),
    "learners:merge": (lambda rows: {"pk": rows.place.learner.pk, "other_pk": rows.double.pk}, LEARNER_WRITES),
    "learners:split": (lambda rows: {"pk": rows.merge.pk}, LEARNER_WRITES),
    "learners:edit_unit": (lambda rows: {"pk": rows.unit.pk}, WRITES),
    "learners:merge_unit": (lambda rows: {"pk": rows.unit.pk}, WRITES),
    "learners:delete_unit": (lambda rows: {"pk": rows.unit.pk}, WRITES),
    "learners:show_national_id": (lambda rows: {"pk": rows.place.learner.pk}, None),
    "reports:guide": (lambda rows: {"slug": "mo-lop"}, ALL),
    "reports:report": (of_report, SEES),
    "reports:centre_file": (lambda rows: of_report(rows) | {"kind": "json"}, SEES),
    "reports:text": (of_report, WRITES),
    "reports:centre_form": (lambda rows: of_report(rows) | {"pk": rows.forms["centre"].pk}, SEES),
    "reports:province_text": (of_province, (404, 404, 404, 404, 200, 403)),
    "reports:province_close": (of_province, (404, 404, 404, 404, 200, 403)),
    "reports:province_version": (of_closed, (404, 404, 404, 404, 200, 200)),
    "reports:province_version_file": (
        lambda rows: of_closed(rows) | {"kind": "json"},
        (404, 404, 404, 404, 200, 200),
    ),
    "reports:province_form": (
        lambda rows: of_province(rows) | {"pk": rows.forms["province"].pk},
        (404, 404, 404, 404, 200, 200),
    ),
    "reports:past_edit": (lambda rows: {"pk": rows.past.pk}, WRITES),
    "reports:board": (lambda rows: {"code": rows.centre.province.code}, (404, 404, 404, 404, 200, 200)),
    "reports:province": (of_province, (404, 404, 404, 404, 200, 200)),
    "reports:province_file": (lambda rows: of_province(rows) | {"kind": "json"}, (404, 404, 404, 404, 200, 200)),
}
OBJECTS |= {
    "reports:check": (of_report, SEES),
    "reports:withdraw": (of_report, None),
    "reports:drop_amendment": (of_report, None),
    "reports:drift": (of_report, SEES),
    "reports:reopen": (of_report, REVIEWS),
    "reports:answers": (of_report, SEES),
    "reports:figure": (lambda rows: of_report(rows) | {"figure": "O2"}, SEES),
    "reports:figure_class": (
        lambda rows: of_report(rows) | {"figure": "O2", "class_pk": rows.open_class.pk},
        NAMES,
    ),
    "reports:version": (of_version, SEES),
    "reports:version_form": (lambda rows: of_version(rows) | {"pk": rows.forms["centre"].pk}, SEES),
    "reports:compare": (lambda rows: of_report(rows) | {"number": 2}, SEES),
    "reports:remark": (of_version, REVIEWS),
    "reports:remove_remark": (lambda rows: of_version(rows) | {"pk": 1}, None),
    "reports:decide": (of_version, REVIEWS),
    "reports:version_file": (lambda rows: of_version(rows) | {"kind": "json"}, SEES),
    "reports:version_figure": (lambda rows: of_version(rows) | {"figure": "O2"}, SEES),
    "reports:find_line": (of_version, (302,) * 6),  # on to the line, or back
    "reports:version_line": (lambda rows: of_version(rows) | {"line": "O2"}, SEES),
    "reports:version_figure_class": (
        lambda rows: of_version(rows) | {"figure": "O2", "class_pk": rows.open_class.pk},
        NAMES,
    ),
}
PROVINCE = {
    "reports:province_text",
    "reports:province_close",
    "reports:province_version",
    "reports:province_version_file",
    "reports:province_form",
    "reports:board",
    "reports:province",
    "reports:province_file",
}
NO_ROWS = {"reports:guide", "learners:plan_paper", "learners:schedule_paper"}


def url_names(patterns=None, namespace=""):
    """Every (namespaced) URL name of the product; the admin site has its own door and its own tests."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            if pattern.namespace != "admin":
                yield from url_names(pattern.url_patterns, inner)
        elif pattern.name or not str(pattern.pattern).startswith("quan-tri/"):
            yield f"{namespace}{pattern.name}"


def test_every_url_stands_in_the_matrix():
    assert set(url_names()) == PUBLIC | OWN_ACCOUNT | set(LISTS) | set(OBJECTS)


@pytest.fixture(autouse=True)
def _blank_papers(monkeypatch):
    """Who may open a paper is asked here, not what stands on it: that takes a second each."""
    monkeypatch.setattr(typesetting, "typeset", lambda html: blank_page())


@pytest.fixture
def blank_pages(monkeypatch):
    """Where only the status counts, no template is filled in: that is half of a page's time."""
    monkeypatch.setattr(Template, "render", lambda self, context: "")


@pytest.fixture
def rows(centre):
    return Rows(centre)


@pytest.fixture
def foreign_rows(other_centre):
    return Rows(other_centre)


def address_of(name, rows):
    arguments = OBJECTS[name][0](rows) if name in OBJECTS else {}
    return reverse(name, kwargs=arguments)


def expected_of(name):
    return LISTS.get(name) or OBJECTS[name][1]


@pytest.mark.parametrize(
    "place",
    [pytest.param(place, id=role, marks=[pytest.mark.once] if place else []) for place, role in enumerate(ROLES)],
)
def test_get_answers_each_role(place, rows, foreign_rows, client_of, request):
    if place:
        request.getfixturevalue("blank_pages")  # the clerk's pages are filled in
    client = client_of(request.getfixturevalue(ROLES[place]))
    found = {name: client.get(address_of(name, rows)).status_code for name in [*LISTS, *OBJECTS]}
    expected = {name: (expected_of(name) or [405] * len(ROLES))[place] for name in found}
    assert found == expected


@pytest.mark.once
@pytest.mark.parametrize("role", ["lecturer", "host_reviewer", "reviewer"])
def test_post_of_a_reading_role_changes_nothing(role, rows, foreign_rows, client_of, request, blank_pages):
    client = client_of(request.getfixturevalue(role))
    found = {name: client.post(address_of(name, rows)).status_code for name in OBJECTS}
    allowed = {"centres:choose": 302}
    if role != "lecturer":
        # Their own pages, sent empty: they show what is missing
        allowed |= dict.fromkeys(["reports:remark", "reports:decide", "reports:reopen"], 200)
    if role == "reviewer":
        allowed["reports:province_text"] = 200
        allowed["reports:province_close"] = 200
    if role == "lecturer":
        allowed["learners:show_national_id"] = found["learners:show_national_id"]  # staff see it, and it is logged
    assert {name: status for name, status in found.items() if status < 400} == {
        name: status for name, status in allowed.items() if status < 400
    }


def test_row_of_another_centre_is_not_found(rows, foreign_rows, client_of, clerk, blank_pages):
    client = client_of(clerk)
    found = {}
    for name in sorted(set(OBJECTS) - PROVINCE - NO_ROWS):
        address = address_of(name, foreign_rows)
        found[name] = {client.get(address).status_code, client.post(address).status_code}
    assert {name: codes for name, codes in found.items() if codes not in ({404}, {404, 405})} == {}


def test_anonymous_is_led_to_the_login(rows, client):
    login = (302, reverse("account_login"))
    answers = {name: client.get(address_of(name, rows)) for name in sorted({*LISTS, *OBJECTS, *OWN_ACCOUNT})}
    found = {name: (one.status_code, one.headers.get("Location", "").split("?")[0]) for name, one in answers.items()}
    assert {name: answer for name, answer in found.items() if answer != login} == {}


def test_lists_show_nothing_of_another_centre(rows, foreign_rows, client_of, clerk):
    client = client_of(clerk)
    bodies = {name: unpacked(client.get(reverse(name)).content) for name in sorted(LISTS)}
    words = ("Bình Minh", "Hoàng Lộ Ra", "BM-01", "99-QĐ/BM")
    leaked = {(name, word) for name, body in bodies.items() for word in words if word.encode() in body}
    assert leaked == set()


def unpacked(content):
    """The page as it is, or what an Excel file holds."""
    if content[:2] != b"PK":
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as sheet:
        return b"".join(sheet.read(name) for name in sheet.namelist())


def test_names_are_not_on_pages_that_a_reviewer_sees(rows, client_of, reviewer):
    client = client_of(reviewer)
    for name in ("learners:class", "reports:report", "reports:centre_file"):
        assert "Hà Không Được Lộ" not in client.get(address_of(name, rows)).content.decode()
