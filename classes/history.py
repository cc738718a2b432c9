"""Plans, quotas, rules and classes keep a history of their fields."""

from centres.history import keep_history
from classes.models import (
    AnnualPlan,
    AssessmentRules,
    Holiday,
    Lecturer,
    LecturerActivity,
    Lesson,
    Module,
    OutsideCourse,
    PlanDecision,
    PlanLine,
    Programme,
    ProvinceReportingLine,
    Quota,
    ReportingLine,
    Room,
    Session,
    TeachingNorm,
    TrainingClass,
    TrainingNeed,
)

for model in (
    AnnualPlan,
    AssessmentRules,
    Holiday,
    LecturerActivity,
    Lesson,
    Module,
    OutsideCourse,
    PlanDecision,
    PlanLine,
    Programme,
    ProvinceReportingLine,
    Quota,
    ReportingLine,
    Room,
    Session,
    TeachingNorm,
    TrainingClass,
    TrainingNeed,
):
    keep_history(model)
keep_history(Lecturer, left_out=["sort_key"])
