"""Every named constraint broken once: the database refuses the row, and validation says the sentence a user reads."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from centres.models import (
    BulkAction,
    Centre,
    CentreName,
    Job,
    ListPreference,
    Locality,
    Membership,
    PaperLayout,
    Province,
    SendingUnit,
    ServedLocality,
    StaffCount,
)
from centres.models.people import SentForm
from classes.models import (
    AnnualPlan,
    AssessmentRules,
    Holiday,
    Lecturer,
    LecturerActivity,
    Lesson,
    Module,
    OutsideCourse,
    PlanDecision,
    PlanLine,
    Programme,
    ProvinceReportingLine,
    Quota,
    ReportingLine,
    Room,
    Session,
    TeachingNorm,
    TrainingClass,
    TrainingNeed,
)
from learners.models import (
    Attendance,
    BlankMovement,
    CentreCriteria,
    Certificate,
    CertificatePattern,
    CertificateSeries,
    ClassOfficers,
    Commendation,
    DossierNote,
    Enrolment,
    Learner,
    LearnerMerge,
    OutsidePlace,
    Paper,
    PaperFile,
    RegisterEntry,
    RegisterVolume,
    Result,
    ResultStep,
    RosterLayout,
    RosterWord,
    Term,
    TitleDecision,
)
from reports.models import (
    FrozenClass,
    FrozenEnrolment,
    HiddenSteps,
    LoadedRecord,
    OwnForm,
    PastReport,
    PeriodEnd,
    PeriodReport,
    ProvinceReport,
    ProvinceSection,
    ProvinceVersion,
    Recent,
    Remark,
    ReportDue,
    ReportSection,
    ReportVersion,
    ReviewStep,
    WarningReason,
)
from tests import factories

EARLY, LATE = date(2022, 1, 1), date(2022, 2, 1)
NOON = datetime(2022, 2, 1, 12, tzinfo=UTC)


def again(instance):
    """An unsaved copy of a stored row."""
    return type(instance)(
        **{f.attname: getattr(instance, f.attname) for f in instance._meta.concrete_fields if not f.primary_key}
    )


def broken_class(**fields):
    given = {"code": "X-1", "name": "Lớp hỏng", "status": "open", "opened_on": date(2022, 3, 7)}
    return lambda w: TrainingClass(centre=w.centre, programme=factories.programme(), **given | fields)


CLOSED = {"status": "closed", "closed_on": date(2022, 3, 11), "assessed_by": "centre"}


def own_form(w, **fields):
    given = {"name": "Mẫu", "scope": "centre", "content": b"x", "uploaded_by": w.user}
    return OwnForm(province=w.centre.province, **given | fields)


def broken_rules(**fields):
    given = {
        "name": "Bộ hỏng",
        "source": "thử",
        "very_good_from": Decimal(8),
        "good_from": Decimal(7),
        "average_from": Decimal(5),
    }
    return lambda w: AssessmentRules(**given | fields)


def broken_programme(**fields):
    given = {
        "code": "hong",
        "name": "Hỏng",
        "short_name": "hỏng",
        "legal_group": "1",
        "block": "dang",
        "certificate": "none",
    }
    return lambda w: Programme(reporting_line=ReportingLine.objects.first(), **given | fields)


def broken_learner(**fields):
    return lambda w: Learner(centre=w.centre, **{"full_name": "Vũ Văn Hỏng"} | fields)


def broken_enrolment(**fields):
    given = {"roll_number": 50}
    return lambda w: Enrolment(
        training_class=w.training_class, learner=factories.make_learner(w.centre, "Đỗ Thị Mới"), **given | fields
    )


def broken_result(**fields):
    return lambda w: Result(enrolment=w.unmarked, **fields)


def certificate(**fields):
    given = {"number": "001/2022", "issued_on": LATE, "printed": {}}
    return lambda w: Certificate(centre=w.centre, enrolment=w.enrolment, issued_by=w.user, **given | fields)


def entry(**fields):
    given = {"number": 9, "kind": "issued", "entered_on": LATE}
    return lambda w: RegisterEntry(centre=w.centre, certificate=w.certificate, by=w.user, **given | fields)


def blanks(**fields):
    given = {"kind": "received", "moved_on": LATE, "quantity": 10}
    return lambda w: BlankMovement(centre=w.centre, by=w.user, **given | fields)


def volume(**fields):
    given = {"number": 1, "first_entry": 1, "last_entry": 9, "pages": 2, "pdf": b"%PDF", "bound_on": LATE}
    return lambda w: RegisterVolume(centre=w.centre, by=w.user, **given | fields)


def term(**fields):
    return lambda w: Term(centre=w.centre, **{"name": "2020-2025", "valid_from": EARLY} | fields)


def paper(**fields):
    given = {"series": "QĐ", "number": 7, "dated_on": LATE, "subject": "về việc thử"}

    def make(w):
        held, _ = Term.objects.get_or_create(centre=w.centre, name="2015-2020", valid_from=date(2015, 1, 1))
        return Paper(centre=w.centre, term=held, **given | fields)

    return make


def second_paper_of_class(w):
    given = {"training_class": w.training_class, "kind": "thong-bao", "series": "TB"}
    paper(number=1, **given)(w).save()
    return paper(number=2, **given)(w)


def loose_file(w):
    given = {"name": "a.pdf", "media_type": "application/pdf", "size": 1, "content": b"%", "by": w.user}
    return PaperFile(centre=w.centre, training_class=w.training_class, **given)


def served(**fields):
    def make(w):
        locality, _ = Locality.objects.get_or_create(province=w.centre.province, name="xã Thử")
        return ServedLocality(centre=w.centre, locality=locality, **fields)

    return make


def broken_membership(**fields):
    return lambda w: Membership(user=w.user, **{"role": "clerk", "centre": w.centre} | fields)


def broken_quota(**fields):
    return lambda w: Quota(decision=w.decision, programme=factories.programme("chuyen-de"), **fields)


def broken_period_end(**fields):
    return lambda w: PeriodEnd(
        province=w.centre.province, **{"part": "H1", "from_year": 2021, "month": 6, "day": 14} | fields
    )


NOON = datetime(2022, 7, 1, 12, tzinfo=UTC)


def broken_version(**fields):
    given = {"content": b"{}", "sha256": "0" * 64, "pdf": b"%PDF", "pdf_sha256": "0" * 64, "submitted_at": NOON}
    return lambda w: ReportVersion(report=w.report, submitted_by=w.user, **{"number": 2} | given | fields)


def province_version(**fields):
    given = {"content": b"{}", "sha256": "0" * 64, "pdf": b"%PDF", "pdf_sha256": "0" * 64, "closed_at": NOON}

    def make(w):
        report, _ = ProvinceReport.objects.get_or_create(province=w.centre.province, period="2022-H1")
        return ProvinceVersion(report=report, closed_by=w.user, **{"number": 1} | given | fields)

    return make


def second_province_version(w):
    province_version(code="a")(w).save()
    return province_version(code="b")(w)


def broken_step(versioned=True, **fields):
    return lambda w: ReviewStep(report=w.report, version=w.version if versioned else None, by=w.user, at=NOON, **fields)


def broken_remark(**fields):
    given = {"kind": "figure", "target": "O1", "text": "Xem lại"}
    return lambda w: Remark(version=w.version, by=w.user, at=NOON, **given | fields)


def broken_due(**fields):
    given = {"part": "H1", "from_year": 2022, "days": 5}
    return lambda w: ReportDue(province=w.centre.province, **given | fields)


def broken_reason(**fields):
    return lambda w: WarningReason(
        report=w.report, warning="0" * 64, message="Xem lại", given_by=w.user, **{"reason": "Đã rà"} | fields
    )


def broken_recent(**fields):
    return lambda w: Recent(user=w.user, training_class=w.training_class, opened_at=NOON, **fields)


def broken_session(**fields):
    """A buổi in the morning of a day when the class's lecturer and room are already taken by another of its own."""
    given = {"held_on": LATE, "part": "2", "topic": "Bài 1"}
    return lambda w: Session(training_class=w.training_class, **given | fields)


def broken_lecturer(**fields):
    return lambda w: Lecturer(centre=w.centre, **{"full_name": "Vũ Văn Hỏng", "engagement": "invited"} | fields)


def broken_course(**fields):
    given = {"name": "Cao cấp", "host": "Học viện", "first_day": EARLY, "people": 3}
    return lambda w: OutsideCourse(centre=w.centre, programme=factories.programme("khac"), **given | fields)


def broken_need(**fields):
    given = {"programme": factories.programme("khac"), "learners": 5}
    return lambda w: TrainingNeed(plan=w.plan, unit=w.unit, **given | fields)


def broken_plan_line(**fields):
    given = {"programme": factories.programme("khac"), "classes": 1}
    return lambda w: PlanLine(plan=w.plan, **given | fields)


def broken_attendance(**fields):
    return lambda w: Attendance(session=w.session, enrolment=w.unmarked, **fields)


def repeated(make):
    """A row stored once, and the same row again."""

    def build(world):
        instance = make(world)
        instance.save()
        return again(instance)

    return build


BROKEN = {
    "province_dates_in_order": lambda w: Province(
        code="x", name="X", committee="X", board="X", valid_from=LATE, valid_to=EARLY
    ),
    "centre_level_known": lambda w: Centre(
        code="x", province=w.centre.province, name="X", level="ward?", host="X", place="X"
    ),
    "centre_dates_in_order": lambda w: Centre(
        code="x",
        province=w.centre.province,
        name="X",
        level="ward",
        host="X",
        place="X",
        valid_from=LATE,
        valid_to=EARLY,
    ),
    "centre_name_level_known": lambda w: CentreName(
        centre=w.centre, name="Cũ", level="x", host="X", place="X", valid_to=LATE
    ),
    "centre_name_end_once": repeated(
        lambda w: CentreName(centre=w.centre, name="Cũ", level="district", host="X", place="X", valid_to=LATE)
    ),
    "locality_name_once": repeated(lambda w: Locality(province=w.centre.province, name="xã Thử")),
    "served_locality_dates_in_order": served(valid_from=LATE, valid_to=EARLY),
    "served_locality_start_once": repeated(served(valid_from=EARLY)),
    "served_locality_undated_once": repeated(served()),
    "paper_layout_dates_in_order": lambda w: PaperLayout(name="X", source="thử", valid_from=LATE, valid_to=EARLY),
    "job_done_within_total": lambda w: Job(
        centre=w.centre, user=w.user, kind="x", title="X", subject=1, address="/", total=1, done=2
    ),
    "job_once_at_a_time": repeated(
        lambda w: Job(centre=w.centre, user=w.user, kind="x", title="X", subject=1, address="/")
    ),
    "certificate_number_once": lambda w: Certificate(
        centre=w.centre,
        enrolment=w.unmarked,
        issued_by=w.user,
        issued_on=LATE,
        printed={},
        number=w.certificate.number,
        replaces=w.certificate,
    ),
    "certificate_issued_once": lambda w: Certificate(
        centre=w.centre, enrolment=w.certificate.enrolment, issued_by=w.user, issued_on=LATE, printed={}, number="new"
    ),
    "certificate_pattern_once": repeated(
        lambda w: CertificatePattern(centre=w.centre, programme=factories.programme(), pattern="{1}")
    ),
    "certificate_pattern_general_once": repeated(lambda w: CertificatePattern(centre=w.centre, pattern="{1}")),
    "certificate_series_once": repeated(lambda w: CertificateSeries(centre=w.centre, series="{seq}/2022")),
    "register_number_once": lambda w: entry(kind="withdrawn", reason="Ghi nhầm", number=w.entry.number)(w),
    "register_number_from_one": entry(kind="withdrawn", reason="Ghi nhầm", number=0),
    "register_act_once": entry(),
    "register_kind_known": entry(kind="x"),
    "register_change_has_reason": entry(kind="withdrawn"),
    "register_volume_once": lambda w: volume(number=w.volume.number, first_entry=20, last_entry=30)(w),
    "register_volume_first_once": lambda w: volume(number=8, first_entry=w.volume.first_entry)(w),
    "register_volume_in_order": volume(number=8, first_entry=30, last_entry=29),
    "blank_kind_known": blanks(kind="x"),
    "blank_quantity_from_one": blanks(quantity=0),
    "blank_spoiled_has_note": blanks(kind="spoiled"),
    "staff_count_day_once": repeated(lambda w: StaffCount(centre=w.centre, counted_on=LATE)),
    "staff_count_undated_once": repeated(lambda w: StaffCount(centre=w.centre)),
    "membership_role_known": broken_membership(role="chief"),
    "membership_of_centre_or_province": broken_membership(role="province_reviewer"),
    "membership_centre_once": repeated(broken_membership(valid_from=EARLY)),
    "membership_undated_centre_once": repeated(broken_membership()),
    "membership_undated_province_once": repeated(
        lambda w: Membership(user=w.user, role="province_reviewer", province=w.centre.province)
    ),
    "membership_dates_in_order": broken_membership(valid_from=LATE, valid_to=EARLY),
    "sent_form_once": repeated(lambda w: SentForm(user=w.user, key="a", led_to="/")),
    "unit_name_once_under_parent": repeated(lambda w: SendingUnit(centre=w.centre, parent=w.unit, name="Chi bộ 1")),
    "unit_name_once_at_top": lambda w: SendingUnit(centre=w.centre, name=w.unit.name),
    "unit_dates_in_order": lambda w: SendingUnit(centre=w.centre, name="Mới", valid_from=LATE, valid_to=EARLY),
    "list_preference_once": repeated(lambda w: ListPreference(user=w.user, name="lop", columns=["ma"])),
    "bulk_action_undone_was_done": lambda w: BulkAction(
        centre=w.centre, act="x", title="X", scope="X", undone_at=datetime(2022, 3, 1, tzinfo=UTC)
    ),
    "programme_group_known": broken_programme(legal_group="9"),
    "programme_block_known": broken_programme(block="x"),
    "programme_certificate_known": broken_programme(certificate="x"),
    "programme_dates_in_order": broken_programme(valid_from=LATE, valid_to=EARLY),
    "province_line_once": repeated(
        lambda w: ProvinceReportingLine(
            province=w.centre.province, programme=factories.programme(), line=ReportingLine.objects.first()
        )
    ),
    "rules_bands_in_order": broken_rules(good_from=Decimal("8.5")),
    "rules_step_positive": broken_rules(mark_step=Decimal(0)),
    "rules_attendance_percent": broken_rules(minimum_attendance=Decimal(101)),
    "rules_dates_in_order": broken_rules(valid_from=LATE, valid_to=EARLY),
    "plan_year_once": lambda w: AnnualPlan(centre=w.centre, year=2022),
    "plan_year_sensible": lambda w: AnnualPlan(centre=w.centre, year=1999),
    "decision_kind_known": lambda w: PlanDecision(plan=w.plan, number="2", decided_on=LATE, issuer="X", kind="x"),
    "decision_initial_once": lambda w: PlanDecision(
        plan=w.plan, number="2", decided_on=LATE, issuer="X", kind="initial"
    ),
    "decision_number_once": lambda w: PlanDecision(
        plan=w.plan, number=w.decision.number, decided_on=LATE, issuer="X", kind="adjustment"
    ),
    "quota_says_something": broken_quota(),
    "quota_classes_sensible": broken_quota(classes=10_001),
    "quota_learners_sensible": broken_quota(learners=-1_000_001),
    "quota_programme_once": repeated(broken_quota(classes=1)),
    "quota_total_once": repeated(lambda w: Quota(decision=w.decision, classes=1)),
    "lesson_position_once": repeated(
        lambda w: Lesson(programme=factories.programme("chuyen-de"), position=1, title="X")
    ),
    "lesson_kind_known": lambda w: Lesson(programme=factories.programme("chuyen-de"), position=1, title="X", kind="x"),
    "lesson_periods_sensible": lambda w: Lesson(
        programme=factories.programme("chuyen-de"), position=1, title="X", periods=0
    ),
    "holiday_of_centre_once": repeated(
        lambda w: Holiday(centre=w.centre, name="Nghỉ lũ", first_day=EARLY, last_day=LATE)
    ),
    "holiday_of_nation_once": repeated(lambda w: Holiday(name="Nghỉ", first_day=date(2019, 1, 1), last_day=LATE)),
    "holiday_days_in_order": lambda w: Holiday(centre=w.centre, name="Nghỉ", first_day=LATE, last_day=EARLY),
    "lecturer_engagement_known": broken_lecturer(engagement="x"),
    "lecturer_duty_known": broken_lecturer(duty="x"),
    "lecturer_once": repeated(broken_lecturer()),
    "lecturer_has_name": broken_lecturer(full_name=""),
    "lecturer_dates_in_order": broken_lecturer(valid_from=LATE, valid_to=EARLY),
    "activity_kind_known": lambda w: LecturerActivity(lecturer=w.lecturer, kind="x", held_on=LATE),
    "activity_quantity_sensible": lambda w: LecturerActivity(
        lecturer=w.lecturer, kind="marking", held_on=LATE, quantity=0
    ),
    "outside_course_once": repeated(broken_course()),
    "outside_course_has_name": broken_course(name=""),
    "outside_course_has_host": broken_course(host=""),
    "outside_course_days_in_order": broken_course(first_day=LATE, last_day=EARLY),
    "outside_course_day_sensible": broken_course(first_day=date(1999, 12, 31)),
    "outside_course_people_sensible": broken_course(people=0),
    "outside_place_once": repeated(
        lambda w: OutsidePlace(course=factories.make_outside_course(w.centre), learner=w.unmarked.learner)
    ),
    "need_once": repeated(lambda w: broken_need()(w)),
    "need_learners_sensible": lambda w: broken_need(learners=0)(w),
    "plan_line_quarter_known": lambda w: broken_plan_line(quarter=5)(w),
    "plan_line_classes_sensible": lambda w: broken_plan_line(classes=0)(w),
    "plan_line_learners_sensible": lambda w: broken_plan_line(learners=0)(w),
    "norm_percents_sensible": lambda w: TeachingNorm(name="X", source="thử", class_percent=101),
    "norm_papers_positive": lambda w: TeachingNorm(name="X", source="thử", papers_per_hour=0),
    "norm_dates_in_order": lambda w: TeachingNorm(name="X", source="thử", valid_from=LATE, valid_to=EARLY),
    "room_once": lambda w: Room(centre=w.centre, name="HỘI TRƯỜNG", key="hội trường"),
    "room_has_name": lambda w: Room(centre=w.centre, name=""),
    "session_part_known": broken_session(part="9"),
    "session_kind_known": broken_session(kind="x"),
    "session_of_class_once": lambda w: again(w.session),
    "session_of_lecturer_once": lambda w: Session(
        training_class=w.other_class, held_on=LATE, part="1", topic="X", lecturer=w.lecturer
    ),
    "session_of_room_once": lambda w: Session(
        training_class=w.other_class, held_on=LATE, part="1", topic="X", room=w.room
    ),
    "session_periods_sensible": broken_session(periods=13),
    "session_has_topic": broken_session(topic=""),
    "session_cancelled_not_taken": broken_session(cancel_reason="Mưa lũ", taken_at=datetime(2022, 2, 1, tzinfo=UTC)),
    "session_day_sensible": broken_session(held_on=date(1999, 12, 31)),
    "module_position_once": repeated(lambda w: Module(training_class=w.training_class, position=1, title="X")),
    "module_has_title": lambda w: Module(training_class=w.training_class, position=1, title=""),
    "module_days_in_order": lambda w: Module(
        training_class=w.training_class, position=1, title="X", begun_on=LATE, done_on=EARLY
    ),
    "roster_word_kind_known": lambda w: RosterWord(kind="x", text="Họ và tên"),
    "roster_word_once": repeated(lambda w: RosterWord(kind="heading", text="Cán bộ đi học", meaning="full_name")),
    "roster_word_once_in_centre": repeated(
        lambda w: RosterWord(centre=w.centre, kind="heading", text="Cán bộ đi học", meaning="full_name")
    ),
    "roster_layout_once": repeated(lambda w: RosterLayout(centre=w.centre, header_text="STT | Tên")),
    "roster_layout_once_for_unit": repeated(
        lambda w: RosterLayout(centre=w.centre, unit=w.unit, header_text="STT | Tên")
    ),
    "attendance_once": repeated(broken_attendance(presence="late")),
    "attendance_presence_known": broken_attendance(presence="x"),
    "attendance_partial_says_how_much": broken_attendance(presence="partial"),
    "enrolment_joined_before_leaving": broken_enrolment(state="withdrawn", joined_on=LATE, withdrawn_on=EARLY),
    "class_code_once": lambda w: again(w.training_class),
    "class_ownership_known": broken_class(ownership="x"),
    "class_kind_known": broken_class(kind="x"),
    "class_status_known": broken_class(status="x"),
    "class_joint_names_partner": broken_class(ownership="joint"),
    "class_own_has_no_partner": broken_class(partner="Trường Chính trị"),
    "class_opened_has_day": broken_class(opened_on=None),
    "class_closed_has_day": broken_class(status="closed", assessed_by="centre"),
    "class_closed_says_who_assessed": broken_class(**CLOSED | {"assessed_by": ""}),
    "class_recognised_is_closed": broken_class(recognised_on=date(2022, 3, 12)),
    "class_cancelled_has_reason": broken_class(status="cancelled"),
    "class_titled_was_considered": broken_class(**CLOSED, titled=False),
    "class_closes_after_opening": broken_class(**CLOSED | {"closed_on": EARLY}),
    "class_expected_close_after_opening": broken_class(closes_on=EARLY),
    "class_recognised_after_opening": broken_class(**CLOSED, recognised_on=EARLY),
    "class_opened_sensibly": broken_class(opened_on=date(1999, 12, 31)),
    "learner_gender_known": broken_learner(gender="x"),
    "learner_national_id_once": repeated(broken_learner(national_id="001188000001")),
    "learner_national_id_form": broken_learner(national_id="12345678901"),
    "learner_birth_year_agrees": lambda w: Learner(
        centre=w.centre, full_name="Vũ Hỏng", birth_date=EARLY, birth_year=1990, sort_key="x", search_key="x"
    ),
    "learner_birth_year_sensible": broken_learner(birth_year=1899),
    "learner_has_name": broken_learner(full_name=""),
    "learner_merged_once": repeated(
        lambda w: LearnerMerge(centre=w.centre, kept=w.unmarked.learner, merged_pk=1, merged_name="Vũ Hai")
    ),
    "enrolment_learner_once": lambda w: Enrolment(
        training_class=w.training_class, learner=w.unmarked.learner, roll_number=50
    ),
    "enrolment_named_unit_is_known": broken_enrolment(unit_name="Chi bộ thôn Đông"),
    "enrolment_roll_number_once": broken_enrolment(roll_number=1),
    "enrolment_roll_number_from_one": broken_enrolment(roll_number=0),
    "enrolment_state_known": broken_enrolment(state="x"),
    "enrolment_party_status_known": broken_enrolment(party_status="x"),
    "enrolment_withdrawn_has_day": broken_enrolment(state="withdrawn"),
    "enrolment_day_only_when_withdrawn": broken_enrolment(withdrawn_on=LATE),
    "result_mark_in_scale": broken_result(mark=Decimal("10.01")),
    "result_resit_in_scale": broken_result(mark=Decimal(4), resit_mark=Decimal("-0.01")),
    "result_resit_follows_mark": broken_result(resit_mark=Decimal(6)),
    "result_reason_known": broken_result(not_assessed="x"),
    "result_mark_or_reason": broken_result(mark=Decimal(6), not_assessed="absent"),
    "result_confirmed_by_another": lambda w: Result(
        enrolment=w.unmarked, changed_by=w.user, confirmed_by=w.user, confirmed_at=NOON
    ),
    "result_confirmation_whole": lambda w: Result(enrolment=w.unmarked, confirmed_by=w.user),
    "result_step_kind_known": lambda w: ResultStep(training_class=w.training_class, by=w.user, kind="x"),
    "result_step_returned_says_why": lambda w: ResultStep(training_class=w.training_class, by=w.user, kind="returned"),
    "criteria_excellent_known": lambda w: CentreCriteria(centre=w.centre, excellent_by="x"),
    "criteria_reward_known": lambda w: CentreCriteria(centre=w.centre, reward_by="x"),
    "criteria_excellent_share_given": lambda w: CentreCriteria(centre=w.centre, excellent_by="share"),
    "criteria_reward_share_given": lambda w: CentreCriteria(centre=w.centre, reward_by="share"),
    "criteria_percents": lambda w: CentreCriteria(centre=w.centre, good_from=Decimal(101)),
    "title_decision_has_number": lambda w: TitleDecision(training_class=w.other_class, decided_on=LATE, by=w.user),
    "commendation_once": repeated(lambda w: Commendation(enrolment=w.unmarked, kind="reward", decided_on=LATE)),
    "period_end_once": repeated(broken_period_end()),
    "period_end_part_known": broken_period_end(part="H9"),
    "period_end_is_a_day": broken_period_end(day=31),
    "period_end_in_its_season": broken_period_end(month=3),
    "province_report_once": repeated(lambda w: ProvinceReport(province=w.centre.province, period="2022-H1")),
    "province_section_once": repeated(
        lambda w: ProvinceSection(
            report=ProvinceReport.objects.create(province=w.centre.province, period="2021-H1"), key="I"
        )
    ),
    "own_form_name_once": repeated(own_form),
    "own_form_scope_known": lambda w: own_form(w, scope="khac"),
    "past_report_once": repeated(lambda w: PastReport(centre=w.centre, period="2021-H1")),
    "report_period_once": repeated(lambda w: PeriodReport(centre=w.centre, period="2022-H1")),
    "loaded_record_once": repeated(lambda w: LoadedRecord(centre=w.centre, kind="class", key="L-01", content={})),
    "loaded_record_kind_known": lambda w: LoadedRecord(centre=w.centre, kind="x", key="L-01", content={}),
    "version_number_once": broken_version(number=1),
    "version_number_from_one": broken_version(number=0),
    "province_version_number_once": second_province_version,
    "province_version_number_from_one": province_version(number=0),
    "frozen_class_once": repeated(lambda w: FrozenClass(version=w.version, class_key=1, learners=3)),
    "frozen_enrolment_once": repeated(
        lambda w: FrozenEnrolment(version=w.version, enrolment_key=1, class_key=1, learner_key=1, roll_number=1)
    ),
    "step_kind_known": broken_step(kind="x"),
    "step_names_version": broken_step(versioned=False, kind="submitted"),
    "step_submitted_once": repeated(broken_step(kind="submitted")),
    "step_concluded_once": repeated(broken_step(kind="approved")),
    "step_says_why": broken_step(kind="amended"),
    "step_reopened_until_a_day": broken_step(kind="reopened", reason="Sửa số"),
    "remark_kind_known": broken_remark(kind="x"),
    "remark_says_something": broken_remark(text=""),
    "remark_pinned": broken_remark(target=""),
    "remark_answer_whole": broken_remark(answer="Đã sửa"),
    "warning_reason_once": repeated(broken_reason()),
    "warning_reason_says_something": broken_reason(reason=""),
    "report_due_once": repeated(broken_due()),
    "report_due_part_known": broken_due(part="X"),
    "report_due_days_sensible": broken_due(days=91),
    "recent_class_once": repeated(broken_recent()),
    "recent_report_once": repeated(lambda w: Recent(user=w.user, report=w.report, opened_at=NOON)),
    "recent_class_or_report": lambda w: broken_recent(report=w.report)(w),
    "hidden_steps_once": repeated(lambda w: HiddenSteps(user=w.user, centre=w.centre)),
    "term_beginning_once": repeated(term()),
    "term_dates_in_order": term(valid_to=date(2021, 1, 1)),
    "paper_number_once": repeated(paper()),
    "paper_of_class_once": second_paper_of_class,
    "paper_number_from_one": paper(number=0),
    "paper_series_known": paper(series="XX"),
    "paper_kind_known": lambda w: paper(kind="x", training_class=w.training_class)(w),
    "paper_kind_is_of_class": paper(kind="mo-lop"),
    "officers_are_different": lambda w: ClassOfficers(
        training_class=w.training_class, monitor=w.unmarked, second_deputy=w.unmarked
    ),
    "dossier_note_once": repeated(lambda w: DossierNote(training_class=w.training_class, item="mo-lop")),
    "paper_file_of_one_thing": loose_file,
    "section_once": repeated(lambda w: ReportSection(report=w.report, key="I", changed_by=w.user)),
}


class World:
    """Rows to break constraints against, in one centre."""

    def __init__(self, centre):
        self.centre = centre
        self.user = factories.make_user()
        self.unit = factories.make_unit(centre)
        self.decision = factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 2, None)])
        self.plan = self.decision.plan
        self.training_class = factories.make_class(centre)
        self.unmarked = factories.enrol(self.training_class)
        self.other_class = factories.make_class(centre, "L-02")
        self.lecturer = Lecturer.objects.create(centre=centre, full_name="Hà Thị Giảng", engagement="full_time")
        self.room = Room.objects.create(centre=centre, name="Hội  trường")
        self.session = Session.objects.create(
            training_class=self.training_class,
            held_on=LATE,
            part="1",
            topic="Bài 1",
            lecturer=self.lecturer,
            room=self.room,
        )
        self.report = PeriodReport.objects.create(centre=centre, period="2021-H2")
        self.version = broken_version(number=1)(self)
        self.version.save()
        self.enrolment = factories.enrol(self.other_class)
        self.certificate, self.entry, self.volume = certificate()(self), None, volume()(self)
        self.certificate.save()
        self.entry = entry(number=1)(self)
        self.entry.save()
        self.volume.save()


@pytest.fixture
def world(centre, other_centre):
    return World(centre)


def each_broken(world):
    """Every name with its bad row; what was stored to make it bad is taken back before the next."""
    for name, broken in BROKEN.items():
        with transaction.atomic():
            yield name, broken(world)
            transaction.set_rollback(True)


def refused(bad):
    try:
        with transaction.atomic():
            type(bad).objects.bulk_create([bad])  # past save(), which derives the keys and the year of birth
    except IntegrityError:
        return True
    return False


def test_database_refuses_every_row_that_breaks_a_constraint(world):
    assert [name for name, bad in each_broken(world) if not refused(bad)] == []


def test_validation_says_the_sentence_of_every_constraint(world):
    sentences = {c.name: c.violation_error_message for m in own_models() for c in m._meta.constraints}
    silent = []
    for name, bad in each_broken(world):
        try:
            bad.validate_constraints()
        except ValidationError as caught:
            if sentences[name] in caught.messages:
                continue
        silent.append(name)
    assert silent == []


def test_unit_is_not_its_own_parent(world):
    world.unit.parent = world.unit
    with pytest.raises(IntegrityError), transaction.atomic():
        world.unit.save()


def own_models():
    return [m for app in ("centres", "classes", "learners", "reports") for m in apps.get_app_config(app).get_models()]


def test_every_constraint_is_broken_here():
    named = {c.name for m in own_models() for c in m._meta.constraints}
    assert named == set(BROKEN) | {"unit_not_its_own_parent"}


def test_every_constraint_has_its_own_sentence():
    plain = {c.name for m in own_models() for c in m._meta.constraints if "Constraint" in c.violation_error_message}
    assert plain == set()
