"""A decision that was published is taken from the public pages, with the reason in its place."""

import datetime
from collections.abc import Mapping

from django.utils.timezone import localdate

from council import access
from council.actions.publish_facts import withdraw_fact
from council.models import Decision, PublishedFact
from council.people import User, demand


class NotThere(Exception):
    """Nothing of it is public, or not any more."""


def withdraw_decision(
    *, decision: Decision, reasons: Mapping[str, str], by: User, at: datetime.datetime
) -> None:
    """What was promised in it stays public for itself. `reasons`: by language.

    Raises NotAllowed, NotThere, languages.reasons.NoReason or languages.gate.RefusedByTheGate.
    """
    demand(access.may_publish(access.reader(by, on=localdate(at))))
    there = PublishedFact.objects.select_for_update().filter(withdrawn_at__isnull=True)
    if not decision.serial or not there.filter(key=decision.source_key).exists():
        raise NotThere
    withdraw_fact(key=decision.source_key, reasons=reasons, at=at)
