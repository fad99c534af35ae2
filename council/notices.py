"""Letters to members: a row first. Constant words for each kind, and a link to the exact page."""

import datetime
import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from council.models import Notice, User

Kind = Notice.Kind
log = logging.getLogger("portal.notices")


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
    transaction.on_commit(_wake)


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


def _wake() -> None:
    """By the task's name, so that tasks may write letters too. A lost call costs seconds: the
    timetable calls as well."""
    try:
        current_app.send_task("council.notices")
    except OperationalError:
        log.warning("Redis does not answer: the letters wait for the timetable")
