"""Public pages may be kept by browsers and proxies for a minute; they are the same for everybody."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

View = Callable[..., HttpResponseBase]
SECONDS = 60


def cacheable(view: View) -> View:
    @wraps(view)
    def kept(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        response = view(request, *args, **parts)
        patch_cache_control(response, public=True, max_age=SECONDS)
        return response

    return kept
