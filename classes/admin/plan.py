from collections import defaultdict

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F
from django.template.loader import render_to_string

from centres.admin.base import InlineRows, RegisterAdmin, RegisterInline
from classes import quotas
from classes.actions import decision_problems, why_fixed
from classes.models import AnnualPlan, PlanDecision, Quota
from classes.models.plan import DecisionKind


def decisions_of(plan):
    return [quotas.Decision.stored(d) for d in plan.decisions.all()]


def counted(numbers) -> str:
    """Classes and learners in one cell; what is not known is said, not left out."""
    return " · ".join(
        f"số {name}: chưa có" if number is None else f"{number} {name}"
        for number, name in zip(numbers, quotas.UNITS.values(), strict=True)
    )


class PlanYear(admin.SimpleListFilter):
    title, parameter_name = "năm", "nam"
    path = "year"

    def lookups(self, request, model_admin):
        years = AnnualPlan.objects.order_by("-year").values_list("year", flat=True).distinct()
        return [(year, year) for year in years]

    def queryset(self, request, queryset):
        year = self.value() or ""
        return queryset.filter(**{self.path: year}) if year.isdecimal() else queryset


class DecisionYear(PlanYear):
    path = "plan__year"


@admin.register(AnnualPlan)
class AnnualPlanAdmin(RegisterAdmin):
    list_display = ["centre", "year", "given", "adjusted", "number_of_decisions"]
    list_display_links = ["centre", "year"]
    list_filter = [PlanYear, "centre__province"]
    list_select_related = ["centre"]
    search_fields = ["centre__name", "year"]
    autocomplete_fields = ["centre"]
    fields = ["centre", "year", "guidance", "decisions"]
    readonly_fields = ["decisions"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("decisions__quotas__programme")

    def choice_label(self, plan):
        return f"{plan.centre}, năm {plan.year}"

    @admin.display(description="giao đầu năm")
    def given(self, plan):
        first = [line for d in decisions_of(plan) if d.is_first for line in d.lines]
        return counted(quotas.total(first, unit) for unit in quotas.UNITS)

    @admin.display(description="sau điều chỉnh")
    def adjusted(self, plan):
        return counted(quotas.adjusted_total(decisions_of(plan), unit) for unit in quotas.UNITS)

    @admin.display(description="số quyết định")
    def number_of_decisions(self, plan):
        return len(plan.decisions.all())

    @admin.display(description="quyết định và chỉ tiêu")
    def decisions(self, plan):
        if not plan.pk:
            return "Lưu kế hoạch rồi thêm quyết định giao chỉ tiêu."
        return render_to_string("admin/includes/plan.html", {"plan": plan, **plan_table(plan)})


def plan_table(plan):
    decisions = decisions_of(plan)
    rows = quotas.by_programme(decisions)
    return {
        "rows": sorted(rows, key=lambda row: (row.programme is None, row.programme and row.programme.position)),
        "classes": quotas.adjusted_total(decisions, "classes"),
        "learners": quotas.adjusted_total(decisions, "learners"),
    }


class QuotaLines(InlineRows):
    """The lines of the decision on the page, judged together with the year's other decisions."""

    def clean(self):
        super().clean()
        decision = self.instance
        if any(self.errors) or not decision.plan_id or not decision.decided_on:
            return
        # Locked, so that two adjustments saved together cannot both take the last class away
        plan = AnnualPlan.objects.select_for_update().get(pk=decision.plan_id)
        if decision.pk and self.is_correction() and (reason := why_fixed(plan.centre, plan.year)):
            raise ValidationError(reason)
        if problems := decision_problems(decision, self.settled_lines(decision)):
            raise ValidationError(problems)

    def is_correction(self):
        stored = PlanDecision.objects.get(pk=self.instance.pk)
        fields = ("plan_id", "number", "decided_on", "issuer", "kind")
        return self.has_changed() or any(getattr(stored, f) != getattr(self.instance, f) for f in fields)

    def settled_lines(self, decision):
        """The lines as they will be stored: what an adjustment leaves empty is as before."""
        others = [quotas.Decision.stored(other) for other in decision.plan.decisions.exclude(pk=decision.pk)]
        lines = []
        for quota in (form.instance for form in self.kept_forms()):
            line = quotas.Line(quota.programme, quota.classes, quota.learners)
            if decision.kind == DecisionKind.ADJUSTMENT:
                line = quotas.unchanged_where_empty(line, others)
                quota.classes, quota.learners = line.classes, line.learners
            lines.append(line)
        return lines


class QuotaInline(RegisterInline):
    model = Quota
    formset = QuotaLines
    extra = 3
    ordering = [F("programme__position").asc(nulls_last=True), "pk"]
    autocomplete_fields = ["programme"]
    verbose_name_plural = "dòng chỉ tiêu (quyết định điều chỉnh ghi phần tăng, giảm: số giảm ghi dấu trừ)"


@admin.register(PlanDecision)
class PlanDecisionAdmin(RegisterAdmin):
    list_display = ["number", "centre", "year", "kind", "decided_on", "issuer", "totals"]
    list_filter = ["kind", DecisionYear, "plan__centre__province"]
    list_select_related = ["plan__centre"]
    search_fields = ["number", "issuer", "plan__centre__name", "plan__year"]
    autocomplete_fields = ["plan"]
    date_hierarchy = "decided_on"
    inlines = [QuotaInline]
    fields = ["plan", ("number", "decided_on"), "issuer", "kind", "totals", "year_totals"]
    readonly_fields = ["totals", "year_totals"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("quotas__programme")

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[:-2]

    @admin.display(description="trung tâm", ordering="plan__centre__name")
    def centre(self, decision):
        return decision.plan.centre

    @admin.display(description="năm", ordering="plan__year")
    def year(self, decision):
        return str(decision.plan.year)

    @admin.display(description="tổng của quyết định này")
    def totals(self, decision):
        lines = quotas.Decision.stored(decision).lines
        return counted(quotas.total(lines, unit) for unit in quotas.UNITS)

    @admin.display(description="cả năm, sau điều chỉnh")
    def year_totals(self, decision):
        return render_to_string("admin/includes/plan.html", {"plan": decision.plan, **plan_table(decision.plan)})

    def reasons_to_keep(self, objs):
        """What a report rests on stays; so does what adjustments that stay take away from."""
        going = defaultdict(list)
        for decision in objs:
            going[decision.plan].append(decision)
        return [reason for plan, decisions in going.items() for reason in reasons_against(plan, decisions)]


def reasons_against(plan, going):
    if fixed := why_fixed(plan.centre, plan.year):
        yield fixed
    staying = plan.decisions.exclude(pk__in=[d.pk for d in going]).prefetch_related("quotas__programme")
    if staying and any(d.kind == DecisionKind.INITIAL for d in going):
        yield f"còn quyết định điều chỉnh của năm {plan.year} dựa trên quyết định đầu năm"
    yield from quotas.overdrawn(map(quotas.Decision.stored, staying))
