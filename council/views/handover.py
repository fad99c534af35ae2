"""Somebody leaves: what they hold, whom to ask, and who takes over."""

import datetime
import uuid
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council import access
from council.actions import appoint, hand_over
from council.forms.accounts import ROLE_NAMES
from council.forms.people import HandoverForm, name_of
from council.models import Appointment, User
from council.people import Role, demand

REFUSALS = (appoint.Impossible, hand_over.NoSuccessor, hand_over.StillNeeded)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handover(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    user, now = cast(User, request.user), timezone.now()
    who = access.reader(user, on=timezone.localdate(now))
    people = access.visible_accounts(user, on=who.on)
    person = get_object_or_404(people, pk=user_id)
    demand(access.may_keep_people(who))
    form = _form(request, who, person)
    if request.method == "POST" and form.is_valid():
        given = {"close_account": False, **form.cleaned_data}
        try:
            hand_over.hand_over(person=person, **given, by=user, at=now)
        except REFUSALS as trouble:
            form.say(trouble)
        else:
            messages.success(request, _("Handed over."))
            if person.pk == user.pk:
                logout(request)
                return redirect("account_login")
            return redirect("people")
    language = translation.get_language() or "sq"
    held = hand_over.held_by(person, who=who, at=now)
    context = {
        "person": person,
        "held": held,
        "roles": [_role(row, language) for row in held.appointments],
        "colleagues": [_role(row, language) for row in held.colleagues],
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "council/handover.html", context, status=status)


def _form(request: HttpRequest, who: access.Reader, person: User) -> HandoverForm:
    people = access.visible_accounts(who.user, on=who.on).filter(is_active=True)
    form = HandoverForm(
        request.POST if request.method == "POST" else None,
        people=people.exclude(pk__in=(who.user.pk, person.pk)).order_by("title"),
        language=translation.get_language() or "sq",
        initial={"from_date": who.on + datetime.timedelta(days=1)},
    )
    if person.pk == who.user.pk or not person.is_active:
        del form.fields["close_account"]
    return form


def _role(row: Appointment, language: str) -> dict[str, Any]:
    return {
        "appointment": row,
        "person": row.person,
        "role": ROLE_NAMES[Role(row.role)],
        "agency": name_of(row.agency, language),
        "seat": name_of(row.seat, language) if row.seat_id and row.seat else "",
    }
