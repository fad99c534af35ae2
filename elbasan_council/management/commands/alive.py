import socket
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from kombu.exceptions import OperationalError

from elbasan_council.celery import app
from elbasan_council.timetable import sign_of_life

SECONDS = 60


class Command(BaseCommand):
    help = "Whether this machine's worker or timetable is at work; exit code 1 where it is not."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("process", choices=["worker", "timetable"])

    def handle(self, *args: Any, **options: Any) -> None:
        alive = _worker() if options["process"] == "worker" else _timetable()
        if not alive:
            raise CommandError(f"The {options['process']} does not answer.")
        self.stdout.write("ok")


def _worker() -> bool:
    try:
        answers = app.control.ping(timeout=5, destination=[f"celery@{socket.gethostname()}"])
    except OperationalError:
        return False
    return bool(answers)


def _timetable() -> bool:
    sign = sign_of_life()
    return sign.exists() and time.time() - sign.stat().st_mtime < SECONDS
