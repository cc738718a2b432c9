"""The arithmetic gate (docs/FIGURES.md): a report that fails a rule cannot be submitted; each fault says by how much
and where. Errors block; warnings need a reason.

It judges the finished Report value, so whatever made the value, a wrong one is caught.
"""

import re
from decimal import Decimal

from reports.tokens import token_values
from reports.value import GateEntry, Report
from reports.wording import count, is_token, resolve, tokens_in

BREAKDOWNS_OF_BOTH = {
    "programme": "chương trình",
    "group": "nhóm chương trình",
    "line": "dòng báo cáo của tỉnh",
    "block": "khối",
    "partner": "đơn vị phối hợp",
    "month": "tháng",
    "locality": "địa bàn",
}
WHERE_KNOWN = frozenset({"locality"})  # a centre whose localities nobody entered has no such breakdown
BREAKDOWNS_OF_LEARNERS = {"age": "độ tuổi", "education": "trình độ", "unit": "đơn vị cử"}
UNITS = ("lớp", "học viên", "lượt", "người", "đồng chí", "giảng viên", "%")
MORE, LESS, ABOUT = ("trên", "hơn"), ("dưới", "gần"), ("khoảng", "xấp xỉ")
VAGUE = re.compile(
    rf"\b(?P<word>{'|'.join((*MORE, *LESS, *ABOUT))})\s+(?P<number>\d[\d.,]*)\s*(?P<unit>{'|'.join(UNITS)})(?!\w)"
    rf"(?P<beside>[^().;\d]{{0,40}}\((?P<exact>\d[\d.,/]*)\s*(?:{'|'.join(UNITS)})?\))?",
    re.IGNORECASE,
)
COUNTED = re.compile(rf"(?<![\w./,-])(\d[\d.,/]*)\s*({'|'.join(UNITS)})(?!\w)")


def errors_of(report: Report) -> tuple[GateEntry, ...]:
    """What blocks submission: rules 1 to 4 and the numbers and tokens of rule 5."""
    return (
        *_sums_of_breakdowns(report),
        *_missing_marks(report),
        *_results(report),
        *_titles(report),
        *_orders(report),
        *_blanks(report),
        *_numbers_in_generated(report),
        *_unknown_tokens(report),
    )


def warnings_of(report: Report) -> tuple[GateEntry, ...]:
    """What needs a written reason."""
    return (*_more_came_than_called(report), *_more_blanks_gone_than_received(report), *_typed_numbers(report))


def _sums_of_breakdowns(report):
    """Rule 1"""
    for name, label in (BREAKDOWNS_OF_BOTH | BREAKDOWNS_OF_LEARNERS).items():
        if name in WHERE_KNOWN and name not in report.breakdowns:
            continue
        rows = report.breakdowns.get(name, ())
        learners = report.figures["O2"] - sum(row.learners for row in rows)
        classes = 0
        if name in BREAKDOWNS_OF_BOTH:
            classes = report.figures["O1"] - sum(row.classes for row in rows)
        if classes or learners:
            yield GateEntry(
                "G1", f"Phân theo {label} lệch với tổng số: {_off(classes, learners)}.", classes, learners, name
            )


def _off(classes, learners):
    parts = [f"{_less_or_more(classes)} {count(abs(classes))} lớp"] if classes else []
    return ", ".join(parts + ([f"{_less_or_more(learners)} {count(abs(learners))} lượt học viên"] if learners else []))


def _less_or_more(difference):
    return "thiếu" if difference > 0 else "thừa"


def _missing_marks(report):
    """Rule 2, its usual cause: a finished class that the centre assesses, without marks."""
    for line in report.classes:
        if line.finished and line.missing > 0:
            yield GateEntry(
                "G2",
                f"Lớp {line.code} – {line.name} đã kết thúc nhưng {count(line.missing)} học viên chưa có điểm và chưa ghi"
                " lý do không đánh giá.",
                classes=0,
                learners=line.missing,
                where=_place_of(line, report),
            )


def _place_of(line, report):
    return f"{line.centre}: {line.code}" if report.scope == "province" else line.code


def _results(report):
    """Rule 2, but for what the classes without marks already explain."""
    figures = report.figures
    missing = sum(line.missing for line in report.classes if line.finished)
    off = figures["R2"] - figures["R3"] - figures["R9"] - missing
    if off:
        yield GateEntry(
            "G2",
            f"Lượt học viên của các lớp kết thúc ({count(figures['R2'])}) khác số được đánh giá ({count(figures['R3'])})"
            f" cộng số không được đánh giá ({count(figures['R9'])}): lệch {count(abs(off))} học viên.",
            0,
            off,
            "R2",
        )
    bands = sum(figures[f"R{place}"] for place in range(4, 9))
    if figures["R3"] != bands:
        yield GateEntry(
            "G2",
            f"Số được đánh giá ({count(figures['R3'])}) khác tổng các loại ({count(bands)}): lệch"
            f" {count(abs(figures['R3'] - bands))} học viên; có lớp chưa có bộ quy tắc xếp loại.",
            0,
            figures["R3"] - bands,
            "R3",
        )


def _titles(report):
    """Rule 3: titles are of finished classes and of their learners, and never more than were considered."""
    figures = report.figures
    for code, base, unit in (("T1", "R1", "lớp"), ("T2", "R2", "học viên")):
        if not figures.get(code):
            continue
        named, considered = figures[code]
        for wrong, text, by in (
            (
                considered > figures[base],
                f"tính trên {count(considered)} {unit}, nhiều hơn {base}",
                considered - figures[base],
            ),
            (
                (named or 0) > considered,
                f"có {count(named or 0)} {unit} trên {count(considered)}",
                (named or 0) - considered,
            ),
        ):
            if wrong:
                amounts = (by, 0) if unit == "lớp" else (0, by)
                yield GateEntry("G3", f"Danh hiệu {code} {text}: thừa {count(by)} {unit}.", *amounts, code)


def _orders(report):
    """Rule 4"""
    figures = report.figures
    if figures["O3"] > figures["O2"]:
        by = figures["O3"] - figures["O2"]
        yield GateEntry("G4", f"Số người học nhiều hơn số lượt học viên {count(by)} người.", 0, by, "O3")
    for code, unit in (("P1", "lớp"), ("P1a", "lớp"), ("P2", "học viên"), ("P2a", "học viên")):
        value = figures.get(code)
        if value is not None and value < 0:
            amounts = (-value, 0) if unit == "lớp" else (0, -value)
            yield GateEntry("G4", f"Chỉ tiêu {code} âm: thiếu {count(-value)} {unit}.", *amounts, code)


def _blanks(report):
    """Rule 4: every blank received was used, spoiled or is left."""
    stock = report.figures.get("C4")
    off = stock["received"] - stock["used"] - stock["spoiled"] - stock["left"] if stock else 0
    if off:
        text = f"Số phôi nhận khác số dùng, hỏng và còn cộng lại: lệch {count(abs(off))} phôi."
        yield GateEntry("G4", text, where="C4")


def _more_blanks_gone_than_received(report):
    """Rule 4, where blanks received were not entered."""
    stock = report.figures.get("C4")
    if stock and stock["left"] < 0:
        text = f"Số phôi đã dùng và hỏng nhiều hơn số nhận {count(-stock['left'])} phôi."
        yield GateEntry("G4", text, where="C4")


def _more_came_than_called(report):
    """Rule 4, over the classes whose number called is known."""
    known = [line for line in report.classes if line.opened and line.called is not None]
    by = sum(line.learners - line.called for line in known)
    if by > 0:
        classes = [_place_of(line, report) for line in known if line.learners > line.called]
        text = f"Số lượt học viên nhiều hơn số triệu tập {count(by)} người, ở các lớp: {', '.join(classes)}."
        yield GateEntry("G4", text, 0, by, "O4")


def _numbers_in_generated(report):
    """Rule 5 for sentences that the program wrote."""
    known = known_numbers(report)
    for section in report.sections:
        for text in section.generated:
            for number, unit in strange_numbers(_without_names(text, report), known):
                yield GateEntry(
                    "G5", f"Số “{number} {unit}” trong câu lập sẵn không phải là một số liệu.", where=section.key
                )


def _typed_numbers(report):
    """Rule 5 for what staff typed: tokens print figures, so only what stands outside them is looked at."""
    known, values = known_numbers(report), token_values(report)
    for section in report.sections:
        vague, rest = without_vague(resolve(section.text, values), known)
        for words in vague:
            text = f"Mục {section.key}: “{words}” là cách nói ước chừng, phải kèm số chính xác, như “trên 90% (91,4%)”."
            yield GateEntry("G5", text, where=section.key)
        without_tokens = re.sub(r"\[\[.*?\]\]", "", rest)
        for number, unit in strange_numbers(without_tokens, known):
            text = f"Mục {section.key}: “{number} {unit}” không trùng với số liệu nào của báo cáo."
            yield GateEntry("G5", text.replace(" %", "%"), where=section.key)


def _unknown_tokens(report):
    values = token_values(report)
    for section in report.sections:
        for code in tokens_in(section.text):
            if not is_token(code, values):
                text = f"Mục {section.key}: không có số liệu nào mang mã [[{code}]] trong báo cáo này."
                yield GateEntry("G5", text, where=section.key)


def without_vague(text: str, known: dict[str, set]) -> tuple[list[str], str]:
    """Vague wordings that stand without the exact value, and the text without any: "trên 90% (91,4%)" is good where
    91,4% is a figure and more than 90%."""
    vague = []

    def judged(found):
        exact = found["exact"] or ""
        words = found[0].removesuffix(found["beside"] or "").strip()
        if not _is_exact(found, exact, known):
            vague.append(words)
        return ""

    return vague, VAGUE.sub(judged, text)


def _is_exact(found, exact, known):
    about, value = _value(found["number"].rstrip(".,")), _value(exact)
    if (
        not exact
        or value not in known[found["unit"]]
        or isinstance(about, str | tuple)
        or isinstance(value, str | tuple)
    ):
        return False
    if found["word"].lower() in MORE:
        return value >= about
    return value <= about if found["word"].lower() in LESS else True


def strange_numbers(text: str, known: dict[str, set]) -> list[tuple[str, str]]:
    """Numbers before a unit that are no figure of that unit, as typed."""
    found = [(number.rstrip(".,/"), unit) for number, unit in COUNTED.findall(text)]
    return [(number, unit) for number, unit in found if _value(number) not in known[unit]]


def _value(number):
    """5.470 -> 5470, 41,48 -> Decimal, 7/7 -> (7, 7); the text itself where it is none of these."""
    if re.fullmatch(r"\d+/\d+", number.replace(".", "")):
        first, second = number.replace(".", "").split("/")
        return int(first), int(second)
    digits = number.replace(".", "")
    if re.fullmatch(r"\d+", digits):
        return int(digits)
    return Decimal(digits.replace(",", ".")) if re.fullmatch(r"\d+,\d+", digits) else number


def known_numbers(report: Report) -> dict[str, set]:
    """By unit, every number that the report's figures, breakdowns and tables hold."""
    classes, learners, ratios = set(), set(), set()
    for code, value in report.figures.items():
        if code.removesuffix("c") in OF_NOBODY:
            continue
        target = classes if code.rstrip("acp") in CLASS_FIGURES else learners
        _collect(value, target, ratios)
    for rows in report.breakdowns.values():
        classes |= {row.classes for row in rows if row.classes is not None}
        learners |= {row.learners for row in rows if row.learners is not None}
    classes |= _coming_by_partner(report)
    classes |= _of_tables(report, "classes") | _sets_of_classes(report, classes, learners)
    learners |= _of_tables(report, "learners")
    for line in report.classes:
        learners |= {line.learners, line.called, line.assessed, line.not_assessed, line.graduated, *line.bands}
    return {"lớp": classes, "%": ratios} | {unit: learners for unit in UNITS if unit not in ("lớp", "%")}


CLASS_FIGURES = {"O1", "O9", "P1", "R1", "T1", "M1", "M3", "E1", "S1"}
OF_NOBODY = {"C1", "C2", "C3", "C4", "L9"}
"""Certificates, blanks, tiết: no number of classes or of people."""


def _collect(value, counts, ratios):
    if isinstance(value, Decimal):
        ratios |= {abs(value), int(value) if value == int(value) else value}
    elif isinstance(value, tuple):
        counts.add(value)
        for part in value:
            _collect(part, counts, ratios)
    elif isinstance(value, dict):
        counts |= set(value.values())
    elif value is not None:
        counts.add(abs(value))


def _of_tables(report, name):
    """What annex 1 prints, and what is left of the plan: programme by programme and in all."""
    found = set()
    done, planned = {}, {}
    for line in report.programmes:
        past, given = getattr(line, f"past_{name}"), getattr(line, f"planned_{name}")
        so_far = getattr(line, f"{name}_to_date")
        found |= {getattr(line, name), so_far, past, given} - {None}
        done[line.code] = done.get(line.code, 0) + so_far
        if given is not None:
            planned[line.code] = given
    found |= {abs(given - done[code]) for code, given in planned.items()}
    whole, so_far = ("P1a", "O1c") if name == "classes" else ("P2a", "O2c")
    if report.figures.get(whole) is not None:
        found.add(abs(report.figures[whole] - report.figures[so_far]))
    return found


def _coming_by_partner(report):
    """Classes that the next quarter brings, with each partner and in all."""
    sums = {}
    for row in report.breakdowns.get("coming", ()):
        for key in ("", row.key.rpartition("|")[0]):
            sums[key] = sums.get(key, 0) + row.classes
    return set(sums.values())


def _sets_of_classes(report, classes, learners):
    """Numbers of classes, and of their learners, that sentences name: a partner's of one programme, what a base
    leaves out, those with a known number called."""
    sets = {}
    for line in report.classes:
        if line.opened:
            sets.setdefault((line.programme, line.partner), []).append(line)
            sets.setdefault(("called", line.called is not None), []).append(line)
            sets.setdefault(("outside", line.outside_plan), []).append(line)
        if line.finished:
            sets.setdefault(("considered", line.considered_for_titles), []).append(line)
    learners |= {sum(line.learners for line in found) for found in sets.values()}
    return {len(found) for found in sets.values()}


def _without_names(text, report):
    """Names of classes, programmes and partners may hold numbers of their own."""
    names = {name for line in report.classes for name in (line.name, line.partner, line.programme_name)}
    for name in ("sent", "training", "coming"):
        rows = report.breakdowns.get(name, ())
        names |= {row.label for row in rows} | {row.key.rpartition("|")[0] for row in rows}
    for name in sorted(names - {""}, key=len, reverse=True):
        text = text.replace(name, "…")
    return text
