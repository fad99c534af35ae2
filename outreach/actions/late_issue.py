"""The current issue for somebody who subscribed after it was mailed: once, through the ledger."""

import datetime
from collections.abc import Callable

from django.db.models import Exists, F, OuterRef

from council import audit
from outreach.models import Delivery, Mailing, Subscriber, Suppression

CURRENT = (Mailing.State.SENDING, Mailing.State.PAUSED, Mailing.State.DONE)
_HOLDS: list[Callable[[], bool]] = []


def send_current_issue(*, subscriber: Subscriber, at: datetime.datetime) -> Delivery | None:
    """Adds them to the latest mailing in their language. None where there is none, where a letter
    of that month has reached them or is on its way, in whatever language, and where their address
    is not to be written to."""
    known = Mailing.objects.select_for_update().filter(
        language=subscriber.language, state__in=CURRENT, expected__isnull=False
    )
    mailing = known.order_by("-month", "-edition").first()
    if mailing is None:
        return None
    of_month = Delivery.objects.filter(subscriber=subscriber, mailing__month=mailing.month)
    if of_month.exclude(mailing__state=Mailing.State.CANCELLED).exists():
        return None
    if Suppression.objects.filter(address_hash=subscriber.address_hash).exists():
        return None
    added = Delivery.objects.create(
        mailing=mailing,
        subscriber=subscriber,
        language=subscriber.language,
        domain=subscriber.domain,
        added_at=at,
        next_at=at,
    )
    Mailing.objects.filter(pk=mailing.pk).update(expected=F("expected") + 1)
    audit.record(verb="subscriber.current_issue", object_key=f"subscriber:{subscriber.pk}", at=at)
    return added


def hold_while(holds: Callable[[], bool]) -> None:
    """Another package's reason why nothing is begun now, at start-up."""
    _HOLDS.append(holds)


def reopen_mailings() -> int:
    """A mailing that was done and has a letter to send again is under way again."""
    if any(holds() for holds in _HOLDS):
        return 0
    waiting = Delivery.objects.filter(
        mailing=OuterRef("pk"), state__in=(Delivery.State.PENDING, Delivery.State.DEFERRED)
    )
    done = Mailing.objects.filter(Exists(waiting), state=Mailing.State.DONE)
    return done.update(state=Mailing.State.SENDING, done_at=None)
