from urllib.parse import unquote

import pytest
from django.urls import NoReverseMatch, reverse

from tests.factories import PASSWORD

CHANGE = "/tai-khoan/mat-khau/"
NEW = "cay-da-ben-dinh-2026"

pytestmark = pytest.mark.usefixtures("counters")


def passwords(old=PASSWORD, new=NEW, again=None):
    return {"oldpassword": old, "password1": new, "password2": again or new}


@pytest.mark.parametrize(
    "path",
    ["signup/", "dang-ky/", "password/reset/", "email/", "login/", "confirm-email/", "reauthenticate/", "3rdparty/"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_there_is_no_sign_up_and_no_mail(client_of, clerk, path, method):
    assert getattr(client_of(clerk), method)(f"/tai-khoan/{path}").status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_no_other_page_of_the_library_has_an_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_logging_out_takes_a_post(client_of, clerk):
    client = client_of(clerk)
    assert client.get("/tai-khoan/dang-xuat/").status_code == 200
    assert "_auth_user_id" in client.session
    response = client.post("/tai-khoan/dang-xuat/", follow=True)
    assert response.redirect_chain == [("/tai-khoan/dang-nhap/", 302)]
    assert [str(message) for message in response.context["messages"]] == ["Đã đăng xuất."]
    assert "_auth_user_id" not in client.session


def test_changing_the_password_keeps_one_at_work(client_of, clerk):
    client = client_of(clerk)
    response = client.post(CHANGE, passwords())
    assert (response.status_code, response["Location"]) == (302, "/")
    clerk.refresh_from_db()
    assert clerk.check_password(NEW)
    assert client.get(CHANGE).status_code == 200


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (passwords(old="sai"), {"oldpassword": ["Mật khẩu hiện tại chưa đúng."]}),
        (passwords(again="khac-2026-khac"), {"password2": ["Hai lần nhập mật khẩu mới chưa giống nhau."]}),
        (
            passwords(new="123456"),
            {
                "password1": [
                    "Mật khẩu quá ngắn: phải có ít nhất 10 ký tự.",
                    "Mật khẩu này quá phổ biến, dễ bị đoán ra.",
                    "Mật khẩu không được chỉ gồm chữ số.",
                ]
            },
        ),
        ({}, {name: ["Chưa nhập ô này."] for name in ("oldpassword", "password1", "password2")}),
    ],
)
def test_a_bad_change_says_why_and_changes_nothing(client_of, clerk, typed, errors):
    response = client_of(clerk).post(CHANGE, typed)
    assert response.status_code == 200
    assert response.context["form"].errors == errors
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_the_change_page_shows_the_rules(client_of, clerk):
    assert "Không phải mật khẩu phổ biến, dễ đoán." in client_of(clerk).get(CHANGE).text


def test_guessing_the_old_password_is_slowed(client_of, clerk):
    client = client_of(clerk)
    assert [client.post(CHANGE, passwords(old="sai")).status_code for _ in range(6)] == [200] * 5 + [429]
    assert "Vui lòng đợi một phút rồi thử lại." in client.post(CHANGE, passwords()).text


@pytest.mark.parametrize("path", [CHANGE, "/quan-tri/", "/quan-tri/password_change/"])
def test_a_stranger_is_sent_to_the_login_page(client, db, path):
    response = client.get(path, follow=True)
    assert unquote(response.redirect_chain[-1][0]) == f"/tai-khoan/dang-nhap/?next={path}"


def test_a_stranger_has_nothing_to_log_out_of(client, db):
    response = client.post("/tai-khoan/dang-xuat/")
    assert (response.status_code, response["Location"]) == (302, "/tai-khoan/dang-nhap/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_administration_has_no_login_of_its_own(client, db, method):
    response = getattr(client, method)("/quan-tri/login/", {"username": "root", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/tai-khoan/dang-nhap/?next=%2Fquan-tri%2F")


def test_the_administrations_password_page_is_ours(client_of, administrator):
    assert client_of(administrator).get("/quan-tri/password_change/")["Location"] == CHANGE
