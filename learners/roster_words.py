"""The words in which a roster is shown: names of fields, outcomes, and problems that are alike."""

import re
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256

from learners.roster import Problem, RosterReading
from learners.roster_plan import Outcome

FIELDS = {
    "full_name": "Họ và tên",
    "birth": "Ngày sinh",
    "gender": "Giới tính",
    "national_id": "Số định danh",
    "unit": "Đơn vị",
    "position": "Chức vụ",
    "phone": "Điện thoại",
    "party_joined": "Ngày vào Đảng",
}
"""The columns of the preview, in its order."""

FURTHER_FIELDS = {
    "number": "STT",
    "family_name": "Họ",
    "middle_name": "Đệm",
    "given_name": "Tên",
    "male": "Nam",
    "female": "Nữ",
    "ethnicity": "Dân tộc",
    "religion": "Tôn giáo",
    "hometown": "Quê quán",
    "address": "Nơi ở",
    "education": "Học vấn",
    "expertise": "Chuyên môn",
    "theory": "Lý luận chính trị",
    "party_status": "Tình trạng đảng viên",
    "party_card": "Số thẻ đảng viên",
    "party_official": "Ngày chính thức",
    "email": "Thư điện tử",
    "note": "Ghi chú",
    "birth_male": "Ngày sinh (của nam)",
    "birth_female": "Ngày sinh (của nữ)",
    "birth_day": "Ngày sinh: ngày",
    "birth_month": "Ngày sinh: tháng",
    "birth_year": "Ngày sinh: năm",
    "party_joined_day": "Ngày vào Đảng: ngày",
    "party_joined_month": "Ngày vào Đảng: tháng",
    "party_joined_year": "Ngày vào Đảng: năm",
}

OUTCOMES = {
    Outcome.NEW: "học viên mới",
    Outcome.KNOWN: "đã có trong sổ của trung tâm",
    Outcome.ENROLLED: "đã có trong danh sách lớp",
    Outcome.DOUBTFUL: "chưa rõ là ai",
    Outcome.WRONG: "có lỗi",
    Outcome.LEFT_OUT: "bỏ ra",
    Outcome.SAVED: "đã lưu từ tệp này",
}

_QUOTED = re.compile(r"“[^”]*”|\d[\d/.\-]*(?:, \d+)*")


@dataclass(frozen=True)
class ProblemGroup:
    """Problems of one kind in one field: "Ngày sinh: Không có ngày … (12 dòng)"."""

    field: str
    reason: str
    severity: str
    lines: tuple[int, ...]

    @property
    def key(self) -> str:
        """The group's name in an address."""
        return sha256(f"{self.field}|{self.severity}|{self.reason}".encode()).hexdigest()[:10]


def field_name(name: str | None) -> str:
    return FIELDS.get(name) or FURTHER_FIELDS.get(name) or ""


def understood_columns(reading: RosterReading) -> list[tuple[str, str, str]]:
    """Which column was taken for what: (our name, the list's heading, the column's letter)."""
    return [
        (field_name(name) or name, column["heading"], column["column"])
        for name, column in reading.columns.items()
        if name != "number"
    ]


def file_notes(reading: RosterReading) -> list[str]:
    """What is said of the whole file or of a column."""
    notes = [problem for problem in reading.problems if problem.line is None or problem.line not in reading.cells]
    return [f"Dòng {note.line}: {note.reason}" if note.line else note.reason for note in notes]


def grouped(problems: list[Problem]) -> list[ProblemGroup]:
    """Problems that differ only in the value they quote together, errors first, the most frequent first."""
    alike: dict[tuple, list[Problem]] = defaultdict(list)
    for problem in problems:
        alike[problem.severity, problem.field, _QUOTED.sub("…", problem.reason)].append(problem)
    groups = [_group(field, severity, found) for (severity, field, _), found in alike.items()]
    return sorted(groups, key=lambda group: (group.severity != "error", -len(group.lines)))


def _group(field, severity, found):
    lines = tuple(problem.line for problem in found)
    return ProblemGroup(field_name(field), _in_common([problem.reason for problem in found]), severity, lines)


def _in_common(reasons):
    """Sentences that differ only in values as one, "…" where the values differ: Số định danh có … chữ số, phải có 12."""
    values = zip(*map(_QUOTED.findall, reasons), strict=True)
    kept = iter([first if set(rest) <= {first} else "…" for first, *rest in values])
    return _QUOTED.sub(lambda value: next(kept), reasons[0])


def lacking(reading: RosterReading) -> list[tuple[str, str, set[int]]]:
    """What the list does not say of some people, which is no error: (key, "12 dòng thiếu ngày sinh", the lines)."""
    found = {name: {row.line for row in reading.rows if not getattr(row, name)} for name in ("birth", "unit")}
    return [
        (f"thieu-{name}", f"{len(lines)} dòng thiếu {FIELDS[name].lower()}", lines)
        for name, lines in found.items()
        if lines
    ]
