"""The layouts of papers that ship, as rows that an administrator edits. Each says what it rests on and how sure that is."""

from datetime import date

SURE = "Các số đo theo nhiều nguồn độc lập khớp nhau (mức B), chưa đối chiếu với bản gốc có dấu."

LAYOUTS = [
    {
        "name": "Hướng dẫn 36-HD/VPTW",
        "source": f"Hướng dẫn số 36-HD/VPTW, ngày 03/4/2018 của Văn phòng Trung ương Đảng. {SURE}",
        "valid_to": date(2026, 5, 26),
    },
    {
        "name": "Hướng dẫn 05-HD/VPTW",
        "source": f"Hướng dẫn số 05-HD/VPTW, ngày 27/5/2026 của Văn phòng Trung ương Đảng, thay Hướng dẫn 36-HD/VPTW. {SURE}"
        " Dãn dòng được phép từ 18 đến 22 pt, cỡ chữ nội dung 14 hoặc 15, tên loại 15 hoặc 16.",
        "valid_from": date(2026, 5, 27),
    },
]


def install(layouts) -> None:
    """Add the layouts that are not there by name; `layouts` is the model, also a migration's."""
    for row in LAYOUTS:
        layouts.objects.get_or_create(name=row["name"], defaults=row)
