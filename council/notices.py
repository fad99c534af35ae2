"""Letters to members: a row first. Constant words for each kind, and a link to the exact page."""

import datetime

from django.db import transaction

from council.models import Notice, User
from council.wake import wake

Kind = Notice.Kind


def put(
    *,
    kind: Notice.Kind,
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


def tell(
    *, person: User, kind: Notice.Kind, about: str, at: datetime.datetime, once: bool = False
) -> None:
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
