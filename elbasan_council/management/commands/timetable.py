from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from elbasan_council.celery import app


class Command(BaseCommand):
    help = "The timetable: calls what is due. More than one does no harm."

    def handle(self, *args: Any, **options: Any) -> None:
        # Its memory is a convenience, so two timetables need not share it.
        app.start(
            [
                "beat",
                "--loglevel=WARNING",
                f"--schedule={settings.PORTAL_VAR / 'timetable'}",
                "--pidfile=",
            ]
        )
