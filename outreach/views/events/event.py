import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from languages import AUTHORITATIVE, dates
from languages.addresses import address
from outreach import ics, published_events, schema_org
from outreach.pages import cacheable
from outreach.published_events import Occasion
from outreach.published_news import Withdrawn
from outreach.views import codes
from outreach.views.events.listing import date_row, unit_names
from outreach.views.meeting import Speaker


@require_safe
@cacheable
def event(request: HttpRequest, language: str, code: str, slug: str) -> HttpResponse:
    """One date: 410 with the reason where it was withdrawn, 301 where its slug is another."""
    found = _found(request, language, code, slug, name="event")
    if isinstance(found, HttpResponse):
        return found
    parts = {"code": found.code, "slug": found.slug}
    if language not in found.languages:
        title = found.title.get(AUTHORITATIVE, "")
        return codes.missing(request, "event", title, kind="event", **parts)
    says = Speaker(language)
    return render(
        request,
        "outreach/events/event.html",
        {
            "event": date_row(found, says, unit_names(language)),
            "when": _when(found, language),
            "text": says(found.text),
            "access": says(found.access),
            "only_albanian": says.met_albanian,
            "called_off_at": found.called_off_at,
            "is_over": found.ends_on < timezone.localdate(),
            "ics_url": address("event-ics", language, **parts),
            "only_in": {*found.languages, "x-default"},
            "data": schema_org.event(found, language),
        },
    )


@require_safe
@cacheable
def event_ics(request: HttpRequest, language: str, code: str, slug: str) -> HttpResponse:
    found = _found(request, language, code, slug, name="event-ics")
    if isinstance(found, HttpResponse):
        return found
    return calendar_file(ics.one(found, language=language), f"{found.slug}.ics")


def calendar_file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _when(date: Occasion, language: str) -> str:
    if date.starts_at is None:
        return dates.long_date(date.on, language)
    return dates.moment(datetime.datetime.combine(date.on, date.starts_at, dates.TIRANE), language)


def _found(
    request: HttpRequest, language: str, code: str, slug: str, *, name: str
) -> Occasion | HttpResponse:
    found = published_events.event(code, at=timezone.now())
    if found is None:
        raise Http404
    if isinstance(found, Withdrawn):
        return codes.gone(request, found, language, kind="event")
    if slug != found.slug:
        return codes.moved(name, language, code=found.code, slug=found.slug)
    return found
