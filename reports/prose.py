"""Sentences of a report, proposed from its figures in the house style: with tokens where a figure stands, so that whoever
rewrites one keeps its figures. Every number in them is a figure's value.
"""

from dataclasses import replace

from reports.figures import Counted
from reports.figures.breakdowns import OWN, partner_of
from reports.figures.coming import span_after
from reports.figures.plan import ProgrammeQuota
from reports.notes import cite
from reports.tokens import LEFT, WITH, named, named_figures, named_rows
from reports.wording import count, fraction, held, joined, long_date, percent, sentence, whom

CENTRE, CENTRES = "Trung tâm", "các trung tâm chính trị trong tỉnh"
OTHER_PROGRAMME = "khac"
BANDS = ("xuất sắc", "giỏi", "khá", "trung bình", "không đạt")


def sentences(counted: Counted, province: bool = False) -> dict[str, tuple[str, ...]]:
    """Proposed sentences, figures as tokens, by the key of the section they stand in; sections without any are left out."""
    counted = replace(
        counted,
        figures=named_figures(counted.figures),
        breakdowns=counted.breakdowns | {"block": named_rows("block", counted.breakdowns["block"])},
    )
    who = CENTRES if province else CENTRE
    made = {
        "I": _staff(counted, who),
        "II.1": [] if province else _plan(counted, who),
        "II.2": [*_opened(counted, who, province), *_called(counted), *_maintained(counted, who), *_sent(counted, who)],
        "II.4": [*_results(counted, who), *_titles(counted), *_certificates(counted, who)],
        "II.5": _lecturers(counted, who),
        "IV": [] if province else [*_left_to_do(counted), *_coming(counted)],
    }
    return {key: tuple(map(sentence, texts)) for key, found in made.items() if (texts := list(found))}


def _staff(counted, who):
    units = {"L1": "biên chế", "L2": "giảng viên chuyên trách", "L3": "giảng viên kiêm chức"}
    known = [
        f"{count(counted.figures[code])} {unit}{_coverage(counted, code)}"
        for code, unit in units.items()
        if counted.figures[code]
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


def _opened(counted, who, province):
    figures, window = counted.figures, counted.window
    if not window.has_begun:
        yield f"Đến {long_date(window.as_of)}, kỳ báo cáo {window.period.label} chưa bắt đầu"
    elif not figures["O1"]:
        yield f"{_when(window)}, {who} {'chưa' if window.is_partial else 'không'} mở lớp nào"
    else:
        reached = _reached(figures) if window.is_year_to_date else ""
        total = held(figures["O1"], figures["O2"])
        yield f"{_when(window)}, {who} đã mở được {total}{reached}, {_of_which(counted, province)}"
    if not window.is_year_to_date and figures["O1c"]:
        yield f"Lũy kế từ đầu năm, {who} đã mở {held(figures['O1c'], figures['O2c'])}{_reached(figures)}"
    yield from _by_block(counted)
    if figures["O3"] != figures["O2"]:
        yield f"Số người học, mỗi người chỉ tính một lần, là {count(figures['O3'])} người"
    yield from _against_last_year(figures) if window.has_begun else ()
    yield from _expected(counted)


def _when(window):
    """In the period, and up to which day while it runs: what was opened earlier in the year is not meant."""
    return f"Trong {window.period.label}" + (f", tính đến {long_date(window.as_of)}" if window.is_partial else "")


def _reached(figures):
    """Of the year's plan; the base is named where the plan gives both, classes and learners."""
    known = [
        (f"{percent(figures[code])} kế hoạch năm", base)
        for code, base in (("O7", "số lớp"), ("O8", "số học viên"))
        if figures.get(code) is not None
    ]
    parts = [f"{reached} về {base}" if len(known) > 1 else reached for reached, base in known]
    return f", đạt {joined(parts)}" if parts else ""


def _of_which(counted, province):
    """By partner and programme; a province, and a centre without partners, by programme alone."""
    opened = [one for one in counted.counts if one.line.opened]
    by_partner = _grouped(sorted(opened, key=lambda one: one.line.partner != ""), partner_of)
    if province or set(by_partner) == {OWN}:
        phrases = {one.line.programme: one.phrase for one in opened}
        if len(phrases) == 1:
            alike = "đều là lớp" if len(opened) > 1 else "là lớp"
            return f"{alike} {next(iter(phrases.values()))}"
        return f"gồm: {'; '.join(_cells(opened, 'programme'))}"
    parts = [
        f"{'chủ trì' if key == OWN else f'phối hợp với {key[1]}'} mở {', '.join(_cells(classes, f'{WITH}:{key[0]}'))}"
        for key, classes in by_partner.items()
    ]
    return f"trong đó: {'; '.join(parts)}"


def _grouped(counts, key_of):
    found = {}
    for one in counts:
        found.setdefault(key_of(one), []).append(one)
    return found


def _cells(counts, of):
    """01 lớp bồi dưỡng ngạch chuyên viên cho 80 học viên: a phrase per programme, in the catalogue's order.

    `of`: what these classes are in tokens, beside their programme.
    """
    ordered = sorted(counts, key=lambda one: (one.position, one.line.programme))
    for programme, classes in _grouped(ordered, lambda one: one.line.programme).items():
        number = named(len(classes), f"O1:{of}:{programme}")
        learners = named(sum(one.line.learners for one in classes), f"O2:{of}:{programme}")
        phrase = classes[0].phrase
        word = "với" if " cho " in phrase else "cho"  # "… cho đảng viên mới cho 20 học viên" would stumble
        learning = f"{word} {count(learners)} học viên" if learners else "(chưa có học viên)"
        yield f"{count(number)} lớp {phrase} {learning}"


def _by_block(counted):
    rows = counted.breakdowns["block"]
    if len(rows) > 1:
        parts = [f"{row.label[:1].lower()}{row.label[1:]} {held(row.classes, row.learners)}" for row in rows]
        yield f"Chia theo khối: {'; '.join(parts)}"


def _against_last_year(figures):
    parts = [
        _changed(name, unit, figures[code], figures[before])
        for code, before, name, unit in (
            ("O9", "O1p", "số lớp", "lớp"),
            ("O10", "O2p", "số lượt học viên", "lượt"),
        )
        if figures[code] is not None and (figures[before] or figures[code][0])
    ]
    if parts:
        yield f"So với cùng kỳ năm trước, {', '.join(parts)}"
    elif figures["O9"] == (0, None):
        yield "Cùng kỳ năm trước cũng không mở lớp nào"


def _changed(name, unit, pair, before):
    """số lớp tăng 02 lớp (tăng 40%; cùng kỳ 05 lớp): the percentage is of last year's value."""
    difference, ratio = pair
    if difference == 0:
        return f"{name} bằng cùng kỳ ({count(before)} {unit})"
    word = "tăng" if difference > 0 else "giảm"
    share = f"{word} {percent(abs(ratio))}; " if ratio is not None else ""
    then = f"{count(before)} {unit}" if before else f"không có {unit} nào"
    return f"{name} {word} {count(abs(difference))} {unit} ({share}cùng kỳ {then})"


def _expected(counted):
    figures = counted.figures
    if figures.get("E1"):
        expected = [one.line for one in counted.counts if one.line.expected]
        called = f", triệu tập {count(figures['E2'])} người" if figures["E2"] is not None else ""
        listed = "; ".join(line.called_in(bool(counted.coverage)) for line in expected)
        yield f"Ước thực hiện đến hết kỳ: mở thêm {count(figures['E1'])} lớp{called}: {listed}"


def _sent(counted, who):
    courses, people = counted.figures["S1"], counted.figures["S2"]
    if courses:
        rows = counted.breakdowns.get("sent", ())
        parts = [f"{count(row.classes)} lớp {row.label} với {count(row.learners)} lượt người" for row in rows]
        listed = f", gồm: {'; '.join(parts)}" if len(rows) > 1 else _only_programme(rows)
        yield (
            f"Ngoài các lớp tự mở, {who} đã cử {count(people)} lượt người đi học {count(courses)} lớp ở cơ sở"
            f" khác{_coverage(counted, 'S1')}{listed}"
        )


def _only_programme(rows):
    """Of which programme the courses are; nothing where it is none of the catalogue's own."""
    return f" ({rows[0].label})" if rows and rows[0].key != OTHER_PROGRAMME else ""


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
    province = bool(counted.coverage)
    maintained = [one.line for one in counted.counts if one.line.maintained]
    if maintained:
        listed = "; ".join(_with_modules(line, province) for line in maintained)
        total = held(counted.figures["M1"], counted.figures["M2"], "học viên")
        yield f"{_upper(who)} duy trì quản lý {total}: {listed}"
    graduated = [one.line for one in counted.counts if one.line.graduated]
    if graduated:
        total = f"{count(counted.figures['M4'])} học viên của {count(counted.figures['M3'])} lớp"
        yield f"Đã tổ chức thi tốt nghiệp cho {total}: {'; '.join(line.called_in(province) for line in graduated)}"


def _with_modules(line, province):
    name = line.called_in(province)
    if line.modules_done is None:
        return f"{name} ({whom(line.learners)})"
    modules = (
        f"đã hoàn thành {count(line.modules_done)} học phần" if line.modules_done else "chưa hoàn thành học phần nào"
    )
    return f"{name} ({whom(line.learners)}, {modules})"


def _results(counted, who):
    figures = counted.figures
    if not figures["R1"]:
        return
    ended = f"{count(figures['R1'])} lớp kết thúc"
    ended += f" với {count(figures['R2'])} lượt học viên" if figures["R2"] else " mà không có học viên"
    yield f"Trong kỳ{' đến nay' if counted.window.is_partial else ''} có {ended}{_assessed(figures)}"
    if figures.get("R10"):
        told = _several(counted) and figures["R12"]
        lowest = f", trong từng lớp đều đạt từ {percent(figures['R12'])} trở lên" if told else ""
        yield f"Tỷ lệ học viên đạt loại khá, giỏi trở lên là {percent(figures['R10'])}{lowest}"
    if figures.get("R11"):
        yield f"Tỷ lệ học viên được công nhận hoàn thành là {percent(figures['R11'])} số học viên của các lớp kết thúc"


def _assessed(figures):
    found = [(figures[f"R{place}"], band) for place, band in enumerate(BANDS, 4) if figures[f"R{place}"]]
    if not found:
        return ""
    if len(found) == 1:
        how = "đều không đạt" if found[0][1] == BANDS[-1] else f"đều đạt loại {found[0][1]}"
        told = f", {how.removeprefix('đều ') if figures['R3'] == 1 else how}"
    else:
        told = f", gồm {joined([f'{count(number)} học viên {band}' for number, band in found])}"
    if figures["R3"] == figures["R2"] and len(found) > 1:
        return f", tất cả đều được đánh giá{told}"
    rest = f"; {count(figures['R9'])} học viên không được đánh giá" if figures["R9"] else ""
    return f"; {count(figures['R3'])} học viên được đánh giá{told}{rest}"


def _several(counted):
    return sum(one.line.finished and one.line.assessed > 0 for one in counted.counts) > 1


def _titles(counted):
    figures = counted.figures
    finished = [one.line for one in counted.counts if one.line.finished]
    others = _not_considered([line for line in finished if not line.considered_for_titles])
    told = [
        (code, figures[code], unit, title)
        for code, unit, title in (
            ("T1", "lớp", "danh hiệu “Lớp học tiên tiến”"),
            ("T2", "học viên", "danh hiệu học viên xuất sắc"),
        )
        if figures.get(code) and figures[code][0] is not None
    ]
    won = [f"[[{code}]] {unit} đạt {title}" for code, pair, unit, title in told if pair[0]]
    none = [
        f"{count(pair[1])} {unit} được xét chưa có {unit} nào đạt {title}"
        for _, pair, unit, title in told
        if not pair[0]
    ]
    if won:
        yield f"Có {', '.join(won)}{others}"
    if none:
        yield f"Trong {', trong '.join(none)}{'' if won else others}"
    if figures["T3"]:
        yield f"Có {count(figures['T3'])} học viên được khen thưởng"


def _not_considered(lines):
    """Which classes they are, the notes say by name."""
    if not lines:
        return ""
    return f" (không tính {held(len(lines), sum(line.learners for line in lines), 'học viên')} không xét danh hiệu)"


def _certificates(counted, who):
    """Issued in the period, whenever the classes ended."""
    acts = (("C1", "cấp"), ("C2", "cấp lại"), ("C3", "thu hồi"))
    done = [f"{act} {count(counted.figures[code])}" for code, act in acts if counted.figures[code]]
    if done:
        yield f"{_upper(who)} đã {joined(done)} giấy chứng nhận{_coverage(counted, 'C1')}"


def _lecturers(counted, who):
    """What the books say was done; what is nought or not known is not told."""
    figures, coverage = counted.figures, lambda code: _coverage(counted, code)
    told = [
        f"{words}{coverage(code)}"
        for code, words in (
            ("L4", f"dự giờ {_number(figures['L4'])} lượt"),
            ("L5", f"cử {_number(figures['L5'])} lượt giảng viên đi bồi dưỡng, tập huấn"),
            ("L6", f"tham gia hội thi giảng viên giỏi {_number(figures['L6'])} lượt"),
        )
        if figures[code]
    ]
    if told:
        yield f"{_upper(who)} đã {joined(told)}"
    courses = counted.breakdowns.get("training", ())
    if courses:
        yield f"Về bồi dưỡng giảng viên: {'; '.join(f'{count(row.learners)} lượt tham gia {_small(row.label)}' for row in courses)}"
    taught = [
        f"{words}{coverage(code)}"
        for code, words in (
            ("L7", f"tổ chức {_number(figures['L7'])} lượt nghiên cứu thực tế cho các lớp"),
            ("L8", f"giảng dạy {_number(figures['L8'])} lượt chuyên đề địa phương"),
        )
        if figures[code]
    ]
    if taught:
        yield f"{_upper(who)} đã {joined(taught)}"
    if figures["L9"]:
        yield f"Giảng viên đã lên lớp {count(figures['L9'])} tiết{coverage('L9')}"


def _number(figure):
    return count(figure or 0)


def _left_to_do(counted):
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


def _coming(counted):
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


def _small(text):
    """A course's name inside a sentence."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def _left_by_programme(counted, left):
    """The programmes that still have classes to open, where these are exactly what is left of the whole plan."""
    gaps = [(gap, quota) for quota in _quotas(counted) if (gap := left_of(counted, quota))]
    if sum(gap for gap, _ in gaps if gap > 0) != left:
        return ""
    named_gaps = [(named(gap, f"O1:{LEFT}:{quota.code}"), quota) for gap, quota in gaps if gap > 0]
    return ", gồm: " + "; ".join(f"{count(gap)} lớp {quota.phrase}" for gap, quota in named_gaps)


def _quotas(counted):
    quotas = [quota for quota in counted.plan.by_programme().values() if quota.code]
    return sorted(quotas, key=lambda quota: quota.position)


def left_of(counted: Counted, quota: ProgrammeQuota) -> int | None:
    """Classes of the programme that its quota still asks for; below 0 where more were opened, None where unknown."""
    planned = quota.amount[0]
    done = sum(one.opened_to_date and one.line.programme == quota.code for one in counted.counts)
    return None if planned is None else planned - done
