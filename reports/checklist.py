"""The gate as a list: every rule a report is held to, what it found, and the reasons given for its warnings."""

import hashlib
from dataclasses import dataclass

from reports.dictionary import GATE
from reports.value import GateEntry, Report

RULES = tuple((rule.key, rule.meaning) for rule in GATE)
"""Pairs of a rule's code and its sentence; a version keeps those it was checked by."""


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
