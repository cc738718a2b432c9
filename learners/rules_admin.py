"""Rules in the administration, with a look at whose classification a change would move before it is stored."""

from django import forms
from django.contrib import admin

from classes.admin.rules import AssessmentRulesAdmin
from classes.models import AssessmentRules
from learners.rule_changes import digest, moves

SHOWN = 40
WAY_OUT = "Kết quả đã công nhận không đổi: hãy lập bộ quy tắc mới áp dụng từ một ngày sau; lớp cũ giữ bộ cũ."


class PreviewedRulesForm(forms.ModelForm):
    agreed = forms.BooleanField(label="Đã xem những người đổi xếp loại, vẫn lưu", required=False)
    seen_moves = forms.CharField(widget=forms.HiddenInput, required=False, label="")

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and (found := moves(self.instance)):
            self._judge(found)

    def _judge(self, found):
        recognised = [one for one in found if one.training_class.is_recognised]
        if recognised:
            self.add_error(None, [*_told("Không lưu được: sẽ đổi kết quả đã công nhận", recognised), WAY_OUT])
            return
        seen, now = self.cleaned_data.get("seen_moves"), digest(found)
        if self.cleaned_data.get("agreed") and seen == now:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_moves")] = now
        self.data.pop(self.add_prefix("agreed"), None)
        self.add_error("agreed", list(_told("Chưa lưu. Nếu lưu, sẽ đổi xếp loại", found)))


def _told(words, found):
    classes = len({one.training_class.pk for one in found})
    yield f"{words} của {len(found):02} học viên trong {classes:02} lớp:"
    yield from map(str, found[:SHOWN])
    if len(found) > SHOWN:
        yield f"… và {len(found) - SHOWN} học viên khác."


admin.site.unregister(AssessmentRules)


@admin.register(AssessmentRules)
class PreviewedRulesAdmin(AssessmentRulesAdmin):
    form = PreviewedRulesForm

    def get_fieldsets(self, request, obj=None):
        """What is asked only after a first sending stands at the end."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.method == "POST":
            fieldsets = [*fieldsets, ("Đổi xếp loại", {"fields": ["agreed", "seen_moves"]})]
        return fieldsets
