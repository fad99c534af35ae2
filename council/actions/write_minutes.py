"""The minutes of an item, written by more than one at a time: nothing that was typed is lost."""

import datetime
import uuid
from dataclasses import dataclass

from django.utils.timezone import localdate

from council import audit
from council.access import may_keep_meetings, reader
from council.actions.running import writable
from council.models import AgendaItem, ItemMinutes, MinutesConflict, MinutesEditing, User
from council.people import demand


class ClosedAsAWhole(Exception):
    """The item has no open side: neither have its minutes."""


HERE_FOR = datetime.timedelta(seconds=25)
"""Since the last sign of life; one comes every ten seconds."""


@dataclass(frozen=True)
class Words:
    open_text: str
    closed_text: str

    @classmethod
    def of(cls, row: ItemMinutes | MinutesConflict) -> "Words":
        return cls(row.open_text, row.closed_text)


@dataclass(frozen=True)
class Written:
    """What is stored now. With a conflict nothing was overwritten: it keeps the text that came."""

    minutes: ItemMinutes
    conflict: MinutesConflict | None = None


def write_minutes(
    *,
    item: AgendaItem,
    words: Words,
    version: int,
    by: User,
    at: datetime.datetime,
    conflict: uuid.UUID | None = None,
) -> Written:
    """Stores what is in both boxes. `version` is the one that was read before typing.

    `conflict`: what the same page was told before, so that its next text takes the place of its
    last one. Raises NotAllowed, NotNow or ClosedAsAWhole.
    """
    writable(meeting=item.meeting, by=by, at=at)
    minutes = _held(item)
    if words.open_text not in ("", minutes.open_text) and not item.open_title:
        raise ClosedAsAWhole
    if words == Words.of(minutes):
        return Written(minutes)
    if version != minutes.version:
        return Written(minutes, _keep_aside(minutes, words, conflict, by, at))
    _store(minutes, words, by, at)
    return Written(minutes)


def settle(
    *, conflict: MinutesConflict, words: Words, version: int, by: User, at: datetime.datetime
) -> Written:
    """Stores what two texts have become; what it replaces stays among the settled conflicts.

    Where a newer text has come meanwhile nothing is stored, and the conflict returned stays open
    with what was put together. Raises NotAllowed or NotNow.
    """
    writable(meeting=conflict.minutes.item.meeting, by=by, at=at)
    minutes = _held(conflict.minutes.item)
    if version != minutes.version and words != Words.of(minutes):
        return Written(minutes, _keep_aside(minutes, words, None, by, at))
    if words != Words.of(minutes):
        MinutesConflict.objects.create(
            minutes=minutes,
            open_text=minutes.open_text,
            closed_text=minutes.closed_text,
            by=minutes.edited_by or by,
            at=minutes.edited_at or at,
            settled_at=at,
        )
        _store(minutes, words, by, at)
        minutes.writers.add(conflict.by)
    MinutesConflict.objects.filter(pk=conflict.pk).update(settled_at=at)
    audit.record(verb="minutes.settled", object_key=f"item:{minutes.item.key}", at=at)
    return Written(minutes)


def show_oneself(*, item: AgendaItem, by: User, at: datetime.datetime) -> list[User]:
    """Notes that somebody has an item's minutes open; who else has. Raises NotAllowed."""
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    MinutesEditing.objects.update_or_create(item=item, person=by, defaults={"seen_at": at})
    others = MinutesEditing.objects.filter(item=item, seen_at__gt=at - HERE_FOR).exclude(person=by)
    return [row.person for row in others.select_related("person").order_by("person__title")]


def _held(item: AgendaItem) -> ItemMinutes:
    ItemMinutes.objects.get_or_create(item=item)
    return ItemMinutes.objects.select_for_update().select_related("item").get(item=item)


def _store(minutes: ItemMinutes, words: Words, by: User, at: datetime.datetime) -> None:
    minutes.open_text, minutes.closed_text = words.open_text, words.closed_text
    minutes.version += 1
    minutes.edited_by, minutes.edited_at = by, at
    minutes.save()
    minutes.writers.add(by)
    audit.record(verb="minutes.written", object_key=f"item:{minutes.item.key}", at=at)


def _keep_aside(
    minutes: ItemMinutes,
    words: Words,
    known: uuid.UUID | None,
    by: User,
    at: datetime.datetime,
) -> MinutesConflict:
    own = MinutesConflict.objects.filter(minutes=minutes, by=by, settled_at=None)
    found = own.filter(pk=known).first() if known else None
    # Sent once more, as a browser does that had no answer.
    found = found or own.filter(open_text=words.open_text, closed_text=words.closed_text).first()
    if found is None:
        found = MinutesConflict(minutes=minutes, by=by)
        audit.record(verb="minutes.conflict", object_key=f"item:{minutes.item.key}", at=at)
    found.open_text, found.closed_text, found.at = words.open_text, words.closed_text, at
    found.save()
    return found
