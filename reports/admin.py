from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from centres.admin.base import InlineRows, RegisterAdmin, RegisterInline
from centres.admin.places import ProvinceAdmin
from reports.models import PastReport, PastReportLine, PeriodEnd, ReportDue
from reports.periods import PeriodError, parse


class PeriodEndInline(RegisterInline):
    model = PeriodEnd
    verbose_name_plural = "ngày chốt số liệu (không ghi thì theo lịch: ngày cuối tháng, cuối quý, 30/6, 30/9, 31/12)"


class ReportDueInline(RegisterInline):
    model = ReportDue
    verbose_name_plural = "hạn nộp báo cáo (không ghi thì không tính trễ hạn)"


ProvinceAdmin.inlines += [PeriodEndInline, ReportDueInline]


class PastReportLines(InlineRows):
    def clean(self):
        super().clean()
        for form in self.kept_forms():
            parent = form.cleaned_data.get("parent")
            if parent and parent.report_id != self.instance.pk:
                form.add_error("parent", ValidationError("Dòng cấp trên phải thuộc cùng báo cáo."))
            elif parent and parent.pk == form.instance.pk:
                form.add_error("parent", ValidationError("Dòng không thể thuộc chính nó."))


class PastReportLineInline(RegisterInline):
    model = PastReportLine
    formset = PastReportLines
    fields = ["position", "label", "classes", "learners", "parent"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            report = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = (
                PastReportLine.objects.filter(report=report) if report else PastReportLine.objects.none()
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class PastReportForm(forms.ModelForm):
    def clean_period(self):
        period = self.cleaned_data["period"].strip()
        try:
            parse(period)
        except PeriodError as error:
            raise ValidationError(str(error)) from error
        return period


@admin.register(PastReport)
class PastReportAdmin(RegisterAdmin):
    form = PastReportForm
    list_display = ["centre", "period", "classes", "learners"]
    list_filter = ["period", "centre__province"]
    list_select_related = ["centre"]
    search_fields = ["centre__name", "period"]
    autocomplete_fields = ["centre"]
    inlines = [PastReportLineInline]
