"""The guides by task: what each is about, where its work is done, and who does it. Their text is in templates/help/guides."""

from dataclasses import dataclass

from django.urls import reverse

WRITERS = "Giáo vụ, phó giám đốc, giám đốc của trung tâm"
REVIEWERS = "Người duyệt báo cáo của cấp ủy chủ quản và của tỉnh"
EVERYBODY = "Mọi tài khoản"


@dataclass(frozen=True)
class Guide:
    """One task. `words` are other words it is looked for by; `place` is the URL name of the page where it is done."""

    slug: str
    title: str
    about: str
    who: str
    words: str = ""
    place: str = ""
    do_it: str = ""

    @property
    def address(self) -> str:
        return reverse("reports:guide", args=[self.slug])

    @property
    def template(self) -> str:
        return f"help/guides/{self.slug}.html"


@dataclass(frozen=True)
class Chapter:
    title: str
    guides: tuple[Guide, ...]


CHAPTERS = (
    Chapter(
        "Bắt đầu",
        (
            Guide(
                "bat-dau",
                "Bắt đầu với trung tâm mới",
                "Những việc làm một lần, theo thứ tự, để báo cáo đầu tiên ra đúng số.",
                WRITERS,
                "lần đầu cài đặt trung tâm mới",
                "reports:home",
                "Về trang đầu",
            ),
            Guide(
                "doi-mat-khau",
                "Đổi mật khẩu",
                "Đặt mật khẩu mới khi vừa nhận tài khoản, hoặc khi nghi có người biết mật khẩu.",
                EVERYBODY,
                "tài khoản quên mật khẩu đăng nhập",
                "account_change_password",
                "Đổi mật khẩu ngay",
            ),
            Guide(
                "phim-tat",
                "Phím tắt và cách tìm nhanh",
                "Tìm lớp, học viên, văn bản từ mọi trang; nhập điểm không cần chuột.",
                EVERYBODY,
                "bàn phím tìm kiếm chuột",
            ),
        ),
    ),
    Chapter(
        "Kế hoạch và lớp",
        (
            Guide(
                "quyet-dinh-giao-chi-tieu",
                "Nhập quyết định giao chỉ tiêu",
                "Ghi chỉ tiêu lớp, học viên của năm, để báo cáo tính được phần trăm thực hiện.",
                WRITERS,
                "kế hoạch năm điều chỉnh phần trăm",
                "classes:new_decision",
                "Nhập quyết định ngay",
            ),
            Guide(
                "mo-lop",
                "Mở lớp",
                "Thêm một lớp mới và ghi ngày khai giảng.",
                WRITERS,
                "thêm lớp khai giảng phối hợp",
                "classes:new",
                "Thêm lớp ngay",
            ),
            Guide(
                "ket-thuc-lop",
                "Kết thúc lớp",
                "Ghi ngày bế giảng và bên đánh giá kết quả.",
                WRITERS,
                "bế giảng đóng lớp mở lại lớp",
                "classes:list",
                "Chọn lớp trong danh sách",
            ),
        ),
    ),
    Chapter(
        "Học viên và kết quả",
        (
            Guide(
                "nhap-danh-sach",
                "Nhập danh sách học viên từ Excel",
                "Nhận tệp các đơn vị gửi về, xem lại từng dòng rồi lưu vào lớp.",
                WRITERS,
                "tải tệp lên excel danh sách lớp hoàn tác",
                "classes:list",
                "Chọn lớp trong danh sách",
            ),
            Guide(
                "sua-hoc-vien",
                "Sửa một học viên",
                "Chữa họ tên, ngày sinh, đơn vị, hoặc ghi người không đến, thôi học.",
                WRITERS,
                "sửa tên ngày sinh đơn vị thôi học không đến xóa",
                "learners:list",
                "Tìm trong danh sách học viên",
            ),
            Guide(
                "gop-hoc-vien",
                "Gộp hai hồ sơ của một người",
                "Đưa các lớp của một người ghi hai lần về một hồ sơ; gộp nhầm thì tách lại được.",
                WRITERS,
                "trùng tên trùng người gộp tách hồ sơ",
                "learners:duplicates",
                "Xem học viên có thể trùng nhau",
            ),
            Guide(
                "don-vi-cu-hoc-vien",
                "Sắp xếp đơn vị cử học viên",
                "Sửa tên, ghi trực thuộc, địa bàn, ngày thôi hoạt động; gộp một đơn vị ghi hai tên.",
                WRITERS,
                "danh mục đơn vị gộp đơn vị trùng chi bộ đảng bộ cơ quan trực thuộc địa bàn giải thể sáp nhập",
                "learners:units",
                "Mở danh mục đơn vị",
            ),
            Guide(
                "diem-danh",
                "Điểm danh",
                "Ghi người vắng của từng buổi, trên máy tính hoặc điện thoại.",
                WRITERS,
                "vắng có phép buổi học ký tên thời khóa biểu",
                "classes:list",
                "Chọn lớp trong danh sách",
            ),
            Guide(
                "nhap-ket-qua",
                "Nhập kết quả",
                "Gõ hoặc dán điểm của cả lớp trên một màn hình.",
                WRITERS,
                "điểm xếp loại bài thu hoạch làm lại",
                "classes:list",
                "Chọn lớp trong danh sách",
            ),
            Guide(
                "xac-nhan-ket-qua",
                "Xác nhận kết quả",
                "Giám đốc xem điểm người khác đã nhập, xác nhận hoặc trả lại kèm nhận xét.",
                WRITERS,
                "duyệt điểm giám đốc trả lại điện thoại",
                "classes:list",
                "Chọn lớp trong danh sách",
            ),
            Guide(
                "cong-nhan-ket-qua",
                "Công nhận kết quả",
                "Ghi quyết định công nhận; từ đó kết quả của lớp được giữ nguyên.",
                WRITERS,
                "quyết định công nhận hoàn thành",
                "classes:list",
                "Chọn lớp trong danh sách",
            ),
            Guide(
                "danh-hieu-khen-thuong",
                "Danh hiệu, khen thưởng",
                "Xem đề xuất theo tiêu chí của trung tâm, sửa rồi ghi theo quyết định.",
                WRITERS,
                "lớp học tiên tiến học viên xuất sắc tiêu chí khen thưởng",
                "classes:list",
                "Chọn lớp trong danh sách",
            ),
            Guide(
                "giay-chung-nhan",
                "Cấp giấy chứng nhận",
                "Cấp cho cả lớp sau khi công nhận kết quả, in, cấp lại, thu hồi.",
                WRITERS,
                "sổ gốc phôi in cấp lại thu hồi",
                "classes:list",
                "Chọn lớp trong danh sách",
            ),
        ),
    ),
    Chapter(
        "Báo cáo",
        (
            Guide(
                "soan-bao-cao",
                "Soạn và in báo cáo",
                "Xem số liệu của kỳ, viết phần đánh giá, in ra giấy để ký.",
                WRITERS,
                "báo cáo 6 tháng năm in pdf word excel",
                "reports:list",
                "Chọn kỳ báo cáo",
            ),
            Guide(
                "nop-duyet-bao-cao",
                "Trình, duyệt, trả lại báo cáo",
                "Kiểm tra rồi trình báo cáo; người duyệt nhận xét, duyệt hoặc trả lại.",
                "Giáo vụ soạn, giám đốc hoặc phó giám đốc trình, người duyệt của cấp ủy chủ quản hoặc của tỉnh duyệt",
                "nộp gửi rút lại nhận xét giải trình điều chỉnh",
                "reports:list",
                "Chọn kỳ báo cáo",
            ),
            Guide(
                "bao-cao-truoc",
                "Nhập báo cáo cũ",
                "Ghi số của những kỳ cũ, để báo cáo so sánh được với cùng kỳ năm trước.",
                WRITERS,
                "cùng kỳ năm trước số cũ",
                "reports:past_new",
                "Nhập báo cáo cũ ngay",
            ),
            Guide(
                "bao-cao-tinh",
                "Xem báo cáo của các trung tâm trong tỉnh",
                "Mở báo cáo của từng trung tâm và số tổng hợp toàn tỉnh.",
                REVIEWERS,
                "tỉnh ban tuyên giáo tổng hợp duyệt",
                "reports:list",
                "Mở báo cáo",
            ),
        ),
    ),
)

GUIDES = tuple(guide for chapter in CHAPTERS for guide in chapter.guides)
BY_SLUG = {guide.slug: guide for guide in GUIDES}
