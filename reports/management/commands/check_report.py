import sys

from django.core.management.base import BaseCommand

from tools import check_report


class Command(BaseCommand):
    help = "Kiểm tra tệp PDF, tệp JSON có chữ ký hoặc mã QR của báo cáo, không cần mạng và cơ sở dữ liệu."
    requires_system_checks = []

    def run_from_argv(self, argv):
        """The tool reads its own arguments, so that command and tool are asked alike."""
        sys.exit(check_report.main(argv[2:]))
