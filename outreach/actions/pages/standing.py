"""Pages that are always there: what they say is read from them as a resident reads it."""

import logging

import lxml.html
from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve
from django.utils import translation

from council.people import Public, acting_as
from languages import LANGUAGES
from languages.addresses import address
from outreach.actions.pages.wanted import Pages, Wanted
from press.html import text_of

log = logging.getLogger("portal.pages")

WHOLE = (
    *("help", "council", "press", "contact", "accessibility", "privacy", "subscribe", "feedback"),
    *("feedback-results", "mistake"),
)
"""Read to the end."""
LISTS = ("home", "news", "events", "decisions", "questions", "bulletins", "site-map")
"""What stands in these lists has pages of its own: of them the name and the description count."""
NAMES = (*LISTS, *WHOLE)


def of_standing_pages() -> Pages:
    """Those that answer, and that search engines may keep."""
    for name in NAMES:
        for language in LANGUAGES:
            place = address(name, language)
            page = _read(place, language)
            if page is not None:
                description = "".join(page.xpath("//meta[@name='description']/@content"))
                text = _text(page, language) if name in WHOLE else ""
                yield Wanted(name, language, place, _title(page), f"{description}\n{text}".strip())


def _read(place: str, language: str) -> lxml.html.HtmlElement | None:
    try:
        with translation.override(language), acting_as(Public()):
            found = resolve(place)
            request = _visit(place)
            request.resolver_match = found
            response = found.func(request, *found.args, **found.kwargs)
    except Exception:
        # One broken page must not keep the others from being found.
        log.exception("a standing page could not be read: %s", place)
        return None
    if response.status_code != 200:
        return None
    page = lxml.html.document_fromstring(response.content)
    robots = " ".join(page.xpath("//meta[@name='robots']/@content"))
    return None if "noindex" in robots else page


def _visit(place: str) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", place, place
    request.META = {"SERVER_NAME": settings.PORTAL_HOST, "SERVER_PORT": "443"}
    return request


def _title(page: lxml.html.HtmlElement) -> str:
    """The headline as it is written once in the page's head, without the council's name."""
    headings = page.xpath("//main//h1") or page.xpath("//title")
    return " ".join(headings[0].text_content().split()) if headings else ""


def _text(page: lxml.html.HtmlElement, language: str) -> str:
    """The words of its main part that are in its own language."""
    for part in page.xpath("//main//*[@lang]"):
        if part.get("lang") != language:
            part.drop_tree()
    return "\n".join(text_of(main) for main in page.xpath("//main"))
