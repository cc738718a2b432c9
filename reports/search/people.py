"""Learners, for those who may see their names: reviewers find none."""

from django.urls import reverse
from django.utils.http import urlencode

from centres.models import Centre, SendingUnit
from learners.models import Learner
from learners.search import matching_learners
from reports.search.group import Group, Hit, group_of_rows
from reports.search.question import Question


def learner_group(question: Question) -> Group:
    learners = question.within(Learner.objects.for_user(question.user))
    staffed = Centre.objects.staffed_by(question.user)
    units = question.within(SendingUnit.objects.for_user(question.user).filter(centre__in=staffed))
    rows = matching_learners(learners, units, question.text).select_related("centre").with_classes().in_name_order()
    address = f"{reverse('learners:list')}?{urlencode({'tim': question.text})}" if question.one_centre else ""
    return group_of_rows("hoc-vien", "Học viên", rows, question, lambda row: _hit(row, question), address)


def _hit(row, question):
    by_number = any(len(word) >= 4 and row.national_id.endswith(word) for word in question.words if word.isdigit())
    parts = [f"sinh {row.birth}" if row.birth else "", row.last_unit, row.masked_national_id if by_number else ""]
    parts.append(question.place_of(row.centre))
    return Hit(row.full_name, reverse("learners:detail", args=[row.pk]), " · ".join(filter(None, parts)))
