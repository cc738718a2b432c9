"""Reports on their way: returned ones with remarks to answer, those that wait for the director, those opened again."""

from django.urls import reverse

from centres.models import Centre, User
from reports.duties import may_submit
from reports.models import PeriodReport
from reports.periods import name_of
from reports.states import ReportState, State
from reports.tasks.value import Kind, Task


def stepped(user: User, centre: Centre) -> list[str]:
    """The periods whose reports have taken a step. One query."""
    begun = PeriodReport.objects.for_user(user).filter(centre=centre, steps__isnull=False)
    return list(begun.order_by("period").values_list("period", flat=True).distinct())


def tasks(centre: Centre, user: User, found: dict[str, ReportState]) -> list[Task]:
    signs = may_submit(user, centre)
    made = (_task(centre, code, state, signs) for code, state in found.items())
    return [task for task in made if task]


def _task(centre, code, state: ReportState, signs: bool) -> Task | None:
    place, name = [centre.code, code], f"báo cáo {name_of(code)}"
    due = f"hạn nộp {state.due:%d/%m/%Y}" if state.due else ""
    if state.state == State.RETURNED and state.remarks:
        text = f"Trả lời {state.remarks:02} nhận xét: {name}"
        return Task(text, reverse("reports:answers", args=place), due, due=state.due, kind=Kind.ANSWER)
    check = reverse("reports:check", args=place)
    if state.state == State.RETURNED:
        return Task(f"Sửa và trình lại {name}", check, due, due=state.due, kind=Kind.ANSWER)
    if state.state == State.PREPARED and signs:
        return Task(f"Trình {name}", check, "đã soạn xong", due=state.due, kind=Kind.DECISION)
    if state.state == State.REOPENED:
        until = f"mở đến hết {state.until:%d/%m/%Y}"
        return Task(f"Sửa {name} được mở lại", check, until, due=state.until, kind=Kind.ANSWER)
    if state.state == State.AMENDING:
        return Task(f"Hoàn thành điều chỉnh {name}", check, "bản đã duyệt vẫn có hiệu lực", kind=Kind.ANSWER)
    return None
