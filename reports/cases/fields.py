"""Reading one record of a case file, field by field; every fault is kept with its place, none stops the reading."""

import re
import unicodedata
from datetime import date

SLUG = re.compile(r"[-a-zA-Z0-9_]+")
UNPRINTABLE = {"Cc", "Cs"}  # control characters and halves of surrogate pairs, which no database keeps


class Record:
    """A record and where it stands. Each method returns the value, or None where it is missing or wrong."""

    def __init__(self, content, where: str, errors: list[str]):
        self.where, self.errors = where, errors
        self.wrong: set[str] = set()  # fields with a fault, so that nothing is concluded from them
        self.is_record = isinstance(content, dict)
        self.content = content if self.is_record else {}
        if not self.is_record:
            self.fault("thiếu" if content is None else "phải là một đối tượng có tên trường")

    def fault(self, message: str, name: str = "") -> None:
        self.wrong.add(name)
        self.errors.append(f"{': '.join(part for part in (self.where, name, message) if part)}.")

    def _value(self, name, required):
        value = self.content.get(name)
        if value is None and required and self.is_record:
            self.fault("thiếu", name)
        return value

    def text(self, name: str, longest: int, required=True, slug=False) -> str | None:
        value = self._value(name, required)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            return self.fault("phải là chữ, không được để trống", name)
        value = unicodedata.normalize("NFC", value.strip())
        if any(unicodedata.category(letter) in UNPRINTABLE for letter in value):
            return self.fault("có ký tự điều khiển (xuống dòng, tab …) không in được", name)
        if len(value) > longest:
            return self.fault(f"dài quá {longest} ký tự", name)
        if slug and not SLUG.fullmatch(value):
            return self.fault(f"“{value}” chỉ được gồm chữ không dấu, chữ số, gạch nối, gạch dưới", name)
        return value

    def whole(self, name: str, low=0, high=100_000, required=False) -> int | None:
        value = self._value(name, required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            return self.fault("phải là số nguyên", name)
        if not low <= value <= high:
            return self.fault(f"{value} không nằm trong khoảng {low} đến {high}", name)
        return value

    def day(self, name: str, required=False) -> date | None:
        value = self._value(name, required)
        if value is None:
            return None
        try:
            return (
                date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else self._not_a_day(name, value)
            )
        except (TypeError, ValueError):
            return self._not_a_day(name, value)

    def _not_a_day(self, name, value):
        return self.fault(f"“{value}” không phải ngày có thật, viết dạng 2022-06-30", name)

    def choice(self, name: str, choices, required=True) -> str | None:
        value = self._value(name, required)
        if value is None or value in choices:
            return value
        return self.fault(f"“{value}” không hợp lệ, chỉ nhận: {', '.join(choices)}", name)

    def flag(self, name: str, required=False) -> bool | None:
        value = self._value(name, required)
        if value is None or isinstance(value, bool):
            return value
        return self.fault("chỉ nhận true, false hoặc null", name)

    def records(self, name: str, label: str, required=False) -> list["Record"]:
        """The records of a list, each with its place in it and, where it has one, its code."""
        value = self._value(name, required)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault("phải là một danh sách", name)
            return []
        prefix = f"{self.where}, " if self.where else ""
        return [
            Record(one, f"{prefix}{label} thứ {place}{_named(one)}", self.errors) for place, one in enumerate(value, 1)
        ]


def _named(content):
    if not isinstance(content, dict):
        return ""
    name = next(
        (content[key] for key in ("code", "number", "period", "label") if isinstance(content.get(key), str)), ""
    )
    return f" ({name})" if name else ""
