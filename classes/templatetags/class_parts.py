from django import template
from django.urls import reverse

from centres.access import sees_names

register = template.Library()

PARTS = (
    ("Tổng quan", "learners:class"),
    ("Thời khóa biểu", "classes:timetable"),
)
PARTS_WITH_NAMES = (
    ("Điểm danh", "learners:attendance"),
    ("Kết quả", "learners:results"),
    ("Giấy chứng nhận", "learners:certificates"),
    ("Danh hiệu, khen thưởng", "learners:titles"),
    ("Hồ sơ lớp", "learners:dossier"),
)


@register.inclusion_tag("includes/tabs.html", takes_context=True)
def class_parts(context, training_class):
    """Links between the pages of one class; the one being read is marked. Reviewers are offered none with names."""
    request = context["request"]
    parts = PARTS + PARTS_WITH_NAMES if sees_names(request.user, training_class.centre) else PARTS
    addresses = [(text, reverse(name, args=[training_class.pk])) for text, name in parts]
    overview = addresses[0][1]
    links = [(text, address, _is_part(request.path, address, overview)) for text, address in addresses]
    return {"links": links, "label": "Các phần của lớp"}


def _is_part(path, address, overview):
    """Whether the page read is this one or lies under it; everything lies under the overview, which is only itself."""
    return path == address if address == overview else path.startswith(address)
