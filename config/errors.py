"""Pages for what went wrong: in Vietnamese, with what it means and a way out. The one for 500 needs nothing of ours."""

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

SENTENCES = {
    HTTPStatus.BAD_REQUEST: (
        "Chưa làm được việc này",
        "Nội dung gửi lên bị thiếu trên đường truyền nên chưa lưu gì. Hãy mở lại trang rồi làm lại.",
    ),
    HTTPStatus.FORBIDDEN: (
        "Không được phép",
        "Tài khoản này không có quyền mở trang hay làm việc này.",
    ),
    HTTPStatus.NOT_FOUND: (
        "Không tìm thấy trang",
        "Địa chỉ có thể đã gõ sai, nội dung có thể đã bị xóa, hoặc thuộc trung tâm khác.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "Trang này không mở trực tiếp được",
        "Đây là địa chỉ của một nút bấm, không phải của một trang. Chưa có gì thay đổi.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "Nội dung gửi lên quá lớn",
        "Chưa lưu gì. Hãy bớt nội dung hoặc chia thành nhiều lần rồi gửi lại.",
    ),
}
HELPERS = {
    HTTPStatus.FORBIDDEN: "Nếu công việc cần quyền này, hãy nhờ giám đốc trung tâm hoặc người quản trị giao thêm vai trò.",
    HTTPStatus.NOT_FOUND: "Nếu đi theo một đường dẫn trong chương trình mà gặp trang này, xin báo người quản trị.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Nếu không chia nhỏ được, xin báo người quản trị để nhập giúp.",
}
STALE = (
    "Trang đã mở quá lâu, chưa lưu được",
    "Từ lúc mở trang đến lúc gửi, bạn đã đăng nhập lại, hoặc trình duyệt không giữ được phiên đăng nhập. Chưa lưu gì: hãy bấm nút "
    "quay lại của trình duyệt để lấy lại nội dung đã nhập, tải lại trang rồi gửi lần nữa.",
)


def bad_request(request, exception):
    too_large = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return error_page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else HTTPStatus.BAD_REQUEST)


def forbidden(request, exception):
    """Our refusals say why in a sentence of ours."""
    return error_page(request, HTTPStatus.FORBIDDEN, why=str(exception))


def not_found(request, exception):
    # Its text is Django's English or names what was looked for: nothing for the reader
    return error_page(request, HTTPStatus.NOT_FOUND)


def stale_form(request, reason=""):
    """The form's secret is not the browser's (Django's CSRF check)."""
    return error_page(request, HTTPStatus.FORBIDDEN, sentences=STALE)


def error_page(request, status, *, why="", sentences=None):
    title, meaning = sentences or SENTENCES[status]
    context = {
        "error_title": title,
        "meaning": why or meaning,
        # A broken request may name a host that is not ours: nothing is asked of it
        "previous": "" if status == HTTPStatus.BAD_REQUEST else previous_page(request),
        "helper": "" if sentences else HELPERS.get(status, ""),
    }
    return render(request, "error.html", context, status=status)


def previous_page(request) -> str:
    """The page of ours that led here, or nothing; a form that was sent leads back by the browser's own button."""
    came_from = request.META.get("HTTP_REFERER", "")
    ours = came_from != request.build_absolute_uri() and url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return came_from if ours and request.method in {"GET", "HEAD"} else ""


class MethodPages:
    """Django answers a wrong method with an empty page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content or request.method == "HEAD":
            return response
        page = error_page(request, HTTPStatus.METHOD_NOT_ALLOWED)
        page["Allow"] = response["Allow"]
        return page
