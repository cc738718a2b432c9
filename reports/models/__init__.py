from reports.models.api import ApiKey, ApiReading
from reports.models.due import ReportDue
from reports.models.home import HiddenSteps, Recent
from reports.models.loaded import LoadedRecord
from reports.models.own_form import FormScope, OwnForm
from reports.models.past import PastReport, PastReportLine
from reports.models.period import PeriodEnd
from reports.models.province_report import ProvinceReport, ProvinceSection
from reports.models.province_version import ProvinceVersion
from reports.models.report import PeriodReport, ReportSection
from reports.models.review import Remark, ReviewStep, WarningReason
from reports.models.seal import SigningKey, VersionSeal
from reports.models.version import FrozenClass, FrozenEnrolment, FrozenRecord, ReportVersion

__all__ = [
    "ApiKey",
    "ApiReading",
    "FormScope",
    "FrozenClass",
    "FrozenEnrolment",
    "FrozenRecord",
    "HiddenSteps",
    "LoadedRecord",
    "OwnForm",
    "PastReport",
    "PastReportLine",
    "PeriodEnd",
    "PeriodReport",
    "ProvinceReport",
    "ProvinceSection",
    "ProvinceVersion",
    "Recent",
    "Remark",
    "ReportDue",
    "ReportSection",
    "ReportVersion",
    "ReviewStep",
    "SigningKey",
    "VersionSeal",
    "WarningReason",
]
