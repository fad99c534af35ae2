from typing import Any

from django.core.management.base import BaseCommand

from elbasan_council.celery import app


class Command(BaseCommand):
    help = "The timetable: calls what is due. More than one does no harm."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        app.start(
            [
                "--quiet",
                "beat",
                "--loglevel=WARNING",
                "--scheduler=elbasan_council.timetable:Timetable",
                "--pidfile=",
            ]
        )
