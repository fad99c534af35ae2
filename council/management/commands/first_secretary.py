from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from council.actions.first_secretary import AlreadyAppointed, appoint_first_secretary
from council.people import System, acting_as
from press.addresses import NotAnAddress, normalise


class Command(BaseCommand):
    help = "Opens the account of a new council's first secretary, who invites everybody else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            email, _ = normalise(options["email"])
            with acting_as(System("set-up")):
                password = appoint_first_secretary(email=email, at=timezone.now())
        except NotAnAddress as error:
            raise CommandError(str(error)) from None
        except AlreadyAppointed:
            raise CommandError("There is a secretary already, who invites the others.") from None
        self.stdout.write(f"Password, shown this once: {password}")
