"""Programmes, centres, pages of the product, guides and figures: few rows, compared in Python."""

from django.urls import reverse
from django.utils.http import urlencode

from centres.access import can_write, sees_names
from centres.models import Centre
from centres.search import matching
from classes.class_columns import EVERY_YEAR
from classes.models import Programme
from reports.dictionary import CHAPTERS
from reports.help.guides import GUIDES
from reports.search.group import Group, Hit, group_of_hits, group_of_rows
from reports.search.question import Question

ANYBODY, IN_CENTRE, STAFF, WRITERS, ADMINISTRATORS = range(5)
# Title, URL name, other words it is looked for by, who may open it
PAGES = (
    ("Trang đầu, việc cần làm", "reports:home", "nhắc việc", ANYBODY),
    ("Kế hoạch năm", "classes:plan", "chỉ tiêu tiến độ", IN_CENTRE),
    ("Khảo sát nhu cầu", "learners:survey", "đăng ký học đơn vị", IN_CENTRE),
    ("Dự thảo kế hoạch năm", "classes:draft", "soạn kế hoạch tờ trình", IN_CENTRE),
    ("Lịch mở lớp", "classes:schedule", "lịch tháng quý dự kiến", IN_CENTRE),
    ("Cử đi học ở cơ sở khác", "classes:outside_courses", "trường chính trị", IN_CENTRE),
    ("Nhập quyết định giao chỉ tiêu", "classes:new_decision", "kế hoạch điều chỉnh", WRITERS),
    ("Danh sách lớp", "classes:list", "các lớp", IN_CENTRE),
    ("Thêm lớp", "classes:new", "mở lớp mới", WRITERS),
    ("Danh sách học viên", "learners:list", "tra cứu tìm người", STAFF),
    ("Sổ văn bản", "learners:papers", "số công văn quyết định thông báo nhiệm kỳ", STAFF),
    ("Các kỳ báo cáo", "reports:list", "báo cáo tháng quý 6 tháng năm", ANYBODY),
    ("Báo cáo cũ", "reports:past_list", "cùng kỳ năm trước cũ", IN_CENTRE),
    ("Chọn trung tâm", "centres:list", "đổi trung tâm làm việc", ANYBODY),
    ("Đổi mật khẩu", "account_change_password", "tài khoản", ANYBODY),
    ("Trang quản trị", "admin:index", "tài khoản chương trình tỉnh", ADMINISTRATORS),
    ("Từ điển số liệu", "reports:figure_help", "định nghĩa cách tính", ANYBODY),
    ("Tất cả hướng dẫn", "reports:help", "trợ giúp cách làm", ANYBODY),
)


def programme_group(question: Question) -> Group:
    """Programmes, each leading to its classes of the centre at work, and the plan's years."""
    programmes = Programme.objects.for_user(question.user).order_by("position", "code") if question.centre else []
    hits = [
        Hit(one.name, _classes_of(one), "các lớp của chương trình")
        for one in programmes
        if question.all_in(f"chương trình {one.name} {one.short_name} {one.target}")
    ]
    return group_of_hits("chuong-trinh", "Chương trình", hits, question)


def _classes_of(programme):
    return f"{reverse('classes:list')}?{urlencode({'nam': EVERY_YEAR, 'chuong-trinh': programme.code})}"


def centre_group(question: Question) -> Group:
    """Centres to work with, for those who see several."""
    rows = matching(Centre.objects.for_user(question.user), ["name", "host"], " ".join(question.words))
    rows = rows.exclude(pk=question.centre.pk) if question.centre else rows
    rows = rows.select_related("province").order_by("name", "pk")
    address = reverse("centres:list")
    return group_of_rows(
        "trung-tam", "Trung tâm", rows, question, lambda row: Hit(row.name, f"{address}#{row.code}", row.province.name)
    )


def page_group(question: Question) -> Group:
    """Guides first, each beside the page where its work is done; then the other pages."""
    may = _allowed(question)
    hits = [
        Hit(f"Hướng dẫn: {guide.title}", guide.address, guide.about)
        for guide in GUIDES
        if question.all_in(f"hướng dẫn {guide.title} {guide.words}")
    ]
    hits += [
        Hit(title, reverse(name), "mở trang")
        for title, name, words, who in PAGES
        if who in may and question.all_in(f"{title} {words}")
    ]
    return group_of_hits("huong-dan", "Trang và hướng dẫn", hits, question)


def _allowed(question):
    """Whose pages the user may open in the centre at work."""
    allowed = {ANYBODY, ADMINISTRATORS} if question.user.is_superuser else {ANYBODY}
    if question.centre:
        allowed.add(IN_CENTRE)
        allowed |= {STAFF} if sees_names(question.user, question.centre) else set()
        allowed |= {WRITERS} if can_write(question.user, question.centre) else set()
    return allowed


def figure_group(question: Question) -> Group:
    """Figures by their code or the words of their names, each leading to its definition."""
    address = reverse("reports:figure_help")
    hits = [
        Hit(f"{one.code} – {one.name}", f"{address}#{one.code}", one.meaning)
        for chapter in CHAPTERS
        for one in chapter.definitions
        if question.all_in(f"{one.code} {one.name} định nghĩa số liệu")
    ]
    return group_of_hits("so-lieu", "Số liệu trong báo cáo", hits, question)
