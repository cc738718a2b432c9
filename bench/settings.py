"""The product's settings with one more page: the floor that a page is measured against."""

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
LOGGING_CONFIG = None
