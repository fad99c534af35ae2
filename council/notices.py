"""Letters to members: a row first. Constant words for each kind, and a link to the exact page."""

import datetime

from django.db import transaction

from council.models import Notice, User
from council.tasks import wake_notices

Kind = Notice.Kind


def put(
    *,
    kind: Notice.Kind,
    address: str,
    language: str,
    about: str,
    at: datetime.datetime,
    person: User | None = None,
) -> None:
    """Writes a letter, to be sent by a worker once the open transaction holds."""
    Notice.objects.create(
        kind=kind,
        address=address,
        language=language,
        about=about,
        person=person,
        written_at=at,
        next_at=at,
    )
    transaction.on_commit(wake_notices)
