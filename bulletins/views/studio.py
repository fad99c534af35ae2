"""The months of the bulletin, and beginning one."""

import datetime
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bulletins.actions.begin_month import AlreadyBegun, NotYet, begin_month
from bulletins.models import Bulletin
from bulletins.progress import EditionProgress, editions_of
from bulletins.views.asking import who
from bulletins.views.studio_door import back_to, for_authors
from languages import dates

MOST_MONTHS = 24


@dataclass(frozen=True)
class Month:
    bulletin: Bulletin
    name: str
    editions: tuple[EditionProgress, ...]


@require_safe
@for_authors
def studio(request: HttpRequest) -> HttpResponse:
    language = translation.get_language() or "sq"
    held = Bulletin.objects.filter(origin=Bulletin.Origin.CURRENT).prefetch_related("editions")
    months = [
        Month(found, dates.month_and_year(found.month, language), editions_of(found))
        for found in held[:MOST_MONTHS]
    ]
    return render(
        request,
        "bulletins/studio/months.html",
        {"months": months, "to_begin": _to_begin(language)},
    )


def _to_begin(language: str) -> list[tuple[str, str]]:
    """The months that may be begun, as (value, name): the last one first, for it is due."""
    today = timezone.localdate()
    this = today.replace(day=1)
    last = (this - datetime.timedelta(days=1)).replace(day=1)
    before = (last - datetime.timedelta(days=1)).replace(day=1)
    begun = set(
        Bulletin.objects.filter(month__in=(this, last, before)).values_list("month", flat=True)
    )
    return [
        (f"{month:%Y-%m}", dates.month_and_year(month, language))
        for month in (last, this, before)
        if month not in begun
    ]


@require_POST
@for_authors
def begin(request: HttpRequest) -> HttpResponse:
    try:
        month = datetime.date.fromisoformat(f"{request.POST.get('month', '')}-01")
    except ValueError:
        messages.error(request, _("Choose the month that the bulletin is about."))
        return redirect("studio")
    try:
        begun = begin_month(month=month, by=who(request), at=timezone.now())
    except NotYet:
        messages.error(request, _("That month has not begun yet."))
        return redirect("studio")
    except AlreadyBegun:
        messages.info(request, _("That month was begun already. Here it is."))
        return back_to(Bulletin.objects.get(month=month))
    said = _("The month is begun. What was public of it has been gathered.")
    if begun.copied_from:
        language = translation.get_language() or "sq"
        said += " " + _("Contacts and other standing texts were copied from %(month)s.") % {
            "month": dates.month_and_year(begun.copied_from, language)
        }
    messages.success(request, said)
    return back_to(begun.bulletin)
