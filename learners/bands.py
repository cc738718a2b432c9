"""How a final mark is classified: the one place for Python and for SQL.

A mark falls in the highest band whose lower bound it reaches; marks are compared as they stand, never rounded.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from centres.validity import holds_on
from classes.models import AssessmentRules, TrainingClass


class Band(models.TextChoices):
    """From the best down, as every table and every figure (R4 to R8) lists them."""

    EXCELLENT = "excellent", "Xuất sắc"
    VERY_GOOD = "very_good", "Giỏi"
    GOOD = "good", "Khá"
    AVERAGE = "average", "Trung bình"
    FAILED = "failed", "Không đạt"


GOOD_OR_BETTER = (Band.EXCELLENT, Band.VERY_GOOD, Band.GOOD)
BOUNDS = {
    Band.EXCELLENT: "excellent_from",
    Band.VERY_GOOD: "very_good_from",
    Band.GOOD: "good_from",
    Band.AVERAGE: "average_from",
}
"""The field of AssessmentRules that holds each band's lower bound; `excellent_from` may be empty: no such band."""


def band_of(mark: Decimal | None, rules: AssessmentRules | None) -> Band | None:
    """The band of a final mark, or None while there is no mark or no rules to judge it by."""
    if mark is None or rules is None:
        return None
    for band, field in BOUNDS.items():
        lowest = getattr(rules, field)
        if lowest is not None and mark >= lowest:
            return band
    return Band.FAILED


def band_conditions(rules: str = "", mark: str = "final_mark") -> dict[Band, Q]:
    """For each band, from the best down, the condition on rows annotated with `mark`.

    `rules` is the lookup that leads to the rules ("training_class__rules"); without it the rows must carry the lower
    bounds themselves, annotated under the names of BOUNDS. Rows without a mark or without rules meet no condition.
    """
    bounds = {band: f"{rules}__{field}" if rules else field for band, field in BOUNDS.items()}
    at_least = {band: Q(**{f"{mark}__gte": F(bound)}) for band, bound in bounds.items()}
    below = {band: Q(**{f"{mark}__lt": F(bound)}) for band, bound in bounds.items()}
    no_top_band = Q(**{f"{bounds[Band.EXCELLENT]}__isnull": True})
    return {
        Band.EXCELLENT: at_least[Band.EXCELLENT],
        Band.VERY_GOOD: at_least[Band.VERY_GOOD] & (no_top_band | below[Band.EXCELLENT]),
        Band.GOOD: at_least[Band.GOOD] & below[Band.VERY_GOOD],
        Band.AVERAGE: at_least[Band.AVERAGE] & below[Band.GOOD],
        Band.FAILED: below[Band.AVERAGE],
    }


def reason_of(mark: Decimal, rules: AssessmentRules) -> str:
    """Why a mark has its band, in one sentence: "8,25: từ 8,00 đến dưới 9,00 là Giỏi"."""
    band = band_of(mark, rules)
    bounds = [(one, getattr(rules, field)) for one, field in BOUNDS.items() if getattr(rules, field) is not None]
    lowest = dict(bounds).get(band)
    above = min((bound for _, bound in bounds if bound > mark), default=None)
    parts = [f"từ {shown_mark(lowest)}"] if lowest is not None else []
    parts += [f"đến dưới {shown_mark(above)}" if parts else f"dưới {shown_mark(above)}"] if above is not None else []
    return f"{shown_mark(mark)}: {' '.join(parts)} là {band.label}"


def band_ranges(rules: AssessmentRules) -> list[tuple[str, str]]:
    """The rules' bands from the best down, each with its marks: ("Giỏi", "từ 8,00 đến dưới 9,00")."""
    bounds = [(band, getattr(rules, field)) for band, field in BOUNDS.items() if getattr(rules, field) is not None]
    ranges, above = [], None
    for band, lowest in bounds:
        limit = f"đến dưới {shown_mark(above)}" if above else "trở lên"
        ranges.append((band.label, f"từ {shown_mark(lowest)} {limit}"))
        above = lowest
    return [*ranges, (Band.FAILED.label, f"dưới {shown_mark(above)}")]


def shown_mark(mark: Decimal | None) -> str:
    """A mark as papers write it: two decimals and a comma; empty when there is none."""
    return "" if mark is None else f"{mark:.2f}".replace(".", ",")


class RuleBook:
    """All rules, read once: for pages that judge many classes."""

    def __init__(self):
        self.rules = list(AssessmentRules.objects.newest_first())

    def of(self, training_class: TrainingClass) -> AssessmentRules | None:
        """The rules a class is or would be judged by: its own, else those in force on its (expected) last day."""
        if training_class.rules_id:
            return next(rules for rules in self.rules if rules.pk == training_class.rules_id)
        finished = training_class.recognised_on or training_class.closed_on
        day = finished or training_class.closes_on or training_class.opened_on
        return next((rules for rules in self.rules if day and holds_on(rules, day)), None)


def rules_of(training_class: TrainingClass) -> AssessmentRules | None:
    """As `RuleBook.of`, for a single class."""
    return training_class.rules or RuleBook().of(training_class)
