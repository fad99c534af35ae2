"""The office stops a month's letters, lets them go on, or calls them off.

A sender asks how its mailing stands before each letter, so each of these holds within a second.
"""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from outreach import pacing
from outreach.access import may_send
from outreach.models import Delivery, DomainPace, Mailing, SendingPace
from outreach.wake import wake_cancelling, wake_senders

STEERED = (Mailing.State.READY, Mailing.State.SENDING, Mailing.State.PAUSED)
WAITS = (Delivery.State.PENDING, Delivery.State.DEFERRED)


class NothingToDo(Exception):
    """No mailing, letter or domain is in a state for it (any more)."""


class Halted(Exception):
    """Publication is switched off as a whole: letters go on when it is on again."""


def pause(
    *, month: datetime.date, languages: Collection[str], by: User, at: datetime.datetime
) -> None:
    """Raises NotAllowed or NothingToDo."""
    demand(may_send(by, on=localdate(at)))
    sending = Mailing.objects.filter(month=month, state=Mailing.State.SENDING)
    _change(sending, languages, to=Mailing.State.PAUSED, verb="mailing.paused", at=at)


def resume(
    *, month: datetime.date, languages: Collection[str], by: User, at: datetime.datetime
) -> None:
    """Raises NotAllowed, Halted or NothingToDo."""
    demand(may_send(by, on=localdate(at)))
    if SendingPace.objects.filter(halted_at__isnull=False).exists():
        raise Halted
    paused = Mailing.objects.filter(month=month, state=Mailing.State.PAUSED)
    _change(paused, languages, to=Mailing.State.SENDING, verb="mailing.resumed", at=at)
    transaction.on_commit(wake_senders)


def call_off(
    *, month: datetime.date, languages: Collection[str], by: User, at: datetime.datetime
) -> None:
    """Letters that have not gone out never will; who has one keeps it.

    Senders stop at once. The letters themselves are settled by a worker, so that nobody waits
    here for a hundred thousand rows. Raises NotAllowed or NothingToDo.
    """
    demand(may_send(by, on=localdate(at)))
    under_way = Mailing.objects.filter(month=month, state__in=STEERED)
    _change(under_way, languages, to=Mailing.State.CANCELLED, verb="mailing.called_off", at=at)
    transaction.on_commit(wake_cancelling)


def _change(
    mailings: QuerySet[Mailing],
    languages: Collection[str],
    *,
    to: Mailing.State,
    verb: str,
    at: datetime.datetime,
) -> None:
    chosen = mailings.filter(language__in=languages).select_for_update()
    keys = {mailing.pk: f"mailing:{mailing}" for mailing in chosen.defer("html", "text")}
    if not keys:
        raise NothingToDo
    Mailing.objects.filter(pk__in=keys).update(state=to)
    audit.record_each(
        verb=verb, object_keys=[key.replace(" ", ":") for key in keys.values()], at=at
    )


def cancel_the_rest() -> int:
    """What waits in a mailing that was called off is cancelled. Safe to repeat."""
    called_off = Mailing.objects.filter(state=Mailing.State.CANCELLED).values("pk")
    waiting = Delivery.objects.filter(mailing__in=called_off, state__in=WAITS)
    return waiting.update(state=Delivery.State.CANCELLED)


def try_now(*, month: datetime.date, by: User, at: datetime.datetime) -> int:
    """Letters that wait for another try are due now. Raises NotAllowed or NothingToDo."""
    demand(may_send(by, on=localdate(at)))
    waiting = Delivery.objects.filter(
        mailing__month=month, mailing__state__in=STEERED, state=Delivery.State.DEFERRED
    )
    due = waiting.update(state=Delivery.State.PENDING, next_at=at, has_slot=False)
    if not due:
        raise NothingToDo
    audit.record(verb="mailing.tried_now", object_key=f"mailing:{month:%Y-%m}", at=at)
    transaction.on_commit(wake_senders)
    return due


def let_go(*, domain: str, by: User, at: datetime.datetime) -> None:
    """A domain that was slowed down or held gets letters again. Raises NotAllowed, NothingToDo."""
    demand(may_send(by, on=localdate(at)))
    found = DomainPace.objects.filter(pk__in=[row.pk for row in pacing.troubled(at=at)])
    row = found.filter(domain=domain).first()
    if row is None:
        raise NothingToDo
    pacing.let_go(domain)
    audit.record(verb="domain.let_go", object_key=f"domain:{row.pk}", at=at)
    transaction.on_commit(wake_senders)
