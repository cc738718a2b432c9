"""The gate as a list: every rule a report is held to, what it found, and the reasons given for its warnings."""

import hashlib
from dataclasses import dataclass

from reports.value import GateEntry, Report

RULES = (
    (
        "G1",
        "Mỗi cách phân loại (chương trình, nhóm, dòng báo cáo, khối, đơn vị phối hợp, tháng, cơ cấu) cộng đúng bằng tổng số.",
    ),
    (
        "G2",
        "Lượt học viên của các lớp kết thúc bằng số được đánh giá cộng số không được đánh giá; số được đánh giá bằng tổng các loại.",
    ),
    ("G3", "Danh hiệu chỉ tính trên lớp, học viên đã kết thúc trong kỳ."),
    ("G4", "Số người học không nhiều hơn số lượt; chỉ tiêu không âm; số lượt không nhiều hơn số triệu tập."),
    ("G5", "Mỗi số viết trong lời văn đều là một số liệu của báo cáo."),
    ("G6", "Số cả năm bằng tổng hai bản trình 6 tháng đầu năm và 6 tháng cuối năm (khi đã trình cả hai)."),
)


@dataclass(frozen=True)
class Checked:
    """One rule and what was found under it."""

    code: str
    text: str
    errors: tuple[GateEntry, ...]
    warnings: tuple[GateEntry, ...]

    @property
    def passed(self) -> bool:
        return not self.errors and not self.warnings

    @property
    def verdict(self) -> str:
        if self.errors:
            return f"{len(self.errors)} lỗi"
        return f"{len(self.warnings)} điểm cần xem lại" if self.warnings else "Đạt"


def checklist(report: Report, rules=RULES) -> list[Checked]:
    """Every rule in its order, with the errors and warnings that bear its code."""
    return [
        Checked(
            code,
            text,
            tuple(entry for entry in report.errors if entry.code == code),
            tuple(entry for entry in report.warnings if entry.code == code),
        )
        for code, text in rules
    ]


def mark_of(entry: GateEntry) -> str:
    """What a warning is known by: with another amount or another place it is another warning."""
    return hashlib.sha256(f"{entry.code}|{entry.where}|{entry.message}".encode()).hexdigest()
