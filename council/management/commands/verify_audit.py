from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from council.actions.check_minutes import broken_minutes
from council.actions.seal_audit import Head, broken_link, head, seal_audit
from council.people import System, acting_as


class Command(BaseCommand):
    help = "Whether audit trail and locked minutes are whole; names what is not, exit 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", help="a head from a daily letter, such as 1207:ab12…")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            known = Head.read(options["head"]) if options["head"] else None
        except ValueError as error:
            raise CommandError(str(error)) from None
        with acting_as(System("verify_audit")):
            broken = broken_link(known)
            changed = [
                f"The locked minutes of meeting {reference} are not those that were approved."
                for reference in broken_minutes()
            ]
        if broken or changed:
            raise CommandError("\n".join([*filter(None, [broken]), *changed]))
        seal_audit()
        with acting_as(System("verify_audit")):
            self.stdout.write(f"whole, {head()}")
