"""A figure opened: its classes, then the learners of one; live, or as they stood when a version was submitted."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from centres.access import require_staff, sees_names
from reports.dictionary import define
from reports.figures.window import Window
from reports.periods import Calendar
from reports.versions.drill import FORMS, classes_of, open_figure
from reports.versions.records import CODES, frozen_records, live_records
from reports.versions.rows import PARTS, frozen_rows, live_rows
from reports.views.reading import report_of, visible_centre
from reports.views.review_doors import address, content_of, crumbs, visible_version


@require_safe
def figure(request, code, period, figure):
    """The classes, or the rows of a book, behind a figure as they are now."""
    centre = visible_centre(request.user, code)
    report, rows = _live(centre, period)
    records = live_records(centre, _window(centre, period)) if figure in CODES else ()
    return _figure_page(request, centre, period, figure, report, rows, records)


@require_safe
def figure_class(request, code, period, figure, class_pk):
    """The learners of one class behind a figure as they are now; not for reviewers."""
    centre = visible_centre(request.user, code)
    require_staff(request.user, centre)
    _, rows = _live(centre, period)
    return _class_page(request, centre, period, figure, class_pk, rows)


@require_safe
def version_figure(request, code, period, number, figure):
    """The classes, or the rows of a book, behind a figure of a version, as they stood then."""
    version = visible_version(request, code, period, number)
    behind = frozen_rows(version), frozen_records(version, figure) if figure in CODES else ()
    return _figure_page(request, version.report.centre, period, figure, content_of(version).report, *behind, version)


@require_safe
def version_figure_class(request, code, period, number, figure, class_pk):
    """The learners of one class behind a figure of a version, as they stood then; not for reviewers."""
    version = visible_version(request, code, period, number)
    require_staff(request.user, version.report.centre)
    return _class_page(request, version.report.centre, period, figure, class_pk, frozen_rows(version), version)


def _live(centre, period):
    report = report_of(centre, period)
    return report, live_rows(centre, _window(centre, period))


def _window(centre, period):
    return Window.of(Calendar.of(centre.province), period)


def _figure_page(request, centre, period, figure, report, rows, records, version=None):
    rows = _narrowed(request, rows)
    by, key = request.GET.get("theo", ""), request.GET.get("khoa", "")
    of = set(rows.classes) if by in PARTS else classes_of(report, rows, by, key)
    if by in FORMS and not rows.know_forms:
        raise Http404("Bản này trình trước khi hình thức của lớp được lưu cùng bản trình, nên không mở được số này.")
    opened = open_figure(figure, report, rows, of, records)
    if opened is None:
        raise Http404("Báo cáo này không có số liệu mang mã đó.")
    context = {
        "centre": centre,
        "opened": opened,
        "narrowed": of is not None,
        "narrowed_by": f"?{request.GET.urlencode()}" if by in PARTS else "",
        "version": version,
        "with_names": sees_names(request.user, centre),
        "here": _address(centre, period, version, figure),
        "figures_at": _address(centre, period, version),
        "crumbs": _crumbs(centre, period, version, (figure, "")),
    }
    return render(request, "reports/review/figure.html", context)


def _narrowed(request, rows):
    """The places of one row of the table of composition, where one is asked for."""
    by = request.GET.get("theo", "")
    return rows.of_part(by, request.GET.get("khoa", "")) if by in PARTS else rows


def _class_page(request, centre, period, figure, class_pk, rows, version=None):
    row, rows = rows.classes.get(class_pk), _narrowed(request, rows)
    if row is None or define(figure) is None:
        raise Http404("Số liệu này không có lớp đó.")
    context = {
        "centre": centre,
        "about": define(figure),
        "version": version,
        "row": row,
        "places": [place for place in rows.places_in(figure) if place.class_key == class_pk],
        "crumbs": _crumbs(centre, period, version, (figure, _address(centre, period, version, figure)), (row.code, "")),
    }
    return render(request, "reports/review/figure_class.html", context)


def _address(centre, period, version, figure=""):
    page = address("version", centre, period, version.number) if version else address("report", centre, period)
    return f"{page}so-lieu/{figure}{'/' if figure else ''}"


def _crumbs(centre, period, version, *pages):
    under = [(f"Bản trình lần {version.number}", address("version", centre, period, version.number))] if version else []
    return crumbs(centre, period, *under, *pages)
