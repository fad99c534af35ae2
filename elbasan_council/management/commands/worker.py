from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from elbasan_council.celery import app


class Command(BaseCommand):
    help = "A worker: sends letters, renders documents. Several may run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        app.worker_main(
            [
                "--quiet",
                "worker",
                f"--concurrency={options['concurrency']}",
                "--loglevel=WARNING",
                "--without-gossip",
                "--without-mingle",
                "--without-heartbeat",
            ]
        )
