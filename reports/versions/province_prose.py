"""The sentences of a province's report that is added up from approved versions, section by section."""

from reports.figures.totals import Figures
from reports.value import Period
from reports.wording import count, fraction, held, whom
from reports.written import percent


def sentences(period: Period, figures: Figures) -> dict[str, tuple[str, ...]]:
    """{section's key: its sentences}; what the figures do not know is not spoken of."""
    made = {
        "I": _staff(figures),
        "II.2": (_opened(period, figures), *_against_plan(figures), *_persons(figures)),
        "II.4": (*_results(figures), *_titles(figures), *_certificates(figures)),
    }
    return {key: texts for key, texts in made.items() if texts}


def _staff(figures):
    if figures.get("L1") is None:
        return ()
    part_time = f" và {count(figures['L3'])} giảng viên kiêm chức" if figures.get("L3") is not None else ""
    return (f"Các trung tâm chính trị trong tỉnh có {count(figures['L1'])} biên chế{part_time}.",)


def _opened(period, figures):
    approved, expected = figures["N2"], figures["N1"]
    whose = count(approved) if approved == expected else fraction(approved, expected)
    opened = held(figures["O1"], figures["O2"])
    return f"Theo báo cáo đã duyệt của {whose} trung tâm, trong {period.label} các trung tâm chính trị trong tỉnh đã mở {opened}."


def _against_plan(figures):
    known = [
        f"{percent(figures[code])} về số {unit}"
        for code, unit in (("O7", "lớp"), ("O8", "học viên"))
        if figures.get(code) is not None
    ]
    return (f"Lũy kế từ đầu năm đạt {', '.join(known)} so với kế hoạch.",) if known else ()


def _persons(figures):
    if not figures.get("O3") or figures["O3"] == figures["O2"]:
        return ()
    return (
        f"Tính theo người, có {whom(figures['O3'], 'người')} học; một người học ở nhiều lớp, nhiều trung tâm tính một lần.",
    )


def _results(figures):
    if not figures.get("R3"):
        return ()
    bands = [
        f"{name} {whom(figures[code])}"
        for code, name in (("R4", "xuất sắc"), ("R5", "giỏi"), ("R6", "khá"), ("R7", "trung bình"), ("R8", "không đạt"))
        if figures.get(code)
    ]
    rate = f", tỷ lệ khá, giỏi trở lên {percent(figures['R10'])}" if figures.get("R10") is not None else ""
    return (f"Đã đánh giá {whom(figures['R3'])} của {count(figures['R1'])} lớp kết thúc: {', '.join(bands)}{rate}.",)


def _titles(figures):
    titled = figures.get("T1")
    if not titled or titled[0] is None:
        return ()
    return (f"Có {fraction(*titled)} lớp được xét đạt danh hiệu “Lớp học tiên tiến”.",)


def _certificates(figures):
    return (f"Đã cấp {count(figures['C1'])} giấy chứng nhận.",) if figures.get("C1") else ()
