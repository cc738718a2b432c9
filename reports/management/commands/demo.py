import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from centres.models import Role
from reports.demo.making import make_demo


class Command(BaseCommand):
    help = "Make demo accounts and an invented centre of today. What is there already stays as it is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--write",
            metavar="FILE",
            type=Path,
            default=settings.VAR_DIR / "demo-accounts.json",
            help="where the accounts are listed (var/demo-accounts.json)",
        )

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("Demo accounts have a password that everybody may know: not in production.")
        accounts = make_demo()
        options["write"].parent.mkdir(parents=True, exist_ok=True)
        options["write"].write_text(json.dumps(accounts, ensure_ascii=False, indent=1) + "\n", "utf-8")
        self.print_table(accounts)

    def print_table(self, accounts):
        self.stdout.write(f"{'Tài khoản':32}{'Mật khẩu':18}{'Vai trò':34}Nơi làm việc")
        for one in accounts:
            role = dict(Role.choices).get(one["role"], "quản trị viên")
            place = one.get("centre") or one.get("province") or "/quan-tri/"
            self.stdout.write(f"{one['username']:32}{one['password'] or '(đã đổi)':18}{role:34}{place}")
