"""Vietnamese names to invent people from. A name that stands twice is twice as likely."""

from learners.models.learner import Gender


def _words(text):
    return text.split()


FAMILY = _words(
    """
    Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Lương
    Trịnh Mai Đào Tạ Cao Hà La Lò Vi Quách Nông Triệu Bàn
    """
)
MIDDLE = {
    Gender.MALE: _words(
        """
        Văn Văn Đức Minh Quốc Hữu Xuân Ngọc Thanh Công Duy Trung Anh Tiến Hoài Mạnh
        """
    ),
    Gender.FEMALE: _words(
        """
        Thị Thị Thị Ngọc Thu Thanh Minh Hồng Thúy Kim Bích Phương Mai Khánh Diệu Hải
        """
    ),
}
GIVEN = {
    Gender.MALE: _words(
        """
        An Bảo Bình Chiến Cường Dũng Đạt Đức Giang Hà Hải Hiếu Hoàng Hùng Huy Khánh Khoa Kiên Lâm Long Lực Mạnh Minh
        Nam Nghĩa Phong Phúc Quân Quang Quyết Sơn Tài Tâm Thắng Thành Thịnh Toàn Trung Tuấn Tùng Việt Vinh
        """
    ),
    Gender.FEMALE: _words(
        """
        An Anh Bích Chi Diệp Dung Duyên Giang Hà Hạnh Hằng Hiền Hoa Hoài Huệ Hương Lan Liên Linh Loan Ly Mai Minh My
        Nga Ngân Ngọc Nhung Oanh Phương Quyên Quỳnh Tâm Thảo Thu Thúy Trang Tuyết Uyên Vân Xuân Yến
        """
    ),
}
