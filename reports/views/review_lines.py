"""A line of a printed report by its code (B2.3): in the version that was printed, also after later edits."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from reports.annexes import annexes
from reports.annexes.codes import find_line, tidy_code
from reports.templatetags.figures import cells
from reports.views.review_doors import address, content_of, crumbs, visible_version


@require_safe
def find(request, code, period, number):
    """The code as it was typed (?ma=b2.3): on to its line, or back with a sentence."""
    version = visible_version(request, code, period, number)
    centre, typed = version.report.centre, tidy_code(request.GET.get("ma", ""))
    if find_line(annexes(content_of(version).report), typed):
        return redirect(address("version_line", centre, period, number, typed))
    asked = f"Bản trình này không có dòng mang mã “{typed}”." if typed else "Ghi mã in ở đầu dòng, ví dụ B2.3."
    messages.error(request, asked)
    return redirect(address("version", centre, period, number))


@require_safe
def line(request, code, period, number, line):
    """One line of a version: its cells, each number leading to the classes behind it."""
    version = visible_version(request, code, period, number)
    centre, report = version.report.centre, content_of(version).report
    found = find_line(annexes(report), line)
    if found is None:
        raise Http404("Bản trình này không có dòng mang mã đó.")
    annex, row = found
    page = address("version", centre, period, number)
    context = {
        "version": version,
        "centre": centre,
        "annex": annex,
        "row": row,
        "name": next((cell for cell in row.cells[1:] if isinstance(cell, str) and cell), annex.title),
        "cells": list(_cells(annex, row, f"{page}so-lieu/")),
        "period_label": report.period.label,
        "page": page,
        "crumbs": crumbs(centre, period, (f"Bản trình lần {number}", page), (row.code, "")),
    }
    return render(request, "reports/review/line.html", context)


def _cells(annex, row, figures_at):
    """(heading, text, address or "") of each cell that says something."""
    for place, (column, cell) in enumerate(zip(annex.columns, cells(annex, row), strict=True)):
        label = f"{column.group}: {column.label}" if column.group else column.label
        link = row.links.get(place)
        if cell.text:
            yield label, cell.text, figures_at + link if link else ""
