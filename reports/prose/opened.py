"""Classes opened, maintained and sent to: section II.2."""

from collections.abc import Iterator

from reports.figures import Counted
from reports.figures.breakdowns import OWN, partner_of
from reports.prose.pieces import coverage_of, upper
from reports.tokens import WITH, named
from reports.wording import count, held, joined, long_date, percent, whom

OTHER_PROGRAMME = "khac"


def opened(counted: Counted, who: str, province: bool) -> Iterator[str]:
    """How many classes and lượt, of which; the year to date, by block, persons, last year, what is still expected (O, E)."""
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


def called(counted: Counted) -> Iterator[str]:
    """How many were called, and how many of them came (O4, O5), over the classes where it is known."""
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


def maintained(counted: Counted, who: str) -> Iterator[str]:
    """Long classes of other schools, with modules done, and their graduates (M)."""
    province = bool(counted.coverage)
    maintained = [one.line for one in counted.counts if one.line.maintained]
    if maintained:
        listed = "; ".join(_with_modules(line, province) for line in maintained)
        total = held(counted.figures["M1"], counted.figures["M2"], "học viên")
        yield f"{upper(who)} duy trì quản lý {total}: {listed}"
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


def sent(counted: Counted, who: str) -> Iterator[str]:
    """Classes of other schools that people were sent to (S)."""
    courses, people = counted.figures["S1"], counted.figures["S2"]
    if courses:
        rows = counted.breakdowns.get("sent", ())
        parts = [f"{count(row.classes)} lớp {row.label} với {count(row.learners)} lượt người" for row in rows]
        listed = f", gồm: {'; '.join(parts)}" if len(rows) > 1 else _only_programme(rows)
        yield (
            f"Ngoài các lớp tự mở, {who} đã cử {count(people)} lượt người đi học {count(courses)} lớp ở cơ sở"
            f" khác{coverage_of(counted, 'S1')}{listed}"
        )


def _only_programme(rows):
    """Of which programme the courses are; nothing where it is none of the catalogue's own."""
    return f" ({rows[0].label})" if rows and rows[0].key != OTHER_PROGRAMME else ""
