"""Today, in one place, so that a test or a demonstration can stand on another day."""

import datetime

from django.utils import timezone


def today() -> datetime.date:
    """The date in Vietnam now. Call it as `dates.today()` so that replacing it here replaces it everywhere."""
    return timezone.localdate()
