from dataclasses import dataclass
from datetime import UTC, datetime

from auditlog.models import LogEntry
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import DateField
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime

from centres.keys import is_key

ACTIONS = {
    LogEntry.Action.CREATE: "Thêm",
    LogEntry.Action.UPDATE: "Sửa",
    LogEntry.Action.DELETE: "Xóa",
    LogEntry.Action.ACCESS: "Mở xem",
}
WORDS = {"None": "", "True": "có", "False": "không"}


@dataclass(frozen=True)
class Change:
    """A log entry in the words of the screens."""

    entry: LogEntry

    @property
    def when(self):
        return self.entry.timestamp

    @property
    def who(self):
        return self.entry.actor or "chương trình"

    @property
    def action(self):
        return ACTIONS[self.entry.action]

    @property
    def kind(self):
        return self.entry.content_type.name

    @property
    def name(self):
        return self.entry.object_repr

    @property
    def fields(self) -> list[tuple[str, str, str]]:
        """Label, value before, value after. A new row has nothing before, a deleted one nothing after."""
        changed = [self._field(name, values) for name, values in self.entry.changes_dict.items()]
        return [(label, before, after) for label, before, after in changed if before or after]

    def _field(self, name, values):
        model = self.entry.content_type.model_class()
        try:
            field = model._meta.get_field(name)
        except (AttributeError, FieldDoesNotExist):  # a field or model of an earlier release
            return name, *map(str, values)
        if isinstance(values, dict):  # a many-to-many field: {"type": "m2m", "operation": "add", "objects": [names]}
            names = "; ".join(values["objects"])
            return (field.verbose_name, "", names) if values["operation"] == "add" else (field.verbose_name, names, "")
        return field.verbose_name, *(readable(field, value) for value in values)


def readable(field, value: str) -> str:
    if field.is_relation:
        row = field.related_model._default_manager.filter(pk=value).first() if is_key(value) else None
        return str(row) if row else WORDS.get(value, f"(mã {value})")
    if isinstance(field, DateField):  # a moment is a DateTimeField, which is a DateField too
        return day_or_moment(field, value)
    choices = {str(key): label for key, label in field.flatchoices}
    return Truncator(choices.get(value) or WORDS.get(value, value)).chars(200)


def day_or_moment(field, value: str) -> str:
    try:
        known = field.to_python(value)
    except ValidationError:  # "None"
        return ""
    if isinstance(known, datetime):  # auditlog writes moments as UTC without saying so
        return date_format(localtime(known.replace(tzinfo=UTC)), "DATETIME_FORMAT")
    return date_format(known)
