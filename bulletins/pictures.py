"""Pictures of blocks: where their files lie, and who holds one."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from bulletins.content import Issue, Picture
from bulletins.models import Block
from bulletins.models import Picture as Held
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


def names_of(picture: Held) -> list[str]:
    """Of its files."""
    return [
        pictures.file_name(picture.name, width, ending)
        for width in picture.widths
        for ending in ENDINGS
    ]


def small(picture: Held) -> str:
    """The file that a page shows beside its words."""
    return pictures.file_name(picture.name, picture.widths[:2][-1], "webp")


def of_block(block: Block) -> Held | None:
    """None where it was taken away. Without a query for a block that can have none, or that came
    with it."""
    held = held_by(block)
    return None if held is None or held.removed_at else held


def held_by(block: Block) -> Held | None:
    """Also one that was taken away and can be brought back."""
    return getattr(block, "picture", None) if block.kind in Held.KINDS else None


def removed_of(block: Block) -> Held | None:
    held = held_by(block)
    return held if held and held.removed_at else None


def unsaid() -> Q:
    """Texts that are kept and that nobody reads: of a picture that was taken away, and what one
    shows that only decorates."""
    gone = Q(field__in=Held.WORDS, block__picture__removed_at__isnull=False)
    return gone | Q(field=Held.ALT, block__picture__decorative=True)


def shown_in(issue: Issue) -> Iterator[Picture]:
    """Every picture of an edition."""
    for block in issue.blocks:
        if picture := getattr(block, "picture", None):
            yield picture


def assets_of(issue: Issue) -> dict[str, bytes]:
    """What the document asks for as `asset:<file name>`; what is gone it asks for in vain."""
    names = [picture.largest for picture in shown_in(issue)]
    return {name: path_of(name).read_bytes() for name in names if path_of(name).is_file()}
