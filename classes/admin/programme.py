from django.contrib import admin
from django.db.models import Count
from django.utils.text import Truncator

from centres.admin.base import InForce, RegisterAdmin, RegisterInline, yes_or_no
from centres.admin.places import ProvinceAdmin, list_link
from classes.models import Programme, ProvinceReportingLine, ReportingLine


@admin.register(Programme)
class ProgrammeAdmin(RegisterAdmin):
    list_display = [
        "name",
        "code",
        "legal_group",
        "reporting_line",
        "block",
        "length",
        yes_or_no("has_test", "có kiểm tra"),
        "sureness",
        "grounds",
    ]
    list_filter = ["legal_group", "block", "reporting_line", "confidence", "has_test", "certificate", InForce]
    list_select_related = ["reporting_line"]
    search_fields = ["name", "code", "short_name", "target", "source"]
    autocomplete_fields = ["reporting_line"]
    fieldsets = [
        (None, {"fields": ["name", "code", "short_name", "target", "position"]}),
        ("Xếp vào", {"fields": ["legal_group", "reporting_line", "block"]}),
        ("Thời lượng", {"fields": [("lessons", "half_days", "periods", "days")]}),
        (
            "Kiểm tra, giấy chứng nhận, điều kiện",
            {
                "fields": [
                    "has_test",
                    ("certificate", "certificate_months"),
                    ("minimum_size", "minimum_size_source"),
                    "usual_size",
                    "entry_requirement",
                ]
            },
        ),
        ("Căn cứ", {"fields": ["source", "confidence", ("valid_from", "valid_to")]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []  # files that are brought in name programmes by their codes

    @admin.display(description="độ tin cậy", ordering="confidence")
    def sureness(self, programme):
        return programme.confidence  # the filter beside says what the letters mean

    @admin.display(description="căn cứ")
    def grounds(self, programme):
        return Truncator(programme.source).chars(90)

    @admin.display(description="thời lượng")
    def length(self, programme):
        known = [
            (programme.lessons, "bài"),
            (programme.half_days, "buổi"),
            (programme.periods, "tiết"),
            (programme.days, "ngày"),
        ]
        return ", ".join(f"{float(number):g} {unit}".replace(".", ",") for number, unit in known if number) or None


@admin.register(ReportingLine)
class ReportingLineAdmin(RegisterAdmin):
    list_display = ["name", "code", "position", "programmes"]
    search_fields = ["name", "code"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number_of_programmes=Count("programmes"))

    @admin.display(description="số chương trình", ordering="number_of_programmes")
    def programmes(self, line):
        return list_link(Programme, line.number_of_programmes, reporting_line__id__exact=line.pk)


class ProvinceLineInline(RegisterInline):
    model = ProvinceReportingLine
    autocomplete_fields = ["programme", "line"]
    verbose_name_plural = "dòng báo cáo riêng của tỉnh (khác danh mục chung)"


ProvinceAdmin.inlines.append(ProvinceLineInline)


@admin.register(ProvinceReportingLine)
class ProvinceReportingLineAdmin(RegisterAdmin):
    list_display = ["province", "programme", "line"]
    list_filter = ["province", "line"]
    list_select_related = ["province", "programme", "line"]
    search_fields = ["province__name", "programme__name", "line__name"]
    autocomplete_fields = ["province", "programme", "line"]
