from django.core.management.base import BaseCommand, CommandError

from config import maintenance


class Command(BaseCommand):
    help = "Close the program for maintenance, with one page that says so, and open it again"
    requires_system_checks = []  # it must work while the database is away

    def add_arguments(self, parser):
        parser.add_argument("state", choices=["on", "off"])
        parser.add_argument("--until", help='when the end is expected, as "21:30" on a clock here')

    def handle(self, *, state, until, **options):
        if state == "off":
            self.stdout.write("Open again." if maintenance.open_again() else "It was open.")
            return
        try:
            end = maintenance.next_time(until) if until else None
        except ValueError as error:
            raise CommandError(f"--until takes hours and minutes, as 21:30, not {until!r}") from error
        maintenance.close(end)
        self.stdout.write(
            f"Closed{f' until {end:%H:%M %d/%m/%Y}' if end else ''}. Open with: manage.py maintenance off"
        )
