"""The decision on titles and rewards of a class, and the criteria by which a centre has them proposed."""

from django import forms

from centres.forms import CentreModelForm, EntryForm, side_by_side, untagged
from learners.models import CentreCriteria
from learners.models.criteria import NamedBy

TITLES = [("", "Không ghi"), ("dat", "Đạt “Lớp học tiên tiến”"), ("khong", "Không đạt")]
OF_TITLES = {"dat": True, "khong": False, "": None}


class TitleDecisionForm(EntryForm):
    titled = forms.ChoiceField(label="Danh hiệu lớp", choices=TITLES, required=False)
    number = forms.CharField(label="Quyết định số", max_length=50, help_text="Ví dụ: 21-QĐ/TTCT.")
    decided_on = forms.DateField(label="Ngày quyết định")
    reason = forms.CharField(
        label="Lý do khác với đề xuất",
        max_length=300,
        required=False,
        help_text="Chỉ ghi khi danh hiệu lớp khác đề xuất.",
    )

    def __init__(self, *args, considered, **kwargs):
        super().__init__(*args, **kwargs)
        if not considered:
            del self.fields["titled"], self.fields["reason"]
        names = [
            [name for name in row if name in self.fields]
            for row in (("titled",), ("number", "decided_on"), ("reason",))
        ]
        self.helper = untagged(*(side_by_side(*row) for row in names if row))

    @property
    def decision(self) -> dict:
        """What the act takes; a class that is not considered for titles has none."""
        cleaned = self.cleaned_data
        return {
            "titled": OF_TITLES[cleaned.get("titled", "")],
            "number": cleaned["number"],
            "decided_on": cleaned["decided_on"],
            "reason": cleaned.get("reason", ""),
        }


class CriteriaForm(CentreModelForm):
    beside = {
        "criteria_excellent_share_given": "excellent_share",
        "criteria_reward_share_given": "reward_share",
    }

    class Meta:
        model = CentreCriteria
        fields = [
            *("good_from", "everybody_passed", "class_attendance_from", "excellent_by", "excellent_share"),
            *("reward_by", "reward_share", "attendance_from", "source", "clerks_confirm"),
        ]
        localized_fields = ["good_from", "class_attendance_from", "excellent_share", "reward_share", "attendance_from"]
        labels = {
            "good_from": "Tỷ lệ khá, giỏi trở lên từ (%)",
            "everybody_passed": "Không có học viên không đạt",
            "class_attendance_from": "Chuyên cần bình quân từ (%)",
            "excellent_by": "Đề xuất học viên xuất sắc",
            "excellent_share": "Nhiều nhất (% học viên của lớp)",
            "reward_by": "Đề xuất khen thưởng",
            "reward_share": "Nhiều nhất (% học viên của lớp)",
            "attendance_from": "Chỉ người dự học từ (%)",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("excellent_by", "reward_by"):
            self.fields[name].choices = NamedBy.choices
        self.helper = untagged(
            side_by_side("good_from", "class_attendance_from"),
            "everybody_passed",
            side_by_side("excellent_by", "excellent_share"),
            side_by_side("reward_by", "reward_share"),
            side_by_side("attendance_from", "source"),
            "clerks_confirm",
        )
