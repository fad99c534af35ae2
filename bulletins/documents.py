"""Where the documents of editions lie: one folder that every process shares."""

from pathlib import Path

from django.conf import settings

from bulletins.models import Edition, EditionFile


def name_of(edition: Edition) -> str:
    """Such as `2026-10-sq-1.pdf`: the same edition has the same name, however often rendered."""
    return f"{edition.bulletin.month:%Y-%m}-{edition.language}-{edition.number}.pdf"


def marked_name_of(edition: Edition) -> str:
    """Of the copy that says that the edition was replaced, such as `2026-10-sq-1-replaced.pdf`."""
    return f"{edition.bulletin.month:%Y-%m}-{edition.language}-{edition.number}-replaced.pdf"


def name_of_file(edition: Edition, kind: str) -> str:
    """Such as `2026-10-sq-1-poster.pdf`."""
    ending = "png" if kind in (EditionFile.Kind.CARD, EditionFile.Kind.CARD_TALL) else "pdf"
    return f"{name_of(edition).removesuffix('.pdf')}-{kind}.{ending}"


def path_of(name: str) -> Path:
    return Path(settings.PORTAL_VAR) / "documents" / "bulletins" / name
