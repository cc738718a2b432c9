from datetime import date

from django.urls import reverse

from reports.tasks import attendance
from tests import factories


def test_sessions_without_attendance_wait_by_class(centre, other_centre, clerk):
    today = date(2022, 3, 10)
    running = factories.make_class(centre)
    first = factories.make_session(running, date(2022, 3, 8))
    factories.make_session(running, date(2022, 3, 9), taken_at="2022-03-09T01:00:00Z")
    factories.make_session(running, date(2022, 3, 11))
    factories.make_session(running, date(2022, 3, 9), "2", cancel_reason="Mưa lũ")
    other = factories.make_class(centre, "L-02")
    factories.make_session(other, date(2022, 3, 9))
    factories.make_session(other, today)
    now = factories.make_session(factories.make_class(centre, "L-03"), today)
    factories.make_session(factories.make_class(other_centre, "BM-02"), today)
    factories.make_session(factories.make_closed_class(centre, "L-04"), today)  # recognised
    found = attendance.tasks(centre, clerk, today)
    assert [(task.text, task.detail, task.address, task.due) for task in found] == [
        (
            "Chưa điểm danh: Lớp L-01",
            "buổi sáng 08/03/2022",
            reverse("learners:session_attendance", args=[first.pk]),
            date(2022, 3, 8),
        ),
        (
            "Chưa điểm danh: Lớp L-02",
            "2 buổi, từ sáng 09/03/2022",
            reverse("learners:attendance", args=[other.pk]),
            date(2022, 3, 9),
        ),
        (
            "Điểm danh buổi hôm nay: Lớp L-03",
            "buổi sáng 10/03/2022",
            reverse("learners:session_attendance", args=[now.pk]),
            today,
        ),
    ]
