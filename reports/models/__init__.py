from reports.models.past import PastReport, PastReportLine
from reports.models.period import PeriodEnd
from reports.models.report import PeriodReport, ReportSection

__all__ = ["PastReport", "PastReportLine", "PeriodEnd", "PeriodReport", "ReportSection"]
