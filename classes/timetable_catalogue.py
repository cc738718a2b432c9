"""What ships for timetables: outlines of programmes, days off, the teaching norm, as rows that an administrator edits.

Each row carries its source and how sure it is. Installing adds what is missing and leaves edited rows alone.
"""

from datetime import date
from decimal import Decimal

AWARENESS_SOURCE = "Hướng dẫn 61-HD/BTGTW, ngày 16/6/2022."
NEW_MEMBERS_SOURCE = (
    "10 bài theo chương trình; tên bài theo tài liệu thường dùng, số buổi theo một lớp năm 2025: cần đối chiếu hướng"
    " dẫn của năm."
)

# programme: source, confidence, then title, kind, periods
OUTLINES = {
    "nhan-thuc-ve-dang": (
        AWARENESS_SOURCE,
        "A",
        [
            ("Bài 1. Khái quát lịch sử Đảng Cộng sản Việt Nam", "lesson", 5),
            ("Bài 2. Cương lĩnh xây dựng đất nước trong thời kỳ quá độ lên chủ nghĩa xã hội", "lesson", 10),
            ("Bài 3. Nội dung cơ bản của Điều lệ Đảng Cộng sản Việt Nam", "lesson", 5),
            ("Bài 4. Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", "lesson", 5),
            ("Bài 5. Phấn đấu trở thành đảng viên Đảng Cộng sản Việt Nam", "lesson", 5),
            ("Trao đổi, thảo luận", "discussion", 5),
            ("Tham quan hoặc báo cáo chuyên đề mới", "visit", 5),
            ("Hệ thống, giải đáp thắc mắc", "review", 5),
            ("Viết bài thu hoạch, tổng kết", "test", 5),
        ],
    ),
    "dang-vien-moi": (
        NEW_MEMBERS_SOURCE,
        "GK",
        [
            ("Bài 1. Chủ nghĩa Mác - Lênin, tư tưởng Hồ Chí Minh là nền tảng tư tưởng của Đảng", "lesson", 5),
            ("Bài 2. Học tập, rèn luyện theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", "lesson", 5),
            ("Bài 3. Phát triển nền kinh tế thị trường định hướng xã hội chủ nghĩa", "lesson", 5),
            ("Bài 4. Xây dựng văn hóa, con người, thực hiện chính sách xã hội", "lesson", 5),
            ("Bài 5. Bảo vệ Tổ quốc, mở rộng quan hệ đối ngoại", "lesson", 5),
            ("Bài 6. Phát huy sức mạnh đại đoàn kết toàn dân tộc", "lesson", 5),
            ("Bài 7. Xây dựng Nhà nước pháp quyền xã hội chủ nghĩa Việt Nam", "lesson", 5),
            ("Bài 8. Nguyên tắc tổ chức và sinh hoạt của Đảng", "lesson", 5),
            ("Bài 9. Nhiệm vụ của chi bộ và công tác kiểm tra, giám sát trong Đảng", "lesson", 5),
            ("Bài 10. Đảng viên không ngừng học tập, rèn luyện, phấn đấu", "lesson", 5),
            ("Trao đổi, thảo luận", "discussion", 15),
            ("Nghiên cứu thực tế", "visit", 10),
            ("Hệ thống, giải đáp thắc mắc", "review", 5),
            ("Viết bài thu hoạch, tổng kết", "test", 5),
        ],
    ),
}

ANNOUNCED = "Theo thông báo lịch nghỉ lễ, Tết của năm."
BY_LAW = "Bộ luật Lao động năm 2019, Điều 112; chưa tính ngày hoán đổi, chờ thông báo của năm."
TET = "Tết Nguyên đán"
NEW_YEAR, KINGS, VICTORY, NATIONAL = (
    "Tết Dương lịch",
    "Giỗ Tổ Hùng Vương",
    "Ngày Giải phóng miền Nam và Quốc tế Lao động",
    "Quốc khánh",
)
CULTURE = "Ngày Văn hóa Việt Nam"
CULTURE_SOURCE = "Nghị quyết 80-NQ/TW của Bộ Chính trị về phát triển văn hóa; chờ quy định chi tiết."

# year: name, first day, last day (month, day), both included; the first day of the lunar year in the name of Tết
HOLIDAYS = {
    2021: [
        (NEW_YEAR, (1, 1), (1, 1)),
        (f"{TET} Tân Sửu", (2, 10), (2, 16)),
        (KINGS, (4, 21), (4, 21)),
        (VICTORY, (4, 30), (5, 3)),
        (NATIONAL, (9, 2), (9, 3)),
    ],
    2022: [
        (NEW_YEAR, (1, 1), (1, 3)),
        (f"{TET} Nhâm Dần", (1, 31), (2, 4)),
        (KINGS, (4, 10), (4, 11)),
        (VICTORY, (4, 30), (5, 3)),
        (NATIONAL, (9, 1), (9, 2)),
    ],
    2023: [
        (NEW_YEAR, (1, 1), (1, 2)),
        (f"{TET} Quý Mão", (1, 20), (1, 26)),
        (f"{KINGS}, {VICTORY}", (4, 29), (5, 3)),
        (NATIONAL, (9, 1), (9, 4)),
    ],
    2024: [
        (NEW_YEAR, (1, 1), (1, 1)),
        (f"{TET} Giáp Thìn", (2, 8), (2, 14)),
        (KINGS, (4, 18), (4, 18)),
        (VICTORY, (4, 29), (5, 1)),
        (NATIONAL, (9, 2), (9, 3)),
    ],
    2025: [
        (NEW_YEAR, (1, 1), (1, 1)),
        (f"{TET} Ất Tỵ", (1, 27), (1, 31)),
        (KINGS, (4, 7), (4, 7)),
        (VICTORY, (4, 30), (5, 2)),
        (NATIONAL, (9, 1), (9, 2)),
    ],
    2026: [
        (NEW_YEAR, (1, 1), (1, 2)),
        (f"{TET} Bính Ngọ", (2, 16), (2, 20)),
        (KINGS, (4, 26), (4, 27)),
        (VICTORY, (4, 30), (5, 1)),
        (NATIONAL, (8, 31), (9, 2)),
        (CULTURE, (11, 24), (11, 24)),
    ],
    2027: [
        (NEW_YEAR, (1, 1), (1, 1)),
        (f"{TET} Đinh Mùi", (2, 4), (2, 10)),
        (KINGS, (4, 16), (4, 16)),
        (VICTORY, (4, 30), (5, 3)),
        (NATIONAL, (9, 2), (9, 3)),
        (CULTURE, (11, 24), (11, 24)),
    ],
}
LAST_ANNOUNCED = 2026

NORMS = [
    {
        "name": "Định mức theo Quyết định 1147-QĐ/BTGDVTW",
        "source": "Quyết định 1147-QĐ/BTGDVTW, ngày 01/12/2025, Điều 13 (theo bản tóm tắt). Một tiết giảng tính một giờ"
        " chuẩn là tạm hiểu, chờ toàn văn.",
        "confidence": "B",
        "hours": 270,
        "director_percent": 10,
        "deputy_percent": 20,
        "class_percent": 50,
        "hours_per_period": Decimal(1),
        "papers_per_hour": 6,
        "hours_per_test_set": Decimal("1.5"),
        "valid_from": date(2025, 12, 1),
    }
]


def install(programme_model, lesson_model, holiday_model, norm_model) -> None:
    """Add outlines of programmes that have none, days off and norms that are missing; rows that are there stay."""
    for code, (source, confidence, lessons) in OUTLINES.items():
        programme = programme_model.objects.filter(code=code).first()
        if programme and not lesson_model.objects.filter(programme=programme).exists():
            lesson_model.objects.bulk_create(
                lesson_model(
                    programme=programme,
                    position=position,
                    title=title,
                    kind=kind,
                    periods=periods,
                    source=source,
                    confidence=confidence,
                )
                for position, (title, kind, periods) in enumerate(lessons, 1)
            )
    for year, rows in HOLIDAYS.items():
        for name, first, last in rows:
            source = CULTURE_SOURCE if name == CULTURE else ANNOUNCED if year <= LAST_ANNOUNCED else BY_LAW
            confidence = "C" if name == CULTURE or year > LAST_ANNOUNCED else "B"
            holiday_model.objects.get_or_create(
                centre=None,
                first_day=date(year, *first),
                defaults={"name": name, "last_day": date(year, *last), "source": source, "confidence": confidence},
            )
    for norm in NORMS:
        norm_model.objects.get_or_create(name=norm["name"], defaults=norm)
