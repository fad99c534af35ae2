"""What the office sees of returned letters: counts and the servers' words, and nobody's address."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Sum

from outreach.models import ReturnedCount, ReturnedMail, Suppression

MONTHS = 12
DOMAINS = 10
REASONS = 20
FAILED = (
    ReturnedMail.Kind.HARD,
    ReturnedMail.Kind.SOFT,
    ReturnedMail.Kind.BLOCKED,
    ReturnedMail.Kind.COMPLAINT,
)
IGNORED = tuple(kind for kind in ReturnedMail.Kind if kind not in FAILED)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: of a month or of a domain."""

    title: datetime.date | str
    counts: list[int]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Reason:
    kind: str
    status: str
    said: str
    n: int
    last_at: datetime.datetime


def by_month(*, on: datetime.date) -> list[Row]:
    """The newest month first; the last number is of everything that was ignored."""
    since = _months_before(on, MONTHS - 1)
    counted = ReturnedCount.objects.filter(month__gte=since)
    found: dict[datetime.date, dict[str, int]] = defaultdict(dict)
    for row in counted.values("month", "kind").annotate(sum=Sum("n")):
        found[row["month"]][row["kind"]] = row["sum"]
    return [
        Row(month, [*_failures(kinds), sum(kinds.get(kind, 0) for kind in IGNORED)])
        for month, kinds in sorted(found.items(), reverse=True)
    ]


def by_domain(*, on: datetime.date) -> list[Row]:
    """Of this month and the two before it, where the most came back from."""
    counted = ReturnedCount.objects.filter(
        month__gte=_months_before(on, 2), kind__in=FAILED
    ).exclude(domain="")
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in counted.values("domain", "kind").annotate(sum=Sum("n")):
        found[row["domain"]][row["kind"]] = row["sum"]
    rows = [Row(domain, _failures(kinds)) for domain, kinds in found.items()]
    return sorted(rows, key=lambda row: (-row.total, str(row.title)))[:DOMAINS]


def last_reasons() -> list[Reason]:
    """What servers said in the last thirty days, the same words once."""
    told = ReturnedMail.objects.filter(kind__in=FAILED).exclude(status="", said="")
    rows = told.values("kind", "status", "said").annotate(n=Count("pk"), last_at=Max("arrived_at"))
    return [Reason(**row) for row in rows.order_by("-last_at")[:REASONS]]


def suppressions() -> Mapping[str, int]:
    """How many addresses get no more letters, by the reason."""
    rows = Suppression.objects.values_list("reason").annotate(n=Count("pk"))
    return dict(rows.order_by("-n", "reason"))


def blocked_since(moment: datetime.datetime) -> int:
    """How often servers refused us, not their readers."""
    blocked = ReturnedMail.objects.filter(kind=ReturnedMail.Kind.BLOCKED, arrived_at__gte=moment)
    return blocked.count()


def _failures(kinds: Mapping[str, int]) -> list[int]:
    return [kinds.get(kind, 0) for kind in FAILED]


def _months_before(day: datetime.date, months: int) -> datetime.date:
    number = day.year * 12 + day.month - 1 - months
    return datetime.date(number // 12, number % 12 + 1, 1)
