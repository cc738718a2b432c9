from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from reports.seals.keys import changed_signer, sole_signer


class Command(BaseCommand):
    help = "Cho biết khóa công khai đang dùng để ký báo cáo; --new thay bằng khóa mới, khóa cũ vẫn được công bố."

    def add_arguments(self, parser):
        parser.add_argument("--new", action="store_true", help="lập khóa mới thay khóa đang dùng")

    def handle(self, *, new, **options):
        try:
            signer = changed_signer() if new else sole_signer()
        except ImproperlyConfigured as error:
            raise CommandError(f"Chưa dùng được khóa ký: {error}") from error
        self.stdout.write(f"{signer.name} {signer.public}")
