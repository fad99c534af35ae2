"""An hour for publication, and the tick that does what is due: rows first, messages only wake."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from bulletins import reasons
from bulletins.access import may_release, may_stop
from bulletins.actions import letters
from bulletins.actions.publish import NotReady, editions_to_publish, publish_editions
from bulletins.models import Bulletin, Release
from bulletins.models.release import GRACE, HOLD
from council import audit
from council.people import System, User, acting_as, demand

RELEASER = System("releaser")


class AlreadyScheduled(Exception):
    """Another release of the month waits."""


class TooSoon(Exception):
    """The hour leaves no time to stop it."""


def schedule(
    *,
    bulletin: Bulletin,
    languages: Sequence[str],
    due_at: datetime.datetime | None,
    by: User,
    at: datetime.datetime,
) -> Release:
    """Publication at an hour; without one, as soon as the hold is over.

    Raises NotAllowed, TooSoon, AlreadyScheduled, or publish.NotReady with every reason.
    """
    demand(may_release(by, on=localdate(at)))
    due_at = due_at or at + HOLD
    if due_at < at + HOLD:
        raise TooSoon
    editions = editions_to_publish(bulletin.month, languages)
    if all(edition.published_at for edition in editions):
        raise NotReady([reasons.ALL_PUBLISHED])
    try:
        with transaction.atomic():
            release = Release.objects.create(
                bulletin=bulletin,
                languages=list(languages),
                due_at=due_at,
                asked_by=by,
                asked_at=at,
            )
    except IntegrityError:
        raise AlreadyScheduled from None
    audit.record(verb="release.scheduled", object_key=f"release:{release.pk}", at=at)
    return release


def stop_release(*, release: Release, reason: str, by: User, at: datetime.datetime) -> bool:
    """Whether it could still be stopped. Raises NotAllowed."""
    demand(may_stop(by, on=localdate(at)))
    held = Release.objects.select_for_update(of=("self",)).get(pk=release.pk)
    if held.state != Release.State.WAITING:
        return False
    _settle(
        held, Release.State.STOPPED, at, reason=reason.strip() or reasons.STOPPED_BY_HAND, by=by
    )
    return True


def release_due(*, at: datetime.datetime) -> None:
    """Publishes what is due and stops, from the hold on, what may no longer be published.

    Safe to run twice and at the same time.
    """
    with acting_as(RELEASER):
        due = Release.objects.filter(state=Release.State.WAITING, due_at__lte=at + HOLD)
        found = list(due.values_list("pk", flat=True))
    for release_id in found:
        with acting_as(RELEASER):
            _step(release_id, at)


def _step(release_id: uuid.UUID, at: datetime.datetime) -> None:
    free = Release.objects.select_for_update(skip_locked=True, of=("self",))
    release = free.filter(pk=release_id, state=Release.State.WAITING).first()
    if release is None:
        return
    try:
        editions = editions_to_publish(release.bulletin.month, release.languages)
        if at < release.due_at:
            return
        if at > release.due_at + GRACE:
            _settle(release, Release.State.MISSED, at, reason=reasons.TOO_LATE)
            return
        if all(edition.pdf_name for edition in editions):
            publish_editions(editions=editions, at=at)
            _settle(release, Release.State.PUBLISHED, at)
    except NotReady as error:
        _settle(release, Release.State.STOPPED, at, reason="\n".join(error.reasons))


def _settle(
    release: Release,
    state: Release.State,
    at: datetime.datetime,
    *,
    reason: str = "",
    by: User | None = None,
) -> None:
    release.state, release.settled_at = state, at
    release.reason, release.stopped_by = reason, by
    release.save(update_fields=["state", "settled_at", "reason", "stopped_by"])
    audit.record(verb=f"release.{state}", object_key=f"release:{release.pk}", at=at)
    if by is None and state != Release.State.PUBLISHED:
        letters.tell(
            people=letters.responsible(release, at),
            kind=letters.STOPPED,
            about=f"{release.bulletin}",
            at=at,
        )
