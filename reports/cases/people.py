"""Invented learners for case files, the same on every machine: everything follows from a hash of their place."""

import hashlib
from datetime import date, timedelta

from learners.models import Learner
from learners.models.enrolment import PartyStatus
from learners.models.learner import Gender
from reports.cases.names import FAMILY, GIVEN, MIDDLE

ETHNICITIES = ("Kinh",) * 14 + ("Tày", "Thái", "Mường", "Nùng", "Dao", "Mông")
RELIGIONS = ("Không",) * 12 + ("Phật giáo", "Công giáo", "")
EDUCATION = ("12/12", "Trung cấp", "Cao đẳng", "Đại học", "Đại học", "Đại học", "Thạc sĩ", "")
POSITIONS = ("", "Cán bộ", "Công chức", "Viên chức", "Giáo viên", "Chi ủy viên", "Phó Bí thư chi bộ", "Hội viên")
UNITS = (
    "Đảng bộ cơ quan cấp ủy",
    "Đảng bộ cơ quan Ủy ban nhân dân",
    "Đảng bộ Quân sự",
    "Đảng bộ Công an",
    "Chi bộ Trung tâm Y tế",
    "Chi bộ Trường Trung học phổ thông",
    "Chi bộ Trường Trung học cơ sở",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Hội Liên hiệp Phụ nữ",
    "Hội Nông dân",
    "Hội Cựu chiến binh",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
)
# Who studies a programme: the Party status that is plausible for all of its learners
STATUS = {
    "nhan-thuc-ve-dang": (PartyStatus.NONE,),
    "dang-vien-moi": (PartyStatus.PROBATIONARY,),
    "bi-thu-chi-bo": (PartyStatus.FULL,),
    "kiem-tra-giam-sat": (PartyStatus.FULL,),
    "nghiep-vu-cong-tac-dang": (PartyStatus.FULL,),
}
ANY_STATUS = (PartyStatus.FULL, PartyStatus.FULL, PartyStatus.FULL, PartyStatus.PROBATIONARY, PartyStatus.NONE, "")
AGES = {"nhan-thuc-ve-dang": (18, 35), "dang-vien-moi": (20, 40)}
ANY_AGE = (24, 57)


class Chance:
    """An endless row of numbers that follows from a text alone."""

    def __init__(self, *seed):
        self._seed, self._place = "/".join(map(str, seed)), 0

    def below(self, limit: int) -> int:
        self._place += 1
        digest = hashlib.sha256(f"{self._seed}#{self._place}".encode()).digest()
        return int.from_bytes(digest[:8]) % limit

    def of(self, choices):
        return choices[self.below(len(choices))]


def invent(centre, class_code: str, programme: str, place: int, around: date) -> tuple[Learner, dict]:
    """A person and what is true of them in this class (fields of an Enrolment; `unit` is a name or "")."""
    chance = Chance(centre.code, class_code, place)
    gender = chance.of((Gender.MALE, Gender.FEMALE))
    born = _birthday(chance, AGES.get(programme, ANY_AGE), around)
    names = (chance.of(FAMILY), chance.of(MIDDLE[gender]), chance.of(GIVEN[gender]))
    learner = Learner(
        centre=centre,
        full_name=" ".join(names),
        birth_date=born,
        gender=gender,
        national_id=national_id(chance, gender, born),
        ethnicity=chance.of(ETHNICITIES),
        religion=chance.of(RELIGIONS),
    )
    within_class = {
        "unit": chance.of((*UNITS, "")),
        "position": chance.of(POSITIONS),
        "education": chance.of(EDUCATION),
        "party_status": chance.of(STATUS.get(programme, ANY_STATUS)),
    }
    return learner.set_keys(), within_class


def _birthday(chance, ages, around):
    youngest, oldest = ages
    return date(around.year - youngest, 1, 1) - timedelta(days=chance.below((oldest - youngest) * 365))


def national_id(chance: Chance, gender: str, born: date) -> str:
    """Twelve digits in the right form: place of birth, century and sex, year, serial. No province has a code above 96,
    so the number is no real person's."""
    century = 2 * (born.year >= 2000) + (gender == Gender.FEMALE)
    return f"{100 + chance.below(900)}{century}{born.year % 100:02}{chance.below(1_000_000):06}"
