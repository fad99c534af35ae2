"""The trail of who did what: ids and verbs, never a text.

An act's record holds or falls with the act: `record`. What must leave its trace even when nothing
was done – somebody read, somebody was refused – is `note`d, and written after the transaction,
whether that held or not.
"""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import groupby

from council.models import AuditRecord
from council.people import Person, Principal, acting_as, current_principal


@dataclass(frozen=True)
class _Note:
    principal: Principal
    verb: str
    object_key: str
    at: datetime.datetime


_waiting: ContextVar[list[_Note] | None] = ContextVar("audit_notes", default=None)


def record(*, verb: str, object_key: str, at: datetime.datetime) -> None:
    """Adds one row in the name of the current principal, in the transaction that is open."""
    principal = current_principal()
    person = principal.user_id if isinstance(principal, Person) and principal.user_id else None
    AuditRecord.objects.create(
        at=at, principal=principal.key, person_id=person, verb=verb, object_key=object_key
    )


def record_each(*, verb: str, object_keys: Iterable[str], at: datetime.datetime) -> None:
    """`record`, of many objects at once."""
    principal = current_principal()
    person = principal.user_id if isinstance(principal, Person) and principal.user_id else None
    rows = (
        AuditRecord(at=at, principal=principal.key, person_id=person, verb=verb, object_key=key)
        for key in object_keys
    )
    AuditRecord.objects.bulk_create(rows, batch_size=1000)


def note(*, verb: str, object_key: str, at: datetime.datetime) -> None:
    """A row that outlives the transaction: of what was read, and of what was refused."""
    waiting = _waiting.get()
    if waiting is None:
        record(verb=verb, object_key=object_key, at=at)
    else:
        waiting.append(_Note(current_principal(), verb, object_key, at))


@contextmanager
def outliving() -> Iterator[None]:
    """Around a transaction: what is noted in it is written after it, also when it is rolled back.

    Where that fails the exception goes on: nobody is shown what left no trace.
    """
    waiting: list[_Note] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
        _write(waiting)


def _write(notes: Iterable[_Note]) -> None:
    for principal, own in groupby(notes, key=lambda note: note.principal):
        with acting_as(principal):
            for row in own:
                record(verb=row.verb, object_key=row.object_key, at=row.at)
