"""Coming dates, what was held, and activities in the field, as readers see them."""

import datetime
import math
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from languages import AUTHORITATIVE
from outreach.models import Activity, Event
from outreach.published_news import Withdrawn
from outreach.published_texts import Texts, Words
from outreach.withdrawing import WITHDRAWN

ON_A_PAGE = 15
COMING = 40
"""The most that are listed; the calendar has them all."""
FED_BACK = datetime.timedelta(days=92)
"""How long a date that is over stays in the calendar."""


@dataclass(frozen=True)
class Occasion:
    """A date that residents may come to. Hours are those of Europe/Tirane."""

    id: uuid.UUID
    code: str
    slug: str
    on: datetime.date
    starts_at: datetime.time | None
    ends_at: datetime.time | None
    unit: str
    accessible: bool
    open: bool
    called_off_at: datetime.datetime | None
    sequence: int
    changed_at: datetime.datetime
    """When facts or words changed last since it was published."""
    title: Texts
    place: Texts
    text: Texts
    access: Texts

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(self.title)

    @property
    def ends_on(self) -> datetime.date:
        """The day after where it goes on past midnight."""
        over_midnight = self.starts_at and self.ends_at and self.ends_at <= self.starts_at
        return self.on + datetime.timedelta(days=1) if over_midnight else self.on


@dataclass(frozen=True)
class Held:
    """An activity in the field: counts, and no name."""

    on: datetime.date
    unit: str
    participants: int
    title: Texts
    audience: Texts
    partner: Texts
    text: Texts


@dataclass(frozen=True)
class EventsPage:
    coming: tuple[Occasion, ...]
    earlier: tuple[Occasion | Held, ...]
    """Dates that are over and activities that were held, the latest first; one page of them."""
    number: int
    total: int
    unlisted: int
    """How many more are to come than `coming` tells."""


def listed(*, today: datetime.date, number: int, at: datetime.datetime) -> EventsPage | None:
    """One page of the list, None where there is no such page. Five queries at the most."""
    events, activities = Event.objects.published(at=at), Activity.objects.published(at=at)
    past = events.filter(on_date__lt=today)
    days = [("event", pk, day) for pk, day in past.order_by().values_list("pk", "on_date")]
    held = activities.filter(held_on__lte=today).order_by()
    days += [("activity", pk, day) for pk, day in held.values_list("pk", "held_on")]
    days.sort(key=lambda row: (row[2], str(row[1])), reverse=True)
    total = max(1, math.ceil(len(days) / ON_A_PAGE))
    if not 1 <= number <= total:
        return None
    chosen = days[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    # The coming ones are on the first page alone.
    ahead = Q(on_date__gte=today) if number == 1 else Q(pk__in=())
    wanted = [pk for kind, pk, _ in chosen if kind == "event"]
    rows = list(events.filter(ahead | Q(pk__in=wanted)).order_by("on_date", "starts_at", "code"))
    done = list(activities.filter(pk__in=[pk for kind, pk, _ in chosen if kind == "activity"]))
    words = Words(row.source_key for row in (*rows, *done))
    found: dict[uuid.UUID, Occasion | Held] = {row.pk: _held(row, words) for row in done}
    found |= {row.pk: _occasion(row, words) for row in rows}
    coming = [one for row in rows if (one := _occasion(row, words)).on >= today and one.title]
    return EventsPage(
        coming=tuple(coming[:COMING]),
        unlisted=max(0, len(coming) - COMING),
        earlier=tuple(found[pk] for _, pk, _ in chosen if found[pk].title),
        number=number,
        total=total,
    )


def event(code: str, *, at: datetime.datetime) -> Occasion | Withdrawn | None:
    """The one of an address, also of one that was withdrawn; None where nothing was public."""
    row = Event.objects.filter(code=code, published_at__lte=at).first()
    if row is None or row.published_at is None:
        return None
    words = Words([row.source_key])
    if row.withdrawn_at is None:
        found = _occasion(row, words)
        return found if AUTHORITATIVE in found.languages else None
    if row.withdrawn_at < row.published_at:
        return None
    own = {"sq": row.withdrawn_reason} if row.withdrawn_reason else {}
    return Withdrawn(row.withdrawn_at, words(row.source_key, WITHDRAWN) or own)


def fed(*, today: datetime.date, at: datetime.datetime) -> tuple[Occasion, ...]:
    """What the public calendar carries: of the last three months, and everything to come."""
    rows = list(Event.objects.published(at=at).filter(on_date__gte=today - FED_BACK))
    words = Words(row.source_key for row in rows)
    found = (_occasion(row, words) for row in rows)
    return tuple(one for one in found if AUTHORITATIVE in one.languages)


def _occasion(row: Event, words: Words) -> Occasion:
    key = row.source_key
    reviewed: Mapping[str, datetime.datetime] = words.reviewed(key)
    moments: Iterable[datetime.datetime | None] = (
        row.published_at,
        row.called_off_at,
        *reviewed.values(),
    )
    return Occasion(
        id=row.id,
        code=row.code,
        slug=row.slug,
        on=row.on_date,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        unit=row.unit,
        accessible=row.accessible,
        open=row.open_to_all,
        called_off_at=row.called_off_at,
        sequence=row.sequence,
        changed_at=max(moment for moment in moments if moment),
        title=words(key, "title"),
        place=words(key, "place"),
        text=words(key, "text"),
        access=words(key, "access"),
    )


def _held(row: Activity, words: Words) -> Held:
    key = row.source_key
    return Held(
        on=row.held_on,
        unit=row.unit,
        participants=row.participants,
        title=words(key, "title"),
        audience=words(key, "audience"),
        partner=words(key, "partner"),
        text=words(key, "text"),
    )
