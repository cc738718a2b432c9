"""The class list's columns and filter: the page, its sheet and the print show these and nothing else."""

from django import forms
from django.db.models import Case, When
from django.urls import reverse

from centres import search
from centres.forms import FilterForm
from centres.listing import Column, InCodeOrder
from classes.context import YEARS
from classes.models import Programme
from classes.models.training_class import Kind, Ownership, Status

EVERY_YEAR = "tat-ca"
NOT_YET = "chưa có"

COLUMNS = [
    Column("ma", "Mã lớp", lambda c: c.code, sort=(InCodeOrder("code"),), narrow=True),
    Column(
        "ten",
        "Tên lớp",
        lambda c: c.name,
        sort=(InCodeOrder(search.Unaccented("name")),),
        heads_row=True,
        link=lambda c: reverse("learners:class", args=[c.pk]),
        width=50,
    ),
    Column(
        "chuong-trinh",
        "Chương trình",
        lambda c: c.programme.name,
        sort=("programme__position", InCodeOrder("programme__code")),
        width=36,
    ),
    Column("hinh-thuc", "Hình thức", lambda c: in_words(c), sort=("ownership", "kind"), width=26),
    Column("khai-giang", "Khai giảng", lambda c: c.opened_on, sort=("opened_on", InCodeOrder("code")), empty=NOT_YET),
    Column("be-giang", "Bế giảng", lambda c: c.closed_on, sort=("closed_on", InCodeOrder("code"))),
    Column("trieu-tap", "Triệu tập", lambda c: c.called, sort=("called",), number=True, empty=NOT_YET, width=11),
    Column("hoc-vien", "Lượt học viên", lambda c: c.learner_count, sort=("learner_count",), number=True, width=11),
    Column(
        "trang-thai",
        "Trạng thái",
        lambda c: c.get_status_display(),
        sort=(Case(*(When(status=state, then=place) for place, state in enumerate(Status.values))),),
        badge=lambda c: f"status-{c.status}",
    ),
]


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


class ClassFilter(FilterForm):
    in_address = {
        "year": "nam",
        "status": "trang-thai",
        "programme": "chuong-trinh",
        "ownership": "hinh-thuc",
        "kind": "loai",
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

    def filter(self, classes):
        """The classes that match everything chosen."""
        chosen = self.chosen()
        year, text = chosen.pop("year", EVERY_YEAR), chosen.pop("text", "")
        if year != EVERY_YEAR:
            classes = classes.in_year(int(year))
        if text:
            classes = search.matching(classes, ["code", "name", "course_number", "partner", "place"], text)
        return classes.filter(**chosen)
