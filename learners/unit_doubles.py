"""Sending units of a centre that are probably one unit spelled twice: CB thôn 5, Chi bộ thôn 05."""

import re
from collections import defaultdict
from itertools import combinations

from centres.models import SendingUnit
from learners.names import match_key, search_key, tidy

SHORT = {
    "cb": "chi bộ",
    "đb": "đảng bộ",
    "đbbp": "đảng bộ bộ phận",
    "đu": "đảng ủy",
    "ca": "công an",
    "qs": "quân sự",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "mttq": "mặt trận tổ quốc",
    "hpn": "hội phụ nữ",
    "hnd": "hội nông dân",
    "hccb": "hội cựu chiến binh",
    "đtn": "đoàn thanh niên",
    "tdp": "tổ dân phố",
    "ttyt": "trung tâm y tế",
    "tyt": "trạm y tế",
    "htx": "hợp tác xã",
    "mn": "mầm non",
    "th": "tiểu học",
    "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông",
}
_WORD = re.compile(r"[^\W_]+")
_SHORT = SHORT | {search_key(short): words for short, words in SHORT.items()}


def words_of(name: str) -> list[str]:
    """The words of a unit's name in small letters, spelled out, signs and leading zeros left out."""
    found = _WORD.findall(tidy(name).lower())
    return " ".join(_SHORT.get(word, word.lstrip("0") or "0") for word in found).split()


def likely_doubles(units: list[SendingUnit]) -> list[tuple[SendingUnit, SendingUnit]]:
    """Pairs of one name written differently, in the order given. Not units that lie under different ones."""
    alike = defaultdict(list)
    for unit in units:
        words = words_of(unit.name)
        alike[_plain("".join(words))].append((unit, words))
    pairs = [pair for group in alike.values() for pair in combinations(group, 2)]
    return [(one, other) for (one, words), (other, more) in pairs if _may_be_one(one, words, other, more)]


def _may_be_one(one, words, other, more):
    if one.parent_id and other.parent_id and one.parent_id != other.parent_id:
        return False
    if len(words) != len(more):  # the same letters, parted otherwise: thôn5, thôn 5
        return match_key("".join(words)) == match_key("".join(more))
    return all(_same(*pair) for pair in zip(words, more, strict=True))


def _same(word, other):
    """One syllable; Đồng may be written Dong, but Hạ is not Hà."""
    return match_key(word) == match_key(other) or word == search_key(word) or other == search_key(other)


def _plain(word):
    return search_key(word).replace("y", "i")
