"""The stored value of a version: schema 2 is the canonical JSON of docs/FIGURES.md with all that its page and paper print.

Readers of earlier schemas are kept beside this one.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal

from centres.papers.letterhead import Letterhead
from reports.canonical import canonical, canonical_bytes, json_value
from reports.periods import name_of
from reports.value import (
    BreakdownRow,
    CentreLine,
    ClassLine,
    CountedVersion,
    GateEntry,
    LecturerLine,
    Period,
    ProgrammeLine,
    Report,
    Section,
)

SCHEMA = 2
DAYS = ("opened_on", "closed_on", "recognised_on")
HOURS = ("hours", "hours_to_date", "due")


@dataclass(frozen=True)
class Explained:
    """A warning of the gate with the reason given for it."""

    entry: GateEntry
    reason: str


@dataclass(frozen=True)
class Content:
    """What a version holds: the report, which version it is, the reasons for its warnings, the rules it was held to."""

    report: Report
    number: int
    warnings: tuple[Explained, ...]
    rules: tuple[tuple[str, str], ...]


def content_bytes(content: Content) -> bytes:
    """The bytes that are stored and hashed."""
    report = content.report
    document = json.loads(canonical(report)) | {
        "schema": SCHEMA,
        "number": content.number,
        "name": report.name,
        "letterhead": _letterhead(report.letterhead),
        "outline": [[section.key, section.heading, section.level] for section in report.sections],
        "classes": [_line(line) for line in report.classes],
        "programmes": [asdict(line) for line in report.programmes],
        "lecturers": [_lecturer(line) for line in report.lecturers],
        "reasons": [one.reason for one in content.warnings],
        "rules": [list(rule) for rule in content.rules],
    }
    return canonical_bytes(document | (_of_province(report) if report.scope == "province" else {}))


def _letterhead(head: Letterhead) -> dict:
    """As printed. The day that decides its layout is no text of the paper: the paper itself is kept beside it."""
    return {name: value for name, value in asdict(head).items() if name != "dated_on"}


def _of_province(report: Report) -> dict:
    """What only a province's report has: its centres side by side, and the versions it adds up."""
    return {
        "centres": [
            asdict(line) | {"figures": line.figures and {code: json_value(v) for code, v in line.figures.items()}}
            for line in report.centres
        ],
        "counted": [asdict(one) for one in report.counted],
    }


def _line(line: ClassLine) -> dict:
    return asdict(line) | {name: _iso(getattr(line, name)) for name in DAYS}


def _lecturer(line: LecturerLine) -> dict:
    return asdict(line) | {name: _text(getattr(line, name)) for name in HOURS}


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def read_content(stored: bytes) -> Content:
    """The content of a version from its stored bytes; KeyError where their schema is not known here."""
    document = json.loads(bytes(stored))
    return READERS[document["schema"]](document)


def _read(document: dict) -> Content:
    report = _report(document)
    explained = zip(report.warnings, document["reasons"], strict=True)
    return Content(
        report=report,
        number=document["number"],
        warnings=tuple(Explained(entry, reason) for entry, reason in explained),
        rules=tuple((code, text) for code, text in document["rules"]),
    )


READERS = {SCHEMA: _read}


def _report(document) -> Report:
    period = Period(
        document["period"],
        date.fromisoformat(document["from"]),
        date.fromisoformat(document["to"]),
        name_of(document["period"]),
    )
    head = document["letterhead"]
    scope = "province" if "province" in document else "centre"
    return Report(
        scope=scope,
        code=document[scope],
        name=document["name"],
        period=period,
        as_of=date.fromisoformat(document["as_of"]),
        figures=_figures(document["figures"]),
        breakdowns={name: tuple(BreakdownRow(**row) for row in rows) for name, rows in document["breakdowns"].items()},
        notes=tuple(document["notes"]),
        errors=tuple(_entry(entry) for entry in document["gate"]["errors"]),
        warnings=tuple(_entry(entry) for entry in document["gate"]["warnings"]),
        prose=tuple(document["prose"]),
        letterhead=Letterhead(**head | {"recipients": tuple(head["recipients"])}),
        sections=_sections(document),
        classes=tuple(_class_line(line) for line in document["classes"]),
        programmes=tuple(_known(ProgrammeLine, line) for line in document["programmes"]),
        lecturers=tuple(_lecturer_line(line) for line in document.get("lecturers", ())),
        centres=tuple(_centre_line(line) for line in document.get("centres", ())),
        counted=tuple(_known(CountedVersion, one) for one in document.get("counted", ())),
        coverage={code: tuple(known) for code, known in document.get("coverage", {}).items()},
    )


def _figures(document):
    return {code: read_value(value) for code, value in document.items()}


def _centre_line(line) -> CentreLine:
    figures = None if line["figures"] is None else _figures(line["figures"])
    return _known(CentreLine, line | {"figures": figures, "localities": tuple(line["localities"])})


def read_value(value):
    """A figure from its JSON: "41.48" → Decimal, [35, 419] → (35, 419)."""
    if isinstance(value, str):
        return Decimal(value)
    if isinstance(value, list):
        return tuple(read_value(part) for part in value)
    return value


def _entry(entry) -> GateEntry:
    by = entry["by"]
    return GateEntry(entry["code"], entry["message"], by["classes"], by["learners"], entry["where"])


def _sections(document):
    written = {section["key"]: section for section in document["sections"]}
    return tuple(
        Section(key, heading, level, tuple(written[key]["generated"]), written[key]["text"])
        for key, heading, level in document["outline"]
    )


def _class_line(line) -> ClassLine:
    days = {name: date.fromisoformat(line[name]) if line[name] else None for name in DAYS}
    tuples = {"bands": tuple(line["bands"]), "reasons": tuple(map(tuple, line["reasons"]))}
    return _known(ClassLine, line | days | tuples)


def _lecturer_line(line) -> LecturerLine:
    return _known(LecturerLine, line | {name: read_value(line[name]) for name in HOURS})


def _known(kind, values: dict):
    """A later program may have dropped a field that was stored."""
    names = {one.name for one in fields(kind)}
    return kind(**{name: value for name, value in values.items() if name in names})


def sha256(stored: bytes) -> str:
    """In hexadecimal, as it is stored and printed."""
    return hashlib.sha256(stored).hexdigest()
