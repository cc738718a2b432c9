"""The columns of the list of sending units, and what it is filtered by."""

from django import forms
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from centres import dates
from centres.forms import FilterForm
from centres.listing import Column
from centres.search import in_vietnamese_order, matching
from learners.models import Enrolment

LIST = "don-vi"
IN_FORCE, ENDED = "con", "thoi"


def with_numbers(units: QuerySet) -> QuerySet:
    """Annotate `sent`: how many lượt học viên the unit itself has sent."""
    own = Enrolment.objects.counted().filter(unit=OuterRef("pk")).order_by().values("unit")
    number = Subquery(own.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
    return units.annotate(sent=Coalesce(number, 0))


def learners_of(unit) -> str | None:
    """The address of the learners whom the unit has sent; None where there are none."""
    return reverse("learners:list", query={"don-vi-cu": unit.pk}) if unit.sent else None


def columns(*, writer: bool) -> list[Column]:
    """A unit's name leads to its form whoever may change it."""
    return [
        Column(
            "ten",
            "Tên đơn vị",
            lambda unit: unit.name,
            sort=in_vietnamese_order("name"),
            heads_row=True,
            link=(lambda unit: reverse("learners:edit_unit", args=[unit.pk])) if writer else None,
            width=40,
        ),
        Column(
            "truc-thuoc",
            "Trực thuộc",
            lambda unit: unit.parent and unit.parent.name,
            sort=(*in_vietnamese_order("parent__name"), *in_vietnamese_order("name")),
            width=36,
        ),
        Column(
            "dia-ban",
            "Thuộc địa bàn",
            lambda unit: unit.locality and unit.locality.name,
            sort=(*in_vietnamese_order("locality__name"), *in_vietnamese_order("name")),
            width=24,
        ),
        Column("tu-ngay", "Từ ngày", lambda unit: unit.valid_from, sort=("valid_from",), narrow=True),
        Column("den-ngay", "Đến hết ngày", lambda unit: unit.valid_to, sort=("valid_to",), narrow=True),
        Column(
            "luot",
            "Lượt học viên đã cử",
            lambda unit: unit.sent,
            sort=("sent",),
            number=True,
            link=learners_of,
        ),
    ]


class UnitFilter(FilterForm):
    in_address = {"text": "tim", "state": "tinh-trang"}

    text = forms.CharField(
        label="Tên đơn vị, đơn vị cấp trên", required=False, max_length=100, widget=forms.SearchInput
    )
    state = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Mọi đơn vị"), (IN_FORCE, "Còn hoạt động"), (ENDED, "Đã thôi")],
    )

    def filter(self, units):
        chosen = self.chosen()
        if text := chosen.get("text"):
            units = matching(units, ["name", "parent__name"], text)
        if state := chosen.get("state"):
            ended = Q(valid_to__lt=dates.today())
            units = units.filter(ended) if state == ENDED else units.exclude(ended)
        return units
