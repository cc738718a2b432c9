"""A case file checked and turned into plain records: the same keys as in the file, every value of the right kind."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from centres.models.centre import Level
from centres.os_errors import reason_of
from classes.models.plan import DecisionKind
from classes.models.training_class import AssessedBy, Kind, Ownership, Status
from reports.cases.fields import Record
from reports.periods import PeriodError, parse

BANDS = ("xuat_sac", "gioi", "kha", "trung_binh", "khong_dat")
RESULTS = (*BANDS, "not_assessed")
COUNTED = {"enrolled", "withdrawn"}


class CaseError(Exception):
    """A file that cannot be loaded; `messages` holds every fault, for the user."""

    def __init__(self, messages):
        super().__init__("\n".join(messages))
        self.messages = list(messages)


@dataclass
class Case:
    """What the files say, in their order. Dates are ISO text, so that a record can be stored as it is."""

    province: dict = field(default_factory=dict)
    centres: list[dict] = field(default_factory=list)
    decisions: list[dict] = field(default_factory=list)
    classes: list[dict] = field(default_factory=list)
    past_reports: list[dict] = field(default_factory=list)


def read_case(path: str, programmes: set[str]) -> Case:
    """CaseError with every fault of the file, each with its place."""
    content, errors = _content(path), []
    whole = Record(content, "", errors)
    case = Case(
        province=_province(Record(content.get("province"), "tỉnh", errors)),
        centres=[_centre(record) for record in whole.records("centres", "trung tâm")],
        decisions=[one for plan in whole.records("plans", "kế hoạch") for one in _plan(plan, programmes)],
        classes=[_training_class(record, programmes) for record in whole.records("classes", "lớp")],
        past_reports=[_past_report(record) for record in whole.records("past_reports", "báo cáo cũ")],
    )
    if errors:
        raise CaseError([f"{Path(path).name}: {error}" for error in errors])
    return case


def _content(path):
    name = Path(path).name
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CaseError([f"{path}: không mở được tệp ({reason_of(error)})."]) from error
    except UnicodeDecodeError as error:
        raise CaseError([f"{name}: không phải tệp văn bản mã hóa UTF-8."]) from error
    except (ValueError, RecursionError) as error:
        place = f" (dòng {error.lineno}, cột {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise CaseError([f"{name}: không đúng dạng JSON{place}."]) from error
    if not isinstance(content, dict):
        raise CaseError([f"{name}: phải là một đối tượng JSON có các mục province, centres, classes."])
    return content


def _province(record):
    return {
        "code": record.text("code", 50, slug=True),
        "name": record.text("name", 100),
        "committee": record.text("committee", 200),
        "board": record.text("board", 200),
    }


def _centre(record):
    first, last = _span(record)
    localities = [_locality(one) for one in record.records("localities", "địa bàn")]
    named = [one["name"] for one in localities]
    if len(set(named)) < len(named):
        record.fault("có địa bàn ghi hai lần", "localities")
    return {
        "code": record.text("code", 50, slug=True),
        "name": record.text("name", 200),
        "level": record.choice("level", Level.values),
        "host": record.text("host", 200),
        "place": record.text("place", 100),
        "valid_from": _iso(first),
        "valid_to": _iso(last),
        **{name: record.whole(name) for name in ("staff", "lecturers_full_time", "lecturers_part_time")},
        # As it was before localities were known, where a file tells of none: such a record has not changed
        **({"localities": localities} if localities else {}),
    }


def _span(record):
    first, last = record.day("valid_from"), record.day("valid_to")
    if first and last and last < first:
        record.fault("valid_to trước valid_from")
    return first, last


def _locality(record):
    """A commune or district that the centre serves."""
    first, last = _span(record)
    name, document = record.text("name", 100), record.text("document", 300, required=False)
    return {"name": name, "valid_from": _iso(first), "valid_to": _iso(last), "document": document or ""}


def _iso(day):
    return day.isoformat() if day else None


def _plan(record, programmes):
    centre, year = record.text("centre", 50, slug=True), record.whole("year", 2000, 2100, required=True)
    decisions = [_decision(one, programmes) for one in record.records("decisions", "quyết định", required=True)]
    numbers = [decision["number"] for decision in decisions]
    if len(set(numbers)) < len(numbers):
        record.fault("hai quyết định trùng số, ký hiệu")
    if sum(decision["kind"] == DecisionKind.INITIAL for decision in decisions) > 1:
        record.fault("có hơn một quyết định giao chỉ tiêu đầu năm (initial)")
    _check_adjusted(record, decisions)
    return [{"centre": centre, "year": year, **decision} for decision in decisions]


def _decision(record, programmes):
    kind = record.choice("kind", DecisionKind.values)
    low = -10_000 if kind == DecisionKind.ADJUSTMENT else 0
    lines = [_quota(line, low, programmes) for line in record.records("lines", "chỉ tiêu", required=True)]
    return {
        "number": record.text("number", 50),
        "date": _iso(record.day("date", required=True)),
        "issuer": record.text("issuer", 200),
        "kind": kind,
        "lines": _merged(lines),
    }


def _quota(record, low, programmes):
    line = {
        "programme": _programme(record, programmes, required=False),
        "classes": record.whole("classes", low, 10_000),
        "learners": record.whole("learners", low * 100, 1_000_000),
    }
    if record.content.get("classes") is None and record.content.get("learners") is None:
        record.fault("phải có số lớp hoặc số học viên")
    return line


def _programme(record, programmes, required=True):
    code = record.text("programme", 50, required=required)
    if code is not None and code not in programmes:
        return record.fault(f"“{code}” không có trong danh mục chương trình", "programme")
    return code


def _merged(lines):
    """Two lines of one programme are one: a decision has one quota of a programme."""
    found = {}
    for line in lines:
        code = line["programme"]
        found[code] = _added(found[code], line) if code in found else line
    return list(found.values())


def _added(first, second):
    parts = {name: (first[name], second[name]) for name in ("classes", "learners")}
    return {"programme": first["programme"]} | {
        name: None if None in pair else sum(pair) for name, pair in parts.items()
    }


def _check_adjusted(record, decisions):
    """With all adjustments no programme's quota and no total is below 0."""
    if not any(decision["kind"] == DecisionKind.INITIAL for decision in decisions):
        return  # the first decision was loaded before: what it gives is not in this file
    lines = [line for decision in decisions for line in decision["lines"]]
    for programme in [*dict.fromkeys(line["programme"] for line in lines), "*"]:
        for name, unit in (("classes", "lớp"), ("learners", "học viên")):
            parts = [line[name] for line in lines if programme in ("*", line["programme"])]
            if programme is not None and parts and None not in parts and sum(parts) < 0:
                whose = "cả năm" if programme == "*" else f"của chương trình {programme}"
                record.fault(f"chỉ tiêu {unit} {whose} sau điều chỉnh là {sum(parts)}, không được âm")


def _training_class(record, programmes):
    content = {
        "centre": record.text("centre", 50, slug=True),
        "code": record.text("code", 50),
        "name": record.text("name", 300),
        "programme": _programme(record, programmes),
        "ownership": record.choice("ownership", Ownership.values),
        "partner": record.text("partner", 300, required=False),
        "kind": record.choice("kind", Kind.values),
        "status": record.choice("status", Status.values),
        **{name: _iso(record.day(name)) for name in ("opened", "closed", "recognised")},
        "assessed_by": record.choice("assessed_by", AssessedBy.values, required=False),
        "called": record.whole("called"),
        "enrolled": record.whole("enrolled", high=5000) or 0,
        "withdrawn": record.whole("withdrawn", high=5000) or 0,
        "results": _results(record),
        "considered_for_titles": bool(record.flag("considered_for_titles")),
        "titled": record.flag("titled"),
        "rewarded": record.whole("rewarded", high=5000) or 0,
        "modules_done": record.whole("modules_done", high=200),
        "graduated": record.whole("graduated", high=5000),
        "shared_with": _shared(record),
    }
    _check_class(record, content)
    return content


def _results(record):
    if record.content.get("results") is None:
        return None
    results = Record(record.content["results"], f"{record.where}, results", record.errors)
    found = {name: results.whole(name, high=5000) or 0 for name in RESULTS}
    return None if results.wrong else found


def _shared(record):
    if record.content.get("shared_with") is None:
        return None
    shared = Record(record.content["shared_with"], f"{record.where}, shared_with", record.errors)
    return {"class": shared.text("class", 50), "count": shared.whole("count", high=5000, required=True) or 0}


def _check_class(record, one):
    rules = [*_class_rules(one, record.wrong), *([] if record.wrong & COUNTED else _number_rules(one))]
    for wrong, message in rules:
        if wrong:
            record.fault(message)
    if one["titled"] is False and not one["considered_for_titles"]:
        one["titled"] = None  # not considered: nothing was decided


def _class_rules(one, unread):
    """What states, owners and days allow; a field that could not be read is not also missing."""
    closed, opened = one["status"] == Status.CLOSED, one["opened"]
    return [
        (
            one["ownership"] == "joint" and not one["partner"] and "partner" not in unread,
            "lớp phối hợp phải ghi partner",
        ),
        (one["ownership"] == "own" and one["partner"], "lớp chủ trì không ghi partner"),
        (
            one["status"] in ("open", "closed") and not opened and "opened" not in unread,
            "lớp đã mở phải có ngày opened",
        ),
        (opened and not "2000" <= opened[:4] <= "2100", "ngày opened phải từ năm 2000 đến năm 2100"),
        (closed and not one["closed"] and "closed" not in unread, "lớp đã kết thúc phải có ngày closed"),
        (closed and not one["assessed_by"] and "assessed_by" not in unread, "lớp đã kết thúc phải ghi assessed_by"),
        (one["recognised"] and not closed and "status" not in unread, "chỉ công nhận kết quả của lớp đã kết thúc"),
        (opened and one["closed"] and one["closed"] < opened, "ngày closed trước ngày opened"),
        (opened and one["recognised"] and one["recognised"] < opened, "ngày recognised trước ngày opened"),
        (one["titled"] and not one["considered_for_titles"], "lớp có danh hiệu phải là lớp được xét danh hiệu"),
    ]


def _number_rules(one):
    """What the number of learners allows."""
    present, results = one["enrolled"] - one["withdrawn"], one["results"]
    ended = one["recognised"] or one["closed"]
    return [
        (present < 0, "withdrawn lớn hơn enrolled"),
        (results and one["status"] in ("planned", "cancelled"), "lớp chưa mở hoặc bị hủy thì không có results"),
        (
            results and sum(results.values()) != present,
            f"results cộng lại được {sum((results or {}).values())}, khác số lượt học viên là {present}",
        ),
        (
            results and one["assessed_by"] == "nobody" and any(results[band] for band in BANDS),
            "lớp không kiểm tra (assessed_by nobody) thì không có điểm",
        ),
        (one["rewarded"] > max(present, 0), "rewarded lớn hơn số lượt học viên"),
        (one["rewarded"] and not ended, "lớp có người được khen thưởng phải có ngày closed hoặc recognised"),
        ((one["graduated"] or 0) > max(present, 0), "graduated lớn hơn số lượt học viên"),
        (one["graduated"] and not ended, "lớp đã thi tốt nghiệp phải có ngày closed hoặc recognised"),
    ]


def _past_report(record):
    report = {
        "centre": record.text("centre", 50, slug=True),
        "period": record.text("period", 7),
        **_amounts(record),
    }
    try:
        parse(report["period"] or "2000")
    except PeriodError as error:
        record.fault(str(error).rstrip("."), "period")
    return report


def _amounts(record):
    return {
        "classes": record.whole("classes"),
        "learners": record.whole("learners", high=1_000_000),
        "of_which": [
            {"label": line.text("label", 300), **_amounts(line)} for line in record.records("of_which", "dòng")
        ],
    }
