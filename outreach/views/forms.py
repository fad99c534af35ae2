"""The check of public forms, in place of a CSRF cookie.

A public form changes something for whoever holds its address, never for a logged-in member, so it
is enough that no other site can post it through a reader's browser.
"""

import ipaddress
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from outreach.subscriptions import TooOften

View = Callable[..., HttpResponseBase]
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def public_form(view: View) -> View:
    """Refuses a post from another site's page with 403."""

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        if request.method in UNSAFE and not _from_here(request):
            raise PermissionDenied(_("Go back and try again. If it happens again, tell us."))
        return view(request, *args, **parts)

    return checked


def too_often(error: TooOften) -> str:
    """Why a form was not taken, for who filled it in: at a form's head, with status 429."""
    if error.by_all:
        return _(
            "Very many people are filling in this form now. Try again in an hour, or telephone us."
        )
    return _(
        "This form was sent many times from your connection. Try again in an hour, or telephone us."
    )


def client_of(request: HttpRequest) -> str:
    """Where a request comes from, to count by and never to be kept; "" where nobody can say.

    In production that is what our proxy saw: the last entry, which no visitor can write. Of IPv6 a
    whole household's network.
    """
    if settings.HTTPS:
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    else:
        seen = request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return ""
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin in (settings.PORTAL_URL, _own_origin(request))


def _own_origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
