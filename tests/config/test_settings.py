import os
import subprocess
import sys

import pytest
from django.conf import settings

SECRET = "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHOW = (
    "from config import settings as s;"
    "print(s.PRODUCTION, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.DEBUG)"
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def read_settings(**variables):
    """The last line that a fresh process prints about settings made from these variables alone."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(settings.BASE_DIR)} | variables
    ran = subprocess.run([sys.executable, "-c", SHOW], env=environ, cwd="/", capture_output=True, text=True)
    return (ran.stdout or ran.stderr).splitlines()[-1]


@pytest.mark.parametrize(
    ("variables", "printed"),
    [
        ({}, "False False False False False"),
        ({"ALLOWED_HOSTS": "localhost"}, "False False False False False"),
        ({"PRODUCTION": "1", "SECRET_KEY": SECRET}, "True True True True False"),
        # Opened to others: production without asking
        ({"ALLOWED_HOSTS": "so-lop.example", "SECRET_KEY": SECRET}, "True True True True False"),
        ({"ALLOWED_HOSTS": "192.0.2.7", "PRODUCTION": "0"}, "False False False False False"),
    ],
)
def test_production_is_on_when_others_are_let_in(variables, printed):
    assert read_settings(**variables) == printed


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"ALLOWED_HOSTS": "so-lop.example"}, "SECRET_KEY is required in production"),
        ({"PRODUCTION": "1", "SECRET_KEY": " "}, "SECRET_KEY is required in production"),
        ({"PRODUCTION": "1", "SECRET_KEY": SECRET, "DEBUG": "1"}, "DEBUG shows the program's inside"),
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL begins with 'oracle'"),
    ],
)
def test_settings_refuse_to_start_with_a_clear_sentence(variables, said):
    assert said in read_settings(**variables)


def test_every_page_carries_the_policy(client, db):
    response = client.get("/tai-khoan/dang-nhap/")
    assert sorted(response["Content-Security-Policy"].split("; ")) == sorted(POLICY.split("; "))
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_an_error_page_carries_the_policy_too(client, db):
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code in {302, 404}
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_production_sends_plain_http_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/tai-khoan/dang-nhap/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/tai-khoan/dang-nhap/")
