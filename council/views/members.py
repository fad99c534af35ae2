"""Accounts: who has one, whom the secretary invites, whose ends."""

import datetime
import uuid
from typing import Any, cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import access
from council.actions import accounts
from council.forms.accounts import ROLE_NAMES, InvitationForm
from council.models import FactorReset, User
from council.people import Allowed, Role, appointed_on, demand
from council.views.asking import reader_of


@require_safe
@login_required
def members(request: HttpRequest) -> HttpResponse:
    user, today = cast(User, request.user), timezone.localdate()
    demand(access.may_see_members(reader_of(request)))
    people = list(access.visible_accounts(user, on=today).order_by("title"))
    now = timezone.now()
    return render(
        request,
        "council/members.html",
        {
            "people": _rows(user, people, today),
            "invitations": [
                {
                    "invitation": row,
                    "role": ROLE_NAMES[Role(row.role)],
                    "late": row.expires_at < now,
                }
                for row in access.visible_invitations(user, on=today)
                if not (row.accepted_at or row.revoked_at)
            ],
            "may_invite": isinstance(access.may_invite(user, on=today), Allowed),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invite(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    demand(access.may_invite(user, on=timezone.localdate()))
    language = translation.get_language() or "sq"
    posted = request.POST if request.method == "POST" else None
    form = InvitationForm(posted, language=language)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            accounts.invite(**{**given, "role": Role(given["role"])}, by=user, at=timezone.now())
        except accounts.AlreadyThere:
            form.add_error("email", _("This address has an account or an open invitation."))
        else:
            messages.success(
                request, _("The invitation is on its way to %(email)s.") % {"email": given["email"]}
            )
            return redirect("members")
    status = 422 if form.errors else 200
    return render(request, "council/invite.html", {"form": form}, status=status)


@require_POST
@login_required
def revoke(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    user = cast(User, request.user)
    invitations = access.visible_invitations(user, on=timezone.localdate())
    invitation = get_object_or_404(invitations, pk=invitation_id)
    accounts.revoke_invitation(invitation=invitation, by=user, at=timezone.now())
    messages.success(request, _("The invitation no longer opens anything."))
    return redirect("members")


@require_POST
@login_required
def deactivate(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    user, person = _person(request, user_id)
    accounts.deactivate(person=person, by=user, at=timezone.now())
    messages.success(request, _("The account is closed and logged out everywhere."))
    return redirect("members")


@require_POST
@login_required
def reopen(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    user, person = _person(request, user_id)
    accounts.reopen(person=person, by=user, at=timezone.now())
    messages.success(request, _("The account is open again."))
    return redirect("members")


@require_POST
@login_required
def ask_factor_reset(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    user, person = _person(request, user_id)
    accounts.ask_factor_reset(person=person, by=user, at=timezone.now())
    messages.success(request, _("Now the other of the two must confirm."))
    return redirect("members")


@require_POST
@login_required
def confirm_factor_reset(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    user, person = _person(request, user_id)
    reset = get_object_or_404(FactorReset, person=person, confirmed_at=None)
    accounts.confirm_factor_reset(reset=reset, by=user, at=timezone.now())
    messages.success(request, _("The second factor is gone; a new one is asked for at login."))
    return redirect("members")


def _person(request: HttpRequest, user_id: uuid.UUID) -> tuple[User, User]:
    """Who asks, and about whom; who may not see the account gets the answer for none."""
    user = cast(User, request.user)
    people = access.visible_accounts(user, on=timezone.localdate())
    return user, get_object_or_404(people, pk=user_id)


def _rows(user: User, people: list[User], today: datetime.date) -> list[dict[str, Any]]:
    """Each account with its roles and what the reader may do about it; four queries in all."""
    language = translation.get_language() or "sq"
    roles: dict[uuid.UUID, list[str]] = {}
    for row in appointed_on(today).filter(person__in=people).select_related("agency"):
        agency = getattr(row.agency, f"name_{language}") or row.agency.name_sq
        roles.setdefault(row.person_id, []).append(f"{ROLE_NAMES[Role(row.role)]}, {agency}")
    with_factor = set(
        Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values_list(
            "user_id", flat=True
        )
    )
    resets = {row.person_id: row for row in FactorReset.objects.filter(confirmed_at=None)}
    mine = access.account_powers(user, on=today)
    return [
        {
            "person": person,
            "roles": roles.get(person.pk, []),
            "has_factor": person.pk in with_factor,
            "reset": resets.get(person.pk),
            "may_deactivate": mine.deactivate and person.pk != user.pk,
            "may_reset": mine.reset_factor and person.pk in with_factor and person.pk != user.pk,
            "may_renew": mine.renew_password and person.is_active and person.pk != user.pk,
            "asked_by_me": person.pk in resets and resets[person.pk].asked_by_id == user.pk,
        }
        for person in people
    ]
