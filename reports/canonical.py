"""A report as JSON, as docs/FIGURES.md describes it, and the canonical form of it that is hashed."""

import json
import unicodedata
from decimal import Decimal

from reports.tokens import token_values
from reports.value import BreakdownRow, FigureValue, GateEntry, Report
from reports.wording import plain, resolve

SCHEMA = 1


def report_json(report: Report) -> dict:
    """Counts as integers, percentages as strings with a point, pairs as lists, None for chưa có."""
    content = {
        report.scope: report.code,
        "period": report.period.code,
        "from": report.period.first.isoformat(),
        "to": report.period.last.isoformat(),
        "figures": {code: json_value(value) for code, value in report.figures.items()},
        "breakdowns": {name: [_row(row) for row in rows] for name, rows in report.breakdowns.items()},
        "notes": list(report.notes),
        "gate": {"errors": _entries(report.errors), "warnings": _entries(report.warnings)},
        "prose": list(report.prose),
    }
    if report.coverage:
        content["coverage"] = {code: list(known) for code, known in report.coverage.items()}
    if report.missing is not None:
        content["missing"] = dict(zip(("classes", "learners"), report.missing, strict=True))
    return content


def json_value(value: FigureValue):
    """A figure as docs/FIGURES.md has it in JSON: a percentage as a string, n/base as a list, chưa có as null."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, tuple):
        return [json_value(part) for part in value]
    return value


def _row(row: BreakdownRow):
    return {"key": row.key, "label": row.label, "classes": row.classes, "learners": row.learners}


def _entries(entries: tuple[GateEntry, ...]):
    return [
        {
            "code": entry.code,
            "message": entry.message,
            "by": {"classes": entry.classes, "learners": entry.learners},
            "where": entry.where,
        }
        for entry in entries
    ]


def canonical(report: Report) -> bytes:
    """The bytes that are hashed: the report's JSON with its schema, the day it counts up to and what staff wrote."""
    values = token_values(report)
    content = report_json(report) | {
        "schema": SCHEMA,
        "as_of": report.as_of.isoformat(),
        "sections": [
            {"key": section.key, "generated": list(section.generated), "text": resolve(section.text, values)}
            for section in report.sections
        ],
    }
    return canonical_bytes(content)


def canonical_bytes(content: dict) -> bytes:
    """UTF-8 in NFC, keys sorted, no spaces."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return unicodedata.normalize("NFC", text).encode()


def readable(report: Report) -> str:
    """The same JSON for people and other programs: in the order of the dictionary, one item a line."""
    return json.dumps(report_json(report), ensure_ascii=False, indent=1) + "\n"
