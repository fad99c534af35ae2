"""What stands in the address of a public record, and the answer for one that was withdrawn."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from languages import AUTHORITATIVE
from languages.addresses import address
from outreach.published_news import Withdrawn
from outreach.views.meeting import Speaker


class Code:
    """`k7m2p4x`: see `outreach.models.publishable`."""

    regex = "[a-z2-9]{7,8}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


_NUMBER = re.compile(r"[1-9][0-9]{0,4}")
_YEAR = re.compile(r"20[0-9]{2}")


def page_number(request: HttpRequest) -> int | None:
    """The page of a list that was asked for, the first by default; None for no such number."""
    asked = request.GET.get("faqe", "1")
    return int(asked) if _NUMBER.fullmatch(asked) else None


def year(request: HttpRequest) -> int | None:
    """The year that was asked for; None where none was. ValueError for what is no year."""
    asked = request.GET.get("viti", "")
    if asked and not _YEAR.fullmatch(asked):
        raise ValueError(asked)
    return int(asked) if asked else None


def moved(name: str, language: str, **parts: str) -> HttpResponse:
    """To the address with the slug of today; the code alone says what is meant."""
    return HttpResponsePermanentRedirect(address(name, language, **parts))


def gone(request: HttpRequest, withdrawn: Withdrawn, language: str, *, kind: str) -> HttpResponse:
    """410, with the public reason. `kind`: news or event."""
    reason = Speaker(language)(withdrawn.reason)
    context = {"at": withdrawn.at, "reason": reason, "kind": kind}
    return render(request, "outreach/withdrawn.html", context, status=410)


def missing(
    request: HttpRequest, name: str, title: str, *, kind: str, **parts: str
) -> HttpResponse:
    """A page in the chosen language that says that only Albanian is there, and leads to it."""
    context = {
        "kind": kind,
        "albanian_title": title,
        "albanian_url": address(name, AUTHORITATIVE, **parts),
        "only_in": {"none"},  # it is nobody's alternate
    }
    return render(request, "outreach/only_albanian.html", context)
