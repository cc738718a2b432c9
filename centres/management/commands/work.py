import logging
import threading
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from centres import jobs

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Do long work (printing certificates and the like) as pages ask for it; begins again what was left in the middle."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what waits, then end")

    def handle(self, *, once, **options):
        jobs.resume_forgotten()
        jobs.resume_silent()
        if not once:
            threading.Thread(target=watch, name="watch", daemon=True).start()
        call_command("db_worker", batch=once, reload=False, startup_delay=False, verbosity=options["verbosity"])


def watch():
    """Look again and again for work that a killed worker left, though this one was started at once in its place."""
    while True:
        time.sleep(jobs.SILENCE.total_seconds() / 2)
        try:
            jobs.resume_silent()
        except DatabaseError:
            logger.exception("work left in the middle was not looked for")
        connection.close()
