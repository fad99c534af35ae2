"""What the register of public pages should say."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Wanted:
    key: str
    language: str
    address: str
    title: str
    text: str
    since: datetime.datetime | None = None
    """When it became public, where that is known."""
    sources: tuple[str, ...] = ()


Pages = Iterator[Wanted]
