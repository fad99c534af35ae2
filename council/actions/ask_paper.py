"""Asking for a PDF: a row, which a worker finds."""

import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from council import audit
from council.access import may_read_minutes, may_see_meetings, reader
from council.models import Meeting, Paper, User
from council.people import NotAllowed, demand
from council.wake import wake


def ask_paper(*, meeting: Meeting, kind: Paper.Kind, by: User, at: datetime.datetime) -> Paper:
    """Asking again while it is being made is asking once. Raises NotAllowed."""
    who = reader(by, on=localdate(at))
    demand(may_see_meetings(who))
    if kind != Paper.Kind.PACK:
        demand(may_read_minutes(who, meeting))
    if kind == Paper.Kind.INTERNAL_MINUTES and not who.keeps:
        raise NotAllowed(_("The internal version is for those who keep the minutes."))
    waiting = Paper.objects.filter(
        meeting=meeting, kind=kind, asked_by=by, made_at__isnull=True
    ).first()
    if waiting is None:
        waiting = Paper.objects.create(meeting=meeting, kind=kind, asked_by=by, asked_at=at)
        audit.record(verb="paper.asked", object_key=f"paper:{waiting.pk}", at=at)
    transaction.on_commit(lambda: wake("council.papers"))
    return waiting
