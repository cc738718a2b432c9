"""The line of the province's form that a class or a course belongs to by its programme."""

from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce


def own_line() -> FilteredRelation:
    """What `line_part` needs as the annotation `own_line`, of rows with a programme and a centre. Never used twice."""
    return FilteredRelation(
        "programme__provincereportingline",
        condition=Q(programme__provincereportingline__province=F("centre__province")),
    )


def line_part(name: str) -> Coalesce:
    """`code` or `name` of the line that the province has for the programme; without one the programme's own line holds."""
    return Coalesce(f"own_line__line__{name}", f"programme__reporting_line__{name}")
