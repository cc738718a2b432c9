"""The learner list's columns: the page, its sheet and the print show these and nothing else."""

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse

from centres.listing import Column
from centres.search import InCodeOrder, in_vietnamese_order
from learners.models import Enrolment
from learners.models.enrolment import PartyStatus

LIST = "hoc-vien"
LAST = ("position", "party_status", "education")


def _latest(learner="pk") -> QuerySet:
    """The place in the class that opened last comes first."""
    own = Enrolment.objects.filter(learner=OuterRef(learner))
    return own.order_by(F("training_class__opened_on").desc(nulls_last=True), "-pk")


def with_last_place(learners: QuerySet) -> QuerySet:
    """Annotate what was true in the class that opened last: `last_position`, `last_party_status`, `last_education`."""
    return learners.annotate(**{f"last_{name}": Subquery(_latest().values(name)[:1]) for name in LAST})


def with_last_class(learners: QuerySet) -> QuerySet:
    """Annotate `last_class` (its code) and `last_opened_on`."""
    latest = _latest()
    return learners.annotate(
        last_class=Subquery(latest.values("training_class__code")[:1]),
        last_opened_on=Subquery(latest.values("training_class__opened_on")[:1]),
    )


def with_every_class(learners: QuerySet) -> QuerySet:
    """Read all places with their classes at once, as `places` in the order of time."""
    places = Enrolment.objects.select_related("training_class").order_by("training_class__opened_on", "pk")
    return learners.prefetch_related(Prefetch("enrolments", queryset=places, to_attr="places"))


def party_status(value) -> str:
    return PartyStatus(value).label if value else ""


COLUMNS = [
    Column(
        "ten",
        "Họ và tên",
        lambda learner: learner.full_name,
        sort=(InCodeOrder("sort_key"), "birth_year"),
        heads_row=True,
        link=lambda learner: reverse("learners:detail", args=[learner.pk]),
        width=30,
    ),
    Column(
        "ngay-sinh",
        "Ngày sinh",
        lambda learner: learner.birth,
        sort=("birth_year", "birth_date"),
        width=12,
        narrow=True,
        main=True,
    ),
    Column(
        "gioi-tinh",
        "Giới tính",
        lambda learner: learner.get_gender_display() if learner.gender else "",
        sort=("gender", InCodeOrder("sort_key")),
        width=9,
        main=True,
    ),
    Column("so-dinh-danh", "Số định danh", lambda learner: learner.masked_national_id, width=18, narrow=True),
    Column(
        "dan-toc",
        "Dân tộc",
        lambda learner: learner.ethnicity,
        sort=(*in_vietnamese_order("ethnicity"), InCodeOrder("sort_key")),
        optional=True,
    ),
    Column(
        "ton-giao",
        "Tôn giáo",
        lambda learner: learner.religion,
        sort=(*in_vietnamese_order("religion"), InCodeOrder("sort_key")),
        optional=True,
    ),
    Column(
        "que-quan",
        "Quê quán",
        lambda learner: learner.hometown,
        sort=(*in_vietnamese_order("hometown"), InCodeOrder("sort_key")),
        optional=True,
        width=30,
    ),
    Column(
        "don-vi",
        "Đơn vị gần nhất",
        lambda learner: learner.last_unit,
        sort=(*in_vietnamese_order("last_unit"), InCodeOrder("sort_key")),
        width=36,
        main=True,
    ),
    Column(
        "chuc-vu",
        "Chức vụ gần nhất",
        lambda learner: learner.last_position,
        sort=(*in_vietnamese_order("last_position"), InCodeOrder("sort_key")),
        optional=True,
        needs=with_last_place,
        width=24,
    ),
    Column(
        "dang-vien",
        "Đảng viên",
        lambda learner: party_status(learner.last_party_status),
        sort=("last_party_status", InCodeOrder("sort_key")),
        optional=True,
        needs=with_last_place,
        width=20,
    ),
    Column(
        "trinh-do",
        "Trình độ",
        lambda learner: learner.last_education,
        sort=(*in_vietnamese_order("last_education"), InCodeOrder("sort_key")),
        optional=True,
        needs=with_last_place,
        width=18,
    ),
    Column("so-lop", "Số lớp đã học", lambda learner: learner.class_count, sort=("class_count",), number=True),
    Column(
        "cac-lop",
        "Các lớp",
        lambda learner: ", ".join(place.training_class.code for place in learner.places),
        optional=True,
        needs=with_every_class,
        width=30,
    ),
    Column(
        "lop-gan-nhat",
        "Lớp gần nhất",
        lambda learner: learner.last_class,
        sort=("last_opened_on", *in_vietnamese_order("last_class")),
        narrow=True,
        optional=True,
        needs=with_last_class,
    ),
    Column(
        "ngay-hoc-gan-nhat",
        "Khai giảng lớp gần nhất",
        lambda learner: learner.last_opened_on,
        sort=("last_opened_on",),
        optional=True,
        needs=with_last_class,
    ),
]
