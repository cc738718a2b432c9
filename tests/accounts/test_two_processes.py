import os
import subprocess
import sys
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection

from tests import factories


def address_of(database):
    """The DATABASE_URL by which another process finds this test's database."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    places = {name.lower(): database[name] for name in ("USER", "PASSWORD", "HOST", "PORT") if database[name]}
    return f"postgresql:///{database['NAME']}?{urlencode(places)}"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.usefixtures("counters")
def test_two_processes_count_failed_logins_together(client):
    factories.make_user(username="alice")
    environ = os.environ | {
        "DATABASE_URL": address_of(connection.settings_dict),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [sys.executable, "-m", "tests.accounts.try_passwords", "alice", "6"]
    started = [
        subprocess.Popen(command, env=environ, cwd=settings.BASE_DIR, text=True, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    looked_at = [int(process.communicate(timeout=60)[0]) for process in started]
    assert sum(looked_at) == 5  # of 12

    response = client.post("/tai-khoan/dang-nhap/", {"login": "alice", "password": factories.PASSWORD})
    assert response.context["form"].non_field_errors().as_text().startswith("* Đăng nhập sai quá nhiều lần")
