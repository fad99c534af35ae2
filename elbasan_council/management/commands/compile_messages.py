from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compiles the message catalogues that changed, with Babel: gettext need not be there."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for source in sorted(Path(settings.BASE_DIR).glob("locale/*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parts[-3])
            finished = target.with_suffix(".mo.new")
            with finished.open("wb") as file:
                write_mo(file, catalogue)
            finished.replace(target)
