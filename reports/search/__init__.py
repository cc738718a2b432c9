"""The search box: classes, learners, papers, programmes, pages and guides that hold every word typed."""

from reports.search.classes import class_group
from reports.search.courses import course_group
from reports.search.group import Group, Hit
from reports.search.pages import centre_group, figure_group, page_group, programme_group
from reports.search.papers import paper_group
from reports.search.people import learner_group
from reports.search.question import Question

__all__ = ["GROUPS", "Group", "Hit", "Question", "found"]

# What stands in the address after "nhom=", in the order in which the groups are shown
GROUPS = {
    "lop": class_group,
    "hoc-vien": learner_group,
    "cu-di-hoc": course_group,
    "van-ban": paper_group,
    "chuong-trinh": programme_group,
    "trung-tam": centre_group,
    "huong-dan": page_group,
    "so-lieu": figure_group,
}


def found(question: Question, only: str = "") -> list[Group]:
    """The groups in which something was found; `only` one of them where it is named."""
    if not question.words:
        return []
    wanted = [GROUPS[only]] if only in GROUPS else GROUPS.values()
    return [group for make in wanted if (group := make(question)).hits]
