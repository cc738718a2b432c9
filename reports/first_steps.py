"""What a new centre does first, each line true or not by the facts."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse

from centres import dates
from centres.models import Centre, Membership, Role, SendingUnit, User
from classes.models import PlanDecision, TrainingClass
from learners.models import Enrolment
from reports.models import HiddenSteps, PeriodReport


@dataclass(frozen=True)
class Step:
    text: str
    done: bool
    who: str
    address: str = ""


def first_steps(user: User, centre: Centre) -> list[Step] | None:
    """The steps, or None once all are done, the user has hidden them or the centre is no more.

    One query; the centre is one the user enters.
    """
    if not centre.exists_on(dates.today()):
        return None
    facts = Centre.objects.filter(pk=centre.pk).values(**_facts(user)).get()
    if facts["is_hidden"]:
        return None
    steps = _steps(centre, facts, user)
    return None if all(step.done for step in steps) else steps


def _facts(user):
    of_centre = OuterRef("pk")
    staff = Membership.objects.active().filter(centre=of_centre)
    enrolled = Enrolment.objects.filter(training_class__centre=of_centre)
    return {
        "has_clerk": Exists(staff.filter(role=Role.CLERK)),
        "has_director": Exists(staff.filter(role=Role.DIRECTOR)),
        "has_units": Exists(SendingUnit.objects.filter(centre=of_centre)),
        "has_decision": Exists(PlanDecision.objects.filter(plan__centre=of_centre)),
        "has_class": Exists(TrainingClass.objects.filter(centre=of_centre)),
        "has_roster": Exists(enrolled),
        "has_result": Exists(enrolled.filter(result__mark__isnull=False)),
        "has_report": Exists(PeriodReport.objects.filter(centre=of_centre)),
        "is_hidden": Exists(HiddenSteps.objects.for_user(user).filter(centre=of_centre)),
    }


def _steps(centre, facts, user):
    office, clerk = "người quản trị", "giáo vụ"
    centre_page = reverse("admin:centres_centre_change", args=[centre.pk]) if user.is_superuser else ""
    accounts = reverse("admin:centres_user_changelist") if user.is_superuser else ""
    described = all((centre.host, centre.place, centre.signer_name))
    classes, units = reverse("classes:list"), reverse("learners:units")
    return [
        Step("Ghi đủ cấp ủy chủ quản, địa danh, người ký văn bản của trung tâm", described, office, centre_page),
        Step("Lập tài khoản giáo vụ và giám đốc", facts["has_clerk"] and facts["has_director"], office, accounts),
        Step("Nhập quyết định giao chỉ tiêu", facts["has_decision"], clerk, reverse("classes:new_decision")),
        Step("Thêm lớp đầu tiên", facts["has_class"], clerk, reverse("classes:new")),
        Step("Nhập danh sách học viên của lớp", facts["has_roster"], clerk, classes),
        Step("Có danh mục đơn vị cử học viên (tự lập khi nhập danh sách)", facts["has_units"], clerk, units),
        Step("Nhập kết quả học tập", facts["has_result"], clerk, classes),
        Step("Soạn báo cáo đầu tiên", facts["has_report"], clerk, reverse("reports:list")),
    ]


def hide_steps(*, user: User, centre: Centre) -> None:
    """Show this user the centre's first steps no more, until they ask for them."""
    HiddenSteps.objects.get_or_create(user=user, centre=centre)


def show_steps(*, user: User, centre: Centre) -> None:
    """Show this user the centre's first steps again."""
    HiddenSteps.objects.filter(user=user, centre=centre).delete()


def are_hidden(user: User, centre: Centre) -> bool:
    """Whether this user has hidden the centre's first steps."""
    return HiddenSteps.objects.for_user(user).filter(centre=centre).exists()
