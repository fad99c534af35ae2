from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from council.actions.rotate_keys import rotate_keys


class Command(BaseCommand):
    help = "Brings all that PORTAL_KEYS closes under its first key; what cannot be opened, exit 1."

    def handle(self, *args: Any, **options: Any) -> None:
        done = rotate_keys(at=timezone.now())
        for name, rows in done.items():
            self.stdout.write(
                f"{name}: {rows.rewrapped} rewrapped, {rows.current} under the first key before"
            )
        shut = [f"{rows.shut} {name}" for name, rows in done.items() if rows.shut]
        if shut:
            raise CommandError(
                f"{' and '.join(shut)} cannot be opened with the keys in PORTAL_KEYS."
                " They stay as they were: keep the old keys, and look for the missing one."
            )
