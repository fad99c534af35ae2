import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bulletins.actions.publish import NotReady
from elbasan_council.publication import Unrendered, publish_month


def month(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(f"{text}-01")
    except ValueError:
        raise CommandError(f"A month is written like 2026-10, not “{text}”.") from None


class Command(BaseCommand):
    help = "Publishes now what a second person has approved: page, PDF and letters of a month."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("month", help="like 2026-10")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            published = publish_month(month(options["month"]))
        except NotReady as error:
            reasons = "\n".join(f"- {reason}" for reason in error.reasons)
            raise CommandError(f"{options['month']} is not published:\n{reasons}") from None
        except Unrendered as error:
            raise CommandError(str(error)) from None
        for edition in published.editions:
            self.stdout.write(f"{edition}: {edition.pdf_pages} pages")
