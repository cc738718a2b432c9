"""A form that the script sends is told where to go on; cookies and messages come along."""

from tests import factories

NEW = "/lop/moi/"
SCRIPT = {"X-Sent-By": "form"}


def typed(**fields):
    given = {"programme": factories.programme().pk, "ownership": "own", "kind": "normal", "status": "planned"}
    return given | {"code": "L-9", "opened_on": "5/2/2026"} | fields


def test_saved_form_is_told_the_page_and_its_message_is_kept_for_it(client_of, clerk, centre):
    answer = client_of(clerk).post(NEW, typed(), headers=SCRIPT)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["X-Go-To"] == f"/lop/{centre.classes.get().pk}/"
    assert "Đã lưu lớp L-9." in client_of(clerk).get(answer["X-Go-To"]).text


def test_refused_form_is_a_page_as_ever(client_of, clerk):
    answer = client_of(clerk).post(NEW, typed(code=""), headers=SCRIPT)
    assert (answer.status_code, "X-Go-To" in answer.headers) == (200, False)


def test_without_the_script_a_redirect_is_one(client_of, clerk):
    assert client_of(clerk).post(NEW, typed()).status_code == 302


def test_after_the_sessions_end_it_is_told_the_login(client, db):
    answer = client.post(NEW, {}, headers=SCRIPT)
    assert answer["X-Go-To"] == "/tai-khoan/dang-nhap/?next=/lop/moi/"
