"""The whole database as a value, so that two moments of it can be compared."""

from django.db import connection

LOGS = {"auditlog_logentry", "django_session", "centres_sentform"}


def dump() -> dict[str, list[tuple]]:
    """Every row of every table but logs and sessions, by table, in the order of its text."""
    tables = set(connection.introspection.django_table_names(only_existing=True)) - LOGS
    return {table: _rows(table) for table in sorted(tables)}


def _rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
        rows = [tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in cursor.fetchall()]
    return sorted(rows, key=repr)


def changes(before, after) -> dict[str, tuple[set, set]]:
    """By table the rows that are gone and the rows that are new, tables without any left out."""
    found = {name: (set(map(repr, before[name])), set(map(repr, after[name]))) for name in before}
    return {name: (old - new, new - old) for name, (old, new) in found.items() if old != new}
