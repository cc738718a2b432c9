"""Rows that nobody changes or deletes, whatever way they come: triggers on both databases.

They are made by migrations. Tests leave them out (settings.APPEND_ONLY), because emptying the tables between two of
them is a DELETE on SQLite; the tests of the triggers put them in for themselves. A migration that makes SQLite build
one of the tables anew has to make its triggers anew too.
"""

from dataclasses import dataclass

FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation'; END $$
"""


@dataclass(frozen=True)
class Kept:
    """A table whose rows stay as they were stored; `refusal` says so, without quotation marks.

    With `filled_once` that column may still go from NULL to a value, while all of `columns` keep theirs.
    """

    table: str
    refusal: str
    filled_once: str = ""
    columns: tuple[str, ...] = ()


def install(connection, kept: list[Kept]) -> None:
    """Make the triggers on a connection to SQLite or PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for one in kept:
            for act in ("UPDATE", "DELETE"):
                cursor.execute(_statement(connection.vendor, one, act))


def remove(connection, kept: list[Kept]) -> None:
    with connection.cursor() as cursor:
        for one in kept:
            on = f" ON {one.table}" if connection.vendor == "postgresql" else ""
            for act in ("UPDATE", "DELETE"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(one, act)}{on}")


def _name(kept, act):
    return f"{kept.table}_no_{act.lower()}"


def _statement(vendor, kept, act):
    start = f"CREATE TRIGGER {_name(kept, act)} BEFORE {act} ON {kept.table} FOR EACH ROW"
    if act == "UPDATE" and kept.filled_once:
        start += f" WHEN (NOT ({_allowed(vendor, kept)}))"
    if vendor == "postgresql":
        return f"{start} EXECUTE FUNCTION refuse_change('{kept.refusal}')"
    return f"{start} BEGIN SELECT RAISE(ABORT, '{kept.refusal}'); END"


def _allowed(vendor, kept):
    same = "IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS"
    unchanged = [f"OLD.{column} {same} NEW.{column}" for column in kept.columns]
    return " AND ".join([f"OLD.{kept.filled_once} IS NULL", *unchanged])
