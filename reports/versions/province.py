"""A province's totals from the approved versions of its centres: what was frozen is added up, nothing is counted anew."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import F, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from centres.models import Centre, Province
from learners.models import Learner
from reports.dictionary import define
from reports.figures.books import ADDITIVE as BOOKS
from reports.figures.books import add_blanks
from reports.figures.localities import LABELS, Localities, rows_of
from reports.figures.people import TEXT, UNKNOWN_KEY
from reports.figures.scope import centre_line
from reports.figures.totals import difference, ratio
from reports.letterhead import province_letterhead
from reports.models import FrozenEnrolment, ReportVersion, ReviewStep
from reports.models.review import StepKind
from reports.outline import SECTIONS
from reports.periods import Calendar
from reports.value import BreakdownRow, CountedVersion, Period, Report, Section
from reports.versions.content import read_content
from reports.versions.province_prose import sentences
from reports.wording import fraction

SUMS = (
    *("O1", "O2", "O4", "O1c", "O2c", "O1p", "O2p", "E1", "E2", "M1", "M2", "M3", "M4", "T3", "T3c", "L1", "L2", "L3"),
    *(f"R{place}{suffix}" for place in range(1, 10) for suffix in ("", "c")),
    *(f"{code}{suffix}" for code in (*BOOKS, "L9") for suffix in ("", "c")),
)
LATER = frozenset(("C4", *(f"{code}{suffix}" for code in (*BOOKS, "L9") for suffix in ("", "c"))))
"""Figures that versions from before they were counted lack: there they are chưa có, not senseless."""
WHOLE_SUMS = ("P1", "P2", "P1a", "P2a")
"""Plan totals are unknown through one unknown part."""
PAIRS = ("T1", "T2", "D1", "D2", "D3", "D4")


@dataclass(frozen=True)
class Approved:
    """The centres expected on the period's last day, and the approved reports of some of them by their keys."""

    centres: list[Centre]
    reports: dict[int, Report]
    versions: dict[int, ReportVersion]  # by the centre's key

    @property
    def missing(self) -> list[Centre]:
        return [centre for centre in self.centres if centre.pk not in self.reports]


def approved_reports(province: Province, period: Period) -> Approved:
    """The latest approved version of each centre. Four queries, whatever the number of centres."""
    centres = list(Centre.objects.filter(province=province).in_being(period.last).prefetch_related("former_names"))
    steps = ReviewStep.objects.filter(
        kind=StepKind.APPROVED, report__centre__in=centres, report__period=period.code
    ).order_by("pk")
    latest = dict(steps.values_list("report__centre", "version"))
    stored = ReportVersion.objects.filter(pk__in=latest.values()).defer("pdf").in_bulk()
    versions = {centre: stored[version] for centre, version in latest.items()}
    reports = {centre: read_content(version.content).report for centre, version in versions.items()}
    return Approved(centres, reports, versions)


def add_up(province: Province, code: str) -> Report | None:
    """The province's report of a period from approved versions, without its gate; None while there is none."""
    period = Calendar.of(province).period(code)
    approved = approved_reports(province, period)
    if not approved.reports:
        return None
    reports = list(approved.reports.values())
    localities = Localities.of(approved.centres)
    figures = _figures(reports, approved)
    prose = sentences(period, figures)
    return Report(
        scope="province",
        code=province.code,
        name=province.name,
        period=period,
        as_of=max(report.as_of for report in reports),
        figures=figures,
        breakdowns=_breakdowns(reports) | _by_locality(approved, localities, period),
        notes=tuple(_notes(approved, reports, figures)),
        errors=(),
        warnings=(),
        prose=tuple(text for texts in prose.values() for text in texts),
        letterhead=province_letterhead(province, period),
        sections=tuple(
            Section(key, heading, level, prose.get(key, ()), proposed=prose.get(key, ()))
            for key, heading, level in SECTIONS
        ),
        classes=tuple(line for report in reports for line in report.classes),
        programmes=_programmes(reports),
        centres=tuple(_centre_lines(approved, period, localities)),
        counted=tuple(_counted(approved)),
        coverage=_coverage(reports, figures, approved),
    )


def _figures(reports, approved):
    figures = {code: _sum_known(code, reports) for code in SUMS if any(code in one.figures for one in reports)}
    figures |= {code: _sum_whole(code, reports) for code in WHOLE_SUMS}
    figures |= {code: _pair(code, reports) for code in PAIRS if any(code in one.figures for one in reports)}
    figures["C4"] = add_blanks(one.figures for one in reports)
    figures["O3"] = _persons(approved.versions.values())
    figures |= _ratios(figures, [line for one in reports for line in one.classes], reports)
    return figures | {"N1": len(approved.centres), "N2": len(reports)}


def _known(code, reports) -> list:
    values = [one.figures.get(code) for one in reports]
    return [value for value in values if value is not None and not (isinstance(value, tuple) and value[0] is None)]


def _sum_known(code, reports):
    known = _known(code, reports)
    return sum(known) if known else None


def _sum_whole(code, reports):
    known = _known(code, reports)
    return sum(known) if len(known) == len(reports) else None


def _pair(code, reports):
    known = _known(code, reports)
    if known:
        return sum(part for part, _ in known), sum(base for _, base in known)
    bases = [one.figures[code][1] for one in reports if isinstance(one.figures.get(code), tuple)]
    return (None, sum(bases)) if bases else None


def _persons(versions) -> int:
    """Distinct people of the versions' rows: one citizen number is one person, else one learner of one centre."""
    keys = FrozenEnrolment.objects.filter(version__in=versions, codes__contains=" O3 ").order_by()
    keys = keys.values("learner_key").distinct()
    own = Concat(Value("#"), Cast("pk", TEXT), output_field=TEXT)
    person = Coalesce(NullIf(F("national_id"), Value("")), own, output_field=TEXT)
    known = Learner.objects.filter(pk__in=keys)
    # A learner deleted since then is still one person of the version
    return known.order_by().values(person=person).distinct().count() + keys.count() - known.count()


def _ratios(figures, classes, reports):
    called = [line for line in classes if line.opened and line.called is not None]
    good = sum(figures[f"R{place}"] for place in (4, 5, 6))
    lowest = _known("R12", reports)
    whole = len(_known("O1p", reports)) == len(reports)
    return (
        ratio("O5", sum(line.learners for line in called), figures["O4"])
        | ratio("O7", figures["O1c"], figures["P1a"])
        | ratio("O8", figures["O2c"], figures["P2a"])
        | ratio("R10", good, figures["R3"])
        | ratio("R11", sum(line.completed for line in classes if line.finished), figures["R2"])
        | ({"R12": min(lowest)} if lowest else {})
        | {
            "O9": difference(figures["O1"], figures.get("O1p") if whole else None),
            "O10": difference(figures["O2"], figures.get("O2p") if whole else None),
        }
    )


def _breakdowns(reports: Iterable[Report]):
    names = dict.fromkeys(name for one in reports for name in one.breakdowns)
    return {name: _merged([row for one in reports for row in one.breakdowns.get(name, ())]) for name in names}


def _merged(rows):
    found: dict[str, BreakdownRow] = {}
    for row in rows:
        before = found.get(row.key)
        found[row.key] = (
            replace(before, classes=_plus(before.classes, row.classes), learners=_plus(before.learners, row.learners))
            if before
            else row
        )
    return tuple(found.values())


def _by_locality(approved: Approved, known: Localities, period: Period) -> dict[str, tuple[BreakdownRow, ...]]:
    """The rows of the versions added up. A version from before localities were known was for the only locality that its
    centre serves on the period's last day, else nobody knows."""
    if not known.are_known and not any("locality" in report.breakdowns for report in approved.reports.values()):
        return {}
    classes, learners = Counter(), Counter()
    for centre, report in approved.reports.items():
        served = known.served_on(centre, period.last)
        sole = served[0] if len(served) == 1 else UNKNOWN_KEY
        whole = BreakdownRow(sole, LABELS.get(sole, sole), report.figures["O1"], report.figures["O2"])
        for row in report.breakdowns.get("locality", (whole,)):
            classes[row.key] += row.classes
            learners[row.key] += row.learners
    names = [name for centre in approved.centres for name in known.served_on(centre.pk, period.last)]
    return {"locality": rows_of(names, classes, learners)}


def _plus(first, second):
    return None if first is None or second is None else first + second


def _programmes(reports):
    found = {}
    for line in (line for one in reports for line in one.programmes):
        key = line.joint, line.code
        found[key] = _with(found[key], line) if key in found else line
    return tuple(found[key] for key in sorted(found, key=lambda key: key[0]))


def _with(before, line):
    sums = ("classes", "learners", "classes_to_date", "learners_to_date")
    unknown = ("past_classes", "past_learners", "planned_classes", "planned_learners")
    partners = dict.fromkeys(part for text in (before.partners, line.partners) for part in text.split("; ") if part)
    return replace(
        before,
        **{name: getattr(before, name) + getattr(line, name) for name in sums},
        **{name: _plus(getattr(before, name), getattr(line, name)) for name in unknown},
        partners="; ".join(partners),
        planned_elsewhere=before.planned_elsewhere and line.planned_elsewhere,
    )


def _coverage(reports, figures, approved):
    """By how many of the centres expected each figure is known: a centre without an approved report knows none."""
    absent = [code for code in figures if code not in ("N1", "N2")]
    return {code: (len(_knowing(code, reports)), len(approved.centres)) for code in absent}


def _knowing(code, reports):
    """One that has no such figure (no class was considered) leaves nothing out."""
    return [one for one in reports if (code not in one.figures and code not in LATER) or _known(code, [one])]


def _centre_lines(approved, period, localities):
    for centre in approved.centres:
        report = approved.reports.get(centre.pk)
        yield centre_line(centre, period, report.figures if report else None, localities)


def _counted(approved):
    for centre in approved.centres:
        if version := approved.versions.get(centre.pk):
            name = approved.reports[centre.pk].name
            yield CountedVersion(centre.code, name, version.number, version.sha256)


def _notes(approved, reports, figures):
    yield f"Cộng từ báo cáo đã duyệt của {fraction(len(reports), len(approved.centres))} trung tâm."
    if approved.missing:
        yield f"Chưa có báo cáo được duyệt: {'; '.join(centre.name for centre in approved.missing)}."
    short = [define(code).name for code in ("O4", "L1", "L2", "L3", "O1p") if len(_known(code, reports)) < len(reports)]
    if short:
        yield f"Có trung tâm chưa có số liệu: {'; '.join(short)}."
