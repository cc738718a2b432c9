"""The head of a report's page: where it stands, what this person does next, and its versions."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from centres.access import LEADERS, REVIEWERS, WRITERS, roles_in
from centres.models import Centre, User
from reports.models import ReportVersion
from reports.states import ReportState, State
from reports.written import day


@dataclass(frozen=True)
class Button:
    """A step one may take: a link, or (`posts`) a button that does it at once."""

    label: str
    address: str
    primary: bool = False
    posts: bool = False


@dataclass(frozen=True)
class Box:
    state: ReportState
    sentence: str
    buttons: list[Button] = field(default_factory=list)
    versions: list[ReportVersion] = field(default_factory=list)


def review_box(user: User, centre: Centre, period: str, state: ReportState) -> Box:
    """For the report's own page: it counts now, so a reviewer is told that it is a draft."""
    roles = roles_in(user, centre)
    versions = list(
        ReportVersion.objects.for_user(user)
        .filter(report__centre=centre, report__period=period)
        .select_related("submitted_by")
        .order_by("-number")
    )
    buttons = [*_centre_buttons(centre, period, state, bool(roles & LEADERS))] if roles & WRITERS else []
    buttons += [*_reviewer_buttons(centre, period, state)] if roles & REVIEWERS else []
    return Box(state, sentence_of(state), buttons, versions)


def sentence_of(state: ReportState) -> str:
    """The state in words: who has the report, since when, until when."""
    words = {
        State.DRAFT: f"Trung tâm {'đang' if state.is_begun else 'chưa bắt đầu'} soạn báo cáo.",
        State.PREPARED: "Giáo vụ đã soạn xong, chờ giám đốc trình.",
        State.SUBMITTED: f"{_version(state)} đang chờ duyệt{_by(state)}.",
        State.RETURNED: f"{_version(state)} bị trả lại; trung tâm sửa, trả lời nhận xét rồi trình lại.",
        State.APPROVED: f"Bản trình lần {state.approved} đã được duyệt{_on(state.approved_at)}.",
        State.REOPENED: f"Báo cáo được mở lại đến hết {day(state.until)}; bản trình lần {state.approved} vẫn có hiệu lực."
        if state.until
        else "",
        State.AMENDING: f"Trung tâm đang lập báo cáo điều chỉnh; bản trình lần {state.approved} vẫn có hiệu lực.",
    }[state.state]
    return f"{words} {_due(state)}".strip()


def _version(state):
    return f"Bản trình lần {state.version}"


def _by(state):
    return f" ({state.submitted_by} trình{_on(state.submitted_at)})"


def _on(moment):
    return f" ngày {timezone.localtime(moment):%d/%m/%Y}" if moment else ""


def _due(state):
    if not state.due or state.state == State.APPROVED:
        return ""
    late = f" Trễ hạn {state.days_late} ngày." if state.is_late else ""
    return f"Hạn nộp: {day(state.due)}.{late}"


def _centre_buttons(centre, period, state, signs):
    place = [centre.code, period]
    if state.is_in_the_centre:
        if state.remarks:
            yield Button(f"Trả lời nhận xét ({state.remarks})", reverse("reports:answers", args=place), primary=True)
        yield Button("Kiểm tra và trình", reverse("reports:check", args=place), primary=not state.remarks)
    if state.is_in_the_centre and state.approved:
        yield Button("Bỏ điều chỉnh", reverse("reports:drop_amendment", args=place), posts=True)
    if state.state == State.SUBMITTED and signs:
        yield Button("Rút lại", reverse("reports:withdraw", args=place), posts=True)
    if state.state == State.APPROVED:
        yield Button("Thay đổi từ khi duyệt", reverse("reports:drift", args=place))


def _reviewer_buttons(centre, period, state):
    place = [centre.code, period]
    if state.state == State.SUBMITTED:
        label = f"Đọc và duyệt bản trình lần {state.version}"
        yield Button(label, reverse("reports:version", args=[*place, state.version]), primary=True)
    if state.state == State.APPROVED:
        label = f"Xem bản đã duyệt (lần {state.approved})"
        yield Button(label, reverse("reports:version", args=[*place, state.approved]), primary=True)
        yield Button("Thay đổi từ khi duyệt", reverse("reports:drift", args=place))
        yield Button("Mở lại báo cáo", reverse("reports:reopen", args=place))
