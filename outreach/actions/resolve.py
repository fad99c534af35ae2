"""Letters in doubt: the connection ended before the mail server's answer to a whole letter.

Where the relay's log can be read, or the letters are files, that says what became of them. What
nothing can say is held and shown: a second letter is never sent on a guess.
"""

import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from council import audit
from council.people import User, demand
from outreach import relay_log
from outreach.access import may_send
from outreach.models import Delivery, Mailing
from outreach.tokens import message_mark
from outreach.wake import wake_senders

SETTLES = datetime.timedelta(seconds=10)
"""What a relay has taken stands in its log by then."""


class NotInDoubt(Exception):
    """Somebody or something has settled it meanwhile."""


def resolve_what_the_relay_knows(*, at: datetime.datetime) -> None:
    """Settles what the relay's log, or the folder of letters, can settle. Safe to repeat."""
    doubts = Delivery.objects.filter(state=Delivery.State.IN_DOUBT)
    if not settings.EMAIL_URL:
        for delivery in doubts:
            _settle(delivery, sent=(settings.OUTBOX / f"{delivery.pk}.eml").exists(), at=at)
        return
    waiting = list(doubts.filter(handed_off_at__lt=at - SETTLES, subscriber__isnull=False))
    if not waiting or not settings.MAIL_LOG:
        return
    first = min(delivery.handed_off_at for delivery in waiting if delivery.handed_off_at)
    log = relay_log.read([Path(path) for path in settings.MAIL_LOG], since=first)
    for delivery in waiting:
        assert delivery.subscriber_id and delivery.handed_off_at
        mark = message_mark(delivery.mailing_id, delivery.subscriber_id)
        queue_id = log.queued.get(mark)
        if queue_id or log.covers(delivery.handed_off_at):
            _settle(delivery, sent=bool(queue_id), at=at, queue_id=queue_id or "")


def resolve(*, delivery_id: int, sent: bool, by: User, at: datetime.datetime) -> None:
    """What the office decides: treat it as sent, or send it again. Raises NotAllowed, NotInDoubt."""
    demand(may_send(by, on=timezone.localdate(at)))
    delivery = Delivery.objects.select_for_update(of=("self",)).filter(pk=delivery_id).first()
    if delivery is None or delivery.state != Delivery.State.IN_DOUBT:
        raise NotInDoubt
    _settle(delivery, sent=sent, at=at)
    audit.record(verb=_verb(sent), object_key=f"delivery:{delivery_id}", at=at)
    transaction.on_commit(wake_senders)


def resolve_all(*, month: datetime.date, sent: bool, by: User, at: datetime.datetime) -> int:
    """The same for every letter of a month that is in doubt; how many.

    Raises NotAllowed, NotInDoubt.
    """
    demand(may_send(by, on=timezone.localdate(at)))
    doubts = Delivery.objects.filter(mailing__month=month, state=Delivery.State.IN_DOUBT)
    found = list(doubts.select_for_update(of=("self",)).select_related("mailing"))
    if not found:
        raise NotInDoubt
    for delivery in found:
        _settle(delivery, sent=sent, at=at)
    keys = [f"delivery:{delivery.pk}" for delivery in found]
    audit.record_each(verb=_verb(sent), object_keys=keys, at=at)
    transaction.on_commit(wake_senders)
    return len(found)


def _verb(sent: bool) -> str:
    return "delivery.taken_as_sent" if sent else "delivery.sent_again"


def _settle(delivery: Delivery, *, sent: bool, at: datetime.datetime, queue_id: str = "") -> None:
    doubted = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.IN_DOUBT)
    if sent:
        doubted.update(
            state=Delivery.State.ACCEPTED, accepted_at=at, smtp_text="", queue_id=queue_id[:120]
        )
    elif delivery.mailing.state == Mailing.State.CANCELLED:
        doubted.update(state=Delivery.State.CANCELLED)
    else:
        doubted.update(state=Delivery.State.PENDING, next_at=at)
