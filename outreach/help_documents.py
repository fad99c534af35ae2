"""Where the help cards lie: one folder that every process shares."""

from pathlib import Path

from django.conf import settings


def path_of(name: str) -> Path:
    return Path(settings.PORTAL_VAR) / "documents" / "help" / name
