"""What is printed of a meeting: the invitation, the sign-in sheet, the chair's brief.

Papers of the council are in Albanian, whatever language the workspace speaks.
"""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from council import access, circulation
from council.models import Appointment, Meeting, Rule
from council.people import Allowed, Role, demand, holders_on
from council.views import brief as chairs_brief
from council.views.asking import reader_of
from languages import AUTHORITATIVE


@require_safe
@login_required
def invitation(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The open side only, whoever prints it: the paper goes through many hands."""
    who = reader_of(request)
    meeting = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    with translation.override(AUTHORITATIVE):
        items = [item for item in circulation.items_for(who, meeting) if item.open_title]
    day = timezone.localdate(meeting.starts_at)
    keeps = isinstance(access.may_keep_meetings(who), Allowed)
    context = {"items": items, "rule": Rule.on(day), "may_write": keeps, **_paper(meeting)}
    return render(request, "council/print/invitation.html", context)


@require_safe
@login_required
def sign_in_sheet(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    meeting = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    holders = list(seated(timezone.localdate(meeting.starts_at)))
    seats = {
        "members": [row for row in holders if row.seat and row.seat.voting],
        "observers": [row for row in holders if row.seat and row.seat.role == Role.OBSERVER],
    }
    told = {row.pk for rows in seats.values() for row in rows}
    seats["others"] = [row for row in holders if row.pk not in told]
    return render(request, "council/print/signin.html", {**seats, **_paper(meeting)})


@require_safe
@login_required
def brief(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    meeting = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    demand(access.may_read_brief(who))
    context = {"meeting": meeting, "brief": chairs_brief.brief_for(who, meeting)}
    return render(request, "council/print/brief.html", context)


def seated(day: datetime.date) -> Any:
    """Who holds a seat on a day, in the order of the seats."""
    return (
        holders_on(day)
        .filter(person__is_active=True)
        .select_related("seat", "agency", "person")
        .order_by("seat__order")
    )


def _paper(meeting: Meeting) -> dict[str, Any]:
    """The frame of an official paper: letterhead and language of its own."""
    return {
        "meeting": meeting,
        "chair": _chair(timezone.localdate(meeting.starts_at)),
        "ordinary": meeting.kind == Meeting.Kind.ORDINARY,
        "remote": meeting.mode != Meeting.Mode.IN_PERSON,
        "today": timezone.localdate(),
        "shell": translation.get_language() or AUTHORITATIVE,
        "language": AUTHORITATIVE,
        "direction": "ltr",
        "city": settings.CITY.names(AUTHORITATIVE),
    }


def _chair(day: datetime.date) -> Appointment | None:
    return seated(day).filter(role=Role.CHAIR).first()  # type: ignore[no-any-return]
