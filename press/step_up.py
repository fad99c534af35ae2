"""Acts that take more than being logged in: exports of lists, and whatever shares with others."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def confirmed_lately(view: View) -> View:
    """Lets pass who has said a password, a code or a passkey within the last five minutes.

    Anybody else confirms first and is led back, a post with what was posted. Stands in the place of
    `login_required`. `ACCOUNT_REAUTHENTICATION_TIMEOUT` says how long "lately" is.
    """
    asking = reauthentication_required(view)

    @wraps(view)
    def stepped(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        return login_required(asking)(request, *args, **parts)

    return stepped
