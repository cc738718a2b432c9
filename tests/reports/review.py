"""A report brought to any state of its review, by the people who may."""

from datetime import date

from centres.models import Role
from reports import actions
from reports.models import PeriodReport
from tests import factories

PERIOD = "2022-H1"
TODAY, DAY = date(2022, 7, 10), date(2022, 7, 15)
NO_PAPER = b"%PDF-1.7 not typeset in this test"


def make_books(centre):
    """Two classes of the half-year: one finished with three marks, one joint that still runs."""
    closed = factories.make_closed_class(centre, "AB-01", name="Lớp Bồi dưỡng thứ nhất", called=4)
    for mark in (9, 8, 6):
        factories.enrol(closed, mark=mark)
    factories.enrol(factories.make_class(centre, "AB-02", ownership="joint", partner="Hội Nông dân xã"))
    return closed


def people(centre):
    """One person for each role that has to do with reports."""
    return {role: factories.make_user(role, centre) for role in Role.values if role != Role.PROVINCE_REVIEWER} | {
        Role.PROVINCE_REVIEWER: factories.make_user(Role.PROVINCE_REVIEWER, province=centre.province)
    }


def report_of(centre):
    return PeriodReport.objects.get_or_create(centre=centre, period=PERIOD)[0]


def submit(centre, user):
    return actions.submit_report(report=report_of(centre), user=user)


def bring_to(state, centre, of):
    """Take the steps that lead to a state; return the report."""
    report = report_of(centre)
    director, reviewer = of[Role.DIRECTOR], of[Role.PROVINCE_REVIEWER]
    if state == "draft":
        return report
    if state == "prepared":
        actions.prepare_report(report=report, user=of[Role.CLERK])
        return report
    version = submit(centre, director)
    if state == "submitted":
        return report
    if state == "returned":
        actions.return_version(version=version, user=reviewer, reason="Xem lại số triệu tập.")
        return report
    actions.approve_version(version=version, user=reviewer)
    if state == "reopened":
        actions.reopen_report(report=report, user=reviewer, reason="Sót một lớp.", until=DAY)
    if state == "amending":
        actions.amend_report(report=report, user=of[Role.CLERK], reason="Sót một lớp.")
    return report
