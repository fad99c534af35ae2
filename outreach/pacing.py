"""How fast letters may leave: all of them together, and to one domain of recipients.

Large providers refuse a sender who writes to too many of their readers at once. A letter whose turn
has not come gets one: a moment in the future, which it keeps however often somebody looks.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from outreach.models import DomainPace, SendingPace

EVERYBODY = ""
SLOWED = datetime.timedelta(seconds=1)
"""Between two letters to a domain that keeps answering "later"."""
SLOW_FOR = datetime.timedelta(minutes=2)
LATERS = 5
"""So many answers "later" in a row are the domain's wish, not a few readers' full mailboxes."""
HELD_FOR = datetime.timedelta(hours=1)
CATCHES_UP = datetime.timedelta(seconds=1)
"""How much of the time in which nothing was sent may be made good at once."""
FIRST_DAY = 500
"""Letters an hour on the first day of a warm-up; each day doubles them."""
FORESEEN = 60
"""Days."""
NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def letters_an_hour(pace: SendingPace, on: datetime.date) -> int | None:
    """All together, on that day of a warm-up; None: no limit."""
    if pace.warm_up_from is None or on < pace.warm_up_from:
        return pace.per_hour
    warm = FIRST_DAY * 2 ** min((on - pace.warm_up_from).days, 20)
    if pace.per_hour is None:
        return warm if warm < 1_000_000 else None
    return min(warm, pace.per_hour)


def letters_an_hour_at(pace: SendingPace, at: datetime.datetime) -> int | None:
    return letters_an_hour(pace, timezone.localdate(at))


def end_of(
    *, letters: int, to_one_domain: int, an_hour: float, pace: SendingPace, at: datetime.datetime
) -> datetime.datetime | None:
    """When so many letters will be out, at `an_hour` as of late and within the limits of each day.

    None where nothing says how fast they leave, or it is further away than two months.
    """
    slowest = at
    if pace.per_domain_per_hour:
        slowest += datetime.timedelta(hours=to_one_domain / pace.per_domain_per_hour)
    left, now = float(letters), at
    for _day in range(FORESEEN):
        local = timezone.localtime(now)
        midnight = (local + datetime.timedelta(days=1)).replace(
            hour=0, minute=0, second=0, microsecond=0
        )
        speed = _speed(letters_an_hour_at(pace, now), letters_an_hour_at(pace, at), an_hour)
        if not speed:
            return None
        hours = (midnight - local) / datetime.timedelta(hours=1)
        if left <= speed * hours:
            return max(now + datetime.timedelta(hours=left / speed), slowest)
        left, now = left - speed * hours, midnight
    return None


def _speed(limit: int | None, today: int | None, measured: float) -> float:
    """Letters an hour. What was measured at today's limit says nothing of a day with another."""
    if limit is None:
        return measured
    if not measured or (today is not None and measured >= 0.8 * today):
        return limit
    return min(measured, limit)


@dataclass
class _Lane:
    """A domain, or everybody."""

    row: DomainPace
    interval: datetime.timedelta
    now: datetime.datetime
    changed: bool = False

    @property
    def held_until(self) -> datetime.datetime:
        return self.row.held_until or NEVER

    @property
    def next_slot(self) -> datetime.datetime:
        return max(self.row.next_slot, self.now - CATCHES_UP)

    def take(self, slot: datetime.datetime) -> None:
        self.row.next_slot = max(slot, self.next_slot) + self.interval
        self.changed = True


@dataclass
class Turns:
    """Whose turn it is, among letters that were just claimed; inside their transaction."""

    now: datetime.datetime
    _lanes: Mapping[str, _Lane] = field(default_factory=dict)

    def of(self, domain: str, *, has_slot: bool) -> datetime.datetime | None:
        """None: now. Otherwise the letter's turn, which is now taken for it."""
        lanes = [self._lanes[name] for name in (EVERYBODY, domain) if name in self._lanes]
        held = max((lane.held_until for lane in lanes), default=NEVER)
        if has_slot and held <= self.now:
            return None
        slot = max((lane.next_slot for lane in lanes), default=NEVER)
        slot = max(slot, held)
        for lane in lanes:
            if lane.interval:
                lane.take(slot)
        return slot if slot > self.now else None

    def keep(self) -> None:
        changed = [lane.row for lane in self._lanes.values() if lane.changed]
        DomainPace.objects.bulk_update(changed, ["next_slot"])


def turns(domains: Collection[str], *, at: datetime.datetime) -> Turns:
    """Of letters to these domains. Other senders wait for the same rows until this one is done."""
    pace = SendingPace.objects.first() or SendingPace()
    all_together = letters_an_hour(pace, timezone.localdate(at))
    limits = {
        **({EVERYBODY: all_together} if all_together else {}),
        **(dict.fromkeys(domains, pace.per_domain_per_hour) if pace.per_domain_per_hour else {}),
    }
    if limits:
        missing = [DomainPace(domain=name, next_slot=NEVER) for name in sorted(limits)]
        DomainPace.objects.bulk_create(missing, ignore_conflicts=True)
    known = DomainPace.objects.filter(domain__in={EVERYBODY, *domains}).order_by("domain")
    lanes = {}
    for row in known.select_for_update():
        limit = limits.get(row.domain)
        interval = datetime.timedelta(hours=1) / limit if limit else datetime.timedelta()
        if row.slowed_until and row.slowed_until > at:
            interval = max(interval, SLOWED)
        lanes[row.domain] = _Lane(row, interval, at)
    return Turns(at, lanes)


def slow_down(domain: str, *, reason: str, at: datetime.datetime) -> None:
    """It keeps answering "later": for two minutes it gets a letter a second."""
    _note(domain, at=at, slowed_until=at + SLOW_FOR, reason=reason[:300])


def hold(domain: str, *, reason: str, at: datetime.datetime) -> None:
    """It refuses us, not a reader: nothing more for an hour, or until somebody lets it go on."""
    _note(domain, at=at, held_until=at + HELD_FOR, reason=reason[:300])


def let_go(domain: str) -> None:
    DomainPace.objects.filter(domain=domain).update(held_until=None, slowed_until=None, reason="")
    # Letters that were given a later turn because of it have theirs now.
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE outreach_delivery SET next_at = now() WHERE domain = %s AND has_slot"
            " AND state IN ('pending', 'deferred')",
            [domain],
        )


def troubled(*, at: datetime.datetime) -> Iterable[DomainPace]:
    """Domains that are slowed down or held now."""
    rows = DomainPace.objects.exclude(domain=EVERYBODY).order_by("domain")
    return rows.filter(Q(held_until__gt=at) | Q(slowed_until__gt=at))


def _note(domain: str, *, at: datetime.datetime, **changes: object) -> None:
    DomainPace.objects.update_or_create(
        domain=domain, defaults=changes, create_defaults={"next_slot": at, **changes}
    )
