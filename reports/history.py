"""Reports, what people write in them, and the periods they are made for keep a history of their fields."""

from centres.history import keep_history
from reports.models import (
    OwnForm,
    PastReport,
    PastReportLine,
    PeriodEnd,
    PeriodReport,
    ProvinceReport,
    ProvinceSection,
    Remark,
    ReportDue,
    ReportSection,
    WarningReason,
)

for model in (PastReport, PastReportLine, PeriodEnd, PeriodReport, Remark, ReportDue):
    keep_history(model)
keep_history(OwnForm, left_out=["content", "uploaded_at"])
keep_history(ProvinceReport)
keep_history(ProvinceSection, left_out=["changed_at"])
keep_history(ReportSection, left_out=["changed_at"])
keep_history(WarningReason, left_out=["given_at"])
