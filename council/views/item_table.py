"""Who came, left or stands aside at an item."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from council import access
from council.actions import running, take_attendance
from council.attending import sitting
from council.forms.holding import SeatsForm
from council.models import AgendaItem, Seat
from council.views.agenda_steps import leavers
from council.views.asking import reader_of
from council.views.holding import vote_stands
from council.views.holding_door import demand_keeper, for_members, item_of, refused
from council.views.item_forms import Forms, recusal_form, seats_form
from council.views.item_holding import address_of
from council.views.item_page import item_page


@require_POST
@for_members("item_hold")
def item_attendance(
    request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID
) -> HttpResponse:
    """From this item on: one seat by a tap, or all by the button."""
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    form = seats_form(item, sitting(item.meeting), request.POST)
    if not form.is_valid():
        demand_keeper(who)
        return _answer(request, who, item, form, 422)
    try:
        take_attendance.change_attendance(item=item, said=form.said, by=who.user, at=timezone.now())
    except take_attendance.VoteStands as error:
        form.add_error(None, vote_stands(error))
        return _answer(request, who, item, form, 409)
    except take_attendance.CannotSit:
        form.add_error(None, _("Nobody can sit there in this way. Load the page again."))
        return _answer(request, who, item, form, 422)
    except running.NotNow as error:
        form.add_error(None, refused(error))
        return _answer(request, who, item, form, 409)
    if request.headers.get("HX-Request"):
        return _answer(request, who, item, form, 200)
    messages.success(request, _("The attendance is saved."))
    return redirect(f"{address_of(item)}#attendance")


def _answer(
    request: HttpRequest, who: access.Reader, item: AgendaItem, form: SeatsForm, status: int
) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return item_page(request, who, item, Forms(seats=form), status=status)
    context = {
        "quorum": sitting(item.meeting).quorum(item),
        "errors": [line for lines in form.errors.values() for line in lines],
    }
    return render(request, "council/holding/quorum.html", context, status=status)


@require_POST
@for_members("item_hold")
def item_leave(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> HttpResponse:
    """Whoever may not stay for this item has left."""
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    seats = [place.seat.pk for place in leavers(item, sitting(item.meeting))]
    try:
        take_attendance.leave_the_room(item=item, seats=seats, by=who.user, at=timezone.now())
    except take_attendance.VoteStands as error:
        messages.error(request, vote_stands(error))
    except running.NotNow as error:
        messages.error(request, refused(error))
    else:
        messages.success(request, _("It is on record that they have left."))
    return redirect(address_of(item))


@require_POST
@for_members("item_hold")
def item_recuse(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    form = recusal_form(item, sitting(item.meeting), request.POST)
    if not form.is_valid():
        demand_keeper(who)
        return item_page(request, who, item, Forms(recusal=form), status=422)
    given = form.cleaned_data
    try:
        take_attendance.recuse(
            item=item,
            seat=given["seat"],
            reason=given["reason"],
            by=who.user,
            at=timezone.now(),
        )
    except take_attendance.VoteStands as error:
        form.add_error(None, vote_stands(error))
    except running.NotNow as error:
        form.add_error(None, refused(error))
    else:
        messages.success(request, _("The seat takes no part in this item."))
        return redirect(f"{address_of(item)}#attendance")
    return item_page(request, who, item, Forms(recusal=form), status=409)


@require_POST
@for_members("item_hold")
def item_take_part(
    request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID
) -> HttpResponse:
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    demand_keeper(who)
    seat = get_object_or_404(Seat, code=request.POST.get("seat", ""))
    try:
        take_attendance.take_part_again(item=item, seat=seat, by=who.user, at=timezone.now())
    except take_attendance.VoteStands as error:
        messages.error(request, vote_stands(error))
    except running.NotNow as error:
        messages.error(request, refused(error))
    return redirect(f"{address_of(item)}#attendance")
