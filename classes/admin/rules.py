from datetime import timedelta

from django.contrib import admin
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import format_html

from centres import dates
from centres.admin.base import InForce, RegisterAdmin, yes_or_no
from classes.models import AssessmentRules
from classes.models.training_class import Status

BANDS = ["excellent_from", "very_good_from", "good_from", "average_from"]
CONDITIONS = ["mark_step", "minimum_attendance", "excused_counts_absent", "resits"]
EXCUSED_IN_WORDS = yes_or_no("excused_counts_absent", "vắng có phép vẫn tính là vắng")
HAS_JUDGED = Q(classes__status=Status.CLOSED)


@admin.register(AssessmentRules)
class AssessmentRulesAdmin(RegisterAdmin):
    list_display = ["name", "valid_from", "valid_to", *BANDS, yes_or_no("assumed", "tạm áp dụng"), "judged"]
    list_filter = [InForce, "assumed"]
    search_fields = ["name", "source"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number_judged=Count("classes", filter=HAS_JUDGED))

    @admin.display(description="số lớp đã xếp loại", ordering="number_judged")
    def judged(self, rules):
        return rules.number_judged

    def get_readonly_fields(self, request, obj=None):
        return [*BANDS, *in_words(CONDITIONS)] if obj and obj.number_judged else []

    def get_fieldsets(self, request, obj=None):
        fixed = bool(obj and obj.number_judged)
        conditions = in_words(CONDITIONS) if fixed else CONDITIONS
        return [
            (None, {"fields": ["name", "source", "assumed", ("valid_from", "valid_to")]}),
            (
                "Mức xếp loại và điều kiện",
                {"fields": [*BANDS, *conditions], "description": why_fixed(obj) if fixed else ""},
            ),
            ("Điểm danh", {"fields": ["attendance_open_days"]}),
        ]


def in_words(names):
    return [EXCUSED_IN_WORDS if name == "excused_counts_absent" else name for name in names]


def why_fixed(rules):
    return format_html(
        "{} lớp đã kết thúc và được xếp loại theo bộ quy tắc này, nên các mức dưới đây không sửa được nữa: sửa là đổi"
        ' kết quả đã công nhận. Khi có quy định mới, hãy <a href="{}">lập bộ quy tắc mới áp dụng từ một ngày</a>;'
        " các lớp sau ngày đó theo bộ mới, lớp cũ giữ bộ cũ.",
        rules.number_judged,
        reverse("admin:classes_assessmentrules_add", query=proposal(rules)),
    )


def proposal(rules):
    """The same numbers as a new set from tomorrow on, to be changed in the form."""
    values = {name: getattr(rules, name) for name in [*BANDS, *CONDITIONS]}
    tomorrow = dates.today() + timedelta(days=1)
    named = {"name": f"{rules.name} (từ {tomorrow:%d/%m/%Y})"[:200], "valid_from": f"{tomorrow:%d/%m/%Y}"}
    # A box that is not ticked is left out: the text "False" would tick it.
    return named | {name: value for name, value in values.items() if value is not None and value is not False}
