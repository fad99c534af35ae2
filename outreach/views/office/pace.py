"""How fast letters may leave, and what that means on the coming days."""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from outreach import mailing, pacing
from outreach.actions.set_pace import set_pace
from outreach.forms.letters import PaceForm
from outreach.models import SendingPace
from outreach.views.office.asking import Asked, sending

DAYS = 8
FIELDS = ("per_hour", "per_domain_per_hour", "warm_up_from")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pace(request: HttpRequest) -> HttpResponse:
    it = sending(request)
    known = SendingPace.objects.first() or SendingPace()
    initial = {name: getattr(known, name) for name in FIELDS}
    form = PaceForm(request.POST or None, today=it.today, initial=initial)
    if request.method == "POST":
        form = PaceForm(request.POST, today=it.today)
        if form.is_valid():
            changed = set_pace(**form.cleaned_data, by=it.user, at=it.at)
            if changed:
                messages.success(request, _("Saved. It holds from the next letter on."))
            else:
                messages.info(request, _("Nothing has changed."))
            return redirect("letters_pace")
    parts = {
        "form": form,
        "limit": pacing.letters_an_hour_at(known, it.at),
        "pace": known,
        "days": _days(known, it),
        **_how_long(known, it),
    }
    status = 422 if form.errors else 200
    return render(request, "outreach/office/letters/pace.html", parts, status=status)


def _days(known: SendingPace, it: Asked) -> list[dict[str, Any]]:
    """Of a warm-up, the days until it no longer limits anything."""
    first = known.warm_up_from
    if first is None:
        return []
    begin = max(first, it.today)
    rows: list[dict[str, Any]] = []
    for number in range(60):
        day = begin + datetime.timedelta(days=number)
        limit = pacing.letters_an_hour(known, day)
        rows.append({"day": day, "limit": limit})
        if limit is None or limit == known.per_hour or len(rows) == DAYS:
            break
    return rows if len(rows) > 1 else []


def _how_long(known: SendingPace, it: Asked) -> dict[str, Any]:
    """How long a month's letters take at the most that is allowed, if they began now."""
    readers = sum(mailing.recipients().values())
    end = pacing.end_of(letters=readers, to_one_domain=0, an_hour=0, pace=known, at=it.at)
    if not readers or end is None:
        return {"readers": readers}
    return {"readers": readers, "hours": max(round((end - it.at).total_seconds() / 3600), 1)}
