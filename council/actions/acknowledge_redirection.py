"""A mechanism has said that it has what was led to it: yes or no, and the day."""

import datetime

from django.utils.timezone import localdate

from council import access, audit
from council.models import Redirection, User
from council.people import demand


def acknowledge_redirection(*, redirection: Redirection, by: User, at: datetime.datetime) -> None:
    """Once; a second time changes nothing. Raises NotAllowed."""
    today = localdate(at)
    demand(access.may_acknowledge(access.reader(by, on=today), redirection))
    waiting = Redirection.objects.filter(pk=redirection.pk, acknowledged_date__isnull=True)
    if waiting.update(acknowledged_date=today):
        key = f"redirection:{redirection.pk}"
        audit.record(verb="redirection.acknowledged", object_key=key, at=at)
