"""My account: language, second factor, sessions."""

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from council.actions import sessions
from council.models import User
from council.people import needs_second_factor
from council.views.asking import reader_of


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    factors = Authenticator.objects.filter(user=user)
    kinds = {factor.type: factor for factor in factors}
    codes = kinds.get(Authenticator.Type.RECOVERY_CODES)
    return render(
        request,
        "council/account.html",
        {
            "needs_factor": needs_second_factor(user, timezone.localdate()),
            "totp": kinds.get(Authenticator.Type.TOTP),
            "passkeys": [row for row in factors if row.type == Authenticator.Type.WEBAUTHN],
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
            "at_table": reader_of(request).at_table,
            "sessions": sessions.open_sessions(user, this_key=request.session.session_key or ""),
        },
    )


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    sessions.end_sessions(user, but=request.session.session_key or "")
    messages.success(request, _("You are logged out everywhere else."))
    return redirect("account")


@require_POST
@login_required
def end_session(request: HttpRequest, handle: str) -> HttpResponse:
    """One of one's own; of anybody else's it knows nothing."""
    try:
        sessions.end_session(person=cast(User, request.user), handle=handle)
    except sessions.NoSuchSession:
        raise Http404 from None
    if handle == sessions.handle_of(request.session.session_key or ""):
        logout(request)
        return redirect("account_login")
    messages.success(request, _("That device is logged out."))
    return redirect("account")


@require_POST
@login_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """The language of the workspace and of letters to me."""
    user = cast(User, request.user)
    chosen = request.POST.get("language", "")
    if chosen in ("sq", "en"):
        User.objects.filter(pk=user.pk).update(language=chosen)
        request.session["language"] = chosen
    return redirect("account")
