"""Public figures of situations: counted by one person, released by another."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import access
from council.access import Reader
from council.actions import count_figures as acts
from council.models import FiguresRelease
from council.people import demand
from council.views.asking import reader_of
from languages import direction

MONTHS = 12
"""As many of the last ones may be counted."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def figures(request: HttpRequest) -> HttpResponse:
    """The last months; a post counts one of them."""
    who = _counter(request)
    months = _months(who.on)
    if request.method == "POST":
        return _count(request, who, months)
    rows = {row.month: row for row in _releases().filter(month__in=months)}
    return render(
        request,
        "council/figures/figures.html",
        {"months": [{"first": month, "release": rows.get(month)} for month in months]},
    )


@require_safe
@login_required
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    who = _counter(request)
    found = _found(year, month)
    texts = acts.texts_of(found)
    bars = acts.facts_of(found)["bars"]
    versions = [
        {
            "language": language,
            "direction": direction(language),
            **{name: words[name] for name in ("title", "sentence", "unit_label")},
            "rows": [(words[f"bar:{n}"], bar["band"]) for n, bar in enumerate(bars)],
        }
        for language, words in texts.items()
    ]
    context = {
        "release": found,
        "versions": versions,
        "seen": acts.fingerprint(found),
        "is_own": found.counted_by_id == who.user.pk,
    }
    return render(request, "council/figures/month.html", context)


@require_POST
@login_required
def release(request: HttpRequest, year: int, month: int) -> HttpResponse:
    who = _counter(request)
    found = _found(year, month)
    seen = request.POST.get("seen", "")
    try:
        acts.release_counted(release=found, seen=seen, by=who.user, at=timezone.now())
    except acts.TwoPersonsNeeded:
        messages.error(request, _("You counted them: another person has to release them."))
    except acts.AlreadyReleased:
        messages.error(request, _("These figures were released already."))
    except acts.Altered:
        messages.error(
            request,
            _("These are not the figures that you saw, or they were changed. Nothing is released."),
        )
    else:
        messages.success(request, _("Released. Nothing changes these figures any more."))
    return redirect("figures_month", year=year, month=month)


def _count(request: HttpRequest, who: Reader, months: list[datetime.date]) -> HttpResponse:
    chosen = [month for month in months if f"{month:%Y-%m}" == request.POST.get("month")]
    if not chosen:
        raise Http404
    first = chosen[0]
    try:
        acts.count_figures(month=first, by=who.user, at=timezone.now())
    except acts.AlreadyCounted:
        messages.error(request, _("This month was counted already; a count is never repeated."))
    else:
        messages.success(request, _("Counted. Another person has to release the figures."))
    return redirect("figures_month", year=first.year, month=first.month)


def _counter(request: HttpRequest) -> Reader:
    """Raises PermissionDenied."""
    who = reader_of(request)
    demand(access.may_release_figures(who))
    return who


def _releases():  # type: ignore[no-untyped-def]
    return FiguresRelease.objects.select_related("counted_by", "released_by")


def _found(year: int, month: int) -> FiguresRelease:
    found: FiguresRelease = get_object_or_404(_releases(), month__year=year, month__month=month)
    return found


def _months(today: datetime.date) -> list[datetime.date]:
    """The first days of the last full months, the newest first."""
    found = [today.replace(day=1)]
    for _number in range(MONTHS):
        found.append((found[-1] - datetime.timedelta(days=1)).replace(day=1))
    return found[1:]
