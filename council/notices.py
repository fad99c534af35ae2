"""Letters to members: a row first. Constant words for each kind, and a link to the exact page."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from council.models import Notice, User
from council.wake import wake

Kind = Notice.Kind


@dataclass(frozen=True)
class Words:
    """Where the constant words of another package's letter lie, and which page its link opens."""

    folder: str
    link: Callable[[str], str]
    """The path of the page, from what the letter is about."""


_OTHERS: dict[str, Words] = {}


def register(kind: str, words: Words) -> None:
    """Another package's kind of letter, at start-up."""
    _OTHERS[kind] = words


def words_of(kind: str) -> Words | None:
    """None for the council's own kinds."""
    return _OTHERS.get(kind)


def put(
    *,
    kind: str,
    address: str,
    language: str,
    about: str,
    at: datetime.datetime,
    person: User | None = None,
    once_key: str | None = None,
) -> None:
    """Writes a letter, to be sent by a worker once the open transaction holds.

    `about`: the id of what its link leads to. With `once_key` it is written once and for all,
    however often a tick asks.
    """
    words = {
        "kind": kind,
        "address": address,
        "language": language,
        "about": about,
        "person": person,
        "written_at": at,
        "next_at": at,
    }
    if once_key is None:
        Notice.objects.create(**words)
    elif not Notice.objects.get_or_create(once_key=once_key, defaults=words)[1]:
        return
    transaction.on_commit(lambda: wake("council.notices"))


def tell(*, person: User, kind: str, about: str, at: datetime.datetime, once: bool = False) -> None:
    """A letter to a member in their language; `once`: never the same about the same again."""
    put(
        kind=kind,
        address=person.email,
        language=person.language,
        about=about,
        at=at,
        person=person,
        once_key=f"{kind}:{about}:{person.pk}" if once else None,
    )
