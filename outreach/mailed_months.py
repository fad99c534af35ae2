"""The months of which letters went out, each in a line."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Min, Sum

from outreach.mailing import ORDER
from outreach.models import Delivery, DeliveryTally, Mailing


@dataclass(frozen=True)
class Month:
    month: datetime.date
    state: str
    counts: Mapping[str, int]
    started_at: datetime.datetime | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        return sum(self.counts[state] for state in ("pending", "leased", "handing_off", "deferred"))


def months() -> list[Month]:
    """Every month of which letters went out, the newest first."""
    found: dict[datetime.date, list[str]] = {}
    begun: dict[datetime.date, datetime.datetime | None] = {}
    rows = Mailing.objects.values("month", "state").annotate(begun=Min("started_at"))
    for row in rows.order_by("-month"):
        found.setdefault(row["month"], []).append(row["state"])
        starts = [at for at in (begun.get(row["month"]), row["begun"]) if at]
        begun[row["month"]] = min(starts, default=None)
    counts: dict[datetime.date, Counter[str]] = {
        month: Counter(dict.fromkeys(Delivery.State.values, 0)) for month in found
    }
    tallies = DeliveryTally.objects.values("mailing__month", "state").annotate(sum=Sum("n"))
    for tally in tallies:
        counts[tally["mailing__month"]][tally["state"]] += tally["sum"]
    return [
        Month(month, next(one for one in ORDER if one in states), counts[month], begun[month])
        for month, states in found.items()
    ]
