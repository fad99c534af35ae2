"""One transaction a request, around the whole response, in the role that the address demands.

Django's ATOMIC_REQUESTS wraps the view alone: a role set in a middleware would not reach it, and
templates would be rendered outside of it, as whoever the connection was.
"""

import uuid
from collections.abc import Callable

from django.db import OperationalError, transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from council import audit
from council.people import Person, Principal, Public, acting_as
from elbasan_council.middleware.workspace import in_workspace
from elbasan_council.views.errors import unavailable

Next = Callable[[HttpRequest], HttpResponse]
WITHOUT_DATABASE = ("/healthz",)


class RequestTransactionMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info in WITHOUT_DATABASE:
            return self.get_response(request)
        try:
            with audit.outliving(), acting_as(_principal(request)):
                response = self.get_response(request)
                _note_refusal(request, response)
                # A view's exception has become a response by now, so nothing else rolls back.
                if response.status_code >= 500:
                    transaction.set_rollback(True)
                if response.streaming and not isinstance(response, FileResponse):
                    response.close()
                    raise RuntimeError("A streamed body would be read outside the transaction.")
                return response
        except OperationalError:
            return unavailable(request)


def _note_refusal(request: HttpRequest, response: HttpResponseBase) -> None:
    """Somebody of the workspace was kept out, or asked for what is not there for them."""
    match = request.resolver_match
    if match is None or not in_workspace(request) or response.status_code not in (403, 404):
        return
    ids = [str(value) for value in match.kwargs.values() if isinstance(value, uuid.UUID)]
    audit.note(
        verb="access.refused" if response.status_code == 403 else "access.nothing_there",
        object_key=":".join([match.url_name or "", *ids])[:120],
        at=timezone.now(),
    )


def _principal(request: HttpRequest) -> Principal:
    """Who asks, before a session has been read."""
    return Person("") if in_workspace(request) else Public()
