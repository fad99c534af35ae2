"""Sending single letters to residents and places: claim, hand over, note what came of it.

No transaction is open meanwhile. A letter that was just being handed over when its sender died is
sent again, at most twice: one too many does no harm to its reader, and one too few keeps them out.
"""

import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from council.people import System, acting_as
from outreach.letters import message_of, name_of
from outreach.models import ResidentLetter
from press.addresses import fenced_off
from press.handover import Deferred, Handover, InDoubt, Refused, open_handover
from press.mail import to_bytes
from press.senders import OWNER_IS_GONE, sender

SENDER = System("resident letters")
BATCH = 100
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
GIVE_UP = datetime.timedelta(hours=48)
TRIES_IN_DOUBT = 3
KEPT = datetime.timedelta(days=30)
"""How long it is known that a letter went out; then its row goes."""
State = ResidentLetter.State


class NotOurTurn(Exception):
    """The letter is no longer held by this sender."""


def send_resident_letters() -> int:
    """Sends every letter that is due; how many were accepted. Safe to run at the same time."""
    accepted = 0
    with open_handover(settings.EMAIL_URL, settings.OUTBOX) as handover, sender() as owner:
        with acting_as(SENDER):
            _take_from_the_dead()
            due = _claim(owner)
        for letter in due:
            accepted += _send(letter, owner, handover)
    return accepted


def erase_old_letters(*, at: datetime.datetime) -> int:
    """What was sent, or given up, thirty days ago is nobody's business any more."""
    over = ResidentLetter.objects.exclude(state__in=(State.PENDING, State.LEASED))
    return over.filter(written_at__lt=at - KEPT).delete()[0]


def _claim(owner: int) -> list[ResidentLetter]:
    waiting = ResidentLetter.objects.filter(state=State.PENDING, next_at__lte=timezone.now())
    rows = waiting.order_by("next_at").select_for_update(skip_locked=True)
    ids = list(rows.values_list("pk", flat=True)[:BATCH])
    ResidentLetter.objects.filter(pk__in=ids).update(state=State.LEASED, lease_owner=owner)
    held = ResidentLetter.objects.filter(pk__in=ids).order_by("next_at")
    return list(held.select_related("subscriber", "posting__board", "posting__pack"))


def _take_from_the_dead() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE outreach_residentletter
            SET state = CASE state WHEN 'leased' THEN 'pending' ELSE 'in_doubt' END,
                lease_owner = NULL
            WHERE state IN ('leased', 'handing_off') AND {OWNER_IS_GONE}
            """
        )
    for letter in ResidentLetter.objects.filter(state=State.IN_DOUBT):
        _settle_doubt(letter)


def _settle_doubt(letter: ResidentLetter) -> None:
    """Where letters are files, the folder itself says what became of it."""
    still = ResidentLetter.objects.filter(pk=letter.pk, state=State.IN_DOUBT)
    if not settings.EMAIL_URL and (settings.OUTBOX / f"{name_of(letter)}.eml").exists():
        still.update(state=State.ACCEPTED, sent_at=timezone.now())
    elif letter.attempt + 1 < TRIES_IN_DOUBT:
        still.update(state=State.PENDING, attempt=letter.attempt + 1)


def _send(letter: ResidentLetter, owner: int, handover: Handover) -> bool:
    if fenced_off(letter.domain):
        reason = "A demonstration writes to example domains only."
        _settle(letter, owner, state=State.FAILED, smtp_text=reason)
        return False
    try:
        message = message_of(letter)
    except OSError as error:
        # A sheet that was lost from the disk is made again.
        _defer(letter, owner, f"A sheet cannot be read: {error.strerror}")
        return False
    try:
        handover.send(
            name=name_of(letter),
            envelope_sender=message.envelope_sender,
            recipient=message.recipient,
            data=to_bytes(message),
            before_dot=lambda: _hand_off(letter, owner),
        )
    except NotOurTurn:
        return False
    except InDoubt as error:
        _settle(letter, owner, state=State.IN_DOUBT, smtp_text=error.text[:300])
    except Refused as error:
        _settle(letter, owner, state=State.FAILED, smtp_text=error.text[:300])
    except Deferred as error:
        _defer(letter, owner, error.text)
    else:
        _settle(letter, owner, state=State.ACCEPTED, sent_at=timezone.now(), smtp_text="")
        return True
    return False


def _hand_off(letter: ResidentLetter, owner: int) -> None:
    with acting_as(SENDER):
        held = ResidentLetter.objects.filter(pk=letter.pk, lease_owner=owner, state=State.LEASED)
        if not held.update(state=State.HANDING_OFF):
            raise NotOurTurn


def _settle(letter: ResidentLetter, owner: int, **outcome: object) -> None:
    with acting_as(SENDER):
        held = ResidentLetter.objects.filter(pk=letter.pk, lease_owner=owner)
        held.update(lease_owner=None, **outcome)


def _defer(letter: ResidentLetter, owner: int, why: str) -> None:
    now = timezone.now()
    late = now - letter.written_at > GIVE_UP
    wait = WAITS[min(letter.attempt, len(WAITS) - 1)]
    _settle(
        letter,
        owner,
        state=State.FAILED if late else State.PENDING,
        attempt=letter.attempt + 1,
        next_at=now + wait,
        smtp_text=why[:300],
    )
