"""What a single record cannot know of itself: names that must be known, classes that share learners, days of a centre."""

from centres.models import Centre
from classes.models import AssessmentRules, PlanDecision, Quota, TrainingClass
from classes.models.plan import DecisionKind
from reports.cases.lists import marks_of
from reports.cases.reading import BANDS, Case


def faults_of(case: Case) -> list[str]:
    """Every fault among the records of all files together, and against what the database already holds."""
    return [
        *_doubles(case),
        *_provinces(case),
        *_unknown_centres(case),
        *_outside_validity(case),
        *_second_initials(case),
        *_below_zero(case),
        *_bands_without_marks(case),
        *_sharing(case),
    ]


def _name(one):
    return f"{one['centre']}, lớp {one['code']}"


def _doubles(case):
    keyed = {
        "trung tâm": [one["code"] for one in case.centres],
        "lớp": [f"{one['centre']}:{one['code']}" for one in case.classes],
        "quyết định": [f"{one['centre']}, năm {one['year']}: {one['number']}" for one in case.decisions],
        "báo cáo cũ": [f"{one['centre']}, kỳ {one['period']}" for one in case.past_reports],
    }
    return [
        f"{label} {key} có hai lần."
        for label, keys in keyed.items()
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]


def _provinces(case):
    held = dict(
        Centre.objects.filter(code__in=[one["code"] for one in case.centres]).values_list("code", "province__code")
    )
    return [
        f"Trung tâm {one['code']} đã thuộc tỉnh {held[one['code']]}, không thể chuyển sang {one['province']['code']}."
        for one in case.centres
        if one["code"] in held and held[one["code"]] != one["province"]["code"]
    ]


def _unknown_centres(case):
    named = {one["centre"] for one in (*case.classes, *case.decisions, *case.past_reports)}
    named -= {one["code"] for one in case.centres}
    known = set(Centre.objects.filter(code__in=named).values_list("code", flat=True))
    return [f"Không có trung tâm nào mang mã {code}." for code in sorted(named - known)]


def _outside_validity(case):
    spans = _spans_held(case) | {one["code"]: (one["valid_from"], one["valid_to"]) for one in case.centres}
    for one in case.classes:
        first, last = spans.get(one["centre"], (None, None))
        opened = one["opened"] if one["status"] in ("open", "closed") else None
        if opened and ((first and opened < first) or (last and opened > last)):
            yield f"{_name(one)}: mở ngày {opened}, ngoài thời gian hoạt động của trung tâm."


def _spans_held(case):
    """The days of centres that the files only name, as ISO text like those in the files."""
    held = Centre.objects.filter(code__in={one["centre"] for one in case.classes})
    return {
        code: tuple(day and day.isoformat() for day in days)
        for code, *days in held.values_list("code", "valid_from", "valid_to")
    }


def _second_initials(case):
    for one in case.decisions:
        if one["kind"] == DecisionKind.INITIAL:
            held = PlanDecision.objects.filter(
                plan__centre__code=one["centre"], plan__year=one["year"], kind=DecisionKind.INITIAL
            ).exclude(number=one["number"])
            if held.exists():
                yield f"{one['centre']}, năm {one['year']}: đã có quyết định giao chỉ tiêu đầu năm {held[0].number}."


def _below_zero(case):
    """Adjusted quotas below 0 together with decisions loaded before: a file alone is checked while it is read."""
    plans = {}
    for one in case.decisions:
        plans.setdefault((one["centre"], one["year"]), []).append(one)
    for (centre, year), decisions in plans.items():
        held = Quota.objects.filter(decision__plan__centre__code=centre, decision__plan__year=year)
        others = held.exclude(decision__number__in=[one["number"] for one in decisions])
        before = [
            (line.pop("programme__code"), line) for line in others.values("programme__code", "classes", "learners")
        ]
        if before:
            lines = [(line["programme"], line) for one in decisions for line in one["lines"]]
            yield from _negative_totals(f"{centre}, năm {year}", before + lines)


def _negative_totals(where, lines):
    for programme in dict.fromkeys(code for code, _ in lines if code):
        for name, unit in (("classes", "lớp"), ("learners", "học viên")):
            parts = [line[name] for code, line in lines if code == programme]
            if None not in parts and sum(parts) < 0:
                total = f"chỉ tiêu {unit} của chương trình {programme} sau điều chỉnh là {sum(parts)}"
                yield f"{where}: {total}, không được âm."


def _bands_without_marks(case):
    rules_on = {}
    for one in case.classes:
        if not one["results"]:
            continue
        day = one["recognised"] or one["closed"] or one["opened"]
        rules = rules_on.setdefault(day, AssessmentRules.objects.in_force(day))
        if rules is None:
            yield f"{_name(one)}: không có bộ quy tắc đánh giá nào áp dụng vào ngày {day}."
            continue
        for band in BANDS:
            if one["results"][band] and not marks_of(rules, band):
                yield f"{_name(one)}: bộ quy tắc “{rules}” không có loại {band}."


def _sharing(case):
    by_key = {(one["centre"], one["code"]): one for one in case.classes}
    for one in case.classes:
        shared = one["shared_with"]
        if not shared:
            continue
        other = by_key.get((one["centre"], shared["class"]))
        size = other["enrolled"] if other else _size_in_database(one["centre"], shared["class"])
        if size is None:
            yield f"{_name(one)}: shared_with nêu lớp {shared['class']}, mà trung tâm không có lớp đó."
        elif shared["count"] > min(size, one["enrolled"]):
            yield f"{_name(one)}: shared_with lấy {shared['count']} học viên, nhiều hơn số học viên của một trong hai lớp."
        elif _comes_back(one, by_key):
            yield f"{_name(one)}: các lớp lấy học viên của nhau thành vòng (shared_with)."


def _size_in_database(centre, code):
    found = TrainingClass.objects.filter(centre__code=centre, code=code).first()
    return found.enrolments.count() if found else None


def _comes_back(one, by_key):
    seen, at = set(), one
    while at and at["shared_with"]:
        if at["code"] in seen:
            return True
        seen.add(at["code"])
        at = by_key.get((at["centre"], at["shared_with"]["class"]))
    return False
