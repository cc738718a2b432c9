"""The product's settings with one more page: the floor that a page is measured against."""

from tests.settings import *  # noqa: F403
from tests.settings import BASE_DIR, TEMPLATES

TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "bench" / "templates"]
ROOT_URLCONF = "bench.urls"
LOGGING_CONFIG = None
