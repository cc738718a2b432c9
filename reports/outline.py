"""The sections of a report, I to V, in their order; the keys are those under which staff's text is stored."""

SECTIONS = (
    ("I", "ĐẶC ĐIỂM TÌNH HÌNH", 1),
    ("II", "KẾT QUẢ THỰC HIỆN", 1),
    ("II.1", "Công tác tham mưu, xây dựng kế hoạch", 2),
    ("II.2", "Kết quả mở lớp", 2),
    ("II.3", "Nội dung, chương trình, phương pháp giảng dạy", 2),
    ("II.4", "Quản lý lớp, học viên; kiểm tra, xếp loại; khen thưởng", 2),
    ("II.5", "Đội ngũ giảng viên, nghiên cứu khoa học", 2),
    ("II.6", "Cơ sở vật chất, kinh phí, chuyển đổi số", 2),
    ("II.7", "Công tác khác", 2),
    ("III", "ĐÁNH GIÁ CHUNG", 1),
    ("III.1", "Ưu điểm", 2),
    ("III.2", "Hạn chế", 2),
    ("III.3", "Nguyên nhân", 2),
    ("IV", "PHƯƠNG HƯỚNG, NHIỆM VỤ", 1),
    ("V", "KIẾN NGHỊ, ĐỀ XUẤT", 1),
)
KEYS = tuple(key for key, _, _ in SECTIONS)
