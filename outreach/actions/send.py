"""Sending what is due: claim, hand over, note what came of it.

One letter at a time is out of our hands without an answer: while it waits for the server, the sender
only prepares the next one on a second connection. The ledger is told of several letters at once, in
one commit that accepts the last ones and announces the next; how far those are stands in the sender's
notes. So a killed sender leaves one letter in doubt at the most (decision 10).
"""

import datetime
import logging
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from council.people import System, standing_as
from languages.addresses import address
from outreach import pacing, sender_notes
from outreach.actions.claim import (
    Answered,
    Held,
    claim,
    finish_mailings,
    give_back,
    hand_off,
    next_due,
    take_back,
    take_from_the_dead,
)
from outreach.actions.resolve import resolve_what_the_relay_knows
from outreach.actions.suppress import suppress
from outreach.models import Delivery, Mailing
from outreach.tokens import message_mark, preferences_token, return_path, stop_token
from press.addresses import fenced_off
from press.handover import Deferred, Handover, InDoubt, Refused, open_handover
from press.mail import Document, Message, PreparedLetter, Slots, Spliced
from press.senders import sender

SENDER = System("sender")
log = logging.getLogger("portal.send")
SECONDS = 60
"""How long one call lasts at the most; then the next one goes on."""
WAITS_FOR = datetime.timedelta(seconds=2)
"""A letter that is due so soon is waited for; a later one is the next call's."""
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
GIVE_UP = datetime.timedelta(hours=48)
FRESH = 0.5
"""Seconds after which an announced letter is announced again: so a stopped mailing is noticed."""
QUICK = 0.2
"""Where the letters announced last took no longer, twice as many are announced next, else half."""
KEPT = 12
"""How many mailings' encoded bodies a process keeps."""


class ServerIsAway(Exception):
    """Nobody takes letters at the moment."""


def send_due_letters() -> int:
    """Sends for up to a minute; how many letters were accepted.

    Raises press.handover.MisconfiguredEmail.
    """
    until = time.monotonic() + SECONDS
    with ExitStack() as open_now:
        pair = [
            open_now.enter_context(open_handover(settings.EMAIL_URL, settings.OUTBOX))
            for _ in range(2)
        ]
        owner = open_now.enter_context(sender())
        notes = open_now.enter_context(sender_notes.keeping(owner))
        open_now.enter_context(standing_as(SENDER))
        take_from_the_dead()
        resolve_what_the_relay_knows(at=timezone.now())
        hands = _Hands(owner, notes, *pair)
        try:
            _work(hands, owner, until)
        except ServerIsAway:
            pass
        finally:
            hands.settle()
            give_back(owner=owner)
        finish_mailings(at=timezone.now())
    return hands.accepted


def _work(hands: "_Hands", owner: int, until: float) -> None:
    while time.monotonic() < until:
        batch = claim(owner=owner, at=timezone.now())
        if not batch:
            hands.settle()
            if not _is_due_soon(until):
                return
        for number, held in enumerate(batch, start=1):
            if time.monotonic() > until:
                return
            hands.take(held, batch[number : number + sender_notes.AT_ONCE])


def _is_due_soon(until: float) -> bool:
    """Sleeps until the next letter's turn, where that is a matter of seconds."""
    now = timezone.now()
    due = next_due(after=now)
    if due is None or due - now > WAITS_FOR:
        return False
    wait = (due - now).total_seconds()
    # At least a moment: another sender may be holding what is due.
    time.sleep(min(max(wait, 0.05), max(until - time.monotonic(), 0)))
    return True


class _Hands:
    """Two connections that take turns."""

    def __init__(
        self, owner: int, notes: sender_notes.Notes, one: Handover, other: Handover
    ) -> None:
        self.accepted = 0
        self._owner = owner
        self._notes = notes
        self._free, self._busy = one, other
        self._waits: Held | None = None
        """The letter on the busy connection whose answer has not been read."""
        self._answered: list[Answered] = []
        """What was accepted since the ledger last heard of it."""
        self._announced: set[int] = set()
        """Letters that the ledger believes to be ending, and that are not ended yet."""
        self._announced_at = 0.0
        self._at_once = 1
        self._later: Counter[str] = Counter()
        """How often in a row a domain has answered "later"."""
        self._resting: set[str] = set()
        """Domains that want no more letters now."""

    def take(self, held: Held, ahead: Sequence[Held]) -> None:
        """Sends a letter, or notes why not. `ahead` are those that follow. Raises ServerIsAway."""
        if held.leaves:
            self._settle(held, state=Delivery.State.SUPPRESSED)
        elif fenced_off(held.domain):
            reason = "A demonstration writes to example domains only."
            self._settle(held, state=Delivery.State.FAILED, smtp_text=reason)
        elif held.domain in self._resting:
            self._settle(held, state=Delivery.State.PENDING, attempt=F("attempt") - 1)
        elif spliced := self._splice(held):
            self._hand_over(held, spliced, ahead)

    def settle(self) -> None:
        """Waits for the last answer and tells the ledger everything."""
        self._read_answer()
        hand_off(owner=self._owner, accepted=self._answered, ids=[])
        self._answered.clear()
        take_back(owner=self._owner, ids=self._announced)
        self._announced.clear()

    def _splice(self, held: Held) -> Spliced | None:
        try:
            return _of(held.mailing_id).of(held).splice(_slots(held))
        except ValueError as error:
            # One address that no letter can carry must not keep all the others waiting.
            self._settle(held, state=Delivery.State.FAILED, smtp_text=str(error)[:300])
            return None

    def _hand_over(self, held: Held, spliced: Spliced, ahead: Sequence[Held]) -> None:
        try:
            self._free.begin(
                name=str(held.id),
                envelope_sender=spliced.envelope_sender,
                recipient=spliced.recipient,
                data=spliced.data,
            )
        except (Deferred, Refused) as error:
            self._not_taken(held, error)
            return
        try:
            self._read_answer()
            may_go = self._may_go(held, ahead)
            if may_go:
                self._notes.ends(held.id, held.attempt)
        except BaseException:
            self._free.abandon()
            raise
        if not may_go:
            self._free.abandon()
            return
        self._free.dot()
        self._announced.discard(held.id)
        self._waits = held
        self._free, self._busy = self._busy, self._free

    def _read_answer(self) -> None:
        """Of the letter that waits for one: what is no yes is settled here."""
        held, self._waits = self._waits, None
        if held is None:
            return
        try:
            answer = self._busy.answer()
        except InDoubt as error:
            self._settle(held, state=Delivery.State.IN_DOUBT, smtp_text=error.text[:300])
        except (Deferred, Refused) as error:
            self._not_taken(held, error)
        else:
            self._answered.append(Answered(held.id, answer.code, answer.queue_id))
            self._notes.answered(held.id, held.attempt, answer.code, answer.queue_id)
            self.accepted += 1
            self._later.pop(held.domain, None)

    def _may_go(self, held: Held, ahead: Sequence[Held]) -> bool:
        """Whether the letter is still ours to send; announced before its end goes out."""
        now = time.monotonic()
        if held.id in self._announced and now - self._announced_at < FRESH:
            return True
        if not self._announced and now - self._announced_at < QUICK:
            self._at_once = min(self._at_once * 2, self._notes.at_once)
        else:
            self._at_once = max(self._at_once // 2, 1)
        ids = [held.id, *(each.id for each in ahead[: self._at_once - 1])]
        announced = hand_off(owner=self._owner, accepted=self._answered, ids=ids)
        self._answered.clear()
        if no_longer := self._announced - announced:
            take_back(owner=self._owner, ids=no_longer)
        self._announced, self._announced_at = announced, now
        return held.id in announced

    def _not_taken(self, held: Held, error: Deferred | Refused) -> None:
        now = timezone.now()
        said: dict[str, Any] = {"smtp_code": error.code or None, "smtp_text": error.text[:300]}
        if isinstance(error, Deferred):
            self._defer(held, now=now, **said)
            if error.stage == "connect":
                raise ServerIsAway
            # A full mailbox (4.2) is its reader's matter, anything else the whole domain's.
            if error.code // 100 == 4 and not error.status.startswith("4.2"):
                self._slow_down(held.domain, error.text, now)
        elif error.status.startswith("5.7"):
            # It is us that it does not trust: no reader is given up for it.
            self._resting.add(held.domain)
            pacing.hold(held.domain, reason=error.text, at=now)
            self._defer(held, now=now, **said)
        else:
            self._settle(held, state=Delivery.State.FAILED, **said)
            if error.stage == "recipient" and error.status.startswith("5.1") and held.subscriber_id:
                suppress(subscriber_id=held.subscriber_id, reason="bounced", at=now)

    def _slow_down(self, domain: str, reason: str, now: datetime.datetime) -> None:
        self._later[domain] += 1
        if self._later[domain] >= pacing.LATERS:
            self._resting.add(domain)
            pacing.slow_down(domain, reason=reason, at=now)

    def _defer(self, held: Held, *, now: datetime.datetime, **said: object) -> None:
        late = now - (held.added_at or _of(held.mailing_id).started_at) > GIVE_UP
        wait = WAITS[min(held.attempt, len(WAITS)) - 1]
        state = Delivery.State.FAILED if late else Delivery.State.DEFERRED
        self._settle(held, state=state, next_at=now + wait, **said)

    def _settle(self, held: Held, **outcome: object) -> None:
        mine = Delivery.objects.filter(pk=held.id, lease_owner=self._owner)
        mine.update(lease_owner=None, **outcome)
        self._announced.discard(held.id)


@dataclass(frozen=True, slots=True)
class _Prepared:
    letter: PreparedLetter
    with_document: PreparedLetter | None
    language: str
    started_at: datetime.datetime

    def of(self, held: Held) -> PreparedLetter:
        return (self.with_document if held.wants_document else None) or self.letter


_prepared: dict[uuid.UUID, _Prepared] = {}


def _of(mailing_id: uuid.UUID) -> _Prepared:
    """The mailing's letter with both bodies encoded once in the life of a process."""
    if mailing_id not in _prepared:
        if len(_prepared) >= KEPT:
            _prepared.clear()
        mailing = Mailing.objects.get(pk=mailing_id)
        assert mailing.started_at, "a frozen mailing has begun"
        message = message_of(mailing)
        document = _document_of(mailing)
        _prepared[mailing_id] = _Prepared(
            PreparedLetter.prepare(message),
            PreparedLetter.prepare(replace(message, document=document)) if document else None,
            mailing.language,
            mailing.started_at,
        )
    return _prepared[mailing_id]


def _document_of(mailing: Mailing) -> Document | None:
    """Where it cannot be read, the letter has the link to it that every letter has."""
    path = Path(settings.PORTAL_VAR) / mailing.document
    try:
        return Document(path.name, path.read_bytes()) if mailing.document else None
    except OSError as error:
        log.warning("letters go without their document: %s", error.strerror)
        return None


def message_of(mailing: Mailing) -> Message:
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


def _slots(held: Held) -> Slots:
    city = settings.CITY
    assert held.subscriber_id is not None, "a letter has a reader"
    language = _of(held.mailing_id).language
    stop = address("stop", language, token=stop_token(held.subscriber_id))
    preferences = address("preferences", language, token=preferences_token(held.subscriber_id))
    return Slots(
        recipient=held.address,
        envelope_sender=f"{return_path(held.id)}@{city.domain}",
        message_id=f"<{message_mark(held.mailing_id, held.subscriber_id)}@{city.domain}>",
        unsubscribe_url=settings.PORTAL_URL + stop,
        unsubscribe_mailto=f"mailto:{city.email}?subject=stop",
        preferences_url=settings.PORTAL_URL + preferences,
        date=held.added_at,
    )
