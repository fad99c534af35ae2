"""Public dates as calendar entries (RFC 5545): one by itself, and a feed of all.

An hour of an announcement is one of Europe/Tirane's clock, also on a day on which the clock is
changed. A date that was called off stays, and says so.
"""

import datetime
from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vUri

from languages import AUTHORITATIVE
from languages.addresses import address
from languages.dates import TIRANE
from outreach.published_events import Occasion
from press.calendars import calendar, name_feed

Announced = tuple[datetime.datetime, Mapping[str, str], datetime.datetime]
"""When and where the council meets next, and when that was said."""
PLANNED = datetime.timedelta(hours=2)
"""How long a meeting of the council is entered for; nobody announces when one ends."""


def one(occasion: Occasion, *, language: str) -> bytes:
    with translation.override(language):
        made = _calendar()
        made.add_component(_entry(occasion, language))
    return made.to_ical()


def feed(occasions: Iterable[Occasion], council: Announced | None, *, language: str) -> bytes:
    """A calendar to be read again and again; the same dates, the same bytes."""
    with translation.override(language):
        made = _calendar()
        name_feed(made, f"{settings.CITY.council_name[language]} – {_('Meetings and activities')}")
        for occasion in occasions:
            made.add_component(_entry(occasion, language))
        if council:
            made.add_component(_council(*council, language))
    return made.to_ical()


def _calendar() -> Calendar:
    return calendar("PUBLISH", prodid=f"-//{settings.CITY.domain}//Events//EN")


def _entry(occasion: Occasion, language: str) -> Event:
    called_off = occasion.called_off_at is not None
    # What is only in Albanian says so by the parameter that RFC 5545 has for it.
    shown = language if language in occasion.languages else AUTHORITATIVE
    page = settings.PORTAL_URL + address("event", shown, code=occasion.code, slug=occasion.slug)
    title = occasion.title.get(shown, "")
    event = Event()
    event.add("uid", f"event-{occasion.id}@{settings.CITY.domain}")
    event.add("sequence", occasion.sequence + called_off)
    event.add("dtstamp", occasion.changed_at.astimezone(datetime.UTC))
    _add_hours(event, occasion)
    _say(
        event,
        "summary",
        _("Called off: %(title)s") % {"title": title} if called_off else title,
        shown,
    )
    _say(event, "location", occasion.place.get(shown, ""), shown)
    words = [occasion.text.get(shown, ""), occasion.access.get(shown, ""), page]
    _say(event, "description", "\n\n".join(filter(None, words)), shown)
    event.add("url", vUri(page))
    event.add("status", "CANCELLED" if called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if called_off else "OPAQUE")
    return event


def _add_hours(event: Event, occasion: Occasion) -> None:
    if occasion.starts_at is None:
        event.add("dtstart", occasion.on)
        return
    start = _moment(occasion.on, occasion.starts_at)
    event.add("dtstart", start)
    if occasion.ends_at is None:
        return
    end = _moment(occasion.ends_on, occasion.ends_at)
    # Where the clock skips the hour in between nothing is left of it.
    if end.astimezone(datetime.UTC) > start.astimezone(datetime.UTC):
        event.add("dtend", end)


def _moment(on: datetime.date, at: datetime.time) -> datetime.datetime:
    """An hour that the clock skips is the one that it shows instead."""
    local = datetime.datetime.combine(on, at, TIRANE)
    return local.astimezone(datetime.UTC).astimezone(TIRANE)


def _council(
    starts_at: datetime.datetime,
    place: Mapping[str, str],
    said_at: datetime.datetime,
    language: str,
) -> Event:
    start = starts_at.astimezone(datetime.UTC)
    event = Event()
    event.add("uid", f"council-{start.astimezone(TIRANE):%Y-%m-%d}@{settings.CITY.domain}")
    event.add("dtstamp", said_at.astimezone(datetime.UTC))
    event.add("dtstart", start.astimezone(TIRANE))
    event.add("dtend", (start + PLANNED).astimezone(TIRANE))
    event.add("summary", _("Meeting of the Council"))
    shown = language if language in place else AUTHORITATIVE
    _say(event, "location", place.get(shown, ""), shown)
    event.add("url", vUri(settings.PORTAL_URL + address("events", language)))
    event.add("status", "CONFIRMED")
    return event


def _say(event: Event, name: str, text: str, language: str) -> None:
    if text:
        event.add(name, text, parameters={"LANGUAGE": language})
