"""The year's plan: what was given (II.1), what is left of it and what comes next (IV)."""

from collections.abc import Iterator

from reports.figures import Counted
from reports.figures.breakdowns import OWN
from reports.figures.coming import span_after
from reports.figures.plan import ProgrammeQuota
from reports.notes import cite
from reports.tokens import LEFT, named
from reports.wording import count, joined


def given(counted: Counted, who: str) -> Iterator[str]:
    """The year's quotas, and after adjustments, each with its decision (P)."""
    plan = counted.plan
    year = counted.window.year
    if plan.first is None:
        return
    given = _classes_and_learners(counted.figures["P1"], counted.figures["P2"])
    if given:
        yield f"Năm {year}, {who} được giao chỉ tiêu {given} theo {cite(plan.first)}"
    adjusted = _classes_and_learners(counted.figures["P1a"], counted.figures["P2a"])
    if plan.adjustments and adjusted:
        yield f"Sau điều chỉnh theo {joined([cite(one) for one in plan.adjustments])}, chỉ tiêu năm là {adjusted}"


def _classes_and_learners(classes, learners):
    return " với ".join(
        f"{count(number)} {unit}" for number, unit in ((classes, "lớp"), (learners, "học viên")) if number
    )


def left_to_do(counted: Counted) -> Iterator[str]:
    """What the year's plan still asks for; for a year's own report, what was not done."""
    planned, done = counted.figures["P1a"], counted.figures["O1c"]
    if planned is None or not (planned or done):
        return
    left = planned - done
    if left > 0:
        over = counted.window.ends_the_year and not counted.window.is_partial
        verb = "chưa mở được" if over else "còn phải mở"
        number = count(named(left, f"O1:{LEFT}"))
        yield f"So với kế hoạch năm, Trung tâm {verb} {number} lớp{_left_by_programme(counted, left)}"
    elif left == 0:
        yield "Trung tâm đã mở đủ số lớp theo kế hoạch năm"
    else:
        yield f"Trung tâm đã mở vượt kế hoạch năm {count(-left)} lớp"


def _left_by_programme(counted, left):
    """The programmes that still have classes to open, where these are exactly what is left of the whole plan."""
    gaps = [(gap, quota) for quota in _quotas(counted) if (gap := _left_of(counted, quota))]
    if sum(gap for gap, _ in gaps if gap > 0) != left:
        return ""
    named_gaps = [(named(gap, f"O1:{LEFT}:{quota.code}"), quota) for gap, quota in gaps if gap > 0]
    return ", gồm: " + "; ".join(f"{count(gap)} lớp {quota.phrase}" for gap, quota in named_gaps)


def _quotas(counted):
    quotas = [quota for quota in counted.plan.by_programme().values() if quota.code]
    return sorted(quotas, key=lambda quota: quota.position)


def _left_of(counted: Counted, quota: ProgrammeQuota) -> int | None:
    """Classes of the programme that its quota still asks for; below 0 where more were opened, None where unknown."""
    planned = quota.amount[0]
    done = sum(one.opened_to_date and one.line.programme == quota.code for one in counted.counts)
    return None if planned is None else planned - done


def coming(counted: Counted) -> Iterator[str]:
    """What the quarter after the period brings, by partner: planned classes and what the draft plan has left."""
    rows = counted.breakdowns.get("coming", ())
    if not rows:
        return
    by_partner = {}
    for row in rows:
        by_partner.setdefault(row.key.rpartition("|")[0], []).append(row)
    total = count(sum(row.classes for row in rows))
    parts = [_coming_with(partner, found) for partner, found in by_partner.items()]
    yield f"Trong {span_after(counted.window).label}, Trung tâm dự kiến mở {total} lớp: {'; '.join(parts)}"


def _coming_with(partner, rows):
    who = "chủ trì" if partner == OWN[0] else f"phối hợp với {partner}"
    cells = [f"{count(row.classes)} lớp {row.label}" for row in rows]
    if len(cells) == 1:
        return f"{who} mở {cells[0]}"
    return f"{who} mở {count(sum(row.classes for row in rows))} lớp, gồm {joined(cells)}"
