"""What can be done to many classes at once. Each row goes through `save_class`, as a single edit does."""

from django import forms
from django.core.exceptions import ValidationError

from centres.bulk import Act, give, register
from centres.forms import EntryForm
from classes.actions import save_class
from classes.models import TrainingClass
from classes.models.training_class import Ownership


class OnClasses(Act):
    """An act that sets fields of a class."""

    noun = "lớp"

    def rows(self, centre, pks):
        classes = TrainingClass.objects.filter(centre=centre, pk__in=pks)
        return list(classes.select_related("centre", "programme", "rules").order_by("-opened_on", "code", "pk"))

    def name(self, row):
        return f"{row.code} – {row.name}"

    def change(self, row, values):
        self.set(row, values)
        save_class(training_class=row)

    def set(self, training_class: TrainingClass, values: dict) -> None:
        """Give the class its new values; ValidationError where they may not stand."""
        raise NotImplementedError

    def restore(self, row, before):
        give(row, before)
        save_class(training_class=row)


class TextForm(EntryForm):
    """Asks for one line of text; what is typed is put into its form."""

    def clean(self):
        return {name: " ".join(v.split()) if isinstance(v, str) else v for name, v in super().clean().items()}


class PlaceForm(TextForm):
    place = forms.CharField(
        label="Địa điểm", max_length=200, required=False, help_text="Để trống thì xóa địa điểm đang ghi."
    )


class SetPlace(OnClasses):
    key, label, shown, form = "lop-dia-diem", "Ghi địa điểm", ("place",), PlaceForm

    def title(self, values):
        return super().title(values) if values.get("place") else "Xóa địa điểm"

    def set(self, training_class, values):
        training_class.place = values["place"]


class PartnerForm(TextForm):
    partner = forms.CharField(label="Đơn vị phối hợp", max_length=300)
    joint_too = forms.BooleanField(
        label="Lớp đang ghi “Trung tâm chủ trì” cũng chuyển sang “Phối hợp”",
        required=False,
        help_text="Không chọn thì các lớp trung tâm chủ trì được giữ nguyên.",
    )


class SetPartner(OnClasses):
    key, label = "lop-don-vi-phoi-hop", "Ghi đơn vị phối hợp"
    shown, form = ("ownership", "partner"), PartnerForm

    def title(self, values):
        return f"{self.label}: {values['partner']}"

    def set(self, training_class, values):
        if training_class.ownership == Ownership.OWN and not values.get("joint_too"):
            raise ValidationError("Lớp do trung tâm chủ trì, không ghi đơn vị phối hợp.")
        training_class.ownership, training_class.partner = Ownership.JOINT, values["partner"]


class PlanForm(EntryForm):
    outside = forms.ChoiceField(
        label="Kế hoạch", choices=[("khong", "Theo kế hoạch"), ("co", "Ngoài kế hoạch")], widget=forms.RadioSelect
    )


class SetOutsidePlan(OnClasses):
    key, label = "lop-ke-hoach", "Đánh dấu theo kế hoạch, ngoài kế hoạch"
    shown, form = ("outside_plan",), PlanForm

    def title(self, values):
        return "Đánh dấu ngoài kế hoạch" if values["outside"] == "co" else "Đánh dấu theo kế hoạch"

    def set(self, training_class, values):
        training_class.outside_plan = values["outside"] == "co"


class TitleForm(EntryForm):
    titled = forms.ChoiceField(
        label="Danh hiệu “Lớp học tiên tiến”",
        choices=[("dat", "Đạt danh hiệu"), ("khong", "Không đạt"), ("chua", "Chưa ghi")],
        widget=forms.RadioSelect,
    )


class SetTitle(OnClasses):
    key, label = "lop-danh-hieu", "Ghi danh hiệu “Lớp học tiên tiến”"
    shown, form = ("titled",), TitleForm
    values = {"dat": True, "khong": False, "chua": None}

    def title(self, values):
        words = {"dat": "đạt", "khong": "không đạt", "chua": "chưa ghi"}
        return f"Danh hiệu “Lớp học tiên tiến”: {words[values['titled']]}"

    def text(self, row, name):
        return {True: "đạt", False: "không đạt", None: "chưa ghi"}[row.titled]

    def set(self, training_class, values):
        if not training_class.is_closed:
            raise ValidationError("Lớp chưa kết thúc nên chưa ghi danh hiệu.")
        if not training_class.considered_for_titles:
            raise ValidationError("Lớp không xét danh hiệu.")
        training_class.titled = self.values[values["titled"]]


CLASS_ACTS = [SetPlace(), SetPartner(), SetOutsidePlan(), SetTitle()]
register(*CLASS_ACTS)
