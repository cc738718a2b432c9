"""Every published number of the five cases: in the JSON, on the page and in the PDF's text."""

from decimal import Decimal

import pytest
from django.urls import reverse

from reports import written
from reports.cases.writing import load_cases
from reports.dictionary import define
from reports.pdf import report_pdf
from tests.reports import papers
from tests.reports.test_cases import EXPECTED, named, report_of, says_what_was_published
from tests.reports.test_report_pages import cell_texts

pytestmark = pytest.mark.django_db


def as_printed(value) -> str:
    """A published number of a case file as papers write it: "91.4" is 91,4%, [35, 419] is 35/419."""
    if isinstance(value, list):
        return written.value(tuple(value))
    return written.percent(Decimal(value)) if isinstance(value, str) else written.value(value)


def address(entry):
    if "province" in entry:
        return reverse("reports:province", args=[entry["province"], entry["period"]])
    return reverse("reports:report", args=[entry["centre"], entry["period"]])


@pytest.mark.parametrize("pair", EXPECTED, ids=named)
def test_a_shipped_case_gives_every_published_number(other_centre, client_of, administrator, pair):
    path, entry = pair
    load_cases([str(path)])
    says_what_was_published(entry)
    if not entry.get("past_report"):
        stands_on_the_page_and_on_paper(client_of(administrator), entry)


def stands_on_the_page_and_on_paper(client, entry):
    published = {code: as_printed(value) for code, value in entry["figures"].items()}
    rows = {row[0]: row[3] for row in cell_texts(client.get(address(entry)).text, "tong-hop")}
    assert {code: rows.get(code) for code in published} == published
    printed = papers.lines(report_pdf(report_of(entry)))
    beginnings = {code: f"{code} {define(code).name}" for code in published}
    on_paper = {
        code: [line for line in printed if line.startswith(start) and f" {published[code]}" in line]
        for code, start in beginnings.items()
    }
    assert [code for code, found in on_paper.items() if len(found) != 1] == []
