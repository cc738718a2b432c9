"""L1-L3: the people of a centre, counted on days; the latest count on or before the day a report counts up to."""

from datetime import date

from django.db.models import F, Q

from centres.models import StaffCount

CODES = {"L1": "staff", "L2": "lecturers_full_time", "L3": "lecturers_part_time"}


def load_staff(centres, as_of: date) -> dict[int, dict[str, int | None]]:
    """L1, L2, L3 of each centre by its key; None where not known. One query."""
    found = {centre.pk: dict.fromkeys(CODES) for centre in centres}
    counts = StaffCount.objects.filter(Q(counted_on__isnull=True) | Q(counted_on__lte=as_of), centre__in=centres)
    for row in counts.order_by(F("counted_on").asc(nulls_first=True)):
        found[row.centre_id] = {code: getattr(row, name) for code, name in CODES.items()}
    return found
