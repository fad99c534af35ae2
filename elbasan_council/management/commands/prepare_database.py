from typing import Any

from django.core.management.base import BaseCommand, CommandError

from elbasan_council.environment import Misconfigured
from elbasan_council.preparation import DatabaseUnreachable, prepare_database


class Command(BaseCommand):
    help = "Makes roles and tables, and brings every privilege to the reviewed list."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            prepare_database()
        except (DatabaseUnreachable, Misconfigured) as error:
            raise CommandError(str(error)) from None
