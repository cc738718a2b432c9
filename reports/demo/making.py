from datetime import date

from auditlog.context import disable_auditlog
from django.db import transaction

from centres import dates
from centres.models import Centre
from learners.actions.papers import save_term
from learners.models import Term
from reports.demo import accounts, place, plans, schedule, surveys
from reports.demo.enrolling import Writer
from reports.demo.issuing import issue_all
from reports.demo.reviewing import review_reports
from reports.demo.timetables import make_timetables
from reports.demo.writing import write_reports


@transaction.atomic
def make_demo() -> list[dict]:
    """The invented centre, unless it is there, and the accounts that are missing; return all accounts as listed."""
    found = Centre.objects.filter(code=place.CODE).select_related("province").first()
    with disable_auditlog():  # the history begins with what people enter
        centre = found or place.make_centre()
        listed = accounts.make_accounts(accounts.wanted(centre))
        if not found:
            fill(centre, dates.today())
    return listed


def fill(centre: Centre, today: date) -> None:
    clerk = centre.memberships.get(role="clerk").user
    plans.make_plans(centre, today, place.BEGAN)
    writer = Writer(centre, today, clerk)
    for planned in sorted(schedule.classes_for(today, place.BEGAN), key=lambda one: one.opens):
        writer.write(planned)
    save_term(term=Term(centre=centre, name="2025-2030", valid_from=place.BEGAN))
    surveys.survey_next_year(centre, today)
    make_timetables(centre, today)
    issue_all(centre, today, clerk)
    write_reports(centre, today, place.BEGAN, clerk)
    review_reports(centre, today)
    fill_predecessor(centre.predecessors.get(), today)


def fill_predecessor(district: Centre, today: date) -> None:
    """The district centre's last year and a half."""
    writer = Writer(district, today)
    for year in (2024, 2025):
        held = [one for one in schedule.year_round(year, "DS", 1.4) if one.opens <= district.valid_to]
        plans.make_plan(district, year, held, date(year, 1, 12))
        for planned in held:
            writer.write(planned)
