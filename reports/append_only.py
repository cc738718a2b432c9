"""Rows that nobody changes or deletes, whatever way they come: triggers on both databases.

They are made by a migration. Tests leave them out (settings.APPEND_ONLY), because emptying the tables between two of
them is a DELETE on SQLite; the tests of the triggers put them in for themselves.
"""

TABLES = ("reports_reportversion", "reports_frozenclass", "reports_frozenenrolment", "reports_reviewstep")
"""Those of the first migration; later ones name their own."""
SEALS = ("reports_versionseal",)
REFUSAL = "a submitted version and its steps are never changed"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION reports_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def install(connection, tables=TABLES) -> None:
    """Make the triggers on a connection to SQLite or PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for name, table, act in _triggers(tables):
            cursor.execute(_statement(connection.vendor, name, table, act))


def remove(connection, tables=TABLES) -> None:
    with connection.cursor() as cursor:
        for name, table, _ in _triggers(tables):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _triggers(tables):
    return [(f"{table}_no_{act.lower()}", table, act) for table in tables for act in ("UPDATE", "DELETE")]


def _statement(vendor, name, table, act):
    if vendor == "postgresql":
        return f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION reports_append_only()"
    return f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
