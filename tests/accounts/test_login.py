import logging
import time

import pytest

from tests.factories import PASSWORD

PAGE = "/tai-khoan/dang-nhap/"
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."

pytestmark = pytest.mark.usefixtures("counters")


@pytest.fixture
def try_password(client):
    """Post the form; the page's errors, or None when it let us in."""

    def post(password, username="alice", **environ):
        response = client.post(PAGE, {"login": username, "password": password}, **environ)
        if response.status_code == 302:
            client.logout()
            return None
        return response.context["form"].non_field_errors()

    return post


@pytest.fixture
def later(monkeypatch):
    """Move the clock of the counters forward."""
    real = time.time

    def move(seconds):
        monkeypatch.setattr("time.time", lambda: real() + seconds)

    return move


def locked(wait):
    return [
        f"Đăng nhập sai quá nhiều lần nên tạm khóa. Vui lòng đợi {wait} rồi thử lại, "
        "hoặc nhờ quản trị viên đặt mật khẩu mới để mở khóa ngay."
    ]


def test_the_page_is_vietnamese_and_asks_for_two_things(client):
    response = client.get(PAGE)
    assert response.status_code == 200
    assert {name: str(field.label) for name, field in response.context["form"].fields.items()} == {
        "login": "Tên đăng nhập",
        "password": "Mật khẩu",
    }
    assert "placeholder" not in response.text


def test_login_goes_where_one_wanted_to_go(client, clerk):
    response = client.post(f"{PAGE}?next=/trung-tam/", {"login": "alice", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/trung-tam/")
    assert client.session["_auth_user_id"] == str(clerk.pk)


@pytest.mark.parametrize("elsewhere", ["https://example.vn/", "//example.vn/", "javascript:go()"])
def test_login_never_leads_out(client, clerk, elsewhere):
    response = client.post(f"{PAGE}?next={elsewhere}", {"login": "alice", "password": PASSWORD})
    assert response["Location"] == "/"


def test_empty_fields_are_named(client):
    errors = client.post(PAGE, {"login": "", "password": ""}).context["form"].errors
    assert errors == {"login": ["Chưa nhập ô này."], "password": ["Chưa nhập ô này."]}


def test_an_unknown_name_and_a_wrong_password_are_told_alike(try_password, clerk):
    assert try_password("sai-mat-khau") == [WRONG]
    assert try_password("sai-mat-khau", username="nobody") == [WRONG]


def test_a_stopped_account_does_not_get_in(client, clerk):
    clerk.is_active = False
    clerk.save()
    response = client.post(PAGE, {"login": "alice", "password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/tai-khoan/ngung-hoat-dong/", 302)]
    assert "_auth_user_id" not in client.session


def test_the_sixth_try_in_a_minute_is_not_looked_at(try_password, clerk):
    assert [try_password("sai-mat-khau") for _ in range(5)] == [[WRONG]] * 5
    assert try_password(PASSWORD) == locked("1 phút")


def test_after_the_wait_the_right_password_works(try_password, clerk, later):
    for _ in range(6):
        try_password("sai-mat-khau")
    later(61)
    assert try_password(PASSWORD) is None


def test_ten_wrong_passwords_lock_for_a_quarter_of_an_hour(try_password, clerk, later):
    for minute in (0, 61):
        later(minute)
        assert [try_password("sai-mat-khau") for _ in range(5)] == [[WRONG]] * 5
    later(130)
    assert try_password(PASSWORD) == locked("13 phút")
    later(15 * 60 + 1)
    assert try_password(PASSWORD) is None


def test_sixty_in_a_day_lock_for_the_day(try_password, clerk, later):
    for quarter in range(6):
        for minute in (0, 61):
            later(quarter * 961 + minute)
            assert [try_password("sai-mat-khau") for _ in range(5)] == [[WRONG]] * 5
    later(6 * 961 + 61)
    assert try_password(PASSWORD) == locked("khoảng 23 giờ")


def test_another_spelling_of_the_name_shares_the_count(try_password, clerk):
    for username in ("ALICE", " alice", "Alice ", "aLiCe", "alicE"):
        assert try_password("sai-mat-khau", username=username) == [WRONG]
    assert try_password(PASSWORD) == locked("1 phút")


def test_a_colleague_at_the_same_address_is_not_locked_out(try_password, clerk, director):
    for _ in range(6):
        try_password("sai-mat-khau")
    assert try_password(PASSWORD, username="bob") is None


def test_unknown_names_are_counted_too(try_password, db):
    assert [try_password("sai-mat-khau", username="nobody") for _ in range(5)] == [[WRONG]] * 5
    assert try_password("sai-mat-khau", username="NoBody") == locked("1 phút")


def test_many_names_from_one_address_are_stopped_wide(try_password, settings, clerk):
    rates = settings.ACCOUNT_RATE_LIMITS
    assert rates["login_failed"].endswith(",200/10m/ip")
    settings.ACCOUNT_RATE_LIMITS = rates | {"login_failed": rates["login_failed"].replace("200/", "12/")}
    for number in range(12):
        assert try_password("sai-mat-khau", username=f"nobody{number}") == [WRONG]
    assert try_password(PASSWORD) == locked("10 phút")
    assert try_password(PASSWORD, REMOTE_ADDR="192.0.2.7") is None


def test_what_the_name_lock_refuses_is_not_counted_against_the_address(try_password, settings, clerk, director):
    rates = settings.ACCOUNT_RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = rates | {"login_failed": rates["login_failed"].replace("200/", "7/")}
    for _ in range(20):
        try_password("sai-mat-khau")
    assert try_password(PASSWORD, username="bob") is None


def test_good_logins_are_not_counted(try_password, clerk):
    assert [try_password(PASSWORD) for _ in range(12)] == [None] * 12


def test_a_new_password_lifts_the_lock(try_password, clerk):
    for _ in range(6):
        try_password("sai-mat-khau")
    clerk.set_password("mat-khau-moi-2026")
    clerk.save()
    assert try_password("mat-khau-moi-2026") is None


def test_the_log_tells_who_failed_and_from_where_but_no_password(try_password, clerk, caplog):
    caplog.set_level(logging.INFO)
    for _ in range(6):
        try_password("sai-mat-khau")
    try_password("x", username="mot\nhai")
    lines = [record.getMessage() for record in caplog.records if record.name == "accounts"]
    assert lines[:5] == ["Login failed: user name 'alice' from 127.0.0.1"] * 5
    assert lines[5].startswith("Login refused for ")
    assert lines[5].endswith(" s: user name 'alice' from 127.0.0.1")
    assert lines[6] == "Login failed: user name 'mot\\nhai' from 127.0.0.1"
    assert "sai-mat-khau" not in caplog.text


def test_a_forwarded_address_is_believed_from_own_proxies_only(try_password, clerk, caplog, settings):
    forwarded = {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.4"}
    try_password("sai-mat-khau", **forwarded)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    try_password("sai-mat-khau", **forwarded)
    lines = [record.getMessage() for record in caplog.records if record.name == "accounts"]
    assert [line.rpartition(" ")[2] for line in lines] == ["127.0.0.1", "198.51.100.4"]
