"""Checking a stored row again after a change: what the change cannot have broken was checked when it was stored."""

from functools import cache

from django.db import models


def clean_changed(row: models.Model, before: models.Model | None = None) -> None:
    """`full_clean` of a row, of a stored one only the fields that changed and the rules that speak of them.

    Django asks the database about every foreign key and every constraint, each time with a savepoint: more than twenty
    statements for a place in a class, which is what made changes of many rows slow. `before` is the row as stored, where
    it is at hand. Raises ValidationError as `full_clean` does.
    """
    if before is None and row.pk is not None:
        before = type(row)._base_manager.filter(pk=row.pk).first()
    row.full_clean(exclude=_untouched(row, before) if before else None)


def _untouched(row, before) -> set[str]:
    """The fields that neither changed nor stand in a rule beside one that did."""
    fields = row._meta.concrete_fields
    changed = {one.name for one in fields if getattr(row, one.attname) != getattr(before, one.attname)}
    beside = [names for names in _rules(type(row)) if names & changed]
    return {one.name for one in fields} - changed.union(*beside)


@cache
def _rules(model) -> list[frozenset[str]]:
    """The names that each rule of the model speaks of."""
    together = [frozenset(names) for names in model._meta.unique_together]
    return together + [_names(model, constraint) for constraint in model._meta.constraints]


def _names(model, constraint):
    parts = [getattr(constraint, "condition", None), *getattr(constraint, "expressions", ())]
    named = {reference[0] for part in parts for reference in model._get_expr_references(part)}
    return frozenset(named.union(getattr(constraint, "fields", ())))
