from classes.models.plan import AnnualPlan, PlanDecision, Quota
from classes.models.programme import Programme, ProvinceReportingLine, ReportingLine
from classes.models.rules import AssessmentRules
from classes.models.training_class import TrainingClass

__all__ = [
    "AnnualPlan",
    "AssessmentRules",
    "PlanDecision",
    "Programme",
    "ProvinceReportingLine",
    "Quota",
    "ReportingLine",
    "TrainingClass",
]
