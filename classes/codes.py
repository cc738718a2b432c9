"""Class codes are the centre's own; the next is proposed after the pattern of the last."""

import re

NUMBERED = re.compile(r"(.*?)(\d+)", re.DOTALL)


def next_code(codes: list[str], year: int) -> str:
    """The next free code. `codes` are the centre's, latest first: 2026-07 after 2026-06, YB-10 after YB-09.

    A code that begins with another year is no pattern for this one: the first of 2027 is 2027-01.
    """
    prefix, width = f"{year}-", 2
    for code in codes:
        found = NUMBERED.fullmatch(code)
        if found and not _of_other_year(found[1], year):
            prefix, width = found[1], len(found[2])
            break
    taken = {code.casefold() for code in codes}
    numbers = [int(found[2]) for code in codes if (found := NUMBERED.fullmatch(code)) and found[1] == prefix]
    number = max(numbers, default=0) + 1
    while f"{prefix}{number:0{width}}".casefold() in taken:
        number += 1
    return f"{prefix}{number:0{width}}"


def next_courses(classes, year: int) -> dict[int, str]:
    """The next course number (khóa) of each programme. `classes`: (programme, course number, opening day), of any order.

    Centres count their courses through the years or anew in each; which, the last year with courses tells: where it
    began at 1, the year's own count goes on or begins. Courses that are no plain numbers give no proposal.
    """
    given = {}
    for programme, course, opened_on in classes:
        if course.isascii() and course.isdigit() and opened_on and opened_on.year <= year:
            given.setdefault(programme, {}).setdefault(opened_on.year, []).append(int(course))
    proposed = {}
    for programme, years in given.items():
        latest = max(years)
        anew = latest < year and min(years[latest]) == 1
        proposed[programme] = "1" if anew else str(max(years[latest]) + 1)
    return proposed


def _of_other_year(prefix, year):
    years = re.findall(r"(?<!\d)(20\d\d)(?!\d)", prefix)
    return bool(years) and str(year) not in years
