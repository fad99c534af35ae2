"""The home page: help first, then what was promised, then what comes."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bulletins import published as bulletins
from council import published as council
from elbasan_council.style_guide import samples
from languages.addresses import address
from outreach import published as outreach
from outreach.pages import cacheable

PROMISES = 7
DATES = 4
NEWS = 3


@require_safe
@cacheable
def home(request: HttpRequest, language: str) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    promised, meetings = council.front_page(now)
    agencies = council.agency_names()
    dates, news, answer = outreach.front_page(today, dates=DATES, news=NEWS)
    return render(
        request,
        "outreach/home.html",
        {
            "latest": bulletins.latest(language),
            "promises": promises(promised, agencies, language, today),
            "next_meeting": next_meeting(meetings, language),
            "last_meeting": last_meeting(meetings, language),
            "events": [_event(date, language) for date in dates if language in date.title],
            "news": [_news(item, language) for item in news if language in item.title],
            "answered": _answered(answer, agencies, language),
        },
    )


def promises(
    given: Iterable[council.Promise],
    agencies: Mapping[str, council.Texts],
    language: str,
    today: datetime.date,
) -> dict[str, Any] | None:
    promises = [promise for promise in given if language in promise.text]
    if not promises:
        return None
    order = {"late": 0, "on_time": 1, "done": 2}
    rows: list[dict[str, Any]] = [
        {
            "reference": promise.reference,
            "text": promise.text[language],
            "institution": agencies[promise.institution].get(language, ""),
            "deadline": promise.deadline,
            "state": promise.state_on(today),
            "done_on": promise.done_on,
            "reason": promise.reason.get(language, ""),
            "new_deadline": promise.new_deadline,
            "missed_again": promise.missed_again_on(today),
            "unexplained": promise.is_unexplained_on(today),
        }
        for promise in promises
    ]
    rows.sort(key=lambda row: (order[row["state"]], row["deadline"]))
    counts = Counter(row["state"] for row in rows)
    return {
        "done": counts["done"],
        "on_time": counts["on_time"],
        "late": counts["late"],
        "rows": rows[:PROMISES],
    }


def next_meeting(meetings: council.MeetingsLately, language: str) -> dict[str, Any] | None:
    if meetings.coming is None:
        return None
    starts_at, place = meetings.coming
    local = timezone.localtime(starts_at)
    return {
        "title": "",
        "date": local.date(),
        "time": local.time(),
        "place": place.get(language, ""),
        "open": False,
        "accessible": True,
    }


def last_meeting(meetings: council.MeetingsLately, language: str) -> dict[str, str] | None:
    """Where one reads what was decided last."""
    if meetings.last is None:
        return None
    number = meetings.last.reference
    # Isolated: in Arabic the year would stand behind the number.
    return {
        "number": f"\u2066{number}\u2069",
        "url": address("council-meeting", language, number=number),
    }


def _event(date: outreach.Date, language: str) -> dict[str, Any]:
    return {
        "title": date.title.get(language, ""),
        "date": date.on,
        "time": date.starts_at,
        "place": date.place.get(language, ""),
        "open": date.open,
        "accessible": date.accessible,
        "url": address("event", language, code=date.code, slug=date.slug),
    }


def _news(item: outreach.NewsItem, language: str) -> dict[str, Any]:
    return {
        "title": item.title.get(language, ""),
        "summary": item.summary.get(language, ""),
        "date": timezone.localdate(item.published_at),
        "url": address("news-article", language, code=item.code, slug=item.slug),
    }


def _answered(
    answer: outreach.Answer | None, agencies: Mapping[str, council.Texts], language: str
) -> dict[str, str] | None:
    if answer is None or language not in answer.question or language not in answer.answer:
        return None
    return {
        "question": answer.question[language],
        "answer": answer.answer[language],
        "institution": agencies.get(answer.institution, {}).get(language, ""),
    }


@require_safe
@login_required
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component, live: for whoever builds the next page."""
    return render(request, "style_guide.html", {"sample": samples()})
