"""How attendance is typed and shown: a letter or a number for each learner, and the list of who is missing."""

import re
from dataclasses import dataclass

from learners.models.attendance import Attendance, Presence

LETTERS = {"c": Presence.PRESENT, "m": Presence.LATE, "p": Presence.EXCUSED, "k": Presence.UNEXCUSED}
_BY_PRESENCE = {presence: letter for letter, presence in LETTERS.items()}
_WORD = re.compile(r"(?P<first>\d{1,5})(?:-(?P<last>\d{1,5}))?(?P<code>[mpk]|:\d{1,2})?", re.IGNORECASE)
MOST = 400


@dataclass(frozen=True)
class Entry:
    """How one learner took part in a session; `missed` tiết only where some of them were missed."""

    presence: str = Presence.PRESENT
    missed: int | None = None

    @classmethod
    def of(cls, attendance: Attendance | None) -> "Entry":
        """What a row says; nobody's row is presence."""
        return cls(attendance.presence, attendance.missed) if attendance else cls()

    @property
    def code(self) -> str:
        """c, m, p, k, or the number of tiết missed."""
        return str(self.missed) if self.missed else _BY_PRESENCE[self.presence]

    @property
    def sign(self) -> str:
        """The code as a table shows it; a dot for who was there."""
        return "·" if self.presence == Presence.PRESENT else self.code.upper()

    @property
    def in_words(self) -> str:
        return f"Vắng {self.missed} tiết" if self.missed else Presence(self.presence).label


def read_code(text: str) -> Entry | None:
    """The entry that a code stands for; None where it stands for none."""
    text = text.strip().lower()
    if text in LETTERS:
        return Entry(LETTERS[text])
    if re.fullmatch(r"[1-9]\d?", text, re.ASCII):
        return Entry(Presence.PARTIAL, int(text))
    return None


def read_absentees(text: str) -> tuple[dict[int, Entry], list[str]]:
    """Entries by roll number from "3 7p 12m 15:2 20-23", and a sentence on the words that are not understood.

    A bare number is absence without leave; p with leave, m late, ":2" two tiết missed.
    """
    found, unread = {}, []
    for word in re.split(r"[\s,;]+", text.strip()):
        if not word:
            continue
        match = _WORD.fullmatch(word)
        if not match:
            unread.append(word)
            continue
        first, last = int(match["first"]), int(match["last"] or match["first"])
        entry = read_code((match["code"] or "k").lstrip(":"))
        if entry is None or not 0 <= last - first < MOST:
            unread.append(word)
            continue
        found |= dict.fromkeys(range(first, last + 1), entry)
    return found, [_unread(unread)] if unread else []


def _unread(words):
    quoted = ", ".join(f"“{word[:20]}”" for word in dict.fromkeys(words))
    return f"Không hiểu {quoted}: ghi số thứ tự, ví dụ 3 7p 12m."
