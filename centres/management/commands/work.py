from django.core.management import call_command
from django.core.management.base import BaseCommand

from centres import jobs


class Command(BaseCommand):
    help = "Do long work (printing certificates and the like) as pages ask for it; begins again what was left in the middle."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what waits, then end")

    def handle(self, *, once, **options):
        jobs.resume_silent()
        call_command("db_worker", batch=once, reload=False, startup_delay=False, verbosity=options["verbosity"])
