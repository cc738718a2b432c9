"""The words by which a list is read, as one plain value: headings, and what cells say of sex, Party and ethnic group.

DEFAULT is what the program ships; a caller that keeps its words elsewhere hands in a Words of its own.
"""

import re
from dataclasses import dataclass, field

from learners.names import match_key

from .headings import HEADINGS, Meaning, heading_key, meaning_of

GENDERS = {"nam": "nam", "nữ": "nu", "nu": "nu", "male": "nam", "female": "nu", "m": "nam", "f": "nu"}
PARTY_STATUSES = {
    "full": ("đảng viên chính thức", "chính thức", "ĐVCT", "đảng viên CT"),
    "probationary": ("đảng viên dự bị", "dự bị", "ĐVDB", "đảng viên DB"),
    "none": ("quần chúng", "quần chúng ưu tú", "chưa vào Đảng", "chưa là đảng viên", "cảm tình Đảng", "đối tượng Đảng"),
}
# The 54 groups of decision 121-TCTK/PPCĐ of 1979 in its order, each with the other forms that lists show
ETHNIC_GROUPS: dict[str, tuple[str, ...]] = {
    "Kinh": ("Việt",),
    "Tày": (),
    "Thái": (),
    "Hoa": ("Hán",),
    "Khmer": ("Khơ-me", "Khơme", "Khơ mer"),
    "Mường": (),
    "Nùng": (),
    "Mông": ("H'Mông", "Mèo"),
    "Dao": (),
    "Gia Rai": ("Jrai", "Giarai", "J'rai"),
    "Ngái": (),
    "Ê Đê": ("Êđê", "Rađê"),
    "Ba Na": ("Bana", "Bahnar"),
    "Xơ Đăng": ("Xơđăng", "Xê Đăng", "Sê Đăng"),
    "Sán Chay": ("Cao Lan", "Sán Chỉ", "Cao Lan - Sán Chỉ"),
    "Cơ Ho": ("Cơho", "K'Ho", "Kơ Ho"),
    "Chăm": ("Chàm",),
    "Sán Dìu": (),
    "Hrê": ("H'rê",),
    "Mnông": ("M'Nông",),
    "Ra Glai": ("Raglai", "Raglay"),
    "Xtiêng": ("X'tiêng", "S'tiêng", "Stiêng"),
    "Bru - Vân Kiều": ("Vân Kiều", "Bru"),
    "Thổ": (),
    "Giáy": ("Nhắng",),
    "Cơ Tu": ("Cơtu", "Ka Tu"),
    "Gié Triêng": ("Giẻ Triêng",),
    "Mạ": (),
    "Khơ Mú": ("Khơmú",),
    "Co": ("Cor", "Kor"),
    "Tà Ôi": ("Tàôi", "Ta Ôi"),
    "Chơ Ro": ("Chơro",),
    "Kháng": (),
    "Xinh Mun": ("Xinhmun",),
    "Hà Nhì": (),
    "Chu Ru": ("Churu",),
    "Lào": (),
    "La Chí": (),
    "La Ha": (),
    "Phù Lá": (),
    "La Hủ": (),
    "Lự": (),
    "Lô Lô": (),
    "Chứt": (),
    "Mảng": (),
    "Pà Thẻn": (),
    "Cơ Lao": ("Cờ Lao",),
    "Cống": (),
    "Bố Y": (),
    "Si La": (),
    "Pu Péo": (),
    "Brâu": (),
    "Ơ Đu": (),
    "Rơ Măm": (),
}

MOST_KNOWN = 20_000  # texts that one Words keeps in mind
_SIGNS = re.compile(r"[\W_]+")


def word_key(text: str) -> str:
    """Equal for one word written differently: H'Mông and HMÔNG, Khơ-me and Khơ me, Hoà and Hòa."""
    return match_key(_SIGNS.sub(" ", text.replace("'", "").replace("’", "")))


def keyed(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """{meaning: its other forms} as {key of each form, the meaning's own too: meaning}."""
    return {word_key(form): meaning for meaning, forms in words.items() for form in (meaning, *forms)}


def statuses(words: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """{code: its forms} as {key of each form: code}."""
    return {word_key(form): code for code, forms in words.items() for form in forms}


SHIPPED_PATTERNS = tuple(
    (name, rank, pattern) for name, patterns in HEADINGS.items() for rank, pattern in enumerate(patterns)
)


@dataclass
class Words:
    """patterns: (field, rank, regular expression) in the order in which they are tried; the rest by word_key.

    own_headings, {heading_key: field or ""}, stand before the patterns: what somebody said of exactly this heading.
    """

    patterns: tuple[tuple[str, int, str], ...] = SHIPPED_PATTERNS
    own_headings: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=lambda: dict(GENDERS))
    party_statuses: dict[str, str] = field(default_factory=lambda: statuses(PARTY_STATUSES))
    ethnic_groups: dict[str, str] = field(default_factory=lambda: keyed(ETHNIC_GROUPS))

    def __post_init__(self) -> None:
        self._compiled = [(name, rank, re.compile(pattern)) for name, rank, pattern in self.patterns]
        self._known: dict[str, Meaning] = {}

    def heading_of(self, text: str) -> Meaning:
        """The field that a heading means and the rank of its form (0 is best), or None."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        if text not in self._known:
            own = self.own_headings.get(heading_key(text)) if self.own_headings and text else None
            self._known[text] = meaning_of(text, self._compiled) if own is None else (own, 0) if own else None
        return self._known[text]

    def gender_of(self, word: str) -> str | None:
        return self.genders.get(word.lower().rstrip("."))


DEFAULT = Words()
