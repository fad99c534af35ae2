"""Sending what is due: claim, hand over, note what came of it. No transaction is open meanwhile."""

import datetime
import hashlib
import hmac
import time

from django.conf import settings
from django.utils import timezone

from council.people import System, acting_as
from languages.addresses import address
from outreach.actions.claim import (
    claim,
    finish_mailings,
    give_back,
    take_from_the_dead,
)
from outreach.models import Delivery, Departure, Mailing, Subscriber
from outreach.tokens import stop_token
from press.addresses import fenced_off
from press.handover import Deferred, Handover, InDoubt, Refused, open_handover
from press.mail import Message, PreparedLetter, Slots
from press.senders import sender

SENDER = System("sender")
SECONDS = 60
"""How long one call lasts at the most; then the next one goes on."""
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
GIVE_UP = datetime.timedelta(hours=48)
KEPT = 12
"""How many mailings' encoded bodies a process keeps."""


class NotOurTurn(Exception):
    """The letter is no longer held by this sender: another one has it, or it was cancelled."""


def send_due_letters() -> int:
    """Sends for up to a minute; how many letters were accepted.

    Raises press.handover.MisconfiguredEmail.
    """
    until = time.monotonic() + SECONDS
    accepted = 0
    with (
        open_handover(settings.EMAIL_URL, settings.OUTBOX) as handover,
        sender() as owner,
    ):
        with acting_as(SENDER):
            take_from_the_dead()
            _resolve_by_the_outbox()
        while time.monotonic() < until:
            with acting_as(SENDER):
                batch = claim(owner=owner, at=timezone.now())
            if not batch:
                break
            sent, server_answers = _send_batch(batch, owner, handover)
            accepted += sent
            if not server_answers:
                break
        with acting_as(SENDER):
            give_back(owner=owner)
            finish_mailings(at=timezone.now())
    return accepted


def _send_batch(batch: list[Delivery], owner: int, handover: Handover) -> tuple[int, bool]:
    """(how many were accepted, whether the mail server is there at all)."""
    with acting_as(SENDER):
        ids = [delivery.subscriber_id for delivery in batch if delivery.subscriber_id]
        leaving = Departure.objects.filter(subscriber__in=ids)
        gone = set(leaving.values_list("subscriber", flat=True))
    accepted = 0
    for delivery in batch:
        subscriber = delivery.subscriber
        if subscriber is None or subscriber.left_at or subscriber.pk in gone:
            _settle(delivery, owner, state=Delivery.State.SUPPRESSED)
            continue
        if fenced_off(subscriber.domain):
            reason = "A demonstration writes to example domains only."
            _settle(delivery, owner, state=Delivery.State.FAILED, smtp_text=reason)
            continue
        try:
            accepted += _send_one(delivery, subscriber, owner, handover)
        except Deferred as error:
            _defer(delivery, owner, error)
            if error.stage == "connect":
                return accepted, False
    return accepted, True


def _send_one(delivery: Delivery, subscriber: Subscriber, owner: int, handover: Handover) -> bool:
    """Whether it was accepted. Raises Deferred."""
    letter = prepared(delivery.mailing)
    try:
        spliced = letter.splice(_slots(delivery, subscriber))
    except ValueError as error:
        # One address that no letter can carry must not keep all the others waiting.
        _settle(delivery, owner, state=Delivery.State.FAILED, smtp_text=str(error)[:300])
        return False
    try:
        answer = handover.send(
            name=str(delivery.pk),
            envelope_sender=spliced.envelope_sender,
            recipient=spliced.recipient,
            data=spliced.data,
            before_dot=lambda: _hand_off(delivery, owner),
        )
    except NotOurTurn:
        return False
    except InDoubt as error:
        _settle(delivery, owner, state=Delivery.State.IN_DOUBT, smtp_text=error.text[:300])
        return False
    except Refused as error:
        _settle(
            delivery,
            owner,
            state=Delivery.State.FAILED,
            smtp_code=error.code,
            smtp_text=error.text[:300],
        )
        return False
    _settle(
        delivery,
        owner,
        state=Delivery.State.ACCEPTED,
        smtp_code=answer.code,
        queue_id=answer.queue_id[:120],
        accepted_at=timezone.now(),
    )
    return True


def _hand_off(delivery: Delivery, owner: int) -> None:
    """Notes that the letter is about to be out of our hands. Raises NotOurTurn."""
    with acting_as(SENDER):
        held = Delivery.objects.filter(
            pk=delivery.pk,
            lease_owner=owner,
            state=Delivery.State.LEASED,
            mailing__state=Mailing.State.SENDING,
        )
        if not held.update(state=Delivery.State.HANDING_OFF):
            raise NotOurTurn


def _settle(delivery: Delivery, owner: int, **outcome: object) -> None:
    with acting_as(SENDER):
        held = Delivery.objects.filter(pk=delivery.pk, lease_owner=owner)
        held.update(lease_owner=None, **outcome)


def _defer(delivery: Delivery, owner: int, error: Deferred) -> None:
    now = timezone.now()
    started = delivery.mailing.started_at or now
    late = now - started > GIVE_UP
    wait = WAITS[min(delivery.attempt, len(WAITS)) - 1]
    _settle(
        delivery,
        owner,
        state=Delivery.State.FAILED if late else Delivery.State.DEFERRED,
        next_at=now + wait,
        smtp_code=error.code or None,
        smtp_text=error.text[:300],
    )


def _resolve_by_the_outbox() -> None:
    """Where letters are files, the folder itself says what became of those in doubt."""
    if settings.EMAIL_URL:
        return
    now = timezone.now()
    for delivery in Delivery.objects.filter(state=Delivery.State.IN_DOUBT):
        if (settings.OUTBOX / f"{delivery.pk}.eml").exists():
            delivery.state, delivery.accepted_at = Delivery.State.ACCEPTED, now
        else:
            delivery.state, delivery.next_at = Delivery.State.PENDING, now
        delivery.save(update_fields=["state", "accepted_at", "next_at"])


_prepared: dict[tuple[object, str], PreparedLetter] = {}


def prepared(mailing: Mailing) -> PreparedLetter:
    """The mailing's letter with both bodies encoded once in the life of a process."""
    key = (mailing.pk, mailing.content_hash)
    if key not in _prepared:
        if len(_prepared) >= KEPT:
            _prepared.clear()
        _prepared[key] = PreparedLetter.prepare(_message(mailing))
    return _prepared[key]


def _message(mailing: Mailing) -> Message:
    city, language = settings.CITY, mailing.language
    return Message(
        subject=mailing.subject,
        text=mailing.text,
        html=mailing.html,
        language=language,
        sender_name=city.council_name[language],
        sender_address=city.email,
        # What differs from person to person is spliced in; these are only stand-ins.
        recipient=f"subscriber@{city.domain}",
        envelope_sender=f"bounces@{city.domain}",
        message_id=f"<prepared@{city.domain}>",
        date=mailing.dated_at,
        list_id=f"bulletin-{language}.{city.domain}",
        list_name=city.council_name[language],
        unsubscribe_url=f"{settings.PORTAL_URL}/",
        unsubscribe_mailto=f"mailto:{city.email}",
        archive_url=mailing.archive_url,
    )


def _slots(delivery: Delivery, subscriber: Subscriber) -> Slots:
    city = settings.CITY
    mailing = delivery.mailing
    stop = address("stop", mailing.language, token=stop_token(subscriber.pk))
    # Deterministic, so that a relay's log can say whether it has this letter.
    name = f"{mailing.pk}:{subscriber.pk}".encode()
    mark = hmac.new(settings.SECRET_KEY.encode(), b"message:" + name, hashlib.sha256).hexdigest()
    return Slots(
        recipient=subscriber.address,
        envelope_sender=f"bounces+{delivery.pk}@{city.domain}",
        message_id=f"<{mark[:40]}@{city.domain}>",
        unsubscribe_url=settings.PORTAL_URL + stop,
        unsubscribe_mailto=f"mailto:{city.email}?subject=stop",
    )
