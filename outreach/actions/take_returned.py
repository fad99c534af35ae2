"""Writing down what came back, before anything is done with it or to it.

The row is there for good before the mail server may forget the message: a crash at any moment
leaves it with the server, with us, or with both, and then it is one.
"""

import datetime
import hashlib
import logging
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.db.models import Q

from council.people import System, acting_as
from outreach.models import ReturnedMail
from outreach.returned import maildir

KEPT_BYTES = 256 * 1024
KEPT_FOR = datetime.timedelta(days=30)
RETURNS = System("returns")
_CHUNK = 64 * 1024

log = logging.getLogger("portal.returned")


def take_returned(message: BinaryIO, *, way: ReturnedMail.Way, at: datetime.datetime) -> None:
    """Records one message, whatever it is; the same one again is no second. Commits by itself
    where no transaction is open."""
    kept, hashed, size = b"", hashlib.sha256(), 0
    while chunk := message.read(_CHUNK):
        hashed.update(chunk)
        size += len(chunk)
        kept += chunk[: KEPT_BYTES - len(kept)]
    row = ReturnedMail(arrived_at=at, way=way, content_hash=hashed.digest(), size=size, raw=kept)
    with acting_as(RETURNS):
        ReturnedMail.objects.bulk_create([row], ignore_conflicts=True)


def read_maildir(
    folder: Path, *, at: datetime.datetime, at_most: int | None = None
) -> tuple[int, int]:
    """Records what is in `new/` and moves it to `cur/`: (how many, how many are still there).

    Raises maildir.NoMaildir.
    """
    taken = unreadable = 0
    for path in islice(maildir.unread(folder), at_most):
        try:
            with path.open("rb") as message:
                take_returned(message, way=ReturnedMail.Way.MAILDIR, at=at)
            maildir.mark_seen(path)
        except FileNotFoundError:
            continue  # another reader was faster
        except OSError as error:
            log.warning("a returned message cannot be read or moved: %s", error.strerror)
            unreadable += 1
            continue
        taken += 1
    return taken, unreadable


def forget_returned(folder: Path | None, *, at: datetime.datetime) -> int:
    """What was acted upon a month ago is kept as a count only, and so is what is about somebody who
    was erased. The file in the folder goes first."""
    before = at - KEPT_FOR
    acted = ReturnedMail.objects.filter(acted_at__isnull=False)
    erased = Q(delivery__isnull=False, delivery__subscriber__isnull=True)
    over = acted.filter(Q(arrived_at__lt=before) | erased)
    with acting_as(RETURNS):
        if not over.exists():
            return 0
        since = at if acted.filter(erased).exists() else before
        for path in maildir.seen_before(folder, since) if folder else ():
            with path.open("rb") as message:
                digest = hashlib.file_digest(message, "sha256").digest()
            if over.filter(content_hash=digest).exists():
                path.unlink()
        return acted.filter(pk__in=list(over.values_list("pk", flat=True))).delete()[0]
