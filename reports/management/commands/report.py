import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from centres.models import Centre, Province
from centres.os_errors import reason_of
from reports.canonical import readable
from reports.docx import report_docx
from reports.pdf import report_html, report_pdf
from reports.periods import PeriodError
from reports.report import ReportError, build_past_report, build_province_report, build_report
from reports.xlsx import report_xlsx

OUTPUTS = {
    "html": lambda report: report_html(report).encode(),
    "pdf": report_pdf,
    "docx": report_docx,
    "xlsx": report_xlsx,
    "json": lambda report: readable(report).encode(),
}


class Command(BaseCommand):
    help = "In báo cáo của một trung tâm, hoặc số tổng hợp của một tỉnh, trong một kỳ."

    def add_arguments(self, parser):
        parser.add_argument("centre", nargs="?", metavar="CENTRE", help="mã trung tâm")
        parser.add_argument(
            "period", nargs="?", metavar="PERIOD", help="2022-05, 2022-Q2, 2022-H1, 2022-H2, 2022-9M hoặc 2022"
        )
        parser.add_argument("--province", metavar="CODE", help="tổng hợp cả tỉnh thay cho một trung tâm")
        parser.add_argument("--live", action="store_true", help="cộng cả số liệu chưa duyệt")
        parser.add_argument("--past", action="store_true", help="báo cáo cũ đã nhập tay")
        for name in OUTPUTS:
            parser.add_argument(f"--{name}", metavar="F", help=f"ghi {name} vào tệp F, hoặc - để in ra")

    def handle(self, *, centre, period, province, live, past, **options):
        if province and period is None:
            centre, period = None, centre
        wanted = {name: options[name] for name in OUTPUTS if options[name]} or {"json": "-"}
        try:
            report = self._build(centre, period, province, live, past)
            for name, target in wanted.items():
                self._write(self._made(name, report), target)
        except (PeriodError, ReportError) as error:
            raise CommandError(str(error)) from error

    def _made(self, name, report):
        try:
            return OUTPUTS[name](report)
        except OSError as error:
            raise ReportError("Máy này chưa cài thư viện in PDF (Pango), nên chưa in được báo cáo.") from error

    def _build(self, centre, period, province, live, past):
        if not period:
            raise ReportError("Thiếu kỳ báo cáo, ví dụ 2022-H1.")
        if bool(centre) == bool(province):
            raise ReportError("Nêu mã trung tâm, hoặc --province và mã tỉnh; không nêu cả hai.")
        if province:
            if past:
                raise ReportError("Báo cáo cũ (--past) là của từng trung tâm, không dùng với --province.")
            return build_province_report(_found(Province, province, "tỉnh"), period, live=live)
        if live:
            raise ReportError("--live chỉ dùng cùng --province: báo cáo của trung tâm luôn theo số liệu hiện có.")
        build = build_past_report if past else build_report
        return build(_found(Centre.objects.select_related("province"), centre, "trung tâm"), period)

    def _write(self, content: bytes, target: str):
        if target != "-":
            try:
                Path(target).write_bytes(content)
            except OSError as error:
                raise ReportError(f"Không ghi được tệp {target}: {reason_of(error)}.") from error
        elif hasattr(self.stdout, "_out") and self.stdout._out is sys.stdout:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            self.stdout.write(content.decode(errors="surrogateescape"), ending="")


def _found(rows, code, label):
    rows = rows.objects if hasattr(rows, "objects") else rows
    found = rows.filter(code=code).first()
    if found is None:
        raise ReportError(f"Không có {label} nào mang mã “{code}”.")
    return found
