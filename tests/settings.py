"""The product's settings; only what would make tests slow, or blind, is different."""

import atexit
import shutil
import tempfile
from pathlib import Path

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CRISPY_FAIL_SILENTLY = False
APPEND_ONLY = False
SIGNING_KEY = "dGhpcyBrZXkgc2lnbnMgbm90aGluZyBidXQgdGVzdHM"  # no secret: 32 bytes that say so
# Long work is done at once; tests/centres/test_jobs.py tries the queue
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Static files straight from their sources, without collectstatic
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True

# SQLite in a file, as in the product: threads and processes then meet each other's locks
SCRATCH = Path(tempfile.mkdtemp(prefix="so-lop-test-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": SCRATCH / "test.sqlite3"}
