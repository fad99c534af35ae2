"""Counts what of the public pages was read, also where the answer was kept or not sent again.

Outside of everything that may answer in a page's place, and after the answer is made.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from outreach import reach

Next = Callable[[HttpRequest], HttpResponse]


class ReachMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        reach.count_visit(request, status=response.status_code)
        return response
