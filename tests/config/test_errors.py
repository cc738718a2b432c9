"""The pages for what went wrong: in Vietnamese, in the product's design, with a way out."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.template.loader import render_to_string
from django.test import Client

from config import errors
from tests import factories
from tests.harness import faults_of_page

HOME = 'href="/">Về trang đầu</a>'


def heading(response):
    return response.text.partition("<h1>")[2].partition("</h1>")[0]


def test_an_unknown_address_leads_home(client_of, clerk):
    response = client_of(clerk).get("/khong/co/")
    assert (response.status_code, heading(response)) == (404, "Không tìm thấy trang")
    assert HOME in response.text
    assert "Chọn trung tâm</a>" not in response.text


def test_before_login_an_unknown_address_leads_to_the_login(client, db):
    response = client.get("/khong/co/")
    assert (response.status_code, heading(response)) == (404, "Không tìm thấy trang")
    assert 'href="/tai-khoan/dang-nhap/">Đăng nhập</a>' in response.text


def test_another_centres_class_is_no_page_and_says_nothing_of_it(client_of, clerk, other_centre):
    response = client_of(clerk).get(f"/lop/{other_centre.classes.get().pk}/")
    assert response.status_code == 404
    assert "No TrainingClass" not in response.text
    assert "Bình Minh" not in response.text


def test_who_works_in_no_centre_is_led_to_the_choice(client_of, reviewer):
    response = client_of(reviewer).get("/lop/")
    assert response.status_code == 404
    assert '<a class="btn btn-outline-primary" href="/trung-tam/">Chọn trung tâm</a>' in response.text


def test_a_refusal_says_why(client_of, lecturer):
    response = client_of(lecturer).get("/lop/moi/")
    assert (response.status_code, heading(response)) == (403, "Không được phép")
    assert "<p>Tài khoản này chỉ được xem, không được nhập hay sửa số liệu của trung tâm.</p>" in response.text
    assert HOME in response.text


def test_the_way_back_is_a_page_of_ours(client_of, clerk):
    client = client_of(clerk)
    back = '<a class="btn btn-outline-primary" href="http://testserver/lop/">Quay lại trang trước</a>'
    assert back in client.get("/khong/co/", headers={"Referer": "http://testserver/lop/"}).text
    for elsewhere in ("http://192.0.2.7/lop/", "http://testserver/khong/co/", "javascript:alert(1)"):
        assert "Quay lại trang trước" not in client.get("/khong/co/", headers={"Referer": elsewhere}).text


def test_a_stale_form_says_that_nothing_was_saved(clerk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk)
    response = client.post("/lop/moi/", {"code": "L-9"})
    assert (response.status_code, heading(response)) == (403, "Trang đã mở quá lâu, chưa lưu được")
    assert clerk.memberships.get().centre.classes.count() == 0


def test_a_button_address_opened_as_a_page_explains_itself(client_of, clerk, centre):
    training_class = factories.make_closed_class(centre)
    response = client_of(clerk).get(f"/lop/{training_class.pk}/mo-lai/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert heading(response) == "Trang này không mở trực tiếp được"


def test_a_broken_request_is_answered(client_of, clerk):
    response = client_of(clerk).post("/lop/moi/", b"no boundary", content_type="multipart/form-data")
    assert (response.status_code, heading(response)) == (400, "Chưa làm được việc này")


def test_too_much_at_once_is_answered(client_of, clerk):
    typed = "&".join(f"o{number}=" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    response = client_of(clerk).post("/lop/moi/", typed, content_type="application/x-www-form-urlencoded")
    assert (response.status_code, heading(response)) == (413, "Nội dung gửi lên quá lớn")


def test_a_body_too_large_is_told_from_a_broken_one(rf):
    response = errors.bad_request(rf.post("/lop/moi/"), RequestDataTooBig())
    assert (response.status_code, heading(response)) == (413, "Nội dung gửi lên quá lớn")


def test_the_servers_own_error_needs_neither_database_nor_request(client, monkeypatch, db):
    client.raise_request_exception = False
    monkeypatch.setattr("allauth.account.views.LoginView.get", None)
    response = client.get("/tai-khoan/dang-nhap/")
    assert (response.status_code, heading(response)) == (500, "Chương trình gặp lỗi")
    assert '<a class="btn btn-primary" href="/">Về trang đầu</a>' in response.text
    assert response.text == render_to_string("500.html")
    assert faults_of_page(response) == []
