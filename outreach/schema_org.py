"""What search engines are told of a page, in the words of schema.org."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from languages import AUTHORITATIVE
from languages.addresses import address
from languages.dates import TIRANE
from outreach.published_events import Occasion
from outreach.published_help import CheckedLine
from outreach.published_news import Article

Data = Mapping[str, Any]
CONTEXT = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def organization(language: str) -> Data:
    city = settings.CITY.names(language)
    contact = {"telephone": city.telephone, "email": city.email}
    return {
        "@context": CONTEXT,
        **_council(language),
        "address": city.address,
        **{name: value for name, value in contact.items() if value},
        "areaServed": {"@type": "City", "name": city.city},
        "parentOrganization": {"@type": "GovernmentOrganization", "name": city.authority},
    }


def article(told: Article, language: str, *, image: str) -> Data:
    return {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "headline": told.title[language],
        "description": told.summary.get(language, ""),
        "datePublished": told.published_at.isoformat(timespec="seconds"),
        "dateModified": told.updated_at(language).isoformat(timespec="seconds"),
        "inLanguage": language,
        "url": _page("news-article", language, told),
        "image": image,
        "author": _council(language),
        "publisher": _council(language),
        "isAccessibleForFree": True,
        "license": LICENCE,
    }


def event(told: Occasion, language: str) -> Data:
    called_off = told.called_off_at is not None
    place = told.place.get(language) or told.place.get("sq", "")
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": told.title[language],
        "description": told.text.get(language, ""),
        "startDate": _moment(told.on, told.starts_at),
        "eventStatus": f"{CONTEXT}/{'EventCancelled' if called_off else 'EventScheduled'}",
        "eventAttendanceMode": f"{CONTEXT}/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": place, "address": place},
        "organizer": _council(language),
        "inLanguage": language,
        "isAccessibleForFree": True,
        "url": _page("event", language, told),
    }
    if told.ends_at:
        found["endDate"] = _moment(told.ends_on, told.ends_at)
    return {name: value for name, value in found.items() if value != ""}


def help_lines(lines: Iterable[CheckedLine], language: str) -> Data:
    """Each number with its name in this language or in Albanian; a price only where it is known."""
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "item": _service(line, language)}
            for place, line in enumerate(lines, start=1)
        ],
    }


def _service(line: CheckedLine, language: str) -> Data:
    told = (text.get(language) or text.get(AUTHORITATIVE, "") for text in (line.note, line.hours))
    phone: dict[str, Any] = {"@type": "ContactPoint", "telephone": line.number}
    if line.spoken:
        phone["availableLanguage"] = list(line.spoken)
    found: dict[str, Any] = {
        "@type": "Service",
        "name": line.name.get(language) or line.name.get(AUTHORITATIVE, ""),
        "availableChannel": {"@type": "ServiceChannel", "servicePhone": phone},
    }
    if description := ". ".join(text for text in told if text):
        found["description"] = description
    if line.cost:
        found["isAccessibleForFree"] = line.cost == "free"
    return found


def _council(language: str) -> Data:
    """One thing in every language, by its id."""
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{settings.PORTAL_URL}/#council",
        "name": settings.CITY.council_name[language],
        "url": settings.PORTAL_URL + address("home", language),
    }


def _page(name: str, language: str, told: Article | Occasion) -> str:
    return settings.PORTAL_URL + address(name, language, code=told.code, slug=told.slug)


def _moment(on: datetime.date, at: datetime.time | None) -> str:
    """With the hours that the clock is ahead on that day; a day where there is no hour."""
    if at is None:
        return on.isoformat()
    return datetime.datetime.combine(on, at, TIRANE).isoformat(timespec="minutes")
