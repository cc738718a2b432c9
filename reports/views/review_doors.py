"""How a view of the review comes by a report and its versions: 404 for another centre's, 403 for the wrong role."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from centres import dates
from centres.models import Centre
from reports.models import PeriodReport, ReportVersion
from reports.periods import name_of, parse
from reports.states import ReportState, state_of
from reports.versions.content import Content, read_content
from reports.views.reading import known_period, visible_centre


def report_to_review(request, code, period) -> tuple[Centre, PeriodReport, ReportState]:
    """The centre, its report (not stored yet where nobody wrote on it), and where it stands."""
    centre = visible_centre(request.user, code)
    known_period(period)
    found = PeriodReport.objects.for_user(request.user).filter(centre=centre, period=period).first()
    report = found or PeriodReport(centre=centre, period=period)
    report.centre = centre
    return centre, report, state_of(centre, period, dates.today())


def visible_version(request, code, period, number) -> ReportVersion:
    """A version the user may see, with its report and centre, without its bytes."""
    centre = visible_centre(request.user, code)
    versions = ReportVersion.objects.for_user(request.user).select_related("report", "submitted_by", "amends")
    version = get_object_or_404(versions, report__centre=centre, report__period=period, number=number)
    version.report.centre = centre
    return version


def content_of(version: ReportVersion) -> Content:
    return read_content(version.content)


def address(name, centre, period, *more) -> str:
    return reverse(f"reports:{name}", args=[centre.code, period, *more])


def crumbs(centre, period, *pages) -> list[tuple[str, str]]:
    """The way from the first page to a page under the report; `pages` are (text, address) below the report's own."""
    way = [("Trang đầu", reverse("reports:home")), ("Báo cáo", f"{reverse('reports:list')}?nam={parse(period).year}")]
    label = name_of(period)
    return [*way, (label[:1].upper() + label[1:], address("report", centre, period)), *pages]
