"""Two people at one form: the second to save is told what the first changed, and loses nothing that was typed."""

import json

from auditlog.models import LogEntry
from django import forms

from centres.forms import CentreModelForm
from centres.listing import shown

SEEN = "seen"


class WatchedModelForm(CentreModelForm):
    """A form that knows what it showed. When the stored values have changed since, the first saving is refused.

    The view fetches the row with a lock, so that nobody comes between this comparison and the saving.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = self.stored_values() if self.instance.pk else {}
        self.fields[SEEN] = forms.CharField(widget=forms.HiddenInput, required=False, initial=json.dumps(self.stored))

    def stored_values(self) -> dict[str, str]:
        """The stored values by their labels, as text. Extend it where the page shows more than the form's own fields."""
        names = [name for name in self._meta.fields if name in self.fields]
        return {self._label(name): self._text(name) for name in names}

    def _label(self, name):
        return self.instance._meta.get_field(name).verbose_name

    def _text(self, name):
        display = getattr(self.instance, f"get_{name}_display", None)
        value = display() if display else getattr(self.instance, name)
        if isinstance(value, bool):
            return "có" if value else "không"
        return "" if value is None else shown(value)

    def clean(self):
        cleaned = super().clean()
        seen = _read(self.data.get(self.add_prefix(SEEN), ""))
        if self.stored and seen != self.stored:
            # From now on the new values are known: saving once more writes over them knowingly.
            self.data = self.data.copy()
            self.data[self.add_prefix(SEEN)] = json.dumps(self.stored)
            self.add_error(None, self._what_changed(seen))
        return cleaned

    def _what_changed(self, seen):
        changed = [
            f"{label} từ “{seen[label] or 'trống'}” thành “{text or 'trống'}”"
            for label, text in self.stored.items()
            if seen.get(label, text) != text
        ]
        what = "; ".join(changed) or "nội dung này"
        return (
            f"{self.last_editor()} vừa đổi {what} trong lúc bạn mở trang."
            " Những gì bạn nhập vẫn còn ở dưới: xem lại rồi lưu lần nữa để ghi theo bạn."
        )

    def last_editor(self) -> str:
        """Who changed the row last, in a sentence's beginning. Extend it where the form's values lie in more rows."""
        return last_editor_of([self.instance])


def last_editor_of(rows) -> str:
    """Who changed one of the rows last, in a sentence's beginning."""
    entries = [LogEntry.objects.get_for_object(row).select_related("actor").order_by("-pk").first() for row in rows]
    latest = max(filter(None, entries), key=lambda entry: entry.pk, default=None)
    return str(latest.actor) if latest and latest.actor else "Người khác"


def _read(text):
    try:
        seen = json.loads(text)
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}
