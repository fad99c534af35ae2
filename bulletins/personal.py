"""What in a text looks personal, for whoever decides whether it may be public."""

from dataclasses import dataclass

from languages.personal import find

AROUND = 60


@dataclass(frozen=True)
class Place:
    """One finding, with the words around it."""

    kind: str
    before: str
    words: str
    after: str


def places(text: str, most: int = 100) -> list[Place]:
    """In the order of the text."""
    return [
        Place(
            str(found.kind),
            text[max(0, found.start - AROUND) : found.start],
            text[found.start : found.end],
            text[found.end : found.end + AROUND],
        )
        for found in list(find(text))[:most]
    ]
