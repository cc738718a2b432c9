"""The stored lines of a report from before the system as the tree they form."""

from reports.models import PastReport, PastReportLine
from reports.past import PastNode

Children = dict[int | None, list[PastReportLine]]


def stored_lines(report: PastReport) -> list[dict]:
    """The lines in the order in which they are typed, each with its level: what the form begins with."""
    return list(_flat(_children(report), None, 1))


def node_of(report: PastReport) -> PastNode:
    """The report with its lines under it, ready for the arithmetic gate. No query where the lines are prefetched."""
    return PastNode("Tổng số", report.classes, report.learners, _nodes(_children(report), None))


def _children(report: PastReport) -> Children:
    found: Children = {}
    for line in sorted(report.lines.all(), key=lambda line: (line.position, line.pk)) if report.pk else ():
        found.setdefault(line.parent_id, []).append(line)
    return found


def _flat(children: Children, parent, level):
    for line in children.get(parent, ()):
        yield {"level": level, "label": line.label, "classes": line.classes, "learners": line.learners}
        yield from _flat(children, line.pk, level + 1)


def _nodes(children: Children, parent) -> list[PastNode]:
    lines = children.get(parent, ())
    return [PastNode(line.label, line.classes, line.learners, _nodes(children, line.pk)) for line in lines]
