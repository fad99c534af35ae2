"""What happened to a decision, day by day, as far as it is public."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from council.published import DecisionRecord, Promise


@dataclass(frozen=True)
class Happened:
    on: datetime.date
    what: str
    """decided, noticed, corrected, published, due or done."""
    about: str = ""
    """The reference of the promise that it happened to."""
    until: datetime.date | None = None


def history(record: DecisionRecord, today: datetime.date) -> list[Happened]:
    """Oldest first; deadlines that have not come yet are not history."""
    entry = record.entry
    steps = [Happened(entry.on, "decided")]
    if record.noticed_at:
        told = "corrected" if record.corrections else "noticed"
        steps.append(Happened(timezone.localdate(record.noticed_at), told))
    steps.append(Happened(timezone.localdate(entry.told_at), "published"))
    for promise in entry.promises:
        steps += _of(promise, today)
    order = ("decided", "noticed", "corrected", "published", "due", "done")
    return sorted(steps, key=lambda step: (step.on, order.index(step.what)))


def _of(promise: Promise, today: datetime.date) -> list[Happened]:
    steps = []
    kept = promise.done_on and promise.done_on <= promise.deadline
    if promise.deadline < today and not kept:
        steps.append(
            Happened(promise.deadline, "due", promise.reference, until=promise.new_deadline)
        )
    if promise.done_on and promise.done_on <= today:
        steps.append(Happened(promise.done_on, "done", promise.reference))
    return steps
