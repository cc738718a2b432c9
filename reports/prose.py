"""Sentences of a report, proposed from its figures in the house style. Every number in them is a figure's value."""

from reports.figures import Counted
from reports.figures.breakdowns import OWN, partner_of
from reports.figures.plan import ProgrammeQuota
from reports.notes import cite
from reports.periods import parse
from reports.wording import count, fraction, joined, long_date, percent, sentence

CENTRE, CENTRES = "Trung tâm", "các trung tâm chính trị trong tỉnh"
BANDS = ("xuất sắc", "giỏi", "khá", "trung bình", "không đạt")


def sentences(counted: Counted, province: bool = False) -> dict[str, tuple[str, ...]]:
    """Generated sentences by the key of the section they stand in; sections without any are left out."""
    who = CENTRES if province else CENTRE
    made = {
        "I": _staff(counted, who),
        "II.1": [] if province else _plan(counted, who),
        "II.2": [*_opened(counted, who, province), *_called(counted), *_maintained(counted, who)],
        "II.4": [*_results(counted, who), *_titles(counted)],
        "IV": [] if province else _left_to_do(counted),
    }
    return {key: tuple(map(sentence, texts)) for key, found in made.items() if (texts := list(found))}


def _staff(counted, who):
    units = {"L1": "biên chế", "L2": "giảng viên chuyên trách", "L3": "giảng viên kiêm chức"}
    known = [
        f"{count(counted.figures[code])} {unit}{_coverage(counted, code)}"
        for code, unit in units.items()
        if counted.figures[code] is not None
    ]
    if known:
        yield f"{_upper(who)} có {joined(known)}"


def _coverage(counted, code):
    known, whole = counted.coverage.get(code, (0, 0))
    return f" ({fraction(known, whole)} trung tâm)" if known < whole else ""


def _upper(text):
    return text[:1].upper() + text[1:]


def _plan(counted, who):
    plan = counted.plan
    year = parse(counted.window.period.code).year
    if plan.first is None:
        return
    given = _classes_and_learners(counted.figures["P1"], counted.figures["P2"])
    if given:
        yield f"Năm {year}, {who} được giao chỉ tiêu {given} theo {cite(plan.first)}"
    adjusted = _classes_and_learners(counted.figures["P1a"], counted.figures["P2a"])
    if plan.adjustments and adjusted:
        yield f"Sau điều chỉnh theo {joined([cite(one) for one in plan.adjustments])}, chỉ tiêu năm là {adjusted}"


def _classes_and_learners(classes, learners):
    parts = [f"{count(classes)} lớp"] if classes is not None else []
    return " với ".join(parts + ([f"{count(learners)} học viên"] if learners is not None else []))


def _opened(counted, who, province):
    figures, window = counted.figures, counted.window
    if not figures["O1"]:
        yield f"{_when(window)}, {who} {'chưa' if window.is_partial else 'không'} mở lớp nào"
    else:
        main = f"{_when(window)}, {who} đã mở được {count(figures['O1'])} lớp với {count(figures['O2'])} lượt học viên"
        reached = _reached(figures) if window.is_year_to_date else ""
        yield f"{main}{reached}, {_of_which(counted, province)}"
    if not window.is_year_to_date:
        so_far = f"{count(figures['O1c'])} lớp với {count(figures['O2c'])} lượt học viên"
        yield f"Lũy kế từ đầu năm, {who} đã mở {so_far}{_reached(figures)}"
    yield from _by_block(counted)
    if figures["O3"] != figures["O2"]:
        yield f"Mỗi người chỉ tính một lần thì có {count(figures['O3'])} người học"
    yield from _against_last_year(figures)
    yield from _expected(counted)


def _when(window):
    return f"Tính đến {long_date(window.as_of)}" if window.is_partial else f"Trong {window.period.label}"


def _reached(figures):
    parts = [
        f"{percent(figures[code])} kế hoạch năm về {base}"
        for code, base in (("O7", "số lớp"), ("O8", "số học viên"))
        if figures.get(code) is not None
    ]
    return f", đạt {joined(parts)}" if parts else ""


def _of_which(counted, province):
    """By partner and programme; a province, and a centre without partners, by programme alone."""
    opened = [one for one in counted.counts if one.line.opened]
    by_partner = _grouped(sorted(opened, key=lambda one: one.line.partner != ""), partner_of)
    if province or set(by_partner) == {OWN}:
        return f"gồm: {'; '.join(_cells(opened))}"
    parts = [
        f"{'chủ trì' if key == OWN else f'phối hợp với {key[1]}'} mở {', '.join(_cells(classes))}"
        for key, classes in by_partner.items()
    ]
    return f"trong đó: {'; '.join(parts)}"


def _grouped(counts, key_of):
    found = {}
    for one in counts:
        found.setdefault(key_of(one), []).append(one)
    return found


def _cells(counts):
    """01 lớp bồi dưỡng ngạch chuyên viên cho 80 học viên: a phrase per programme, in the catalogue's order."""
    ordered = sorted(counts, key=lambda one: (one.position, one.line.programme))
    for classes in _grouped(ordered, lambda one: one.line.programme).values():
        learners = sum(one.line.learners for one in classes)
        whom = f"cho {count(learners)} học viên" if learners else "(chưa có học viên)"
        yield f"{count(len(classes))} lớp {classes[0].phrase} {whom}"


def _by_block(counted):
    rows = counted.breakdowns["block"]
    if len(rows) > 1:
        parts = [
            f"{row.label[:1].lower()}{row.label[1:]} {count(row.classes)} lớp với {count(row.learners)} lượt học viên"
            for row in rows
        ]
        yield f"Chia theo khối: {'; '.join(parts)}"


def _against_last_year(figures):
    if figures["O1p"] is None and figures["O2p"] is None:
        return
    parts = [
        f"{name} {_changed(figures[code], unit, figures[before])}"
        for code, before, name, unit in (
            ("O9", "O1p", "số lớp", "lớp"),
            ("O10", "O2p", "số lượt học viên", "lượt"),
        )
        if figures[code] is not None
    ]
    if parts:
        yield f"So với cùng kỳ năm trước, {', '.join(parts)}"


def _changed(pair, unit, before):
    difference, ratio = pair
    if difference == 0:
        return f"bằng ({count(before)} {unit})"
    share = f", bằng {percent(abs(ratio))}" if ratio is not None else ""
    return f"{'tăng' if difference > 0 else 'giảm'} {count(abs(difference))} {unit} (cùng kỳ {count(before)} {unit}{share})"


def _expected(counted):
    figures = counted.figures
    if figures.get("E1"):
        expected = [one.line for one in counted.counts if one.line.expected]
        called = f", triệu tập {count(figures['E2'])} người" if figures["E2"] is not None else ""
        listed = "; ".join(line.name for line in expected)
        yield f"Ước thực hiện đến hết kỳ: mở thêm {count(figures['E1'])} lớp{called}: {listed}"


def _called(counted):
    figures = counted.figures
    if figures.get("O5") is None:
        return
    known = [one.line for one in counted.counts if one.line.opened and one.line.called is not None]
    if len(known) == figures["O1"]:
        yield f"Số triệu tập là {count(figures['O4'])} người, tỷ lệ chiêu sinh đạt {percent(figures['O5'])}"
    else:
        yield (
            f"Tính trên {count(len(known))} lớp đã có số triệu tập ({count(figures['O4'])} người), tỷ lệ chiêu sinh"
            f" đạt {percent(figures['O5'])}"
        )


def _maintained(counted, who):
    maintained = [one.line for one in counted.counts if one.line.maintained]
    if maintained:
        listed = "; ".join(_with_modules(line) for line in maintained)
        total = f"{count(len(maintained))} lớp với {count(counted.figures['M2'])} học viên"
        yield f"{_upper(who)} duy trì quản lý {total}: {listed}"
    graduated = [one.line for one in counted.counts if one.line.graduated]
    if graduated:
        total = f"{count(counted.figures['M4'])} học viên của {count(counted.figures['M3'])} lớp"
        yield f"Đã tổ chức thi tốt nghiệp cho {total}: {'; '.join(line.name for line in graduated)}"


def _with_modules(line):
    modules = f", đã hoàn thành {count(line.modules_done)} học phần" if line.modules_done is not None else ""
    return f"{line.name} ({count(line.learners)} học viên{modules})"


def _results(counted, who):
    figures = counted.figures
    if not figures["R1"]:
        return
    ended = f"{count(figures['R1'])} lớp kết thúc với {count(figures['R2'])} lượt học viên"
    yield f"{'Đến nay' if counted.window.is_partial else 'Trong kỳ'} có {ended}{_assessed(figures)}"
    if figures.get("R10") is not None:
        lowest = f", trong từng lớp đều đạt từ {percent(figures['R12'])} trở lên" if _several(counted) else ""
        yield f"Tỷ lệ học viên đạt loại khá, giỏi trở lên là {percent(figures['R10'])}{lowest}"
    if figures.get("R11"):
        yield f"Tỷ lệ học viên được công nhận hoàn thành là {percent(figures['R11'])} số học viên của các lớp kết thúc"


def _assessed(figures):
    if not figures["R3"]:
        return ""
    bands = [
        f"{count(figures[f'R{place}'])} học viên {band}" for place, band in enumerate(BANDS, 4) if figures[f"R{place}"]
    ]
    rest = f"; {count(figures['R9'])} học viên không được đánh giá" if figures["R9"] else ""
    return f"; {count(figures['R3'])} học viên được đánh giá, gồm {joined(bands)}{rest}" if bands else rest


def _several(counted):
    return sum(one.line.finished and one.line.assessed > 0 for one in counted.counts) > 1


def _titles(counted):
    figures = counted.figures
    finished = [one.line for one in counted.counts if one.line.finished]
    parts = []
    if figures.get("T1") and figures["T1"][0] is not None:
        parts.append(f"{fraction(*figures['T1'])} lớp đạt danh hiệu “Lớp học tiên tiến”")
    if figures.get("T2") and figures["T2"][0] is not None:
        parts.append(f"{fraction(*figures['T2'])} học viên đạt danh hiệu học viên xuất sắc")
    if parts:
        others = [line for line in finished if not line.considered_for_titles]
        yield f"Có {', '.join(parts)}{_not_considered(others)}"
    if figures["T3"]:
        yield f"{count(figures['T3'])} học viên được khen thưởng"


def _not_considered(lines):
    """Which classes they are, the notes say by name."""
    if not lines:
        return ""
    learners = count(sum(line.learners for line in lines))
    return f" (không tính {count(len(lines))} lớp với {learners} học viên không xét danh hiệu)"


def _left_to_do(counted):
    """What the year's plan still asks for; for a year's own report, what was not done."""
    planned, done = counted.figures["P1a"], counted.figures["O1c"]
    if planned is None:
        return
    left = planned - done
    if left > 0:
        over = parse(counted.window.period.code).part in ("", "H2") and not counted.window.is_partial
        verb = "chưa mở được" if over else "còn phải mở"
        yield f"So với kế hoạch năm, Trung tâm {verb} {count(left)} lớp{_left_by_programme(counted, left)}"
    elif left == 0:
        yield "Trung tâm đã mở đủ số lớp theo kế hoạch năm"
    else:
        yield f"Trung tâm đã mở vượt kế hoạch năm {count(-left)} lớp"


def _left_by_programme(counted, left):
    """The programmes that still have classes to open, where these are exactly what is left of the whole plan."""
    gaps = [(gap, quota) for quota in _quotas(counted) if (gap := left_of(counted, quota))]
    if sum(gap for gap, _ in gaps if gap > 0) != left:
        return ""
    return ", gồm: " + "; ".join(f"{count(gap)} lớp {quota.phrase}" for gap, quota in gaps if gap > 0)


def _quotas(counted):
    quotas = [quota for quota in counted.plan.by_programme().values() if quota.code]
    return sorted(quotas, key=lambda quota: quota.position)


def left_of(counted: Counted, quota: ProgrammeQuota) -> int | None:
    """Classes of the programme that its quota still asks for; below 0 where more were opened, None where unknown."""
    planned = quota.amount[0]
    done = sum(one.opened_to_date and one.line.programme == quota.code for one in counted.counts)
    return None if planned is None else planned - done
