"""A worker's part of lists that were brought: every row checked, and the good ones entered.

Each batch is a transaction of its own, so that a worker can be killed anywhere and another goes on.
`position` is the fence: whoever finds it moved stops.
"""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Q
from django.utils import timezone

from council.people import System, acting_as
from council.published import unit_names
from languages.folding import fold
from outreach.actions.enter_subscribers import enter, judge
from outreach.actions.import_subscribers import LIMITS
from outreach.actions.subscriber_rows import COLUMNS, Entry, Told, read_row
from outreach.models import SubscriberImport, SubscriberImportRow
from press.spreadsheets import Row, SheetRefused, Trouble, read_rows

State = SubscriberImport.State
Verdict = SubscriberImportRow.Verdict
STILL = datetime.timedelta(minutes=1)
"""A list on which nobody has worked for so long is taken up again."""
BATCH = 2_000
WORKER = System("subscriber imports")


def work_on_lists() -> int:
    """Does what waits to be checked or entered; how many lists. A worker's."""
    with acting_as(WORKER):
        still = Q(worked_at=None) | Q(worked_at__lt=timezone.now() - STILL)
        waiting = SubscriberImport.objects.filter(
            still, state__in=(State.CHECKING, State.ENTERING)
        ).order_by("brought_at")
        found = list(waiting.values_list("pk", "state"))
    for import_id, state in found:
        _check_rows(import_id) if state == State.CHECKING else _enter_rows(import_id)
    return len(found)


# Checking --------------------------------------------------------------------------------------


def _check_rows(import_id: uuid.UUID) -> None:
    with acting_as(WORKER):
        staged = SubscriberImport.objects.filter(pk=import_id, state=State.CHECKING).first()
        told = _told(staged) if staged else None
    if staged is None or told is None:
        return
    position = staged.position
    try:
        rows = islice(read_rows(bytes(staged.data), f"x.{staged.ending}", LIMITS), 1, None)
        ahead = (row for row in rows if row.number > position)
        while batch := list(islice(ahead, BATCH)):
            if not _check_batch(staged, told, batch, position):
                return
            position = batch[-1].number
    except SheetRefused as refused:
        _refuse(import_id, refused.trouble)
        return
    with acting_as(WORKER):
        SubscriberImport.objects.filter(
            pk=import_id, state=State.CHECKING, position=position
        ).update(state=State.CHECKED, worked_at=timezone.now())


def _told(staged: SubscriberImport) -> Told:
    assert staged.consented_on, "a list is checked with the day of its consent"
    units = {
        fold(word): code for code, names in unit_names().items() for word in (code, *names.values())
    }
    return Told(staged.language, staged.consented_on, units, timezone.localdate())


def _check_batch(staged: SubscriberImport, told: Told, batch: list[Row], position: int) -> bool:
    """Whether it was ours to check."""
    with acting_as(WORKER):
        mine = SubscriberImport.objects.select_for_update().filter(
            pk=staged.pk, state=State.CHECKING, position=position
        )
        if not mine.only("pk").first():
            return False
        rows = [_read(staged, told, row) for row in batch]
        _judge(staged, rows)
        SubscriberImportRow.objects.bulk_create(rows)
        mine.update(
            position=batch[-1].number,
            total=staged.total + len(batch),
            worked_at=timezone.now(),
        )
    staged.total += len(batch)
    return True


def _read(staged: SubscriberImport, told: Told, row: Row) -> SubscriberImportRow:
    said = {
        name: row.cells[column]
        for name, column in staged.columns.items()
        if name in COLUMNS and column < len(row.cells)
    }
    reading = read_row(said, told)
    found = SubscriberImportRow(staged=staged, number=row.number, told=said)
    if reading.entry is None:
        found.verdict, found.faults = Verdict.FAULTY, reading.faults
        return found
    found.verdict = Verdict.GOOD
    entry = reading.entry
    found.address, found.domain, found.language = entry.address, entry.domain, entry.language
    found.unit, found.wants_document = entry.unit, entry.wants_document
    found.consented_on = entry.consented_on
    return found


def _judge(staged: SubscriberImport, rows: Iterable[SubscriberImportRow]) -> None:
    """Against those who are known, and against the rows before."""
    good = [row for row in rows if row.verdict == Verdict.GOOD]
    addresses = [row.address for row in good]
    before = set(staged.rows.filter(address__in=addresses).values_list("address", flat=True))
    verdicts = judge(entries=[_entry(row) for row in good], at=timezone.now())
    for row, verdict in zip(good, verdicts, strict=True):
        row.verdict = Verdict.TWICE if row.address in before else verdict
        before.add(row.address)


def _refuse(import_id: uuid.UUID, trouble: Trouble) -> None:
    with acting_as(WORKER):
        SubscriberImportRow.objects.filter(staged=import_id).delete()
        SubscriberImport.objects.filter(pk=import_id).update(
            state=State.REFUSED, trouble=trouble, data=b""
        )


# Entering --------------------------------------------------------------------------------------


def _enter_rows(import_id: uuid.UUID) -> None:
    for position in _positions(import_id):
        with acting_as(WORKER):
            staged = (
                SubscriberImport.objects.select_for_update()
                .filter(pk=import_id, state=State.ENTERING, position=position)
                .defer("data")
                .first()
            )
            if staged is None:
                return
            _enter_batch(staged, at=timezone.now())


def _positions(import_id: uuid.UUID) -> Iterator[int]:
    """Where the list stands, again and again, until its good rows are entered."""
    while True:
        with acting_as(WORKER):
            found = SubscriberImport.objects.filter(pk=import_id, state=State.ENTERING)
            position = found.values_list("position", flat=True).first()
        if position is None:
            return
        yield position


def _enter_batch(staged: SubscriberImport, *, at: datetime.datetime) -> None:
    good = staged.rows.filter(verdict=Verdict.GOOD, number__gt=staged.position)
    rows = list(good.order_by("number")[:BATCH])
    if not rows:
        # What is entered stands in the list of subscribers, with its proof: here it only waits.
        staged.rows.filter(verdict=Verdict.ENTERED).delete()
        staged.state, staged.data, staged.worked_at = State.DONE, b"", at
        staged.save(update_fields=["state", "data", "worked_at"])
        return
    verdicts = judge(entries=[_entry(row) for row in rows], at=at)
    still = [row for row, verdict in zip(rows, verdicts, strict=True) if verdict == Verdict.GOOD]
    entered = enter(
        entries=[_entry(row) for row in still],
        way=staged.consent_way,
        consent=staged.consent_text,
        at=at,
    )
    for row, verdict in zip(rows, verdicts, strict=True):
        missed = Verdict.KNOWN if verdict == Verdict.GOOD else verdict
        row.verdict = Verdict.ENTERED if row.address in entered else missed
    _write_verdicts(rows)
    staged.position, staged.worked_at = rows[-1].number, at
    staged.entered += len(entered)
    staged.save(update_fields=["position", "worked_at", "entered"])


def _write_verdicts(rows: Iterable[SubscriberImportRow]) -> None:
    by_verdict: dict[str, list[int]] = {}
    for row in rows:
        by_verdict.setdefault(row.verdict, []).append(row.pk)
    for verdict, ids in by_verdict.items():
        SubscriberImportRow.objects.filter(pk__in=ids).update(verdict=verdict)


def _entry(row: SubscriberImportRow) -> Entry:
    assert row.consented_on, "only a row in order becomes an entry"
    return Entry(
        address=row.address,
        domain=row.domain,
        language=row.language,
        unit=row.unit,
        wants_document=row.wants_document,
        consented_on=row.consented_on,
    )
