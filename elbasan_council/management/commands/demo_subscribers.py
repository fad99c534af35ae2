from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from council.people import System, acting_as
from outreach.demonstration import enter_subscribers


class Command(BaseCommand):
    help = "For trials: so many confirmed subscribers, all at example domains."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("Invented subscribers are for demonstrations only.")
        if not 0 < options["count"] <= 2_000_000:
            raise CommandError("How many? A number from 1 to 2,000,000.")
        with acting_as(System("demonstration")):
            new = enter_subscribers(count=options["count"], at=timezone.now())
        self.stdout.write(f"{options['count']} demonstration subscribers, {new} of them new")
