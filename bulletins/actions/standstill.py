"""The switch that stops everything: nothing is published and nothing mailed while it is on."""

import datetime

from django.utils.timezone import localdate

from bulletins.access import may_stop
from bulletins.models import Release, Standstill
from bulletins.reasons import SWITCHED_OFF
from council import audit
from council.people import User, demand
from outreach import mailing


class AlreadySo(Exception):
    """It is on, or off, as was asked."""


def standing_still() -> Standstill | None:
    """The standstill that holds now."""
    return Standstill.objects.select_related("began_by").filter(ended_at__isnull=True).first()


def stand_still(*, reason: str, by: User, at: datetime.datetime) -> Standstill:
    """Stops what is scheduled and pauses letters under way. Raises NotAllowed or AlreadySo."""
    demand(may_stop(by, on=localdate(at)))
    if standing_still():
        raise AlreadySo
    made = Standstill.objects.create(
        began_by=by,
        began_at=at,
        reason=reason.strip(),
        paused=[f"{month:%Y-%m-%d}" for month in mailing.pause_everything(at=at)],
    )
    Release.objects.filter(state=Release.State.WAITING).update(
        state=Release.State.STOPPED, settled_at=at, stopped_by=by, reason=SWITCHED_OFF
    )
    audit.record(verb="publication.switched_off", object_key=f"standstill:{made.pk}", at=at)
    return made


def go_on(*, by: User, at: datetime.datetime) -> None:
    """Letters that it paused go on; what was scheduled waits for a new hour.

    Raises NotAllowed or AlreadySo.
    """
    demand(may_stop(by, on=localdate(at)))
    standstill = standing_still()
    if standstill is None:
        raise AlreadySo
    standstill.ended_by, standstill.ended_at = by, at
    standstill.save(update_fields=["ended_by", "ended_at"])
    mailing.let_everything_go(datetime.date.fromisoformat(month) for month in standstill.paused)
    audit.record(verb="publication.switched_on", object_key=f"standstill:{standstill.pk}", at=at)
