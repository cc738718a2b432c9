"""Every published number of the five cases, and every other figure of their reports: the same in the JSON, on the page,
in the PDF's text, in the sheet and in the Word file."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from reports import written
from reports.annexes import annexes, headings
from reports.cases.writing import load_cases
from reports.dictionary import define
from tests.reports import papers, reading
from tests.reports.test_cases import EXPECTED, named, report_of, says_what_was_published

pytestmark = [pytest.mark.django_db, pytest.mark.once]
KINDS = ("json", "pdf", "word", "excel")
# 58 classes, and a province of nine centres; their published numbers are held in every run by test_cases.py
LONG = ("hau-loc", "vinh-phuc")
SHIPPED = [
    pytest.param(pair, id=named(pair), marks=[pytest.mark.audit] if named(pair).startswith(LONG) else [])
    for pair in EXPECTED
]


def as_printed(value) -> str:
    """A figure of the JSON as papers write it: "91.4" is 91,4%, [35, 419] is 35/419."""
    if isinstance(value, list):
        return written.value(tuple(value))
    return written.percent(Decimal(value)) if isinstance(value, str) else written.value(value)


def figure_as_printed(code, value) -> str:
    if code in ("O9", "O10") and isinstance(value, list):
        difference, percent = value
        return written.change((difference, None if percent is None else Decimal(percent)))
    return as_printed(value)


def address(entry, kind=""):
    name, given = ("province", entry["province"]) if "province" in entry else ("report", entry["centre"])
    if not kind:
        return reverse(f"reports:{name}", args=[given, entry["period"]])
    files = {"province": "reports:province_file", "report": "reports:centre_file"}
    return reverse(files[name], args=[given, entry["period"], kind])


@pytest.mark.parametrize("pair", SHIPPED)
def test_a_shipped_case_gives_every_published_number(other_centre, client_of, administrator, pair):
    path, entry = pair
    load_cases([str(path)])
    says_what_was_published(entry)
    if entry.get("past_report"):
        return
    client = client_of(administrator)
    page = client.get(address(entry)).text
    files = {kind: client.get(address(entry, kind)).content for kind in KINDS}
    stored = json.loads(files["json"])
    published = {code: as_printed(value) for code, value in entry["figures"].items()}
    figures = {code: figure_as_printed(code, value) for code, value in stored["figures"].items()}
    assert {code: figures.get(code) for code in published} == published
    tables_are_the_same(report_of(entry), page, files)
    figures_are_the_same(figures, page, files)
    parts_are_the_same(stored["breakdowns"], page)
    sentences_are_the_same(stored["prose"], page, files)


def tables_are_the_same(report, page, files):
    """Cell by cell: the annexes on the page, in the sheet and in the Word file; their words in the PDF."""
    made = annexes(report)
    sheets, tables = reading.sheet_rows(files["excel"]), reading.docx_tables(files["word"])
    assert len(tables) == len(made) > 3
    printed = " ".join(papers.flowing(files["pdf"]))
    for annex, table in zip(made, tables, strict=True):
        rows = reading.page_rows(page, annex.key)
        assert len(rows) == len(annex.rows)
        assert sheets[annex.title][: len(rows)] == rows
        assert table[len(headings(annex)) :] == rows
        assert f"{annex.title} {report.name}" in printed or f"{annex.title} Các trung tâm" in printed


def figures_are_the_same(figures, page, files):
    """Every figure of the JSON stands under its code on the page (and so in sheet and Word file), and in the PDF."""
    rows = {row[0]: row[3] for row in reading.page_rows(page, "tong-hop") if row[0]}
    assert rows == figures
    printed = papers.lines(files["pdf"])
    flowing = " ".join(papers.flowing(files["pdf"]))
    missing = [
        (code, value)
        for code, value in figures.items()
        if not printed_once(code, define(code), value, printed)
        and f" {value} " not in (flowing if code == "C4" else "")
    ]
    assert missing == []


def printed_once(code, about, value, lines):
    """One line holds the figure: code, name, unit, value; without the name where that wraps above and below."""
    begins = (f"{code} {about.name}", f"{code} {about.unit}")
    found = [line for line in lines for start in begins if line.startswith(start) and value in line.removeprefix(start)]
    return len(found) == 1 and f" {value}" in found[0]


def parts_are_the_same(breakdowns, page):
    """Every row of the JSON's breakdowns stands in its table."""
    divided, composed = reading.page_rows(page, "phan-loai"), reading.page_rows(page, "co-cau")
    localities_are_the_same(breakdowns.pop("locality", []), page)
    for name, rows in breakdowns.items():
        table = composed if name in ("age", "education", "unit") else divided
        for row in rows:
            counts = [row["learners"]] if table is composed else [row["classes"], row["learners"]]
            expected = [row["label"], *map(written.value, counts)]
            assert expected in [found[1 : 1 + len(expected)] for found in table]


def localities_are_the_same(rows, page):
    """In the table of localities, which a centre of one locality does not have."""
    shown = {found[1]: found for found in reading.page_rows(page, "theo-dia-ban")} if len(rows) > 1 else {}
    for row in rows if shown else []:
        found = shown[row["label"][:1].upper() + row["label"][1:]]
        assert found[-3:-1] == [written.value(row["classes"]), written.value(row["learners"])]


def sentences_are_the_same(prose, page, files):
    shown, typed = reading._words(page), reading.docx_paragraphs(files["word"])
    printed = "".join(papers.flowing(files["pdf"])).replace(" ", "")
    for sentence in map(reading.flat, prose):
        assert sentence in shown
        assert sentence in typed
        # Lines break inside document numbers' neighbours; only the letters count
        assert sentence.replace(" ", "") in printed
