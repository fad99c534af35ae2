"""The language of a page comes from its address alone.

Django's own LocaleMiddleware also reads cookies and Accept-Language, says so in `Vary`, and answers
404 for the default language's prefix.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.http import escape_leading_slashes

from languages import AUTHORITATIVE
from languages.addresses import language_of

Next = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        prefix = f"/{AUTHORITATIVE}"
        if request.path_info == prefix or request.path_info.startswith(f"{prefix}/"):
            return _without(prefix, request)
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            response = self.get_response(request)
        if "Content-Language" not in response:
            response["Content-Language"] = language
        return response


def _without(prefix: str, request: HttpRequest) -> HttpResponse:
    rest = request.get_full_path()[len(prefix) :]
    address = rest if rest.startswith("/") else f"/{rest}"
    return HttpResponsePermanentRedirect(escape_leading_slashes(address))
