from playwright.sync_api import expect

from tests import factories


def test_log_in_change_the_password_and_log_out(page, clerk):
    page.goto("/")
    expect(page).to_have_url(f"{page.url.partition('/tai-khoan')[0]}/tai-khoan/dang-nhap/?next=/")
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    page.get_by_label("Tên đăng nhập").fill("alice")
    page.get_by_label("Mật khẩu").fill("nhầm")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_text("Tên đăng nhập hoặc mật khẩu chưa đúng.")).to_be_visible()
    page.get_by_label("Mật khẩu").fill(factories.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()

    page.locator("summary", has_text="Lê Thị Giáo Vụ").click()
    page.get_by_role("link", name="Đổi mật khẩu").click()
    page.get_by_label("Mật khẩu hiện tại").fill(factories.PASSWORD)
    page.get_by_label("Mật khẩu mới", exact=False).first.fill("cay-da-ben-dinh-2026")
    page.get_by_label("Nhập lại mật khẩu mới").fill("cay-da-ben-dinh-2026")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_text("Đã đổi mật khẩu.")).to_be_visible()

    page.locator("summary", has_text="Lê Thị Giáo Vụ").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Đã đăng xuất.")).to_be_visible()


def test_a_page_of_static_files_needs_no_collecting(page):
    page.goto("/tai-khoan/dang-nhap/")
    assert page.evaluate("getComputedStyle(document.querySelector('.btn-primary')).borderStyle") == "solid"
    assert page.evaluate("typeof htmx") == "object"
