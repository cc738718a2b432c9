from datetime import date

from classes.models import AssessmentRules
from learners.actions.certificates import issue_certificates
from reports.tasks.certificates import tasks
from tests import factories

TODAY = date(2022, 4, 1)


def test_class_waits_until_its_certificates_are_issued(centre, other_centre, clerk, django_assert_num_queries):
    waiting = factories.make_closed_class(centre, "L-01", rules=_rules())
    for mark in (8, 5, 4.75):
        factories.enrol(waiting, mark=mark)
    done = factories.make_closed_class(centre, "L-02", rules=_rules(), recognition_number="10-QĐ/TTCT")
    factories.enrol(done, mark=8)
    issue_certificates(training_class=done, issued_on=date(2022, 3, 12), user=clerk, address="https://so-lop.example")
    with django_assert_num_queries(2):  # the memberships first
        found = tasks(centre, clerk, TODAY)
    assert [(task.text, task.detail, task.due) for task in found] == [
        ("Chưa cấp giấy chứng nhận: Lớp L-01", "02 học viên; công nhận 11/03/2022", date(2022, 3, 26))
    ]


def test_classes_recognised_long_ago_are_left_alone(centre, clerk):
    factories.enrol(factories.make_closed_class(centre, "L-01", rules=_rules()), mark=8)
    assert tasks(centre, clerk, date(2022, 9, 1)) == []


def _rules():
    return AssessmentRules.objects.in_force(date(2022, 3, 11))
