"""The chain over the audit trail: each link is the SHA-256 of the one before it and of one record.

Whoever changes, removes, adds or reorders a sealed record breaks every link after it. A tail that
was cut off leaves a chain that is sound in itself: it is found by the head, which lies in a file
outside of the database and is mailed to two people every day.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate

from council import notices
from council.actions.check_minutes import broken_minutes
from council.models import AuditRecord, AuditSeal, Notice
from council.people import Role, System, acting_as, appointed_on

SEALER = System("audit")
BATCH = 5_000
BEGINNING = "0" * 64
OVERDUE = datetime.timedelta(minutes=5)
"""Records are sealed every ten seconds; one that waits longer is a finding."""


@dataclass(frozen=True)
class Head:
    """The last link: its place in the chain, and its digest. `0:000…` before there is any."""

    position: int
    digest: str

    def __str__(self) -> str:
        return f"{self.position}:{self.digest}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """Raises ValueError."""
        position, _, digest = text.strip().partition(":")
        if len(digest) != len(BEGINNING):
            raise ValueError(f"This is no head of the audit trail: {text!r}")
        return cls(int(position), digest)


def seal_audit() -> int:
    """Seals what is new, in order; how many. Safe to run at the same time and twice."""
    with acting_as(SEALER):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('council.audit.chain'))")
        last = head()
        new = list(AuditRecord.objects.filter(seal__isnull=True).order_by("at", "id")[:BATCH])
        seals = list(_links(last, new))
        AuditSeal.objects.bulk_create(seals)
        last = head()
    if seals:
        _write_down(last)
    return len(seals)


def head() -> Head:
    last = AuditSeal.objects.order_by("-position").first()
    return Head(last.position, last.digest) if last else Head(0, BEGINNING)


def broken_link(known: Head | None = None) -> str:
    """The first thing that is wrong with the trail, in one sentence; "" where nothing is.

    `known`: a head that was mailed or written down earlier; it must still be in the chain.
    """
    position, digest = 0, BEGINNING
    heads = [wanted for wanted in (known, written_down()) if wanted and wanted.position]
    wanted = {one.position: one.digest for one in heads}
    for seal in AuditSeal.objects.select_related("record").order_by("position").iterator(2_000):
        position += 1
        if seal.position != position:
            return f"Link {position} of the audit trail is missing."
        digest = _digest(digest, position, seal.record)
        if digest != seal.digest:
            return f"Link {position} of the audit trail was changed (record {seal.record_id})."
        if wanted.pop(position, digest) != digest:
            return f"Link {position} of the audit trail is not the one that was written down."
    if wanted:
        return (
            f"The audit trail ends at link {position}, and {max(wanted)} links were written down."
        )
    late = AuditRecord.objects.filter(seal__isnull=True, at__lt=timezone.now() - OVERDUE).count()
    return f"{late} records of the audit trail are not sealed." if late else ""


def tell_the_head() -> None:
    """Once a day, to two people: where the chain ends – or that it is broken."""
    now = timezone.now()
    with acting_as(SEALER):
        last, broken = head(), broken_link() or broken_minutes()
        kind = Notice.Kind.AUDIT_BROKEN if broken else Notice.Kind.AUDIT_HEAD
        roles = (Role.AUDITOR, Role.ADMINISTRATOR)
        for person in _holders(roles, localdate(now)):
            notices.put(
                kind=kind,
                address=person.email,
                language=person.language,
                about=str(last),
                at=now,
                person=person,
                once_key=f"{kind}:{localdate(now)}:{person.pk}",
            )


def written_down() -> Head | None:
    """The head as the file outside of the database has it."""
    try:
        return Head.read(_file().read_text())
    except FileNotFoundError:
        return None


def _holders(roles: tuple[Role, ...], day: datetime.date):  # type: ignore[no-untyped-def]
    """One person of each of the roles."""
    held = appointed_on(day).filter(role__in=roles, person__is_active=True).select_related("person")
    return {row.role: row.person for row in held}.values()


def _links(last: Head, records: list[AuditRecord]) -> Iterator[AuditSeal]:
    position, digest, now = last.position, last.digest, timezone.now()
    for row in records:
        position += 1
        digest = _digest(digest, position, row)
        yield AuditSeal(position=position, record=row, digest=digest, sealed_at=now)


def _digest(before: str, position: int, row: AuditRecord) -> str:
    fields = [
        before,
        position,
        str(row.id),
        row.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        row.principal,
        str(row.person_id or ""),
        row.verb,
        row.object_key,
    ]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def _file() -> Path:
    folder: Path = settings.PRIVATE_FILES
    return folder / "audit-head"


def _write_down(last: Head) -> None:
    path = _file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}")
    waiting.write_text(f"{last}\n")
    waiting.replace(path)
