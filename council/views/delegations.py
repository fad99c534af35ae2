"""Who approves in the chair's place, and until when."""

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from council import access
from council.actions import delegate as acts
from council.forms.people import DelegationForm
from council.models import User
from council.people import Allowed, demand
from council.views.asking import reader_of

REFUSALS = (acts.Reversed, acts.InThePast, acts.NotFit, acts.AlreadyDelegated)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delegations(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    who = reader_of(request)
    demand(access.may_see_delegations(who))
    is_chair = isinstance(access.may_delegate(who), Allowed)
    form = None
    if is_chair or request.method == "POST":
        demand(access.may_delegate(who))
        form = DelegationForm(
            request.POST if request.method == "POST" else None,
            people=access.delegates(who),
            language=translation.get_language() or "sq",
        )
    if form is not None and request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            acts.delegate(
                to=given["person"],
                from_date=given["from_date"],
                to_date=given["to_date"],
                by=user,
                at=timezone.now(),
            )
        except REFUSALS as trouble:
            form.say(trouble)
        else:
            messages.success(request, _("Delegated. On these days this person approves too."))
            return redirect("delegations")
    rows = access.visible_delegations(who).select_related("delegate", "appointment__person")
    context = {
        "form": form,
        "rows": [
            {
                "delegation": row,
                "over": row.revoked_at is not None or row.to_date < who.on,
                "may_revoke": is_chair,
            }
            for row in rows
        ],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "council/delegations.html", context, status=status)


@require_POST
@login_required
def revoke(request: HttpRequest, delegation_id: uuid.UUID) -> HttpResponse:
    user = cast(User, request.user)
    who = reader_of(request)
    found = get_object_or_404(access.visible_delegations(who), pk=delegation_id)
    acts.revoke_delegation(delegation=found, by=user, at=timezone.now())
    messages.success(request, _("The delegation is taken back."))
    return redirect("delegations")
