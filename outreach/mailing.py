"""The door for letters to all subscribers: an edition goes in, the ledger answers."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from outreach.actions.freeze import freeze
from outreach.models import Delivery, DeliveryTally, Mailing, Subscriber
from outreach.tasks import wake_senders

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


def pause_everything() -> list[datetime.date]:
    """Stops all letters to subscribers; the months that it paused, for `resume`."""
    under_way = Mailing.objects.filter(state__in=(Mailing.State.READY, Mailing.State.SENDING))
    months = sorted(set(under_way.values_list("month", flat=True)))
    under_way.update(state=Mailing.State.PAUSED)
    return months


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
    mailings = list(Mailing.objects.filter(month=month))
    tallies = DeliveryTally.objects.filter(mailing__month=month)
    total: Counter[str] = Counter(dict.fromkeys(Delivery.State.values, 0))
    by_language: dict[str, Counter[str]] = {
        mailing.language: Counter(dict.fromkeys(Delivery.State.values, 0)) for mailing in mailings
    }
    for row in tallies.values("mailing__language", "state").annotate(sum=Sum("n")):
        total[row["state"]] += row["sum"]
        by_language[row["mailing__language"]][row["state"]] += row["sum"]
    states = [mailing.state for mailing in mailings]
    return Progress(
        state=next((state for state in ORDER if state in states), "none"),
        expected=sum(mailing.expected or 0 for mailing in mailings),
        counts=dict(total),
        by_language={language: dict(counts) for language, counts in by_language.items()},
    )


def last_error(month: datetime.date) -> str:
    """What a mail server last answered that was no yes, in its own words."""
    found: list[tuple[datetime.datetime, str]] = []
    for mailing in Mailing.objects.filter(month=month):
        troubled = mailing.deliveries.exclude(smtp_text="").exclude(state=Delivery.State.ACCEPTED)
        found += troubled.order_by("-next_at").values_list("next_at", "smtp_text")[:1]
    return max(found)[1] if found else ""


def wake() -> None:
    """Calls senders now instead of at the timetable's next call."""
    wake_senders()
