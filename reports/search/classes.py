"""Classes, by what the class list is searched by too."""

from django.urls import reverse
from django.utils.http import urlencode

from centres.search import matching
from classes.class_columns import EVERY_YEAR, SEARCHED
from classes.models import TrainingClass
from reports.search.group import Group, Hit, group_of_rows
from reports.search.question import Question


def class_group(question: Question) -> Group:
    classes = question.within(TrainingClass.objects.for_user(question.user))
    rows = matching(classes, SEARCHED, " ".join(question.words)).select_related("centre")
    rows = rows.order_by(*question.own_first(), "-opened_on", "code")
    filtered = f"{reverse('classes:list')}?{urlencode({'nam': EVERY_YEAR, 'tim': question.text})}"
    address = filtered if question.one_centre else ""
    return group_of_rows("lop", "Lớp", rows, question, lambda row: _hit(row, question), address)


def _hit(row, question):
    parts = [row.code, row.get_status_display().lower()]
    if row.opened_on:
        parts.append(f"khai giảng {row.opened_on:%d/%m/%Y}")
    parts += [row.partner, question.place_of(row.centre)]
    return Hit(row.name, reverse("learners:class", args=[row.pk]), " · ".join(filter(None, parts)))
