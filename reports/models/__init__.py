from reports.models.loaded import LoadedRecord
from reports.models.past import PastReport, PastReportLine
from reports.models.period import PeriodEnd
from reports.models.report import PeriodReport, ReportSection

__all__ = ["LoadedRecord", "PastReport", "PastReportLine", "PeriodEnd", "PeriodReport", "ReportSection"]
