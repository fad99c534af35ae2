"""Public pages: which ones exist, told by whoever makes them, and how long they may be kept."""

import datetime
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page

from outreach.models import Page

View = Callable[..., HttpResponseBase]
SECONDS = 60


def put(
    *, key: str, language: str, address: str, title: str, text: str, at: datetime.datetime
) -> None:
    """Says that a page exists and what it says; again after a change."""
    Page.objects.update_or_create(
        key=key,
        language=language,
        defaults={"address": address, "title": title, "text": text, "changed_at": at},
    )


def withdraw(*, key: str, language: str = "") -> None:
    """In every language, or in one."""
    pages = Page.objects.filter(key=key)
    (pages.filter(language=language) if language else pages).delete()


def withdraw_language(*, key: str, language: str) -> None:
    """One language of a page goes; the others stay."""
    Page.objects.filter(key=key, language=language).delete()


def everything() -> list[tuple[str, str, str]]:
    """(key, language, address) of every page that was put."""
    rows = Page.objects.order_by("key", "language")
    return list(rows.values_list("key", "language", "address"))


def cacheable(view: View) -> View:
    """Compressed, and browsers and proxies may keep it for a minute: it is the same for everybody.

    Nothing on a public page is secret, so compressing it gives nothing away (BREACH).
    """

    @gzip_page
    @wraps(view)
    def kept(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
        response = view(request, *args, **parts)
        patch_cache_control(response, public=True, max_age=SECONDS)
        return response

    return kept
