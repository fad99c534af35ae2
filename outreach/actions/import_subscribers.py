"""A list that is brought, on its way into the list of subscribers: the secretary's acts.

They only say what is to be done; a worker does it (`work_on_lists.py`).
"""

import datetime
import uuid
from itertools import islice

from council import audit
from council.people import User
from outreach.actions.subscriber_rows import guess
from outreach.models import SubscriberImport, SubscriberImportRow
from press.spreadsheets import Limits, SheetRefused, Trouble, read_rows

State = SubscriberImport.State
MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 200_000
LIMITS = Limits(
    size=MOST_BYTES, rows=MOST_ROWS, unpacked=120 * 1024 * 1024, cut=True, formulas=True
)
KEPT = datetime.timedelta(hours=24)
WAY = "import"


class NothingToDo(Exception):
    """The list is not where this act begins: somebody else was quicker, or it is erased."""


def bring(*, data: bytes, name: str, by: User, at: datetime.datetime) -> SubscriberImport:
    """Takes a file and reads its first rows. Raises press.spreadsheets.SheetRefused."""
    headings, *first = islice(read_rows(data, name, LIMITS), 2)
    if not first:
        raise SheetRefused(Trouble.EMPTY)
    staged = SubscriberImport.objects.create(
        by=by,
        brought_at=at,
        data=data,
        ending=name.rpartition(".")[2].lower(),
        headings=headings.cells,
        example=first[0].cells,
        columns=guess(headings.cells),
        language="sq",
    )
    audit.record(verb="subscribers.list_brought", object_key=f"import:{staged.pk}", at=at)
    return staged


def check(
    *,
    import_id: uuid.UUID,
    columns: dict[str, int],
    language: str,
    way: str,
    source: str,
    consented_on: datetime.date,
) -> None:
    """Has every row looked at, with the proof of consent that holds for all. Raises NothingToDo."""
    staged = _locked(import_id, State.BROUGHT, State.CHECKED)
    staged.rows.all().delete()
    staged.state, staged.columns, staged.language = State.CHECKING, columns, language
    staged.consent_way, staged.consent_text = f"{WAY}:{way}", source
    staged.consented_on = consented_on
    staged.position, staged.total, staged.worked_at = 0, 0, None
    staged.save()


def start_over(*, import_id: uuid.UUID) -> None:
    """Back to the columns. Raises NothingToDo."""
    staged = _locked(import_id, State.CHECKED)
    staged.rows.all().delete()
    staged.state = State.BROUGHT
    staged.save(update_fields=["state"])


def enter_good_rows(*, import_id: uuid.UUID, at: datetime.datetime) -> None:
    """Raises NothingToDo."""
    staged = _locked(import_id, State.CHECKED)
    staged.state, staged.position, staged.worked_at = State.ENTERING, 0, None
    staged.save(update_fields=["state", "position", "worked_at"])
    audit.record(verb="subscribers.imported", object_key=f"import:{staged.pk}", at=at)


def drop(*, import_id: uuid.UUID, at: datetime.datetime) -> None:
    """Erases a list that was brought; who was entered from it stays. Safe to repeat."""
    gone = SubscriberImport.objects.filter(pk=import_id)
    SubscriberImportRow.objects.filter(staged=import_id).delete()
    if gone.delete()[0]:
        audit.record(verb="subscribers.list_erased", object_key=f"import:{import_id}", at=at)


def erase_old_lists(*, at: datetime.datetime) -> int:
    """Erases what was brought a day ago; how many lists."""
    old = SubscriberImport.objects.filter(brought_at__lte=at - KEPT)
    ids = list(old.values_list("pk", flat=True))
    for import_id in ids:
        drop(import_id=import_id, at=at)
    return len(ids)


def _locked(import_id: uuid.UUID, *states: str) -> SubscriberImport:
    found = SubscriberImport.objects.select_for_update().filter(pk=import_id, state__in=states)
    staged = found.first()
    if staged is None:
        raise NothingToDo
    return staged
