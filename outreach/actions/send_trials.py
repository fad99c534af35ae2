"""Trial letters: a month's letter in our own inboxes before anybody else has it.

They are no part of the month's ledger. One that is sent twice because a worker was killed does no
harm: its readers are us.
"""

import datetime
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import connection
from django.utils import timezone

from council import audit
from council.people import System, User, acting_as, demand
from languages.addresses import address
from outreach.access import may_send
from outreach.actions.send import message_of
from outreach.models import Mailing, SeedAddress, Trial, TrialLetter
from outreach.tokens import stop_token
from press.addresses import fenced_off, normalise
from press.handover import Deferred, Handover, InDoubt, Refused, open_handover
from press.mail import PreparedLetter, Slots

SENDER = System("trials")
MOST_SEEDS = 10
MOST_TRIALS = 12
"""Letters (a language each) that may be tried within an hour."""
KEPT = datetime.timedelta(days=14)
NOBODY = uuid.UUID(int=0)
"""Whom the links of a trial letter name: they work, and nobody is unsubscribed by them."""
_LOCK = 0x747269616C73  # one sender of trials at a time


class NoSeeds(Exception):
    """Nobody has entered an address to send to."""


class TooManyTrials(Exception):
    """Enough were sent within the hour."""


def keep_seeds(*, addresses: Iterable[str], by: User, at: datetime.datetime) -> None:
    """These and no others, each checked before. Raises NotAllowed."""
    demand(may_send(by, on=timezone.localdate(at)))
    wanted = {normalise(typed)[0] for typed in addresses}
    assert len(wanted) <= MOST_SEEDS, "the form counts them"
    SeedAddress.objects.exclude(address__in=wanted).delete()
    SeedAddress.objects.bulk_create(
        [SeedAddress(address=each) for each in sorted(wanted)], ignore_conflicts=True
    )
    audit.record(verb="seeds.kept", object_key=f"seeds:{len(wanted)}", at=at)


def ask_trial(
    *,
    month: datetime.date,
    language: str,
    subject: str,
    text: str,
    html: str,
    archive_url: str,
    by: User,
    at: datetime.datetime,
) -> int:
    """Writes one letter to each of our own addresses, for a worker to send; how many.

    Raises NotAllowed, NoSeeds or TooManyTrials.
    """
    demand(may_send(by, on=timezone.localdate(at)))
    seeds = list(SeedAddress.objects.values_list("address", flat=True))
    if not seeds:
        raise NoSeeds
    Trial.objects.filter(asked_at__lt=at - KEPT).delete()
    hour_ago = at - datetime.timedelta(hours=1)
    if Trial.objects.filter(asked_at__gt=hour_ago).count() >= MOST_TRIALS:
        raise TooManyTrials
    trial = Trial.objects.create(
        month=month,
        language=language,
        subject=subject,
        text=text,
        html=html,
        archive_url=archive_url,
        asked_at=at,
    )
    TrialLetter.objects.bulk_create(TrialLetter(trial=trial, address=each) for each in seeds)
    audit.record(verb="trial.asked", object_key=f"trial:{trial.pk}", at=at)
    return len(seeds)


def send_trials() -> int:
    """Sends what waits; how many were taken. Another worker that does it already is left to it.

    Raises press.handover.MisconfiguredEmail.
    """
    with acting_as(SENDER):
        if not TrialLetter.objects.filter(state=TrialLetter.State.WAITING).exists():
            return 0
    if not _locked():
        return 0
    try:
        with open_handover(settings.EMAIL_URL, settings.OUTBOX) as handover:
            return _send_waiting(handover)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _locked() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _send_waiting(handover: Handover) -> int:
    """No transaction is open while a server is talked to."""
    with acting_as(SENDER):
        waiting = TrialLetter.objects.filter(state=TrialLetter.State.WAITING)
        letters = list(waiting.select_related("trial").order_by("pk"))
    prepared: dict[uuid.UUID, PreparedLetter] = {}
    taken = 0
    for letter in letters:
        outcome = _outcome(letter, prepared, handover)
        with acting_as(SENDER):
            TrialLetter.objects.filter(pk=letter.pk).update(**outcome)
        taken += outcome["state"] == TrialLetter.State.SENT
    return taken


def _outcome(
    letter: TrialLetter, prepared: dict[uuid.UUID, PreparedLetter], handover: Handover
) -> dict[str, object]:
    """One try is enough: whoever looks into the inbox sees on the page what the server said."""
    failed = {"state": TrialLetter.State.FAILED}
    if fenced_off(letter.address.rpartition("@")[2]):
        return {**failed, "smtp_text": "A demonstration writes to example domains only."}
    try:
        if letter.trial_id not in prepared:
            prepared[letter.trial_id] = _prepared(letter.trial)
        spliced = prepared[letter.trial_id].splice(_slots(letter))
        handover.send(
            name=f"trial-{letter.pk}",
            envelope_sender=spliced.envelope_sender,
            recipient=spliced.recipient,
            data=spliced.data,
        )
    except (Deferred, Refused) as error:
        return {**failed, "smtp_code": error.code or None, "smtp_text": error.text[:300]}
    except (InDoubt, ValueError) as error:
        return {**failed, "smtp_text": str(error)[:300]}
    return {"state": TrialLetter.State.SENT, "sent_at": timezone.now()}


def _prepared(trial: Trial) -> PreparedLetter:
    return PreparedLetter.prepare(
        message_of(
            Mailing(
                month=trial.month,
                language=trial.language,
                subject=trial.subject,
                text=trial.text,
                html=trial.html,
                archive_url=trial.archive_url,
                dated_at=trial.asked_at,
            )
        )
    )


def _slots(letter: TrialLetter) -> Slots:
    city, language = settings.CITY, letter.trial.language
    return Slots(
        recipient=letter.address,
        envelope_sender=city.email,
        message_id=f"<trial-{letter.trial_id.hex}-{letter.pk}@{city.domain}>",
        unsubscribe_url=settings.PORTAL_URL + address("stop", language, token=stop_token(NOBODY)),
        unsubscribe_mailto=f"mailto:{city.email}?subject=stop",
        preferences_url=settings.PORTAL_URL + address("home", language),
    )
