from django.core.management.base import BaseCommand, CommandError

from reports.cases.reading import CaseError
from reports.cases.writing import load_cases
from reports.models.loaded import RecordKind

STATES = {"new": "mới", "changed": "sửa", "same": "không đổi"}


class Command(BaseCommand):
    help = "Nạp tệp dữ liệu mẫu của trung tâm: kế hoạch, lớp, kết quả; học viên là hư cấu. Nạp lại không ghi đè."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *, files, **options):
        try:
            summary = load_cases(files)
        except CaseError as error:
            raise CommandError("\n".join(error.messages)) from error
        for kind in RecordKind:
            counted = [f"{summary[kind, state]} {word}" for state, word in STATES.items() if summary[kind, state]]
            if counted:
                self.stdout.write(f"{kind.label}: {', '.join(counted)}")
