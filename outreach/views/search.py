"""Search over everything public. What somebody looks for is kept nowhere."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from languages import AUTHORITATIVE, LANGUAGES, direction, own_name
from languages.addresses import address
from outreach.forms.search import SearchForm
from outreach.pages import cacheable
from outreach.searching import A_PAGE, Answer, Asked, only_in_albanian, search


@require_safe
@cacheable
def look(request: HttpRequest, language: str) -> HttpResponse:
    """Two queries beside those of every page."""
    form = SearchForm(request.GET.get("q", ""))
    valid = form.is_valid()
    typed = form["q"].value() or ""
    context: dict[str, Any] = {
        "form": form,
        "typed": typed,
        "languages": _languages(language, typed),
    }
    asked = form.cleaned_data.get("asked") if valid else None
    if asked:
        context |= _found(asked, language, typed, _page(request))
    response = render(request, "outreach/search.html", context, status=200 if valid else 422)
    response["X-Robots-Tag"] = "noindex"
    return response


def _found(asked: Asked, language: str, typed: str, page: int) -> dict[str, Any]:
    answer = search(asked, language, page=page)
    if page > 1 and not answer.hits:
        raise Http404
    in_albanian = (
        only_in_albanian(asked, language)
        if language != AUTHORITATIVE and page == 1
        else Answer((), 0)
    )
    return {
        "asked": asked,
        "answer": answer,
        "in_albanian": in_albanian,
        "first": (page - 1) * A_PAGE + 1,
        "number": page,
        "total": answer.pages,
        "previous_url": _address(language, typed, page - 1) if page > 1 else "",
        "next_url": _address(language, typed, page + 1) if page < answer.pages else "",
        "albanian_url": _address(AUTHORITATIVE, typed),
    }


def _page(request: HttpRequest) -> int:
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdecimal() and 0 < int(number[:6]) < 1000):
        raise Http404
    return int(number)


def _address(language: str, typed: str, page: int = 1) -> str:
    said = {"q": typed} | ({"page": str(page)} if page > 1 else {})
    return f"{address('search', language)}?{urlencode(said)}"


def _languages(current: str, typed: str) -> list[dict[str, Any]]:
    """The same question in the other languages."""
    return [
        {
            "code": code,
            "own_name": own_name(code),
            "direction": direction(code),
            "url": _address(code, typed) if typed else address("search", code),
            "current": code == current,
        }
        for code in LANGUAGES
    ]
