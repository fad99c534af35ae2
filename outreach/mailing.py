"""The door for letters to all subscribers: an edition goes in, the ledger answers."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from council.people import Allowed, User
from languages import LANGUAGES
from outreach.access import may_see_progress
from outreach.actions.freeze import freeze
from outreach.actions.late_issue import hold_while
from outreach.actions.send_trials import NoSeeds as NoSeeds
from outreach.actions.send_trials import TooManyTrials as TooManyTrials
from outreach.actions.send_trials import ask_trial
from outreach.models import Delivery, DeliveryTally, Mailing, SeedAddress, SendingPace, Subscriber
from outreach.wake import wake_senders, wake_trials

OPEN = (Mailing.State.READY, Mailing.State.SENDING, Mailing.State.PAUSED)
ORDER = (*OPEN, Mailing.State.DONE, Mailing.State.CANCELLED)
"""From the least finished state to the most."""
DOCUMENT_BYTES = 300_000
"""Mail servers take four thirds of it, many times over."""


@dataclass(frozen=True)
class Letter:
    """The bodies carry press.mail's slots in place of a person's own links."""

    subject: str
    text: str
    html: str
    archive_url: str
    content_hash: str
    document: Path | None = None
    """The PDF, for who wants it with the letter; a larger one than DOCUMENT_BYTES stays a link."""


@dataclass(frozen=True)
class Progress:
    """A month's letters, from the ledger. `state` is the least finished mailing's, or "none"."""

    state: str
    expected: int
    counts: Mapping[str, int]
    by_language: Mapping[str, Mapping[str, int]]
    states: Mapping[str, str]
    """Of each language its least finished mailing's."""
    expected_in: Mapping[str, int]

    @property
    def waiting(self) -> int:
        """Letters that a sender could still do something for without anybody's help."""
        return sum(self.counts[state] for state in ("pending", "leased", "handing_off"))


def recipients() -> Mapping[str, int]:
    """How many confirmed subscribers there are in each language."""
    there = Subscriber.objects.filter(confirmed_at__isnull=False, left_at__isnull=True)
    there = there.exclude(paused_until__gt=timezone.localdate())
    return {row["language"]: row["n"] for row in there.values("language").annotate(n=Count("pk"))}


def is_mailed(*, month: datetime.date, language: str) -> bool:
    """Whether a letter of the month is out or on its way: a corrected edition writes to nobody."""
    known = Mailing.objects.filter(month=month, language=language)
    return known.exclude(state=Mailing.State.CANCELLED).exists()


def start(
    *, month: datetime.date, language: str, edition: int, letter: Letter, at: datetime.datetime
) -> None:
    """Freezes the recipients of one language and lets senders begin. Safe to repeat.

    A month is mailed once: a later, corrected edition is published without another letter. After a
    withdrawal the corrected edition goes to everybody: to who has the wrong one in their inbox, and
    to whose letter was called off. Raises actions.freeze.CountsDiffer.
    """
    known = Mailing.objects.filter(month=month, language=language)
    if is_mailed(month=month, language=language) or known.filter(edition__gte=edition).exists():
        return
    mailing = Mailing.objects.create(
        month=month,
        language=language,
        edition=edition,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        archive_url=letter.archive_url,
        content_hash=letter.content_hash,
        document=_below_var(letter.document),
        dated_at=at,
    )
    freeze(mailing=mailing, at=at)
    transaction.on_commit(wake_senders)


def _below_var(document: Path | None) -> str:
    """Where a document lies that may come with a letter, for every process; else ""."""
    try:
        if document is None or document.stat().st_size > DOCUMENT_BYTES:
            return ""
        return str(document.relative_to(settings.PORTAL_VAR))
    except OSError:
        return ""


def pause(*, month: datetime.date) -> None:
    """Stops before the next letter of each sender."""
    Mailing.objects.filter(month=month, state=Mailing.State.SENDING).update(
        state=Mailing.State.PAUSED
    )


def call_off(*, month: datetime.date, language: str) -> None:
    """What it announces is withdrawn: letters that have not gone out never will, and those that
    have no longer count as the month's letter."""
    withdrawn = Mailing.objects.filter(month=month, language=language)
    withdrawn.update(state=Mailing.State.CANCELLED)
    Delivery.objects.filter(
        mailing__in=withdrawn, state__in=(Delivery.State.PENDING, Delivery.State.DEFERRED)
    ).update(state=Delivery.State.CANCELLED)


def pause_everything(*, at: datetime.datetime) -> list[datetime.date]:
    """Stops all letters to subscribers, until `let_everything_go`; the months that it paused."""
    SendingPace.objects.update_or_create(pk=1, defaults={"halted_at": at})
    under_way = Mailing.objects.filter(state__in=(Mailing.State.READY, Mailing.State.SENDING))
    months = sorted(set(under_way.values_list("month", flat=True)))
    under_way.update(state=Mailing.State.PAUSED)
    return months


def nothing_goes_while(holds: Callable[[], bool]) -> None:
    """Asked before a mailing that was done is taken up again for somebody late; at start-up."""
    hold_while(holds)


def let_everything_go(months: Iterable[datetime.date]) -> None:
    """After `pause_everything`: what it paused goes on; what somebody had paused before does not."""
    SendingPace.objects.update(halted_at=None)
    for month in months:
        resume(month=month)


def resume(*, month: datetime.date) -> None:
    Mailing.objects.filter(month=month, state=Mailing.State.PAUSED).update(
        state=Mailing.State.SENDING
    )
    transaction.on_commit(wake_senders)


def retry(*, month: datetime.date) -> None:
    """Letters that wait for another try are due now: somebody has mended what kept them back."""
    Delivery.objects.filter(mailing__month=month, state=Delivery.State.DEFERRED).update(
        state=Delivery.State.PENDING, next_at=timezone.now()
    )
    transaction.on_commit(wake_senders)


def progress(month: datetime.date) -> Progress:
    found = Mailing.objects.filter(month=month)
    of: dict[str, list[Mailing]] = {}
    for mailing in found.only("language", "state", "expected"):
        of.setdefault(mailing.language, []).append(mailing)
    languages: list[str] = [code for code in LANGUAGES if code in of]
    counts = {code: Counter(dict.fromkeys(Delivery.State.values, 0)) for code in languages}
    tallies = DeliveryTally.objects.filter(mailing__month=month)
    for row in tallies.values("mailing__language", "state").annotate(sum=Sum("n")):
        counts[row["mailing__language"]][row["state"]] += row["sum"]
    expected = {code: sum(one.expected or 0 for one in of[code]) for code in languages}
    states = {code: _least_finished(one.state for one in of[code]) for code in languages}
    return Progress(
        state=_least_finished(states.values()),
        expected=sum(expected.values()),
        counts={
            state: sum(own[state] for own in counts.values()) for state in Delivery.State.values
        },
        by_language={code: dict(own) for code, own in counts.items()},
        states=states,
        expected_in=expected,
    )


def _least_finished(states: Iterable[str]) -> str:
    there = set(states)
    return next((state for state in ORDER if state in there), "none")


def last_error(month: datetime.date) -> str:
    """What a mail server last answered that was no yes, in its own words."""
    found: list[tuple[datetime.datetime, str]] = []
    for mailing in Mailing.objects.filter(month=month).only("pk"):
        troubled = mailing.deliveries.exclude(smtp_text="").exclude(state=Delivery.State.ACCEPTED)
        found += troubled.order_by("-next_at").values_list("next_at", "smtp_text")[:1]
    return max(found)[1] if found else ""


def wake() -> None:
    """Calls senders now instead of at the timetable's next call."""
    wake_senders()


# Trial letters and pages -------------------------------------------------------------------------


def send_test(
    *, month: datetime.date, language: str, letter: Letter, by: User, at: datetime.datetime
) -> int:
    """The letter as it stands, to each of our own addresses, marked as a test in its subject.

    Nothing of it enters the ledger, and its links unsubscribe nobody. How many letters wait for a
    worker. Raises NotAllowed, NoSeeds or TooManyTrials.
    """
    with translation.override(language):
        subject = _("[Test] %(subject)s") % {"subject": letter.subject}
    count = ask_trial(
        month=month,
        language=language,
        subject=subject,
        text=letter.text,
        html=letter.html,
        archive_url=letter.archive_url,
        by=by,
        at=at,
    )
    transaction.on_commit(wake_trials)
    return count


def has_seeds() -> bool:
    return SeedAddress.objects.exists()


def progress_page(month: datetime.date, *, user: User, on: datetime.date) -> str:
    """The address of the page that shows how a month's letters go; "" where there are none, or for
    whom may not see it."""
    if not Mailing.objects.filter(month=month).exists():
        return ""
    if not isinstance(may_see_progress(user, on=on), Allowed):
        return ""
    return reverse("letters_month", kwargs={"month": month})
