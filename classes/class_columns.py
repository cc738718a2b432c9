"""The class list's columns and filter: the page, its sheet and the print show these and nothing else."""

from datetime import timedelta

from django import forms
from django.db.models import Case, TextChoices, Value, When
from django.urls import reverse

from centres import dates, search
from centres.forms import FilterForm
from centres.listing import Column
from centres.search import InCodeOrder, in_vietnamese_order
from classes.context import YEARS
from classes.models import Programme
from classes.models.training_class import Kind, Ownership, Status
from classes.spans import Span

# What a class is found by, here and in the search box; "khóa 5" as it is said
SEARCHED = [
    "code",
    "name",
    Value("khoá "),
    "course_number",
    "partner",
    "place",
    "programme__name",
    "opening_number",
    "recognition_number",
    "opened_on",
]
EVERY_YEAR = "tat-ca"
NOT_YET = "chưa có"
LIST = "lop"
SOON = timedelta(days=14)


def by_day(field):
    return field, *in_vietnamese_order("code")


COLUMNS = [
    Column("ma", "Mã lớp", lambda c: c.code, sort=in_vietnamese_order("code"), narrow=True, main=True),
    Column(
        "ten",
        "Tên lớp",
        lambda c: c.name,
        sort=in_vietnamese_order("name"),
        heads_row=True,
        link=lambda c: reverse("learners:class", args=[c.pk]),
        width=50,
    ),
    Column("khoa", "Khóa", lambda c: c.course_number, sort=in_vietnamese_order("course_number"), optional=True),
    Column(
        "chuong-trinh",
        "Chương trình",
        lambda c: c.programme.name,
        sort=("programme__position", InCodeOrder("programme__code")),
        optional=True,  # its long names would break every row in two; a class's name mostly says it
        width=36,
    ),
    Column("hinh-thuc", "Hình thức", lambda c: in_words(c), sort=("ownership", "kind"), optional=True, width=26),
    Column("chu-tri", "Chủ trì, phối hợp", lambda c: c.get_ownership_display(), sort=("ownership",), width=18),
    Column(
        "doi-tac", "Đơn vị phối hợp", lambda c: c.partner, sort=in_vietnamese_order("partner"), optional=True, width=30
    ),
    Column("loai", "Loại lớp", lambda c: c.get_kind_display(), sort=("kind",), optional=True, width=22),
    Column(
        "ngoai-ke-hoach",
        "Kế hoạch",
        lambda c: "ngoài kế hoạch" if c.outside_plan else "theo kế hoạch",
        sort=("outside_plan",),
        optional=True,
        width=16,
    ),
    Column("dia-diem", "Địa điểm", lambda c: c.place, sort=in_vietnamese_order("place"), optional=True, width=28),
    Column(
        "so-quyet-dinh",
        "Quyết định mở lớp",
        lambda c: c.opening_number or None,
        sort=in_vietnamese_order("opening_number"),
        narrow=True,
        empty=NOT_YET,
        optional=True,
        width=18,
    ),
    Column(
        "ngay-quyet-dinh",
        "Ngày quyết định",
        lambda c: c.opening_decided_on,
        sort=("opening_decided_on",),
        optional=True,
    ),
    Column("khai-giang", "Khai giảng", lambda c: c.opened_on, sort=by_day("opened_on"), empty=NOT_YET, main=True),
    Column("du-kien", "Bế giảng dự kiến", lambda c: c.closes_on, sort=by_day("closes_on"), optional=True),
    Column("be-giang", "Bế giảng", lambda c: c.closed_on, sort=by_day("closed_on")),
    Column("trieu-tap", "Triệu tập", lambda c: c.called, sort=("called",), number=True, empty=NOT_YET, width=11),
    Column("hoc-vien", "Lượt học viên", lambda c: c.learner_count, sort=("learner_count",), number=True, width=11),
    Column(
        "ben-danh-gia",
        "Bên đánh giá",
        lambda c: c.get_assessed_by_display() if c.assessed_by else "",
        sort=("assessed_by",),
        optional=True,
        width=18,
    ),
    Column(
        "cong-nhan",
        "Quyết định công nhận",
        lambda c: c.recognition_number or (NOT_YET if c.is_recognised else ""),
        sort=in_vietnamese_order("recognition_number"),
        narrow=True,
        optional=True,
        width=18,
    ),
    Column("ngay-cong-nhan", "Ngày công nhận", lambda c: c.recognised_on, sort=by_day("recognised_on"), optional=True),
    Column("danh-hieu", "Danh hiệu lớp", lambda c: title_in_words(c), sort=("titled",), optional=True, width=22),
    Column(
        "trang-thai",
        "Trạng thái",
        lambda c: c.get_status_display(),
        sort=(Case(*(When(status=state, then=place) for place, state in enumerate(Status.values))),),
        badge=lambda c: f"status-{c.status}",
        main=True,
    ),
    Column("ghi-chu", "Ghi chú", lambda c: c.note, optional=True, width=30),
]


def add_columns(*columns: Column, after: str) -> None:
    """Put columns of a later app behind the one with the key `after`: what is counted from enrolments is theirs."""
    place = next(place for place, column in enumerate(COLUMNS, 1) if column.key == after)
    COLUMNS[place:place] = [column for column in columns if column not in COLUMNS]


def title_in_words(training_class) -> str:
    """Whether the class bears the title, empty where it is not considered for one."""
    if not training_class.considered_for_titles:
        return ""
    return {True: "Lớp học tiên tiến", False: "không đạt", None: "chưa ghi"}[training_class.titled]


def in_words(training_class) -> str:
    """How the class is held: "Phối hợp: Trường Chính trị tỉnh; ngoài kế hoạch"."""
    parts = [training_class.get_ownership_display()]
    if training_class.partner:
        parts = [f"{parts[0]}: {training_class.partner}"]
    if training_class.kind == Kind.MAINTAINED:
        parts.append("duy trì quản lý")
    if training_class.outside_plan:
        parts.append("ngoài kế hoạch")
    return "; ".join(parts)


def with_any(choices, any_label):
    return [("", any_label), *choices]


class Matter(TextChoices):
    """What a clerk looks for among the classes, beside their state."""

    RUNNING = "dang-hoc", "Đang học"
    CLOSING = "sap-be-giang", "Sắp bế giảng"
    OVERDUE = "qua-ngay-be-giang", "Quá ngày bế giảng"
    UNMARKED = "chua-co-ket-qua", "Chưa có kết quả"
    UNNUMBERED = "chua-co-quyet-dinh", "Chưa có số quyết định mở lớp"


class ClassFilter(FilterForm):
    in_address = {
        "year": "nam",
        "status": "trang-thai",
        "programme": "chuong-trinh",
        "ownership": "hinh-thuc",
        "kind": "loai",
        "matter": "can-xem",
        "days": "ngay",
        "text": "tim",
    }

    text = forms.CharField(label="Tìm", required=False, max_length=100, widget=forms.SearchInput)
    year = forms.ChoiceField(label="Năm", required=False)
    status = forms.ChoiceField(label="Trạng thái", required=False, choices=with_any(Status.choices, "Mọi trạng thái"))
    programme = forms.ModelChoiceField(
        label="Chương trình",
        required=False,
        queryset=Programme.objects.none(),
        empty_label="Mọi chương trình",
        to_field_name="code",
    )
    ownership = forms.ChoiceField(
        label="Hình thức", required=False, choices=with_any(Ownership.choices, "Mọi hình thức")
    )
    kind = forms.ChoiceField(
        label="Loại lớp",
        required=False,
        choices=[("", "Mọi loại"), (Kind.NORMAL, "Lớp của trung tâm"), (Kind.MAINTAINED, "Duy trì quản lý")],
    )
    matter = forms.ChoiceField(
        label="Cần xem", required=False, choices=with_any(Matter.choices, "Mọi lớp"), widget=forms.HiddenInput
    )
    days = forms.ChoiceField(label="Thời gian", required=False)

    def __init__(self, data, *, user, year: int, years: list[int]):
        """`year` is the one worked in, filtered by when the address names none; `years` are those to choose from."""
        data = data.copy()
        data["nam"] = data.get("nam") or str(year)
        super().__init__(data, user=user)
        asked = data["nam"]
        known = {*years, year} | (
            {int(asked)} if asked.isascii() and asked.isdigit() and int(asked) in YEARS else set()
        )
        choices = [(str(y), str(y)) for y in sorted(known, reverse=True)]
        self.fields["year"].choices = [*choices, (EVERY_YEAR, "Mọi năm")]
        self.fields["programme"].queryset = Programme.objects.for_user(user)
        self._offer_days(Span.parse(data.get("ngay", "")))

    def _offer_days(self, span):
        """Days come from a chart's bar or a figure, never typed: the field stands only where the address names some."""
        if span:
            self.fields["days"].choices = [(str(span), span.words), ("", "Mọi ngày")]
        else:
            del self.fields["days"]

    @property
    def days_in_words(self) -> str:
        """The days that a chart's bar asked for, whole: the field itself is too narrow for them."""
        span = Span.parse(self.chosen().get("days", ""))
        return span.words if span else ""

    def filter(self, classes):
        """The classes that match everything chosen."""
        chosen = self.chosen()
        year, text, matter = chosen.pop("year", EVERY_YEAR), chosen.pop("text", ""), chosen.pop("matter", "")
        if days := chosen.pop("days", ""):
            classes = Span.parse(days).filter(classes)
        if year != EVERY_YEAR:
            classes = classes.in_year(int(year))
        if text:
            classes = search.matching(classes, SEARCHED, text)
        if matter:
            classes = of_matter(classes, matter)
        return classes.filter(**chosen)

    def quick(self) -> list[tuple[str, str, bool]]:
        """(label, address, whether it is on) of the common questions; one that is on leads back to all classes."""
        now = self.chosen().get("matter")
        return [(matter.label, self._asking("" if matter == now else matter.value), matter == now) for matter in Matter]

    def _asking(self, matter):
        address = self.data.copy()
        for name in ("trang", *(name for name, value in self.data.items() if not value)):
            address.pop(name, None)
        address["can-xem"] = matter
        return f"?{address.urlencode()}"


def of_matter(classes, matter: str):
    """The classes about which that question is asked."""
    today, running = dates.today(), classes.filter(status=Status.OPEN)
    if matter == Matter.CLOSING:
        return running.filter(closes_on__range=(today, today + SOON))
    if matter == Matter.OVERDUE:
        return running.filter(closes_on__lt=today)
    if matter == Matter.UNMARKED:
        return classes.awaiting_results()
    if matter == Matter.UNNUMBERED:
        return classes.really_opened().normal().filter(opening_number="")
    return running
