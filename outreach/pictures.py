"""Pictures of news: where their files lie, and which residents may have."""

from pathlib import Path
from typing import Any

from django.conf import settings

from press import pdf, pictures

ENDINGS = {"webp": "image/webp", "jpg": "image/jpeg"}


def path_of(file_name: str) -> Path:
    """Beside the documents: every process that serves those has these."""
    return Path(settings.PORTAL_VAR) / "documents" / "pictures" / file_name


def keep(sized: pictures.Sized) -> None:
    """Stores each size; the same picture is stored once, however often it comes."""
    for file_name, data in sized.files.items():
        path = path_of(file_name)
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            pdf.write_atomically(path, data)


def small(picture: dict[str, Any]) -> str:
    """The file that a page shows beside its words."""
    return pictures.file_name(picture["name"], picture["widths"][:2][-1], "webp")
