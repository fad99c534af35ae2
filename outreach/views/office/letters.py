"""The months of which letters went out, and one of them while they do."""

import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from languages import direction, numbers, own_name
from outreach import pacing
from outreach.mailed_months import months
from outreach.models import SendingPace
from outreach.progress import LanguageRow, Watch, watch
from outreach.views.office.advice import advice
from outreach.views.office.asking import Asked, looking
from outreach.views.office.words import LETTERS, MAILINGS

QUICKLY, SLOWLY = 3, 15
"""Seconds between two looks: while letters leave, and while they do not."""
STEP = 10
"""Per cent after which a screen reader is told anew."""


@require_safe
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    it = looking(request)
    rows = [{"row": row, "state": MAILINGS[row.state]} for row in months()]
    pace = SendingPace.objects.first() or SendingPace()
    limit = pacing.letters_an_hour_at(pace, it.at)
    parts = {"rows": rows, "limit": limit, "may_send": it.may_send}
    return render(request, "outreach/office/letters/letters.html", parts)


@require_safe
@login_required
def month(request: HttpRequest, month: datetime.date) -> HttpResponse:
    return page(request, looking(request), month)


def page(request: HttpRequest, it: Asked, month: datetime.date) -> HttpResponse:
    parts = _parts(it, watched(month, it))
    return render(request, "outreach/office/letters/month.html", parts)


@require_safe
@login_required
def now(request: HttpRequest, month: datetime.date) -> HttpResponse:
    """The part of the page that changes. Where its buttons no longer fit, the whole page anew."""
    it = looking(request)
    found = watched(month, it)
    if request.GET.get("state", found.state) != found.state:
        return HttpResponse(headers={"HX-Refresh": "true"})
    parts = _parts(it, found)
    parts["tells"] = request.GET.get("said") != str(parts["said_at"])
    return render(request, "outreach/office/letters/now.html", parts)


def watched(month: datetime.date, it: Asked) -> Watch:
    """Raises Http404 for a month of which no letter goes out."""
    found = watch(month, at=it.at)
    if found.state == "none":
        raise Http404
    return found


def _parts(it: Asked, found: Watch) -> dict[str, Any]:
    said_at = found.percent // STEP * STEP
    return {
        "month": found.month,
        "watch": found,
        "counts": found.counts,
        "total": sum(found.counts.values()),
        "state": MAILINGS[found.state],
        "may_send": it.may_send,
        "halted": bool(found.pace.halted_at),
        "advice": advice(found, may_send=it.may_send),
        "by_language": [_language(row) for row in found.languages],
        "words": [(words, found.counts[state]) for state, words in LETTERS.items()],
        "held": [{"row": row, "held": _is_after(row.held_until, it.at)} for row in found.troubled],
        "now_rate": round(found.rate.now),
        "rate": round(found.rate.lately),
        "ends": _end(found.ends_at, it.at),
        "every": {"sending": QUICKLY, "ready": QUICKLY, "paused": SLOWLY}.get(found.state),
        "said_at": said_at,
        "said": _("%(percent)s of the letters are settled.") % {"percent": f"{said_at} %"},
        "at": timezone.localtime(it.at),
    }


def _language(row: LanguageRow) -> dict[str, Any]:
    return {
        "row": row,
        "own_name": own_name(row.code),
        "direction": direction(row.code),
        "state": MAILINGS[row.state],
        "accepted": row.counts["accepted"],
        "deferred": row.counts["deferred"],
        "failed": row.counts["failed"],
        "in_doubt": row.counts["in_doubt"],
    }


def _is_after(moment: datetime.datetime | None, at: datetime.datetime) -> bool:
    return bool(moment and moment > at)


def _end(ends_at: datetime.datetime | None, at: datetime.datetime) -> dict[str, Any]:
    """In minutes while they are few, else the moment."""
    if ends_at is None:
        return {}
    minutes = max(round((ends_at - at) / datetime.timedelta(minutes=1)), 1)
    language = translation.get_language() or "sq"
    return {"at": ends_at, "minutes": minutes, "words": numbers.number(minutes, language)}
