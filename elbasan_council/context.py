"""What every page knows: its language, its other languages, the city, the help lines."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from bulletins.access import AUTHORS as BULLETIN_AUTHORS
from council import access
from council.people import Allowed, Answer, Role
from council.views.asking import reader_of
from elbasan_council.middleware.workspace import SPOKEN, in_workspace
from languages import AUTHORITATIVE, LANGUAGES, direction, own_name
from languages.addresses import address
from languages.locales import OPEN_GRAPH
from outreach import published as outreach
from outreach.access import APPROVERS as NEWSROOM
from outreach.access import BOARD_READERS, HELP_KEEPERS, IMPACT_READERS, QUESTION_READERS
from outreach.access import OBSERVERS as LETTER_OBSERVERS
from outreach.access import SETTLERS as MISTAKE_SETTLERS
from outreach.corrections import corrections_of
from outreach.schema_org import organization


@dataclass(frozen=True)
class LanguageLink:
    code: str
    own_name: str
    direction: str
    url: str
    current: bool


@dataclass(frozen=True)
class Alternate:
    hreflang: str
    url: str
    locale: str = ""
    """As the Open Graph protocol writes it; empty for the default."""


@dataclass(frozen=True)
class Entry:
    title: str
    url: str
    current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    language = translation.get_language() or AUTHORITATIVE
    workspace = in_workspace(request)
    addresses = {} if workspace else _same_page(request)
    own = addresses.get(language)
    who = _reader(request) if workspace else None
    return {
        "language": language,
        "direction": direction(language),
        "city": settings.CITY.names(language),
        "demonstration": settings.DEMONSTRATION,
        "portal_url": settings.PORTAL_URL,
        "canonical_url": settings.PORTAL_URL + own if own else "",
        "alternates": _alternates(addresses),
        "og_locale": OPEN_GRAPH[language],
        "organization": organization(language) if _is_about_council(request) else None,
        "languages": _workspace_languages(language)
        if workspace
        else _public_languages(addresses, language),
        "navigation": _workspace_navigation(request, who) if workspace else _navigation(request),
        "keeps": bool(who and who.keeps),
        "links": _links(language),
        "account_url": reverse("account") if workspace else "",
        "corrections_here": SimpleLazyObject(lambda: corrections_of(request.path, language)),
        "help_lines": SimpleLazyObject(lambda: _help_lines(language)),
    }


def _same_page(request: HttpRequest) -> dict[str, str]:
    """The addresses of this page in each language; of an unknown page, of the home page."""
    match = request.resolver_match
    name = match.url_name if match else None
    if match and name and name.endswith(tuple(f"-{code}" for code in LANGUAGES)):
        parts = {key: value for key, value in match.kwargs.items() if key != "language"}
        base = name.rpartition("-")[0]
        return {code: address(base, code, **parts) for code in LANGUAGES}
    return {}


def _is_about_council(request: HttpRequest) -> bool:
    """The home page and the council's own."""
    match = request.resolver_match
    name = match.url_name if match else None
    return bool(name) and str(name).rpartition("-")[0] in ("home", "council")


def _alternates(addresses: dict[str, str]) -> list[Alternate]:
    found = [
        Alternate(code, settings.PORTAL_URL + url, OPEN_GRAPH[code])
        for code, url in addresses.items()
    ]
    if addresses:
        found.append(Alternate("x-default", settings.PORTAL_URL + addresses[AUTHORITATIVE]))
    return found


def _public_languages(addresses: dict[str, str], current: str) -> list[LanguageLink]:
    return [
        LanguageLink(
            code=code,
            own_name=own_name(code),
            direction=direction(code),
            url=addresses.get(code) or address("home", code),
            current=code == current,
        )
        for code in LANGUAGES
    ]


def _workspace_languages(current: str) -> list[LanguageLink]:
    return [
        LanguageLink(
            code=code,
            own_name=own_name(code),
            direction=direction(code),
            url=f"?language={code}",
            current=code == current,
        )
        for code in SPOKEN
    ]


def _navigation(request: HttpRequest) -> list[Entry]:
    """The main doors; the one through which one came is current on the pages behind it too."""
    language = translation.get_language() or AUTHORITATIVE
    entries = (
        (_("Help"), "help"),
        (_("What was promised"), "decisions"),
        (_("News"), "news"),
        (_("Events"), "events"),
        (_("Questions"), "questions"),
        (_("Bulletins"), "bulletins"),
        (_("The Council"), "council"),
    )
    doors = [(title, address(name, language)) for title, name in entries]
    behind = [url for _title, url in doors if request.path_info.startswith(url)]
    current = max(behind, key=len, default="")
    return [Entry(title, url, url == current) for title, url in doors]


def _reader(request: HttpRequest) -> access.Reader | None:
    user = request.user
    return reader_of(request) if user.is_authenticated else None


def _workspace_navigation(request: HttpRequest, who: access.Reader | None) -> list[Entry]:
    if who is None:
        return []

    def may(answer: Answer) -> bool:
        return isinstance(answer, Allowed)

    entries = (
        (True, _("Dashboard"), "workspace"),
        (who.at_table, _("Meetings"), "meetings"),
        (who.at_table, _("Decisions"), "decisions"),
        (who.at_table, _("Actions"), "actions"),
        (who.roles & BULLETIN_AUTHORS, _("Bulletins"), "studio"),
        (who.roles & NEWSROOM, _("News and dates"), "newsroom"),
        (who.roles & LETTER_OBSERVERS, _("Letters"), "letters"),
        (who.roles & IMPACT_READERS, _("Impact"), "impact"),
        (who.roles & BOARD_READERS, _("Notice boards"), "boards"),
        (who.roles & {*QUESTION_READERS, Role.LIAISON}, _("Questions"), "question_register"),
        (Role.LIAISON in who.roles, _("Look before print"), "agency_checks"),
        (may(access.may_read_reports(who)), _("Situations"), "reports"),
        (who.keeps, _("Correspondence"), "correspondence"),
        (Role.SECRETARY in who.roles, _("Subscribers"), "subscribers"),
        (who.roles & MISTAKE_SETTLERS, _("Readers say"), "mistakes"),
        (who.roles & HELP_KEEPERS, _("Help lines"), "help_office"),
        (Role.TRANSLATOR in who.roles, _("Translations"), "translations"),
        (may(access.may_see_seats(who)), _("People"), "people"),
        (may(access.may_delegate(who)), _("Delegation"), "delegations"),
        (may(access.may_see_members(who)), _("Accounts"), "members"),
        (may(access.may_see_audit(who)), _("Audit trail"), "audit"),
        (may(access.may_keep_settings(who)), _("Settings"), "admin:index"),
    )
    return [_workspace_entry(request, title, name) for shown, title, name in entries if shown]


def _workspace_entry(request: HttpRequest, title: str, name: str) -> Entry:
    """Current on its own page, on those below it and on those of its room, wherever they lie
    (`newsroom_list` of `newsroom`); the dashboard only on its own."""
    url, match = reverse(name), request.resolver_match
    below = name != "workspace" and request.path_info.startswith(url)
    of_room = bool(match) and str(match and match.url_name).startswith(f"{name}_")
    return Entry(title, url, below or of_room or request.path_info == url)


DOORS = (
    *("home", "help", "help-card", "news", "news-feed", "events", "event-calendar", "council"),
    *("decisions", "questions", "bulletins", "subscribe", "press", "search", "contact"),
    *("accessibility", "privacy", "site-map", "feedback", "feedback-results", "mistake"),
)


def _links(language: str) -> dict[str, str]:
    """The pages that others point to, by name; with `_` where the name has a hyphen."""
    return {
        **{name.replace("-", "_"): address(name, language) for name in DOORS},
        "feed": address("bulletin-feed", language),
        "workspace": "/workspace/",
    }


def _help_lines(language: str) -> list[dict[str, str]]:
    return [
        {
            "number": line.number,
            "name": line.name.get(language, ""),
            "note": line.note.get(language, ""),
        }
        for line in outreach.help_lines()
    ]
