"""Test databases copied from one that was migrated before, for migrating takes longer than most tests.

The first process to ask migrates and leaves a template; the others, and later runs until a migration or what it rests on
changes, copy it. On SQLite the template is a file, on PostgreSQL a database beside the one named in DATABASE_URL.
"""

import ast
import fcntl
import hashlib
import shutil
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from django.core import serializers
from django.db import connection, transaction

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "test-databases"
SETTINGS = ("constraints.txt", "config/settings.py", "tests/settings.py")


def fingerprint():
    """A short hash of all that decides what a migrated database holds."""
    found = hashlib.sha256(connection.vendor.encode())
    for path in sorted(behind_migrations() | {ROOT / name for name in SETTINGS}):
        found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:16]


def behind_migrations():
    """The migrations and every file of ours that they import, however far."""
    seen, waiting = set(), set(ROOT.glob("*/migrations/*.py"))
    while waiting:
        path = waiting.pop()
        seen.add(path)
        waiting |= imported_files(path) - seen
    return seen


def imported_files(path):
    package = path.relative_to(ROOT).parent.parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {tuple(alias.name.split(".")) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            module = (*base, *(node.module.split(".") if node.module else ()))
            found |= {module} | {(*module, alias.name) for alias in node.names}
    return {file for parts in found for file in files_of(parts)}


def files_of(parts):
    """The files that importing a dotted name of ours runs: its own, and those of the packages around it."""
    around = [ROOT.joinpath(*parts[:depth], "__init__.py") for depth in range(1, len(parts) + 1)]
    return filter(Path.is_file, [*around, ROOT.joinpath(*parts).with_suffix(".py")])


@contextmanager
def one_at_a_time():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def template():
    return {"sqlite": SqliteTemplate, "postgresql": PostgresTemplate}[connection.vendor](fingerprint())


class SqliteTemplate:
    def __init__(self, key):
        self.path = FOLDER / f"{key}.sqlite3"

    def copy(self):
        """Lay the template where the test database belongs; False where there is none."""
        if not self.path.exists():
            return False
        shutil.copyfile(self.path, connection.settings_dict["TEST"]["NAME"])
        return True

    def keep(self):
        """Keep the migrated test database as the template, in place of older ones."""
        for older in FOLDER.glob("*.sqlite3*"):
            older.unlink()
        unfinished = self.path.with_suffix(".sqlite3-making")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(unfinished)])
        unfinished.rename(self.path)


class PostgresTemplate:
    def __init__(self, key):
        self.prefix = f"{connection.settings_dict['NAME']}_migrated_"
        self.name = self.prefix + key

    def copy(self):
        """Make the test database from the template; False where there is none."""
        target = connection.creation._get_test_db_name()
        with connection._nodb_cursor() as cursor:
            if self.name not in self.kept(cursor):
                return False
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{self.name}"')
        return True

    def keep(self):
        """Keep the migrated test database as the template, in place of older ones."""
        source = connection.settings_dict["NAME"]
        connection.close()
        connection.close_pool()
        with connection._nodb_cursor() as cursor:
            for older in self.kept(cursor):
                cursor.execute(f'DROP DATABASE "{older}"')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{source}"')

    def kept(self, cursor):
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.prefix])
        return [name for (name,) in cursor.fetchall()]


def load_rows(contents):
    """Put back the migrations' rows, kept as JSON at set-up, a model at a time: one by one they take most of a second."""
    rows = (row.object for row in serializers.deserialize("json", contents))
    with transaction.atomic(), connection.constraint_checks_disabled():
        for model, found in groupby(rows, key=type):
            model._base_manager.bulk_create(found, ignore_conflicts=True)  # before the first such test all are there
        connection.check_constraints()
