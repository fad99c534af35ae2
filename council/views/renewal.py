"""A forgotten password: the secretary sends a link, and whoever holds it sets a new one."""

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from council import access
from council.actions import renew_password
from council.forms.accounts import NewPasswordForm
from council.models import User
from council.tokens import NotOurs, renewal_of


@require_POST
@login_required
def send_renewal(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    user, now = cast(User, request.user), timezone.now()
    people = access.visible_accounts(user, on=timezone.localdate(now))
    person = get_object_or_404(people, pk=user_id)
    try:
        renew_password.send_renewal(person=person, by=user, at=now)
    except renew_password.AccountClosed:
        messages.error(request, _("The account is closed. Open it again first."))
    else:
        messages.success(
            request, _("A link for a new password is on its way to %(email)s.") % _address(person)
        )
    return redirect("members")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def renewal(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing, so that a mail scanner cannot use the link up."""
    try:
        found = renew_password.open_renewal(renewal_id=renewal_of(token), at=timezone.now())
    except (NotOurs, renew_password.NoLongerValid):
        return render(request, "council/renewal_over.html", status=404)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        renew_password.renew_password(
            renewal=found, password=form.cleaned_data["password"], at=timezone.now()
        )
        messages.success(request, _("The new password holds. Sign in with it."))
        return redirect("account_login")
    status = 422 if form.errors else 200
    return render(request, "council/renewal.html", {"form": form, "renewal": found}, status=status)


def _address(person: User) -> dict[str, str]:
    return {"email": person.email}
