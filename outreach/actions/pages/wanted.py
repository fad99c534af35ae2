"""What the register of public pages should say."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch

from languages.addresses import address


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


def where(name: str, language: str, **parts: Any) -> str:
    """The address of a page; "" where the portal has no such page."""
    try:
        return address(name, language, **parts)
    except NoReverseMatch:
        return ""


Pages = Iterator[Wanted]
