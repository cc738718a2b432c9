"""What a line of the list is: a person, a group's heading, a total, the signatures, or nobody."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from .layout import Layout

UNIT_WORDS = (
    "đảng bộ|đảng ủy|đảng uỷ|chi bộ|chi ủy|chi uỷ|khối|ủy ban|uỷ ban|ubnd|hđnd|hội đồng|mặt trận|mttq|ubmttq|"
    "trường (?:mầm non|mẫu giáo|tiểu học|trung học|phổ thông|chính trị|cao đẳng|đại học|mn|th|thcs|thpt|ptdt)|trung tâm|"
    "công ty|cty|công an|công đoàn|trạm y tế|bệnh viện|ngân hàng|hợp tác xã|htx|doanh nghiệp|xí nghiệp|cơ quan|đơn vị|"
    "văn phòng|ban (?:chỉ huy|chấp hành|tuyên giáo|tổ chức|dân vận|quản lý|thường vụ|xây dựng|kiểm tra|nội chính)|bch|"
    "bchqs|quân sự|chi cục|kho bạc|bưu điện|điện lực|tòa án|toà án|viện kiểm sát|"
    "hội (?:nông dân|phụ nữ|liên hiệp|lhpn|cựu chiến binh|ccb|chữ thập|người cao tuổi)|"
    "đoàn (?:thanh niên|tncs|tn|xã|phường|khối|cơ quan|trường)|xã|phường|thị trấn|thị xã|huyện|quận|thành phố|tp|"
    "tỉnh|thôn|ấp|xóm|buôn|khu phố|khu dân cư|tổ dân phố|tdp|tổ đảng|tổ chức|khóm"
)
NAMELIKE_UNIT_WORDS = "trường|phòng|ban|sở|viện|đồn|hạt|cụm|bản|làng|quỹ|cục|trạm|hội|đoàn|tổ|bon|plei|sóc"
"""Words that also begin people's names; a group only where numbered like one or merged over the columns."""

PEOPLE_WORDS = "đồng chí|đ/c|đc|học viên|hv|người|đảng viên|quần chúng|đại biểu|cán bộ|đoàn viên|hội viên"
OFFICES = (
    "giám đốc|phó giám đốc|bí thư|phó bí thư|chủ tịch|phó chủ tịch|trưởng ban|phó trưởng ban|hiệu trưởng|"
    "phó hiệu trưởng|trưởng phòng|phó trưởng phòng|chánh văn phòng|phó chánh văn phòng|bí thư đảng ủy|"
    "bí thư đảng uỷ|bí thư chi bộ|trưởng đoàn|phó bí thư thường trực|thường trực|ban thường vụ|ban chấp hành|"
    "cán bộ tổng hợp|kế toán trưởng|lãnh đạo đơn vị|thủ trưởng đơn vị|thủ trưởng cơ quan|đại diện đơn vị"
)

_GROUP = re.compile(rf"(?:{UNIT_WORDS})\b", re.I)
_MAYBE_GROUP = re.compile(rf"(?:{NAMELIKE_UNIT_WORDS})\b", re.I)
_ROMAN = re.compile(r"[IVXLC]{1,6}$|[A-ZĐ]$")
_NUMBERING = re.compile(
    r"(?:(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3})(?:\.\d{1,3})*\s*[.)/:\-]+\s*(?:\d{1,3}[.)]\s*)?|[IVX]{1,6}\s+|[a-zđ][.)]\s*|"
    r"\d{1,3}(?:\.\d{1,3})+\s+|[\-+*•]+\s*)(?=\S)"
)
_COUNTS = [
    re.compile(
        rf"\s*[:(\[,–-]*\s*(?:gồm|có|tổng số|tổng|cộng)?\s*:?\s*(?<!\d)(\d+)\s*(?:{PEOPLE_WORDS})(?!\w).*$", re.I
    ),
    re.compile(r"\s*[:(\[]\s*(?:gồm|có|tổng số|tổng|cộng)?\s*:?\s*(\d+)\s*[)\].;/]*$", re.I),
]
_TOTAL = re.compile(
    r"[\W\d_]*(?:tổng(?: cộng| số| kết)\b|tổng\W*(?:\d|$)|cộng\b(?!\s*(?:tác|đồng|sản|hòa|hoà))|tong (?:cong|so)\b|(?:ấn định |tổng cộng )?danh sách(?: này| trên)?"
    r"(?: được)?(?: có| gồm)\b|danh sach(?: nay)? (?:co|gom)\b|ấn định danh sách)",
    re.I,
)
_OF_WHICH = re.compile(r"\W*trong (?:đó|do)\b(?!\s+\w+\s*$)", re.I)
_PART_OF_TOTAL = re.compile(
    rf"\W*(?:số )?(?:nam|nữ|nữ giới|dân tộc(?: thiểu số)?|tôn giáo|{PEOPLE_WORDS})\s*[:=]\s*\d+\b", re.I
)
_SIGNED = re.compile(
    r"\W*(?:\(ký|người (?:lập|tổng hợp|kê khai|làm|ghi|ký|soạn)(?: biểu| bảng| danh sách| bản)?\W*$|t\s*/\s*m\b|tm\s*[./]|k\s*/\s*t\b|kt\s*[./]|t\s*/\s*l\b|"
    r"tl\s*[./]|tuq\s*\.|ký,? (?:tên|ghi|và|đóng)|nơi nhận\b|xác nhận (?:của|đơn vị)|xác nhận$|thủ trưởng\b|"
    r"nguoi lap\b|noi nhan\b|đại diện (?:đơn vị|lãnh đạo)|lập biểu\b|người lập$)",
    re.I,
)
_PLACE_AND_DATE = re.compile(r".*\bngày\s*[\d.…_ ]*\s*tháng\s*[\d.…_ ]*\s*năm\b", re.I)
_OFFICE = re.compile(rf"(?:{OFFICES})$", re.I)
_TITLE = re.compile(r"\W*(?:danh sách|lớp|khóa|khoá|\(?kèm theo|ghi chú|lưu ý|chú thích|biểu|phụ lục)\b", re.I)
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}|[A-ZĐa-z])\s*\)?$|\d{1,2}\s*=\s*[\d+\-\s]+$")


class Kind(Enum):
    PERSON = auto()
    NAMELESS = auto()  # filled in, but without a name
    NOBODY = auto()
    GROUP = auto()
    TOTAL = auto()
    SIGNATURES = auto()
    UNCLEAR = auto()


@dataclass(frozen=True)
class Line:
    """A line with what it says: the group's name, the count in it."""

    kind: Kind
    text: str = ""
    count: int | None = None


NOBODY = Line(Kind.NOBODY)
PERSON = Line(Kind.PERSON)


class LineReader:
    """Tells the lines of one list apart; the texts of a line come tidied, by column."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.names = layout.column_numbers("full_name")
        self.numbers = layout.column_numbers("number")
        self.units = layout.column_numbers("unit")
        self.ticks = layout.column_numbers("male") + layout.column_numbers("female")
        personal = ("birth", "birth_male", "birth_female", "birth_year", "national_id", "phone", "party_joined")
        self.facts = {column for name in personal for column in layout.column_numbers(name)}
        core = ("gender", "male", "female", "position")
        self.core = self.facts | {column for name in core for column in layout.column_numbers(name)}

    def read(self, texts: dict[int, str], merged: bool) -> Line:
        """merged: one cell of the line reaches over several columns."""
        if not texts:
            return NOBODY
        name = " ".join([texts[column] for column in self.names if column in texts])
        number = "".join(texts[column] for column in self.numbers if column in texts)
        if any(_TOTAL.match(text) for text in ((name, number) if name else texts.values())):
            return self._total(texts)
        has_facts = any(column in texts for column in self.facts)
        if self._is_part_of_total(name or next(iter(texts.values())), has_facts):
            return NOBODY
        if name and has_facts and not self._is_heading(texts, name):
            return NOBODY if self._is_column_numbers(texts, name) else PERSON
        return self._without_facts(texts, name, number, merged)

    def _without_facts(self, texts: dict[int, str], name: str, number: str, merged: bool) -> Line:
        if self._is_heading(texts, name) or self._is_column_numbers(texts, name):
            return NOBODY
        numbered = number.rstrip(".").isdecimal()
        if not numbered and self._is_signed(texts, name):
            return Line(Kind.SIGNATURES)
        if group := self._group(texts, name, number, merged):
            return group
        if name and (numbered or len(texts) > 1 or not self.numbers or not merged):
            return NOBODY if not number and len(texts) == 1 and _TITLE.match(name) else PERSON
        return self._nameless(texts, numbered)

    def _nameless(self, texts: dict[int, str], numbered: bool) -> Line:
        rest = {column: text for column, text in texts.items() if column not in self.numbers}
        if not rest:
            own = next(iter(texts.values()))
            return NOBODY if numbered or len(own) < 4 or _TITLE.match(own) else Line(Kind.UNCLEAR)
        if any(column in self.core for column in rest) or len(rest) > 1 or numbered:
            return Line(Kind.NAMELESS)
        return NOBODY if _TITLE.match(next(iter(rest.values()))) else Line(Kind.UNCLEAR)

    def _is_part_of_total(self, text: str, has_facts: bool) -> bool:
        """Trong đó, or Nữ: 02 đồng chí; a learner's name only begins like that."""
        return bool(_OF_WHICH.match(text) or (not has_facts and _PART_OF_TOTAL.match(text)))

    def _is_heading(self, texts: dict[int, str], name: str) -> bool:
        """The header once more, as on a printed page: mostly the words that stand in it."""
        if name and name.lower() not in self.layout.words:
            return False
        same = sum(text.lower() in self.layout.words for text in texts.values())
        return same >= 2 and same * 2 >= len(texts)

    def _is_column_numbers(self, texts: dict[int, str], name: str) -> bool:
        if not name or not _COLUMN_NUMBER.match(name):
            return not name and len(texts) > 2 and all(_COLUMN_NUMBER.match(text) for text in texts.values())
        return len(texts) > 1 and all(_COLUMN_NUMBER.match(text) for text in texts.values())

    def _is_signed(self, texts: dict[int, str], name: str) -> bool:
        """Who signs, for whom, where and when; beside a learner's name such words are the learner's office."""
        values = list(texts.values())
        if any(_PLACE_AND_DATE.match(text) for text in values):
            return True
        if name and not (_SIGNED.match(name) or _OFFICE.match(name)):
            return False
        if any(_SIGNED.match(text) for text in values):
            return True
        return all(_OFFICE.match(text) for text in values) and not any(c in texts for c in self.numbers)

    def is_surely_person(self, texts: dict[int, str]) -> bool:
        """A line with number, name and facts, wherever it stands."""
        number = "".join(texts[column] for column in self.numbers if column in texts)
        has_facts = any(column in texts for column in self.facts)
        return number.isdecimal() and has_facts and self.read(texts, False).kind is Kind.PERSON

    def _group(self, texts: dict[int, str], name: str, number: str, merged: bool) -> Line | None:
        rest = {c: t for c, t in texts.items() if c not in self.numbers or t != number}
        counts = [t for c, t in rest.items() if c not in self.names and re.fullmatch(r"\(?\d+\)?( \D{2,15})?", t)]
        words = [t for t in rest.values() if t not in counts]
        text = words[0] if len(words) == 1 else number if not rest else ""
        if not text or (not merged and not name and text != number and min(rest) > min(self.names)):
            return None
        bare = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
        label = number if text != number else text[: len(text) - len(bare)].strip(" .)/:-")
        unit = bool(_GROUP.match(bare) or (_MAYBE_GROUP.match(bare) and (merged or text == number)))
        if not (unit or (_ROMAN.match(label.rstrip(".")) and bare != label)):
            return None
        if _TITLE.match(bare) and not _GROUP.match(bare):
            return None
        bare, count = _split_count(bare)
        if count is None and counts:
            count = int(re.search(r"\d+", counts[0])[0])
        return Line(Kind.GROUP, bare, count)

    def count_above(self, texts: dict[int, str]) -> int | None:
        """How many people a title over the list promises (Danh sách gồm 25 đồng chí)."""
        text = next(iter(texts.values()), "")
        return self._total(texts).count if _TOTAL.match(text) and _split_count(text)[1] else None

    def _total(self, texts: dict[int, str]) -> Line:
        for text in texts.values():
            if _TOTAL.match(text) and (found := re.search(r"\d+", text)):
                return Line(Kind.TOTAL, count=int(found[0]))
        whole = [texts[c] for c in texts if c not in self.ticks and re.fullmatch(r"\d+( \D{2,15})?", texts[c])]
        if whole:
            return Line(Kind.TOTAL, count=int(re.match(r"\d+", whole[0])[0]))
        ticked = [int(texts[c]) for c in self.ticks if texts.get(c, "").isdecimal()]
        return Line(Kind.TOTAL, count=sum(ticked) if len(ticked) == len(self.ticks) and ticked else None)


def _split_count(name: str) -> tuple[str, int | None]:
    """A group's name without the count of people behind it, and that count."""
    for pattern in _COUNTS:
        if found := pattern.search(name):
            return name[: found.start()].rstrip(" :;,–-"), int(found[1])
    return name.rstrip(" :;"), None
