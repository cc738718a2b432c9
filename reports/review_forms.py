"""Forms of the review: reasons for warnings, remarks and their answers, what is said on returning and reopening."""

from django import forms

from centres import dates
from centres.forms import EntryForm
from reports.checklist import mark_of
from reports.versions.content import Explained

WORDS = 1000


def words(label, *, rows=3, required=True, limit=WORDS, **more):
    """A field for a sentence or a few."""
    return forms.CharField(
        label=label, required=required, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class CheckForm(EntryForm):
    """A reason for each warning, and what is said on submitting. Nothing is required: saving half of it is all right."""

    note = words("Lời trình (nếu cần)", rows=2, required=False, limit=500)
    reason_label = "Giải trình của trung tâm"

    def __init__(self, *args, warnings: tuple[Explained, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.warnings = warnings
        for one in warnings:
            self.fields[mark_of(one.entry)] = words(self.reason_label, rows=2, required=False, initial=one.reason)

    def reason_fields(self):
        """Each warning with the field for its reason."""
        return [(one.entry, self[mark_of(one.entry)]) for one in self.warnings]

    def reasons(self) -> dict[str, tuple[str, str]]:
        """What was typed: {mark: (the warning's words, reason)}."""
        return {
            mark_of(one.entry): (one.entry.message, self.cleaned_data[mark_of(one.entry)].strip())
            for one in self.warnings
        }


class CloseForm(CheckForm):
    """What must be said before a province's report is closed: a reason for each warning, and why some centres are missing."""

    note = None
    reason_label = "Giải trình"

    def __init__(self, *args, warnings: tuple[Explained, ...], gap: bool, **kwargs):
        super().__init__(*args, warnings=warnings, **kwargs)
        for one in warnings:
            field = self.fields[mark_of(one.entry)]
            field.required, field.error_messages["required"] = True, "Hãy giải trình điểm này."
        if gap:
            asked = {"required": "Hãy ghi lý do chốt khi còn trung tâm chưa có báo cáo được duyệt."}
            self.fields["gap"] = words("Lý do chốt khi chưa đủ trung tâm", rows=2, error_messages=asked)

    def gap_reason(self) -> str:
        return self.cleaned_data.get("gap", "").strip()


class RemarkForm(EntryForm):
    text = words("Nhận xét", rows=4, limit=2000, error_messages={"required": "Hãy viết nhận xét."})


class ReturnForm(EntryForm):
    reason = words("Lý do trả lại (nếu chưa ghi trong nhận xét)", required=False)


class ReopenForm(EntryForm):
    reason = words("Lý do mở lại", error_messages={"required": "Hãy ghi lý do mở lại."})
    until = forms.DateField(
        label="Mở đến hết ngày", help_text="Ví dụ: 15/7/2026. Hết ngày này bản đã duyệt giữ nguyên."
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < dates.today():
            raise forms.ValidationError("Ngày hết hạn mở lại không được trước hôm nay.")
        return until


class AmendForm(EntryForm):
    reason = words("Lý do điều chỉnh", error_messages={"required": "Hãy ghi lý do điều chỉnh."})


class AnswersForm(EntryForm):
    """An answer to each remark; one may be left for later."""

    def __init__(self, *args, remarks, **kwargs):
        super().__init__(*args, **kwargs)
        self.remarks = list(remarks)
        for remark in self.remarks:
            self.fields[f"tra-loi-{remark.pk}"] = words(
                "Trả lời", rows=2, required=False, limit=2000, initial=remark.answer
            )

    def lines(self):
        return [(remark, self[f"tra-loi-{remark.pk}"]) for remark in self.remarks]

    def answers(self) -> dict[int, str]:
        return {remark.pk: self.cleaned_data[f"tra-loi-{remark.pk}"].strip() for remark in self.remarks}
