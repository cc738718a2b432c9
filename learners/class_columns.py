"""What the class list counts from enrolments: columns for classes/class_columns.py, which knows none of them."""

from operator import attrgetter

from django.db.models import Count, F, FloatField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, NullIf

from centres.listing import Column
from centres.numbers import percent_of
from classes.class_columns import add_columns
from learners.bands import GOOD_OR_BETTER, Band, band_conditions
from learners.models import Enrolment
from learners.models.enrolment import State


def _number_of(places: QuerySet) -> Coalesce:
    """How many of these places each class has."""
    own = places.filter(training_class=OuterRef("pk")).order_by().values("training_class")
    return Coalesce(Subquery(own.annotate(number=Count("pk")).values("number")), 0)


def with_states(classes: QuerySet) -> QuerySet:
    """Annotate `no_show_count` and `withdrawn_count`."""
    states = {"no_show_count": State.NO_SHOW, "withdrawn_count": State.WITHDRAWN}
    return classes.annotate(**{name: _number_of(Enrolment.objects.filter(state=s)) for name, s in states.items()})


def with_unmarked(classes: QuerySet) -> QuerySet:
    """Annotate `unmarked_count`: those attending who have neither a mark nor a reason for none."""
    return classes.annotate(unmarked_count=_number_of(Enrolment.objects.unmarked()))


def with_bands(classes: QuerySet) -> QuerySet:
    """Annotate `assessed_count`, and of these `good_count` (khá and above) and `failed_count`, by the class's own rules."""
    marked = Enrolment.objects.counted().with_final_mark().filter(final_mark__isnull=False)
    judged = marked.filter(training_class__rules__isnull=False)
    conditions = band_conditions("training_class__rules")
    good = Q()
    for band in GOOD_OR_BETTER:
        good |= conditions[band]
    return classes.annotate(
        assessed_count=_number_of(judged),
        good_count=_number_of(judged.filter(good)),
        failed_count=_number_of(judged.filter(conditions[Band.FAILED])),
    )


def good_share(training_class):
    """Khá, giỏi, xuất sắc of those assessed in percent; None where nobody was."""
    if not training_class.assessed_count:
        return None
    return percent_of(training_class.good_count, training_class.assessed_count)


GOOD_SHARE = Cast(F("good_count"), FloatField()) / NullIf(Cast(F("assessed_count"), FloatField()), 0.0)


def counted(key, label, annotation, needs):
    return Column(
        key,
        label,
        attrgetter(annotation),
        sort=(annotation,),
        number=True,
        width=11,
        optional=True,
        needs=needs,
    )


add_columns(
    counted("khong-den", "Không đến", "no_show_count", with_states),
    counted("thoi-hoc", "Thôi học", "withdrawn_count", with_states),
    counted("chua-co-ket-qua", "Chưa có kết quả", "unmarked_count", with_unmarked),
    counted("da-danh-gia", "Đã đánh giá", "assessed_count", with_bands),
    Column(
        "kha-tro-len",
        "Khá trở lên (%)",
        good_share,
        sort=(GOOD_SHARE,),
        number=True,
        width=11,
        optional=True,
        needs=with_bands,
    ),
    counted("khong-dat", "Không đạt", "failed_count", with_bands),
    after="hoc-vien",
)
