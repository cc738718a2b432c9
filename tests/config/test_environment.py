import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import database, env, kept_secret

BASE = Path("/srv/so-lop")
POOL = {"min_size": 1, "max_size": 8, "timeout": 10}


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1", bool, True),
        ("Yes", bool, True),
        ("false", bool, False),
        ("0", bool, False),
        ("15", int, 15),
        ("a.vn, b.vn,", list, ["a.vn", "b.vn"]),
        ("  spaced ", str, "spaced"),
        ("", int, "the default"),
        ("   ", list, "the default"),
    ],
)
def test_env_reads_each_kind(monkeypatch, text, kind, value):
    monkeypatch.setenv("SO_LOP_TRIAL", text)
    assert env("SO_LOP_TRIAL", "the default", kind) == value


@pytest.mark.parametrize(("text", "kind"), [("maybe", bool), ("ten", int)])
def test_env_names_the_variable_it_cannot_read(monkeypatch, text, kind):
    monkeypatch.setenv("SO_LOP_TRIAL", text)
    with pytest.raises(ImproperlyConfigured, match=f"SO_LOP_TRIAL='{text}': expected {kind.__name__}"):
        env("SO_LOP_TRIAL", None, kind)


def test_database_sqlite_path_is_under_the_base(tmp_path):
    read = database("sqlite:///var/a.sqlite3", tmp_path, pool_size=8)
    assert (read["ENGINE"], read["NAME"]) == ("django.db.backends.sqlite3", tmp_path / "var" / "a.sqlite3")
    assert read["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert (tmp_path / "var").is_dir()


def test_database_sqlite_path_may_be_absolute(tmp_path):
    assert database(f"sqlite:///{tmp_path}/b.sqlite3", BASE, pool_size=8)["NAME"] == tmp_path / "b.sqlite3"


@pytest.mark.parametrize(
    ("url", "known", "options"),
    [
        ("postgresql://lan:m%40t@db.vn:5433/so_lop", ("so_lop", "lan", "m@t", "db.vn", "5433"), {}),
        ("postgres://lan@db.vn/so_lop?sslmode=require", ("so_lop", "lan", "", "db.vn", ""), {"sslmode": "require"}),
        ("postgresql:///so_lop?host=/run/pg&user=lan", ("so_lop", "lan", "", "/run/pg", ""), {}),
    ],
)
def test_database_postgresql_is_read_as_libpq_does(url, known, options):
    read = database(url, BASE, pool_size=8)
    assert tuple(read[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == known
    assert read["OPTIONS"] == options | {"pool": POOL}


@pytest.mark.parametrize(
    ("url", "said"), [("mysql://x/y", "begins with 'mysql'"), ("postgresql://db.vn", "names no database")]
)
def test_database_refuses_what_it_cannot_use(url, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        database(url, BASE, pool_size=8)


def test_kept_secret_is_made_once_and_is_its_owners(tmp_path):
    path = tmp_path / "var" / "secret-key"
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: kept_secret(path), range(40)))
    assert secrets == {path.read_text()}
    assert len(path.read_text()) >= 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(path.parent) == ["secret-key"]
