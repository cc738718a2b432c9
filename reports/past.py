"""Reports from before the system: totals and nested "trong đó" lines, and the arithmetic they must pass."""

from dataclasses import dataclass, field

from reports.models import PastReport
from reports.value import GateEntry
from reports.wording import count, grouped


@dataclass
class PastNode:
    """A past report, or a "trong đó" line of it, with the lines under it."""

    label: str
    classes: int | None
    learners: int | None
    lines: list["PastNode"] = field(default_factory=list)


def load_past_reports(centres, period: str) -> dict[int, PastNode]:
    """The past report of each centre for the period, by the centre's key. One query."""
    rows = (
        PastReport.objects.filter(centre__in=centres, period=period)
        .order_by("lines__position", "lines__pk")
        .values_list(
            *("centre", "classes", "learners"),
            *("lines__pk", "lines__parent", "lines__label", "lines__classes", "lines__learners"),
        )
    )
    grouped_rows = {}
    for centre, *row in rows:
        grouped_rows.setdefault(centre, []).append(row)
    return {centre: _tree(found) for centre, found in grouped_rows.items()}


def _tree(rows) -> PastNode:
    root = PastNode("Tổng số", *rows[0][:2])
    nodes = {pk: PastNode(label, classes, learners) for _, _, pk, _, label, classes, learners in rows if pk}
    for _, _, pk, parent, *_ in rows:
        if pk:
            nodes.get(parent, root).lines.append(nodes[pk])
    return root


def check(node: PastNode, where: str) -> list[GateEntry]:
    """Every "trong đó" that does not sum to what stands above it, from the top down."""
    found = _check_lines(node, where)
    for line in node.lines:
        found += check(line, line.label)
    return found


def _check_lines(node, where):
    if not node.lines:
        return []
    classes, learners = (_gap(node, name) for name in ("classes", "learners"))
    if not classes and not learners:
        return []
    return [GateEntry("G1", _message(node, where, classes or 0, learners or 0), classes or 0, learners or 0, where)]


def _gap(node, name):
    """Total less the sum of its lines; None where a part is unknown, so nothing can be said."""
    parts = [getattr(line, name) for line in node.lines]
    total = getattr(node, name)
    return None if total is None or None in parts else total - sum(parts)


def _message(node, where, classes, learners):
    listed = f"các dòng “trong đó” cộng lại được {_amount(_sum(node, 'classes'), _sum(node, 'learners'))}"
    message = f"{where}: ghi {_amount(node.classes, node.learners)}, nhưng {listed}; {_difference(classes, learners)}."
    return message + _hint(node)


def _sum(node, name):
    parts = [getattr(line, name) for line in node.lines]
    return None if None in parts else sum(parts)


def _amount(classes, learners):
    parts = [f"{count(classes)} lớp"] if classes is not None else []
    return ", ".join(parts + ([f"{count(learners)} học viên"] if learners is not None else []))


def _difference(classes, learners):
    parts = []
    for number, unit in ((classes, "lớp"), (learners, "học viên")):
        if number:
            parts.append(f"{'thiếu' if number > 0 else 'thừa'} {count(abs(number))} {unit}")
    return ", ".join(parts)


def _hint(node):
    """What often explains a gap: a block whose own lines are of another number of classes than it says."""
    hints = []
    for block in node.lines:
        listed, learners = _sum(block, "classes"), _sum(block, "learners")
        if block.lines and block.classes is not None and listed not in (None, block.classes):
            same = f" ({grouped(learners)} học viên là của {count(listed)} lớp)" if learners == block.learners else ""
            hints.append(
                f" Gợi ý: “{block.label}” ghi {count(block.classes)} lớp nhưng liệt kê {count(listed)} lớp{same}."
            )
    return "".join(hints)
