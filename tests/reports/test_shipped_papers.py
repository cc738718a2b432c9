"""Every published number of the five cases on the page and in the PDF's text, not only in the JSON."""

from decimal import Decimal

import pytest
from django.urls import reverse

from reports import written
from reports.cases.writing import load_cases
from reports.dictionary import define
from reports.pdf import report_pdf
from tests.reports import papers
from tests.reports.test_cases import EXPECTED, named, report_of
from tests.reports.test_report_pages import cell_texts

pytestmark = pytest.mark.django_db
COUNTED = [pair for pair in EXPECTED if not pair[1].get("past_report")]


def as_printed(value) -> str:
    """A published number of a case file as papers write it: "91.4" is 91,4%, [35, 419] is 35/419."""
    if isinstance(value, list):
        return written.value(tuple(value))
    return written.percent(Decimal(value)) if isinstance(value, str) else written.value(value)


def address(entry):
    if "province" in entry:
        return reverse("reports:province", args=[entry["province"], entry["period"]])
    return reverse("reports:report", args=[entry["centre"], entry["period"]])


@pytest.mark.parametrize("pair", COUNTED, ids=named)
def test_published_numbers_stand_on_the_page_and_on_paper(other_centre, client_of, administrator, pair):
    path, entry = pair
    load_cases([str(path)])
    published = {code: as_printed(value) for code, value in entry["figures"].items()}
    rows = {row[0]: row[3] for row in cell_texts(client_of(administrator).get(address(entry)).text, "tong-hop")}
    assert {code: rows.get(code) for code in published} == published
    printed = papers.lines(report_pdf(report_of(entry)))
    beginnings = {code: f"{code} {define(code).name}" for code in published}
    on_paper = {
        code: [line for line in printed if line.startswith(start) and f" {published[code]}" in line]
        for code, start in beginnings.items()
    }
    assert [code for code, found in on_paper.items() if len(found) != 1] == []
