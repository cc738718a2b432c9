"""Results, titles and certificates: section II.4."""

from collections.abc import Iterator

from reports.figures import Counted
from reports.prose.pieces import coverage_of, upper
from reports.wording import count, held, joined, percent

BANDS = ("xuất sắc", "giỏi", "khá", "trung bình", "không đạt")


def results(counted: Counted, who: str) -> Iterator[str]:
    """Classes that finished, how they were assessed, shares of good or better and of completed (R)."""
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


def titles(counted: Counted) -> Iterator[str]:
    """Titles of classes and learners, and rewards (T)."""
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


def certificates(counted: Counted, who: str) -> Iterator[str]:
    """Issued in the period, whenever the classes ended."""
    acts = (("C1", "cấp"), ("C2", "cấp lại"), ("C3", "thu hồi"))
    done = [f"{act} {count(counted.figures[code])}" for code, act in acts if counted.figures[code]]
    if done:
        yield f"{upper(who)} đã {joined(done)} giấy chứng nhận{coverage_of(counted, 'C1')}"
