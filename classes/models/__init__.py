from classes.models.draft import PlanLine, TrainingNeed
from classes.models.holiday import Holiday
from classes.models.lecturer import Lecturer, LecturerActivity, TeachingNorm
from classes.models.lesson import Lesson
from classes.models.outside_course import OutsideCourse
from classes.models.plan import AnnualPlan, PlanDecision, Quota
from classes.models.programme import Programme, ProvinceReportingLine, ReportingLine
from classes.models.rules import AssessmentRules
from classes.models.session import Module, Room, Session
from classes.models.training_class import TrainingClass

__all__ = [
    "AnnualPlan",
    "AssessmentRules",
    "Holiday",
    "Lecturer",
    "LecturerActivity",
    "Lesson",
    "Module",
    "OutsideCourse",
    "PlanDecision",
    "PlanLine",
    "Programme",
    "ProvinceReportingLine",
    "Quota",
    "ReportingLine",
    "Room",
    "Session",
    "TeachingNorm",
    "TrainingClass",
    "TrainingNeed",
]
