"""The year's survey of needs: its table, the grid one types into, the file that comes back from units."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres import dates
from centres.access import can_write
from centres.context import centre_to_change, require_centre
from centres.downloads import SHEET, to_save
from centres.listing import shown
from centres.models import SendingUnit
from centres.search import vietnamese_key
from centres.templatetags.form_errors import Problem
from classes.context import working_year
from classes.models import Programme
from classes.views.plan import plan_address
from learners.actions.survey import save_survey
from learners.roster.sheets import MAX_BYTES
from learners.survey import BLANK_ROWS, MOST_ROWS, ROWS, SEEN, Row, needs_of, programmes_for, stored_grid, typed_grid
from learners.survey_sheet import read_survey
from learners.survey_template import survey_template

MORE = "them-dong"
MOST_PROPOSED = 60
NO_FILE = "Hãy chọn tệp khảo sát trước khi bấm nhận."
TOO_LARGE = "Tệp quá lớn. Hãy bỏ ảnh và các trang tính thừa rồi gửi lại."


@require_safe
def survey(request):
    """Units by programmes, with totals."""
    centre = require_centre(request)
    year = working_year(request, centre)
    needs = list(needs_of(request.user, centre, year))
    grid = stored_grid(request.user, needs, blank=0)
    used = {need.programme_id for need in needs}
    grid.programmes = [one for one in grid.programmes if one.pk in used]
    totals = {one.code: sum(need.learners for need in needs if need.programme_id == one.pk) for one in grid.programmes}
    this_year = dates.today().year
    context = {
        "year": year,
        "years": sorted({year, this_year, this_year + 1}, reverse=True),
        "rows": [(line, sum(line["row"].numbers.values())) for line in grid.table],
        "programmes": grid.programmes,
        "totals": list(totals.values()),
        "total": sum(totals.values()),
        "units": len(grid.rows),
        "writer": can_write(request.user, centre),
        "crumbs": _crumbs(year),
    }
    return render(request, "learners/survey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_survey(request):
    """The grid: typed, pasted from Excel, saved as a whole."""
    centre = centre_to_change(request)
    year = working_year(request, centre)
    needs = needs_of(request.user, centre, year)
    if request.method != "POST":
        return _grid_page(request, year, _with_known_units(request, stored_grid(request.user, needs)))
    grid = typed_grid(request.POST, programmes_for(request.user, needs))
    if MORE in request.POST:
        # As many again: a pasted list of many units finds its room in a few times
        grid.rows += [Row() for _ in range(max(BLANK_ROWS, len(grid.rows)))][: MOST_ROWS - len(grid.rows)]
        return _grid_page(request, year, grid)
    return _save(request, centre, year, grid)


@require_POST
def import_survey(request):
    """Take a file in; where something in it is doubtful the grid shows it beside its cell, and nothing is stored yet."""
    centre = centre_to_change(request)
    year = working_year(request, centre)
    file = request.FILES.get("tep")
    if file is None or file.size > MAX_BYTES:
        messages.error(request, NO_FILE if file is None else TOO_LARGE)
        return redirect(_address("learners:survey", year))
    reading = read_survey(file.read(), list(Programme.objects.for_user(request.user)))
    if reading.refusal:
        messages.error(request, reading.refusal)
        return redirect(_address("learners:survey", year))
    for note in reading.notes:
        messages.warning(request, note)
    grid = stored_grid(request.user, needs_of(request.user, centre, year), blank=0)
    _show_programmes(request, grid, reading.rows)
    grid.overlay(reading.rows)
    return _save(request, centre, year, grid)


def _show_programmes(request, grid, rows):
    """A column for every programme that the file names, in force or not."""
    named = {code for row in rows for code in row.texts} - {one.code for one in grid.programmes}
    grid.programmes += list(Programme.objects.for_user(request.user).filter(code__in=named))


def _save(request, centre, year, grid):
    refused = ""
    if grid.judge():
        try:
            units = save_survey(centre=centre, year=year, grid=grid)
        except ValidationError as error:
            refused = " ".join(error.messages)
        else:
            messages.success(request, _saved(units, sum(sum(row.numbers.values()) for row in grid.filled)))
            return redirect(_address("learners:survey", year))
    return _grid_page(request, year, grid, refused)


def _saved(units, total):
    if not units:
        return "Khảo sát không còn nhu cầu nào."
    return f"Đã lưu nhu cầu của {units:02} đơn vị, {shown(total)} lượt học viên."


def _grid_page(request, year, grid, refused=""):
    context = {
        "year": year,
        "grid": grid,
        "refused": refused,
        "problems": list(_problems(grid)),
        "rows_name": ROWS,
        "seen_name": SEEN,
        "units": _unit_names(request),
        "crumbs": [*_crumbs(year)[:-1], ("Khảo sát nhu cầu", _address("learners:survey", year)), ("Nhập nhu cầu", "")],
    }
    return render(request, "learners/survey_grid.html", context)


def _problems(grid):
    """Each fault with its cell, for the box above the grid."""
    for place, line in enumerate(grid.table, 1):
        unit = line["row"].unit or f"Dòng {place}"
        if line["error"]:
            yield Problem(unit, line["name"], line["error"])
        for name, programme, _, error in line["cells"]:
            if error:
                yield Problem(f"{unit} – {programme.name}", name, error)


def _with_known_units(request, grid):
    """A first survey begins with the units of the top level, so that one types numbers only."""
    if not grid.filled:
        names = _unit_names(request, parent__isnull=True)[:MOST_PROPOSED]
        grid.rows = [Row(name) for name in names] + grid.rows
    return grid


def _unit_names(request, **chosen):
    units = SendingUnit.objects.for_user(request.user).filter(centre=require_centre(request), valid_to__isnull=True)
    names = units.filter(**chosen).order_by("name", "pk").values_list("name", flat=True)
    return sorted(dict.fromkeys(names), key=vietnamese_key)


@require_safe
def survey_sheet(request):
    """The form to be sent to the units, and back."""
    centre = centre_to_change(request)
    year = working_year(request, centre)
    grid = stored_grid(request.user, needs_of(request.user, centre, year), blank=0)
    units = _unit_names(request, parent__isnull=True)
    return to_save(survey_template(centre, year, grid, units), f"khao-sat-nhu-cau-{year}.xlsx", SHEET)


def _address(name, year) -> str:
    return f"{reverse(name)}?nam={year}"


def _crumbs(year):
    return [("Trang đầu", reverse("reports:home")), ("Kế hoạch", plan_address(year)), ("Khảo sát nhu cầu", "")]
