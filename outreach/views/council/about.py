"""The council: what it is, who sits in it, how it works and how well."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from council import published
from languages import AUTHORITATIVE
from languages.addresses import address
from outreach.pages import cacheable
from outreach.views.council.decisions import institution_names, ltr

MEETINGS = 4
A_YEAR = datetime.timedelta(days=365)


@require_safe
@cacheable
def council(request: HttpRequest, language: str) -> HttpResponse:
    """Five queries."""
    now = timezone.now()
    today = timezone.localdate(now)
    coming = published.meetings_lately(now).coming
    return render(
        request,
        "outreach/council/about.html",
        {
            "prose": f"outreach/standing/council_{language}.html",
            "groups": seat_groups(language),
            "coming": _coming(coming, language) if coming else None,
            "meetings": [
                {
                    "reference": ltr(page.reference),
                    "on": page.on,
                    "url": address("council-meeting", language, number=page.reference),
                }
                for page in published.meeting_pages()[:MEETINGS]
            ],
            "working": published.functioning(today - A_YEAR, today),
            "since": today - A_YEAR,
            "today": today,
        },
    )


def seat_groups(language: str) -> list[dict[str, Any]]:
    """Seats by how one sits in them; seats have institutions and never a person's name."""
    names = institution_names(language)
    groups: dict[str, list[dict[str, str]]] = {"voting": [], "observer": [], "secretary": []}
    for seat in published.seats():
        group = "voting" if seat.voting else seat.role
        groups.setdefault(group, []).append(
            {
                "name": seat.name.get(language) or seat.name[AUTHORITATIVE],
                "institution": names.get(seat.agency, ""),
                "does": _does(seat, language),
            }
        )
    return [{"kind": kind, "seats": seats} for kind, seats in groups.items() if seats]


def _does(seat: published.SeatName, language: str) -> str:
    """What the seat does for residents, or else its institution."""
    city = settings.CITY
    said: Mapping[str, str] = city.seats_do.get(seat.code) or city.does.get(seat.agency, {})
    return said.get(language, "")


def _coming(coming: tuple[datetime.datetime, published.Texts], language: str) -> dict[str, Any]:
    starts_at, place = coming
    local = timezone.localtime(starts_at)
    return {"date": local.date(), "time": local.time(), "place": place.get(language, "")}
