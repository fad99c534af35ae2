"""A meeting as it is held: opened, attendance taken, from item to item, closed."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from council import access
from council.actions import hold_meeting, running, take_attendance
from council.attending import Place, Sitting, sitting
from council.circulation import items_for
from council.forms.holding import ChairForm, SeatsForm, name_of
from council.models import AgendaItem, Appointment, Decision, Meeting, Presence
from council.people import Role, appointed_on
from council.views.agenda_steps import steps_of
from council.views.asking import reader_of
from council.views.holding_door import demand_keeper, for_members, may_keep, meeting_of, refused


@require_safe
@for_members("meeting_hold")
def meeting_hold(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    return _page(request, who, meeting_of(who, meeting_id))


@require_POST
@for_members("meeting_hold")
def meeting_open(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    meeting = meeting_of(who, meeting_id)
    form = ChairForm(request.POST, chairs=_chairs(meeting))
    if not form.is_valid():
        demand_keeper(who)
        return _page(request, who, meeting, chair=form, status=422)
    chair = form.cleaned_data["chair"]
    return _done(
        request,
        meeting,
        lambda: hold_meeting.open_meeting(
            meeting=meeting, chair=chair, by=who.user, at=timezone.now()
        ),
        _("The meeting is open."),
    )


@require_POST
@for_members("meeting_hold")
def meeting_close(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    meeting = meeting_of(who, meeting_id)
    return _done(
        request,
        meeting,
        lambda: hold_meeting.close_meeting(meeting=meeting, by=who.user, at=timezone.now()),
        _("The meeting is closed. Items that were still open are carried over."),
    )


@require_POST
@for_members("meeting_hold")
def meeting_reopen(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    meeting = meeting_of(who, meeting_id)
    return _done(
        request,
        meeting,
        lambda: hold_meeting.reopen_meeting(meeting=meeting, by=who.user, at=timezone.now()),
        _("The meeting goes on."),
    )


@require_POST
@for_members("meeting_hold")
def meeting_attendance(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """One seat by a tap, or all of them by the button; `rest` says it of who is not recorded."""
    who = reader_of(request)
    meeting = meeting_of(who, meeting_id)
    now = sitting(meeting)
    form = _seats_form(meeting, now, request.POST)
    if not form.is_valid():
        demand_keeper(who)
        return _answer(request, who, meeting, form, status=422)
    said = form.said
    if request.POST.get("rest") == Presence.PRESENT:
        said |= _rest_of(now, said)
    try:
        take_attendance.take_attendance(meeting=meeting, said=said, by=who.user, at=timezone.now())
    except take_attendance.VoteStands as error:
        form.add_error(None, vote_stands(error))
        return _answer(request, who, meeting, form, status=409)
    except take_attendance.CannotSit:
        form.add_error(None, _("Nobody can sit there in this way. Load the page again."))
        return _answer(request, who, meeting, form, status=422)
    except running.NotNow as error:
        form.add_error(None, refused(error))
        return _answer(request, who, meeting, form, status=409)
    if not request.headers.get("HX-Request"):
        messages.success(request, _("The attendance is saved."))
        return redirect("meeting_hold", meeting_id=meeting.pk)
    return _answer(request, who, meeting, form)


def vote_stands(error: take_attendance.VoteStands) -> str:
    return _(
        "A vote was taken on “%(title)s” with other voting seats. "
        "Record the change from the next item on."
    ) % {"title": error.item.open_title or error.item.closed_title}


def _rest_of(now: Sitting, said: dict[int, Any]) -> dict[int, take_attendance.Said]:
    """Everybody who holds a seat and is not recorded."""
    return {
        place.seat.pk: take_attendance.Said(Presence.PRESENT)
        for place in now.places
        if place.holder and place.seat.pk not in now.opening and place.seat.pk not in said
    }


def _done(request: HttpRequest, meeting: Meeting, call: Any, sentence: str) -> HttpResponse:
    try:
        call()
    except hold_meeting.CannotChair:
        messages.error(request, _("Choose somebody who sits at the table that day."))
    except running.NotNow as error:
        messages.error(request, refused(error))
    else:
        messages.success(request, sentence)
    return redirect("meeting_hold", meeting_id=meeting.pk)


def _answer(
    request: HttpRequest, who: access.Reader, meeting: Meeting, form: SeatsForm, status: int = 200
) -> HttpResponse:
    """To a tap only the line that changed; to a form the page."""
    if not request.headers.get("HX-Request"):
        return _page(request, who, meeting, seats=form, status=status)
    return render(
        request,
        "council/holding/quorum.html",
        {
            "quorum": sitting(meeting).quorum(None),
            "errors": [line for lines in form.errors.values() for line in lines],
        },
        status=status,
    )


def _page(
    request: HttpRequest,
    who: access.Reader,
    meeting: Meeting,
    *,
    chair: ChairForm | None = None,
    seats: SeatsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    now = sitting(meeting)
    form = seats or _seats_form(meeting, now)
    convened = meeting.state == Meeting.State.CONVENED
    items = items_for(who, meeting)
    open_decisions = access.visible_decisions(who).filter(
        meeting=meeting, state=Decision.State.PROPOSED
    )
    return render(
        request,
        "council/holding/meeting.html",
        {
            "meeting": meeting,
            "may_keep": may_keep(who),
            "running": convened and meeting.opened_at is not None,
            "convened": convened,
            "may_reopen": meeting.state == Meeting.State.HELD and meeting.opened_at is not None,
            "chair_form": chair or _chair_form(meeting),
            "chair_seat": meeting.chair and meeting.chair.seat and name_of(meeting.chair.seat),
            "form": chair or form,
            "seats_form": form,
            "seats": _rows(now, form),
            "quorum": now.quorum(None),
            "rule": now.rule,
            "items": items,
            "steps": steps_of(who, meeting, now, items),
            "left_open": sum(item.state == AgendaItem.State.OPEN for item in items),
            "undecided": open_decisions.count(),
        },
        status=status,
    )


def _rows(now: Sitting, form: SeatsForm) -> list[dict[str, Any]]:
    return [
        {
            "place": place,
            "name": name_of(place.seat),
            "field": form[f"seat-{place.seat.pk}"] if place.holder else None,
        }
        for place in now.places
    ]


def _seats_form(meeting: Meeting, now: Sitting, posted: Any = None) -> SeatsForm:
    def said(place: Place) -> str:
        row = now.opening.get(place.seat.pk)
        if row is None or row.state != Presence.SUBSTITUTE:
            return row.state if row else ""
        return f"{row.state}:{row.appointment_id}"

    return SeatsForm(posted, places=now.places, mode=meeting.mode, said=said, which_substitute=True)


def _chair_form(meeting: Meeting) -> ChairForm:
    chairs = _chairs(meeting)
    first = next((row for row in chairs if row.role == Role.CHAIR), None)
    return ChairForm(chairs=chairs, initial={"chair": first})


def _chairs(meeting: Meeting) -> QuerySet[Appointment]:
    """The chair, and who may sit in a voting seat that day: somebody may have to stand in."""
    at_table = Q(seat__voting=True) | Q(role=Role.CHAIR)
    day = timezone.localdate(meeting.starts_at)
    found = appointed_on(day).filter(at_table).select_related("seat", "person")
    return found.order_by("seat__order", "from_date", "pk")
