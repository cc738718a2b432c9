"""A span of days in the address of the class list: what a bar of a chart or a figure of a report leads to."""

from dataclasses import dataclass
from datetime import date

OPENED, FINISHED = "mo", "xong"
WORDS = {OPENED: "Đã khai giảng", FINISHED: "Đã kết thúc"}


@dataclass(frozen=True)
class Span:
    """Classes really opened, or finished, from the first to the last day: the rules of the O and the R figures."""

    event: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> "Span | None":
        """ "mo.2022-01-01.2022-06-30"; None for anything else."""
        try:
            event, first, last = text.split(".")
            return cls(event, date.fromisoformat(first), date.fromisoformat(last)) if event in WORDS else None
        except ValueError:
            return None

    def __str__(self):
        return f"{self.event}.{self.first.isoformat()}.{self.last.isoformat()}"

    @property
    def words(self) -> str:
        return f"{WORDS[self.event]} từ {self.first:%d/%m/%Y} đến {self.last:%d/%m/%Y}"

    def filter(self, classes):
        between = classes.opened_between if self.event == OPENED else classes.finished_between
        return between(self.first, self.last)
