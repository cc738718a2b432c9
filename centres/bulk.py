"""Changing many rows of a list at once: what may be done, what it would do, doing it, taking it back.

An act does to each row what the single edit does, through the same function, so that the same rules hold. A preview is
the act itself, rolled back: it says exactly what will happen.
"""

import hashlib
import json
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from centres.listing import shown
from centres.models import BulkAction, Centre, User

MOST_ROWS = 1000  # each is checked and stored as a single edit is: some thousandths of a second
EMPTY = "trống"
NO_ROWS = "Chưa chọn dòng nào: hãy đánh dấu vào ô đầu dòng, hoặc áp dụng cho tất cả các dòng đang lọc."
PREPARED_FOR = timedelta(days=1)


class NoValues(forms.Form):
    """For an act that needs to know nothing but the rows."""


class Act:
    """One thing that can be done to many rows. `change` raises ValidationError where the single edit would."""

    key: str
    label: str
    noun: str
    shown: tuple[str, ...] = ()
    """The fields whose change is told; every changed field is recorded and taken back."""
    form: type[forms.Form] = NoValues
    warning = ""

    def rows(self, centre: Centre, pks: Sequence[int]) -> list:
        """The centre's rows with these keys, in the order in which people know them."""
        raise NotImplementedError

    def name(self, row) -> str:
        return str(row)

    def title(self, values: dict) -> str:
        """What is done, with its value: "Ghi địa điểm: Hội trường xã"."""
        form = self.form(values)
        words = [_in_words(form.fields[name], value) for name, value in values.items() if value not in (None, "")]
        return ": ".join([self.label, ", ".join(words)]) if words else self.label

    def change(self, row, values: dict) -> dict | None:
        """Do it to one row; return what else must be known to take it back."""
        raise NotImplementedError

    def text(self, row, name: str) -> str:
        """A field's value as people read it."""
        display = getattr(row, f"get_{name}_display", None)
        value = display() if display else getattr(row, name)
        if isinstance(value, bool):
            return "có" if value else "không"
        return EMPTY if value in (None, "") else shown(value)

    def words(self, before, after) -> list[list[str]]:
        """[label, before, after] of each shown field that changed."""
        told = [(before._meta.get_field(n).verbose_name, self.text(before, n), self.text(after, n)) for n in self.shown]
        return [list(one) for one in told if one[1] != one[2]]

    def restore(self, row, before: dict) -> None:
        """Give a row its former values, through the single edit's function."""
        raise NotImplementedError

    def undo(self, centre: Centre, change: dict, row: models.Model | None) -> None:
        """Take one recorded change back; ValidationError where the row is no longer as it was left."""
        if row is None:
            raise ValidationError("không còn trong sổ.")
        refuse_if_changed(row, change["after"])
        self.restore(row, change["before"])


ACTS: dict[str, Act] = {}


def register(*acts: Act) -> None:
    """Make acts known by their keys, so that what was recorded can be taken back."""
    ACTS.update({act.key: act for act in acts})


@dataclass
class Outcome:
    """What an act does, or would do: `changes` as BulkAction records them, names that stay, [name, reason] left out."""

    changes: list[dict] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_out: list[list[str]] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """What the preview showed, in short: an act is done only as it was shown."""
        told = [[change["pk"], change["words"]] for change in self.changes]
        text = json.dumps([told, self.unchanged, self.left_out], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


class ChangedSinceError(Exception):
    """What the act would do is no longer what the preview showed."""


def prepare(*, act: Act, centre: Centre, pks: list[int], scope: str, back: str, user: User) -> BulkAction:
    """Keep which rows an act is meant for; nothing is changed yet. ValidationError for no rows or too many."""
    if not pks:
        raise ValidationError(NO_ROWS)
    if len(pks) > MOST_ROWS:
        raise ValidationError(f"Mỗi lần thay đổi nhiều nhất {shown(MOST_ROWS)} dòng; hãy lọc bớt.")
    BulkAction.objects.prepared().filter(made_by=user, made_at__lt=timezone.now() - PREPARED_FOR).delete()
    return BulkAction.objects.create(
        centre=centre, act=act.key, title=act.label, scope=scope[:500], rows=pks, back=back[:2000], made_by=user
    )


def preview(*, bulk: BulkAction) -> Outcome:
    """What a prepared act would do with its values; nothing is stored."""
    with transaction.atomic():
        outcome = _run(bulk)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def apply(*, bulk: BulkAction, seen: str, user: User) -> BulkAction:
    """Do a prepared act, all in one piece, and record it.

    Raises ChangedSinceError when it would do something else than the preview showed (`seen` is that one's digest), and
    ValidationError when it was done already or would change nothing.
    """
    bulk = _locked(bulk)
    if bulk.is_done:
        raise ValidationError("Thay đổi này đã được áp dụng rồi.")
    outcome = _run(bulk)
    if outcome.digest != seen:
        raise ChangedSinceError
    if not outcome.changes:
        raise ValidationError("Không có dòng nào thay đổi.")
    bulk.title = ACTS[bulk.act].title(bulk.values)[:400]
    bulk.changes = outcome.changes
    bulk.left_out = [*outcome.left_out, *([name, "đã đúng như vậy"] for name in outcome.unchanged)]
    bulk.made_by, bulk.done_at = user, timezone.now()
    bulk.save()
    return bulk


def _locked(bulk):
    """The record held with its centre, which every act of the centre's data locks first."""
    Centre.objects.select_for_update().get(pk=bulk.centre_id)
    return BulkAction.objects.select_for_update(of=("self",)).select_related("centre").get(pk=bulk.pk)


def _run(bulk) -> Outcome:
    Centre.objects.select_for_update().get(pk=bulk.centre_id)
    act, outcome = ACTS[bulk.act], Outcome()
    done = []
    for row in act.rows(bulk.centre, bulk.rows):
        before = copy(row)
        try:
            with transaction.atomic():
                done.append((before, act.change(row, bulk.values) or {}))
        except ValidationError as refused:
            outcome.left_out.append([act.name(before), " ".join(dict.fromkeys(refused.messages))])
    now = {row.pk: row for row in act.rows(bulk.centre, [before.pk for before, _ in done])}
    for before, more in done:
        _note(act, before, now.get(before.pk), more, outcome)
    return outcome


def _note(act, before, after, more, outcome):
    """Put what became of a row into the outcome; `after` is None for a row that is no more."""
    old, new = _difference(before, after)
    if not old:
        outcome.unchanged.append(act.name(before))
        return
    told = {"name": act.name(before), "words": act.words(before, after)}
    outcome.changes.append({"pk": before.pk, "before": old, "after": new, **told, **more})


@transaction.atomic
def undo(*, bulk: BulkAction, user: User) -> int:
    """Take a recorded act back whole; return how many rows are as before.

    Raises ValidationError with everything that stands against it, and then nothing is changed.
    """
    bulk = _locked(bulk)
    if not bulk.is_done or bulk.is_undone:
        raise ValidationError("Thay đổi này không còn hoàn tác được: chưa áp dụng, hoặc đã hoàn tác rồi.")
    if problems := _take_back(bulk):
        raise ValidationError(problems)
    bulk.undone_by, bulk.undone_at = user, timezone.now()
    bulk.save(update_fields=["undone_by", "undone_at"])
    return len(bulk.changes)


def _take_back(bulk) -> list[str]:
    """Give every row its former values; return what stands against it, in the order of the record."""
    act, problems = ACTS[bulk.act], {}
    pks = [change["pk"] for change in bulk.changes]
    rows = {row.pk: row for row in act.rows(bulk.centre, pks)}
    for change in reversed(bulk.changes):
        try:
            with transaction.atomic():
                act.undo(bulk.centre, change, rows.get(change["pk"]))
        except ValidationError as refused:
            problems[change["pk"]] = " ".join(refused.messages)
    now = {row.pk: row for row in act.rows(bulk.centre, pks)}
    for change in bulk.changes:
        if change["pk"] not in problems and not _holds(now[change["pk"]], change["before"]):
            problems[change["pk"]] = "quy tắc hiện nay không cho trở lại nguyên như trước."
    return [f"{change['name']}: {problems[change['pk']]}" for change in bulk.changes if change["pk"] in problems]


def stored(row: models.Model) -> dict[str, Any]:
    """A row's own fields as JSON can hold them, by the names under which they are set."""
    kept = [one for one in row._meta.concrete_fields if not one.primary_key and not getattr(one, "auto_now", False)]
    return {one.attname: _as_json(getattr(row, one.attname)) for one in kept}


def give(row: models.Model, values: dict[str, Any]) -> None:
    """Set fields from what `stored` gave."""
    for name, value in values.items():
        setattr(row, name, row._meta.get_field(name).to_python(value))


def refuse_if_changed(row: models.Model, after: dict[str, Any]) -> None:
    """ValidationError when a row no longer holds what an act gave it."""
    now = stored(row)
    changed = [name for name, value in after.items() if now[name] != value]
    if changed:
        labels = ", ".join(dict.fromkeys(str(row._meta.get_field(name).verbose_name) for name in changed))
        raise ValidationError(f"{labels} đã được sửa sau lần thay đổi này.")


def _holds(row, values):
    now = stored(row)
    return all(now[name] == value for name, value in values.items())


def _difference(before, after):
    old = stored(before)
    if after is None:
        return old, None
    new = stored(after)
    changed = [name for name in old if old[name] != new[name]]
    return {name: old[name] for name in changed}, {name: new[name] for name in changed}


def _as_json(value):
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _in_words(form_field, value):
    choices = getattr(form_field, "choices", None)
    if choices:
        return dict(choices).get(value, value)
    return str(form_field.label) if value is True else str(value)
