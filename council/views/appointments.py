"""Appointing, standing in, ending, correcting, confirming: the secretary's, and a second person's."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from council import access
from council.actions import appoint as acts
from council.forms.people import (
    AppointmentForm,
    DatesForm,
    EndForm,
    SubstituteForm,
    name_of,
)
from council.models import Appointment, Seat, User
from council.people import Role, demand
from council.views.asking import reader_of

DAY = datetime.timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def appoint(request: HttpRequest) -> HttpResponse:
    user, who = _keeper(request)
    posted = request.POST if request.method == "POST" else None
    form = AppointmentForm(
        posted, people=_choosable(who), language=_language(), initial=_asked_for(request, who)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = _tried(
            form,
            lambda: acts.appoint(
                **{**given, "role": Role(given["role"])}, by=user, at=timezone.now()
            ),
        )
        if made is not None:
            messages.success(request, _("Appointed. Who was logged in signs in again."))
            return _back(made)
    return _page(request, form, _("Appoint somebody"), _("Appoint"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def substitute(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    user, who = _keeper(request)
    holder = _appointment(who, key)
    if holder.seat is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    people = _choosable(who).exclude(pk=holder.person_id)
    form = SubstituteForm(
        posted,
        people=people,
        language=_language(),
        initial={"from_date": max(who.on, holder.from_date)},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = _tried(
            form,
            lambda: acts.appoint_substitute(holder=holder, **given, by=user, at=timezone.now()),
        )
        if made is not None:
            messages.success(request, _("The substitute is appointed."))
            return _back(made)
    return _page(request, form, _("Appoint a substitute"), _("Appoint"), holder)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def dates(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    user, who = _keeper(request)
    found = _appointment(who, key)
    demand(access.may_appoint(who, found.person))
    posted = request.POST if request.method == "POST" else None
    form = DatesForm(posted, initial={"from_date": found.from_date, "to_date": found.to_date})
    if request.method == "POST" and form.is_valid():
        changed = _tried(
            form,
            lambda: acts.change_dates(
                appointment=found, **form.cleaned_data, by=user, at=timezone.now()
            ),
        )
        if changed is not None:
            messages.success(request, _("The days are changed."))
            return _back(found)
        found = _appointment(who, key)
    return _page(request, form, _("Change the days"), _("Save"), found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def end(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    user, who = _keeper(request)
    found = _appointment(who, key)
    posted = request.POST if request.method == "POST" else None
    form = EndForm(posted, initial={"to_date": who.on})
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["to_date"]
        ended = _tried(
            form,
            lambda: acts.end_appointment(
                appointment=found, last_day=last_day, by=user, at=timezone.now()
            ),
        )
        if ended is not None:
            if found.person_id == user.pk:
                logout(request)
                return redirect("account_login")
            messages.success(request, _("The appointment ends on its last day."))
            return _back(found)
    return _page(request, form, _("End the appointment"), _("End it"), found)


@require_POST
@login_required
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    user, who = _keeper(request)
    found = _appointment(who, key)
    answer = _back(found)
    try:
        acts.withdraw_appointment(appointment=found, by=user, at=timezone.now())
    except acts.HasBegun:
        messages.error(request, _("It has begun. End it instead."))
    else:
        messages.success(request, _("The appointment is taken back."))
    return answer


@require_POST
@login_required
def confirm(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The second person: from now on the seat reads what is closed."""
    user = cast(User, request.user)
    who = reader_of(request)
    found = _appointment(who, key)
    acts.confirm_appointment(appointment=found, by=user, at=timezone.now())
    messages.success(request, _("Confirmed. This seat now reads what is closed."))
    return redirect("people")


def _keeper(request: HttpRequest) -> tuple[User, access.Reader]:
    user = cast(User, request.user)
    who = reader_of(request)
    demand(access.may_keep_people(who))
    return user, who


def _appointment(who: access.Reader, key: uuid.UUID) -> Appointment:
    """Who may not see it gets the answer for none."""
    rows = access.visible_appointments(who)
    related = ("person", "agency", "seat", "substitute_for__person")
    return get_object_or_404(rows.select_related(*related), key=key)


def _choosable(who: access.Reader) -> Any:
    people = access.visible_accounts(who.user, on=who.on).filter(is_active=True)
    return people.exclude(pk=who.user.pk).order_by("title")


def _tried(form: Any, call: Callable[[], Any]) -> Any:
    """What the act returned (True for nothing); None where it was refused, said in the form."""
    try:
        done = call()
    except acts.Impossible as trouble:
        form.say(trouble)
        return None
    return True if done is None else done


def _asked_for(request: HttpRequest, who: access.Reader) -> dict[str, Any]:
    """A vacant seat's link says which one."""
    asked: dict[str, Any] = {"from_date": who.on}
    seat = Seat.objects.filter(code=request.GET.get("seat", "")).first()
    if seat is not None:
        asked |= {"seat": seat.pk, "agency": seat.agency_id, "role": seat.role}
    return asked


def _back(row: Appointment) -> HttpResponse:
    return redirect("seat", code=row.seat.code) if row.seat else redirect("people")


def _page(
    request: HttpRequest, form: Any, title: str, button: str, row: Appointment | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "page_title": title,
        "button": button,
        "appointment": row,
        "seat_name": name_of(row.seat, _language()) if row and row.seat else "",
    }
    status = 422 if form.errors else 200
    return render(request, "council/appointment_form.html", context, status=status)


def _language() -> str:
    return translation.get_language() or "sq"
