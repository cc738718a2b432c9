"""Plans, quotas, rules and classes keep a history of their fields."""

from centres.history import keep_history
from classes.models import (
    AnnualPlan,
    AssessmentRules,
    PlanDecision,
    Programme,
    ProvinceReportingLine,
    Quota,
    ReportingLine,
    TrainingClass,
)

for model in (
    AnnualPlan,
    AssessmentRules,
    PlanDecision,
    Programme,
    ProvinceReportingLine,
    Quota,
    ReportingLine,
    TrainingClass,
):
    keep_history(model)
