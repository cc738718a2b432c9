"""Everything the settings read from outside: environment variables, the database's address, the kept secret."""

import contextlib
import os
import secrets
import tempfile

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict


def env(name, default, kind=str):
    """The variable turned into `kind`; the default where it is unset or empty."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return READERS.get(kind, kind)(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r}: expected {kind.__name__}") from error


def read_bool(value):
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if value.lower() not in words:
        raise ValueError(value)
    return words[value.lower()]


def read_list(value):
    return [part.strip() for part in value.split(",") if part.strip()]


READERS = {bool: read_bool, list: read_list}


def database(url, base_dir, pool_size):
    """Django's description of the database at `url`: sqlite:///PATH (from base_dir unless absolute) or postgresql://…"""
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return sqlite(base_dir / rest.removeprefix("/"))
    if scheme in {"postgresql", "postgres"}:
        return postgresql(url, pool_size)
    raise ImproperlyConfigured(f"DATABASE_URL begins with {scheme!r}: expected sqlite or postgresql")


def sqlite(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": 20,
            # A transaction that reads first and writes later would fail at once when another writer came between.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON",
        },
    }


def postgresql(url, pool_size):
    """libpq reads its own addresses: sockets, sslmode, escaped passwords, several hosts, all as its manual says."""
    parts = conninfo_to_dict(url)
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    known = {key: parts.pop(name, "") for key, name in names.items()}
    if not known["NAME"]:
        raise ImproperlyConfigured("DATABASE_URL names no database: postgresql://USER:PASSWORD@HOST/DATABASE")
    pool = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {"ENGINE": "django.db.backends.postgresql", **known, "OPTIONS": {**parts, "pool": pool}}


def kept_secret(path, length=64):
    """The secret in `path`, made at the first call of so many random bytes (base64url); only its owner can read it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and linked into place: two processes starting together end with one whole secret.
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as made:
            made.write(secrets.token_urlsafe(length))
            made.flush()
            with contextlib.suppress(FileExistsError):
                os.link(made.name, path)
    return path.read_text()
