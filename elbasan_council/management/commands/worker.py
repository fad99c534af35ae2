import warnings
from typing import Any

from celery.platforms import SecurityWarning
from django.core.management.base import BaseCommand, CommandParser

from elbasan_council.celery import app


class Command(BaseCommand):
    help = "A worker: sends letters, renders documents. Several may run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2)

    def handle(self, *args: Any, **options: Any) -> None:
        # In a container it runs as an ordinary user; on a laptop root may start it: messages are
        # JSON with an id, and nothing in them is ever executed.
        warnings.filterwarnings("ignore", category=SecurityWarning)
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
