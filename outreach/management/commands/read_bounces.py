from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from outreach.actions.take_returned import read_maildir
from outreach.returned.maildir import NoMaildir


class Command(BaseCommand):
    help = "Records what came back to a Maildir; the worker acts upon it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--maildir", type=Path, required=True, help="the folder above new/")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            taken, unreadable = read_maildir(options["maildir"], at=timezone.now())
        except NoMaildir as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{taken} recorded")
        if unreadable:
            raise CommandError(f"{unreadable} cannot be read or moved and stay where they are.")
