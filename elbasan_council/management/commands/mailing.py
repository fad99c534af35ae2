import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from council.people import System, acting_as
from elbasan_council.management.commands.publish_bulletin import month
from outreach import mailing


class Command(BaseCommand):
    help = "How far a month's letters are, from the ledger."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("month", help="like 2026-10")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        with acting_as(System("progress")):
            found = mailing.progress(month(options["month"]))
        values = {
            "state": found.state,
            "expected": found.expected,
            **found.counts,
            "by_language": {
                code: {"state": found.states[code], "expected": found.expected_in[code], **counts}
                for code, counts in found.by_language.items()
            },
        }
        if options["json"]:
            self.stdout.write(json.dumps(values))
            return
        for name, value in values.items():
            self.stdout.write(f"{name}: {value}")
