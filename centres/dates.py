"""Today, in one place, so that a test or a demonstration can stand on another day; and days as papers write them."""

import datetime

from django.utils import timezone


def today() -> datetime.date:
    """The date in Vietnam now. Call it as `dates.today()` so that replacing it here replaces it everywhere."""
    return timezone.localdate()


def long_date(day: datetime.date) -> str:
    """ngày 05 tháng 02 năm 2026: months 1 and 2 are padded, 3 to 12 are not."""
    month = f"{day.month:02}" if day.month < 3 else day.month
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def short_date(day: datetime.date) -> str:
    """05/02/2026"""
    return f"{day:%d/%m/%Y}"
