"""Notes under a report: what a base leaves out, where a number comes from, what is not known yet."""

from reports.dictionary import define
from reports.figures import Counted
from reports.figures.plan import Decision
from reports.value import ClassLine
from reports.wording import count, held, long_date, number_of, short_date, whom

NAMED_AT_MOST = 12
DERIVED = ("O5", "O7", "O8", "O9", "O10")


def centre_notes(counted: Counted) -> tuple[str, ...]:
    """The notes of a centre's report, in the order in which they are printed."""
    notes = [*_as_of(counted), *_plan(counted), *_bases(counted)]
    return (*notes, *[value.note for value in counted.past.values() if value.note])


def province_notes(counted: Counted, left_out: tuple[str, ...]) -> tuple[str, ...]:
    """`left_out`: the sentences of reports/ended.py."""
    centres = counted.figures["N1"]
    live = f"Số liệu chưa duyệt: cộng trực tiếp từ số liệu của {count(centres)} trung tâm, chưa qua báo cáo được duyệt."
    return (live, *_as_of(counted), *_coverage(counted), *left_out, *_bases(counted))


def _as_of(counted):
    if counted.window.is_partial:
        yield f"Số liệu tính đến {long_date(counted.window.as_of)}; kỳ báo cáo đến hết {long_date(counted.window.period.last)}."


def _plan(counted):
    plan, last = counted.plan, counted.window.period.last
    if plan.first and plan.first.decided_on > last:
        yield f"{cite(plan.first)} giao chỉ tiêu được ban hành sau kỳ báo cáo."
    outside = [one.line for one in counted.counts if one.line.opened and one.line.outside_plan]
    if outside:
        yield f"Trong số lớp đã mở có {amount(outside)} ngoài kế hoạch: {names(outside)}."


def cite(decision: Decision) -> str:
    """Quyết định số 718-QĐ/HU, ngày 10/01/2022 của Ban Thường vụ …; what kind of paper it is, its symbol tells."""
    kinds = {"QĐ": "Quyết định", "KH": "Kế hoạch", "TB": "Thông báo", "CV": "Công văn", "NQ": "Nghị quyết"}
    symbol = decision.number.partition("-")[2].partition("/")[0]
    kind = kinds.get(symbol, "Văn bản")
    return f"{kind} số {decision.number}, ngày {short_date(decision.decided_on)} của {decision.issuer}"


def _bases(counted):
    """What the bases of the ratios leave out, and what is judged by rules that are only assumed."""
    province = bool(counted.coverage)
    opened = [one.line for one in counted.counts if one.line.opened]
    finished = [one.line for one in counted.counts if one.line.finished]
    uncalled = [line for line in opened if line.called is None]
    if uncalled and len(uncalled) < len(opened):
        base = number_of(len(opened) - len(uncalled), len(opened))
        yield f"Tỷ lệ chiêu sinh tính trên {base} lớp có số triệu tập; {leaves_out(uncalled, province)}."
    unconsidered = [line for line in finished if not line.considered_for_titles]
    if unconsidered and len(unconsidered) < len(finished):
        yield f"Danh hiệu “Lớp học tiên tiến”, học viên xuất sắc: {leaves_out(unconsidered, province)}."
    yield from _unassessed(finished)


def _unassessed(finished):
    reasons = {}
    for line in finished:
        for reason, learners in line.reasons:
            reasons[reason] = reasons.get(reason, 0) + learners
    if reasons:
        parts = [f"{count(learners)} học viên {_who(reason)}" for reason, learners in reasons.items()]
        yield f"Không được đánh giá: {'; '.join(parts)}."


def _who(reason):
    return f"của {reason}" if reason.startswith("chương trình") else reason


def _coverage(counted):
    """By how many centres know a figure; ratios and differences follow from the figures they are made of."""
    short = {}
    for code, (known, whole) in counted.coverage.items():
        follows = code.endswith("c") and counted.coverage.get(code.removesuffix("c")) == (known, whole)
        if known < whole and code not in DERIVED and not follows:
            short.setdefault(known, []).append(define(code).name)
    for known, named in sorted(short.items(), reverse=True):
        amount = f"Mới có số liệu của {number_of(known, counted.figures['N1'])} trung tâm"
        yield f"{amount if known else 'Chưa trung tâm nào có số liệu'}: {'; '.join(named)}."


def leaves_out(lines: list[ClassLine], province: bool) -> str:
    """không tính 02 lớp (145 học viên): …"""
    return (
        f"không tính {count(len(lines))} lớp ({whom(sum(line.learners for line in lines))}): {names(lines, province)}"
    )


def amount(lines: list[ClassLine]) -> str:
    """02 lớp với 145 lượt học viên"""
    return held(len(lines), sum(line.learners for line in lines))


def names(lines: list[ClassLine], province: bool = False) -> str:
    """Each class by its name with its learners; many classes by their codes."""
    if len(lines) > NAMED_AT_MOST:
        return ", ".join(f"{line.code} ({line.centre})" if province else line.code for line in lines)
    return "; ".join(f"{line.called_in(province)} ({whom(line.learners)})" for line in lines)
