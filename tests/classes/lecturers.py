"""Lecturers of two centres whose family names, given names and tones would each give another order."""

import re

from tests.factories import make_lecturer

BY_NAME = [
    "Đỗ Văn An",
    "Vũ Thị Ánh",
    "Lý Văn Ân",
    "Trần Văn Bình",
    "Lê Thị Bính",
    "Hồ Thị Dung",
    "Bùi Hữu Đạt",
    "An Thị Ưng",
]
ENGAGED = {"Lý Văn Ân": "part_time", "Hồ Thị Dung": "part_time", "Đỗ Văn An": "invited"}
BY_ENGAGEMENT = [
    *("Vũ Thị Ánh", "Trần Văn Bình", "Lê Thị Bính", "Bùi Hữu Đạt", "An Thị Ưng"),
    *("Lý Văn Ân", "Hồ Thị Dung", "Đỗ Văn An"),
]
STRANGER = "Nông Thị Chi"


def make_lecturers(centre, other_centre):
    """The lecturers of the centre, in the order they were entered: by whole names."""
    make_lecturer(other_centre, STRANGER)
    return [make_lecturer(centre, name, engagement=ENGAGED.get(name, "full_time")) for name in sorted(BY_NAME)]


def named_in(text: str) -> list[str]:
    """Every one of them the text names, in its order; of the other centre's too, were it there."""
    return re.findall("|".join([*BY_NAME, STRANGER]), text)
