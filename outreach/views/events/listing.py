import datetime
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council import published as council
from languages import AUTHORITATIVE
from languages.addresses import address
from outreach import published_events
from outreach.pages import cacheable
from outreach.published_events import Held, Occasion
from outreach.views import codes
from outreach.views.meeting import Said, Speaker


@require_safe
@cacheable
def events(request: HttpRequest, language: str) -> HttpResponse:
    """What comes, and below it what was held; `?faqe=` is called so in each language."""
    now = timezone.now()
    number = codes.page_number(request)
    today = timezone.localdate(now)
    found = published_events.listed(today=today, number=number or 0, at=now)
    if number is None or found is None:
        raise Http404
    says, units = Speaker(language), unit_names(language)
    meetings = council.meetings_lately(now)
    coming = [date_row(each, says, units) for each in found.coming]
    if number == 1 and meetings.coming:
        coming.append(_council_row(*meetings.coming, says))
    coming.sort(key=lambda row: (row["on"], row["at"] or datetime.time()))
    own = address("events", language)
    return render(
        request,
        "outreach/events/list.html",
        {
            "coming": coming,
            "unlisted": found.unlisted,
            "earlier": [
                held_row(each, says, units)
                if isinstance(each, Held)
                else date_row(each, says, units)
                for each in found.earlier
            ],
            "last_meeting": meetings.last and _last(meetings.last, language),
            "number": found.number,
            "total": found.total,
            "previous_url": _page(own, number - 1) if number > 1 else "",
            "next_url": _page(own, number + 1) if number < found.total else "",
            "some_missing": says.met_albanian,
        },
    )


def date_row(date: Occasion, says: Speaker, units: Mapping[str, str]) -> dict[str, Any]:
    shown = says.language if says.language in date.languages else AUTHORITATIVE
    return {
        "title": says(date.title),
        "on": date.on,
        "at": date.starts_at,
        "until": date.ends_at,
        "next_day": date.ends_on != date.on,
        "place": says(date.place),
        "unit": units.get(date.unit, ""),
        "open": date.open,
        "accessible": date.accessible,
        "called_off": date.called_off_at is not None,
        "url": address("event", shown, code=date.code, slug=date.slug),
    }


def held_row(done: Held, says: Speaker, units: Mapping[str, str]) -> dict[str, Any]:
    return {
        "activity": True,
        "title": says(done.title),
        "on": done.on,
        "unit": units.get(done.unit, ""),
        "participants": done.participants,
        "audience": says(done.audience),
        "partner": says(done.partner),
        "text": says(done.text),
    }


def unit_names(language: str) -> Mapping[str, str]:
    every = council.unit_names()
    return {code: name.get(language) or name[AUTHORITATIVE] for code, name in every.items()}


def _council_row(
    starts_at: datetime.datetime, place: Mapping[str, str], says: Speaker
) -> dict[str, Any]:
    local = timezone.localtime(starts_at)
    return {
        "title": Said(_("Meeting of the Council"), foreign=False),
        "on": local.date(),
        "at": local.time(),
        "place": says(place),
        "accessible": True,
    }


def _last(page: council.MeetingPage, language: str) -> dict[str, str]:
    number = page.reference
    # Isolated: in Arabic the year would stand behind the number.
    shown = f"\u2066{number}\u2069"
    return {"number": shown, "url": address("council-meeting", language, number=number)}


def _page(own: str, number: int) -> str:
    return f"{own}?faqe={number}" if number > 1 else own
