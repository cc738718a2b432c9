"""Classes of other schools that people were sent to."""

from django.urls import reverse

from centres.search import matching
from classes.models import OutsideCourse
from reports.search.group import Group, Hit, group_of_rows
from reports.search.question import Question

SEARCHED = ["name", "host", "programme__name", "note"]


def course_group(question: Question) -> Group:
    courses = question.within(OutsideCourse.objects.for_user(question.user))
    rows = matching(courses, SEARCHED, " ".join(question.words)).select_related("centre")
    rows = rows.order_by(*question.own_first(), "-first_day", "-pk")
    return group_of_rows("cu-di-hoc", "Cử đi học ở cơ sở khác", rows, question, lambda row: _hit(row, question))


def _hit(row, question):
    parts = [row.host, f"từ {row.first_day:%d/%m/%Y}", f"{row.people} người", question.place_of(row.centre)]
    address = f"{reverse('classes:outside_courses')}?nam={row.first_day.year}"
    return Hit(row.name, address, " · ".join(filter(None, parts)))
