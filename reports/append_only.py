"""What is kept of a version: its rows are never changed or deleted (centres.append_only)."""

from centres import append_only
from centres.append_only import Kept

TABLES = ("reports_reportversion", "reports_frozenclass", "reports_frozenenrolment", "reports_reviewstep")
"""Those of the first migration; later ones name their own."""
SEALS = ("reports_versionseal",)
RECORDS = ("reports_frozenrecord",)
PROVINCE = ("reports_provinceversion",)
REFUSAL = "a submitted version and its steps are never changed"


def install(connection, tables=TABLES) -> None:
    """Make the triggers on a connection to SQLite or PostgreSQL."""
    append_only.install(connection, _kept(tables))


def remove(connection, tables=TABLES) -> None:
    append_only.remove(connection, _kept(tables))


def _kept(tables):
    return [Kept(table, REFUSAL) for table in tables]
