"""Opening an account with an invitation's link."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from council.actions import accounts
from council.actions.appoint import ChairBegins
from council.forms.accounts import ROLE_NAMES, NewPasswordForm
from council.people import Role
from council.tokens import NotOurs, invitation_of


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing, so that a mail scanner cannot use the invitation up."""
    try:
        found = accounts.open_invitation(invitation_id=invitation_of(token), at=timezone.now())
    except (NotOurs, accounts.NoLongerValid):
        return render(request, "council/invitation_over.html", status=404)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = accounts.accept_invitation(
                invitation=found, password=form.cleaned_data["password"], at=timezone.now()
            )
        except ChairBegins:
            return render(request, "council/invitation_over.html", status=404)
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        # So that setting up a second factor does not ask for the password of a moment ago.
        record_authentication(request, user, method="password", reauthenticated=True)
        return redirect("workspace")
    status = 422 if form.errors else 200
    context = {"form": form, "invitation": found, "role": ROLE_NAMES[Role(found.role)]}
    return render(request, "council/invitation.html", context, status=status)
