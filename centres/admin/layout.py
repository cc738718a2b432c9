from django.contrib import admin

from centres.admin.base import InForce, RegisterAdmin
from centres.models import PaperLayout

PAGE = [("margin_top", "margin_bottom"), ("margin_left", "margin_right"), ("number_top", "number_size")]
TEXT = ["party_size", "kind_size", ("body_size", "line_height"), ("paragraph_gap", "first_indent"), "recipients_size"]


@admin.register(PaperLayout)
class PaperLayoutAdmin(RegisterAdmin):
    list_display = ["name", "valid_from", "valid_to", "body_size", "line_height"]
    list_filter = [InForce]
    search_fields = ["name", "source"]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "source", ("valid_from", "valid_to")],
                "description": "Mỗi văn bản theo thể thức có hiệu lực ở ngày ghi trên văn bản, chưa ghi ngày thì theo hôm"
                " nay. Báo cáo đã trình, giấy chứng nhận đã cấp giữ nguyên bản đã in.",
            },
        ),
        ("Trang giấy", {"fields": PAGE}),
        ("Chữ", {"fields": TEXT}),
    ]
