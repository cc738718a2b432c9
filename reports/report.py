"""One report as one value: `build_report` for a centre, `build_province_report` for a province, `build_past_report`."""

from dataclasses import replace
from datetime import date

from centres.models import Centre, Province
from reports import gate
from reports.ended import ended_notes
from reports.figures import Counted, count_centre, count_province
from reports.figures.window import Window
from reports.letterhead import centre_letterhead, province_letterhead
from reports.models import PeriodReport, ProvinceReport
from reports.notes import centre_notes, province_notes
from reports.outline import SECTIONS
from reports.past import check, load_past_reports
from reports.periods import Calendar
from reports.prose import sentences
from reports.tokens import token_values
from reports.value import Report, Section
from reports.versions.halves import halves_warnings
from reports.versions.province import add_up
from reports.wording import resolve


class ReportError(ValueError):
    """A report that cannot be made; the message is for the user."""


def build_report(centre: Centre, period_code: str, *, as_of: date | None = None) -> Report:
    """The report of a centre and period, counted now, with what staff wrote for it.

    Periods have the days of the centre's province; before the last day it counts up to today, or up to `as_of`, to be
    compared with a version that counted up to there. PeriodError when the code is none. A fixed number of queries,
    whatever the number of classes.
    """
    window = Window.of(Calendar.of(centre.province), period_code, as_of)
    counted = count_centre(centre, window)
    stored = PeriodReport.objects.filter(centre=centre, period=period_code).prefetch_related("sections").first()
    written = {section.key: section for section in stored.sections.all()} if stored else {}
    named = centre.named_on(window.period.last)
    letterhead = centre_letterhead(centre, named, window.period, stored)
    report = _report(counted, "centre", centre, letterhead, written)
    report = _judged(replace(report, notes=centre_notes(counted), name=named.name))
    return replace(report, warnings=(*report.warnings, *halves_warnings(centre, report, build_report)))


def build_province_report(province: Province, period_code: str, *, live: bool = False) -> Report:
    """The totals of a province's centres: of their approved versions (ReportError while there is none), or, on request,
    the live figures of all of them."""
    window = Window.of(Calendar.of(province), period_code)
    if not live:
        if approved := add_up(province, period_code):
            approved = replace(approved, notes=(*approved.notes, *ended_notes(province, window)))
            return _judged(_as_written(province, approved))
        raise ReportError(
            f"Chỉ tổng hợp báo cáo đã được duyệt; kỳ {period_code} của {province} chưa có báo cáo nào được duyệt. Muốn xem"
            " số liệu chưa duyệt, thêm --live."
        )
    counted = count_province(province, window)
    report = _report(counted, "province", province, province_letterhead(province, window.period), {})
    notes = province_notes(counted, ended_notes(province, window))
    return _judged(replace(report, notes=notes, coverage=counted.coverage, live=True))


def _report(counted: Counted, scope, owner, letterhead, written) -> Report:
    window = counted.window
    report = Report(
        scope=scope,
        code=owner.code,
        name=owner.name,
        period=window.period,
        as_of=window.as_of,
        figures=counted.figures,
        breakdowns=counted.breakdowns,
        notes=(),
        errors=(),
        warnings=(),
        prose=(),
        letterhead=letterhead,
        classes=tuple(one.line for one in counted.counts if _is_behind(one)),
        programmes=counted.programmes,
        lecturers=counted.lecturers,
        centres=counted.centres,
    )
    sections = tuple(_sections(report, sentences(counted, province=scope == "province"), written))
    return replace(report, sections=sections, prose=tuple(_prose(report, sections)))


def _prose(report, sections):
    """The sentences of results: as proposed, or as staff rewrote them."""
    for section in sections:
        yield from section.generated
        if section.replaced:
            yield from filter(str.strip, resolve(section.text, token_values(report)).splitlines())


def _sections(report, proposed, written):
    """Every section with what is proposed for it, and what staff wrote beside or instead of that."""
    values = token_values(report)
    for key, heading, level in SECTIONS:
        texts, own = proposed.get(key, ()), written.get(key)
        replaced = bool(own and own.replaces and own.text.strip())
        generated = () if replaced else tuple(resolve(text, values) for text in texts)
        yield Section(key, heading, level, generated, own.text if own else "", texts, replaced)


def _as_written(province, report: Report) -> Report:
    """The totals with what the province wrote on them: number, date, signer, free text."""
    stored = ProvinceReport.objects.filter(province=province, period=report.period.code)
    stored = stored.prefetch_related("sections").first()
    if stored is None:
        return report
    written = {section.key: section for section in stored.sections.all()}
    sections = tuple(_sections(report, {one.key: one.generated for one in report.sections}, written))
    prose = tuple(text for one in sections for text in one.generated)
    head = province_letterhead(province, report.period, stored)
    return replace(report, sections=sections, prose=prose, letterhead=head)


def _is_behind(one) -> bool:
    """Whether the class counts in a figure of the period itself, not only of the year or of last year."""
    line = one.line
    return line.opened or line.finished or line.maintained or line.expected or line.graduated > 0


def _judged(report: Report) -> Report:
    return replace(report, errors=gate.errors_of(report), warnings=gate.warnings_of(report))


def build_past_report(centre: Centre, period_code: str) -> Report:
    """A centre's report from before the system as it was entered, with its gate. ReportError when there is none."""
    period = Calendar.of(centre.province).period(period_code)
    entered = load_past_reports([centre.pk], period_code).get(centre.pk)
    if entered is None:
        raise ReportError(f"{centre} chưa nhập báo cáo cũ của kỳ {period_code}.")
    named = centre.named_on(period.last)
    errors = tuple(check(entered, entered.label))
    first = errors[0] if errors and errors[0].where == entered.label else None
    return Report(
        scope="centre",
        code=centre.code,
        name=named.name,
        period=period,
        as_of=period.last,
        figures={"O1": entered.classes, "O2": entered.learners},
        breakdowns={},
        notes=("Báo cáo cũ: số liệu nhập tay từ báo cáo đã nộp.",),
        errors=errors,
        warnings=(),
        prose=(),
        letterhead=centre_letterhead(centre, named, period, None),
        missing=(first.classes, first.learners) if first else (0, 0),
    )
