"""The page that shows every component of the design, for those who build pages."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from centres.listing import Column, Listing
from centres.search import in_vietnamese_order
from classes.models import Programme

BADGES = [
    ("Dự kiến", "plan"),
    ("Đang học", "good"),
    ("Đã kết thúc", "done"),
    ("Chờ duyệt", "wait"),
    ("Đã hủy", "bad"),
]
COLOURS = [
    ("Nền trang", "body-bg"),
    ("Nền khung", "surface"),
    ("Đầu bảng", "head"),
    ("Màu chính", "primary"),
    ("Nhấn", "gold"),
    ("Lỗi, xóa", "danger"),
]


COLUMNS = [
    Column("ma", "Mã", lambda one: one.code, sort=("code",), narrow=True),
    Column("ten", "Tên chương trình", lambda one: one.name, sort=in_vietnamese_order("name"), heads_row=True),
    Column("tiet", "Số tiết", lambda one: one.periods, sort=("periods",), number=True, empty="chưa có"),
]


class SampleForm(forms.Form):
    """One field of each kind, one of them wrong: shown, never sent anywhere."""

    name = forms.CharField(label="Tên lớp", help_text="Ghi như trong quyết định mở lớp.")
    opened_on = forms.CharField(label="Ngày khai giảng", help_text="Gõ 5/3/26 hay 05/03/2026 đều được.")
    programme = forms.ChoiceField(label="Chương trình", choices=[("1", "Bồi dưỡng nhận thức về Đảng")], required=False)
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    outside = forms.BooleanField(label="Ngoài kế hoạch năm", required=False)


@require_safe
def design(request):
    if not request.user.is_superuser:
        raise PermissionDenied("Trang mẫu giao diện chỉ dành cho quản trị viên.")
    context = {
        "badges": BADGES,
        "colours": COLOURS,
        "form": SampleForm({"opened_on": "31/02/2026"}),
        "listing": Listing(Programme.objects.for_user(request.user), COLUMNS, request.GET, default="ten"),
        "acts": [{"key": "khoi", "label": "Đổi khối"}],
        "page": Paginator(range(250), 50).page(2),
        "steps": ["Chọn tệp", "Xem trước", "Lưu vào lớp"],
        "tabs": [("Danh sách", "#tab-can", True), ("Kết quả", "#tab-can", False), ("Lịch học", "#tab-can", False)],
        "facts": [("Khai giảng", "13/11/2026"), ("Địa điểm", "Hội trường Trung tâm")],
        "crumbs": [("Trang đầu", "/"), ("Mẫu giao diện", "")],
    }
    context["form"].add_error("opened_on", "Tháng 2 năm 2026 không có ngày 31. Xin xem lại ngày.")
    return render(request, "design.html", context)
