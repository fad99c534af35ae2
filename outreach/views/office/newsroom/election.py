"""The period before an election, and what the election commission is told."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from council import audit
from council.people import demand
from outreach.access import may_keep_calendar
from outreach.actions.newsroom.election import enter_period, remove_period
from outreach.forms.newsroom import PeriodForm
from outreach.models import ElectionPeriod
from outreach.newsroom.commission import HEADS, WIDTHS, planned
from outreach.views.office.newsroom.door import asked, for_newsroom, for_writers
from press import excel


@require_http_methods(["GET", "HEAD", "POST"])
@for_newsroom
def election(request: HttpRequest) -> HttpResponse:
    it, form = asked(request), PeriodForm()
    if request.method == "POST":
        demand(may_keep_calendar(it.user, on=it.today))
        if request.POST.get("way") == "remove":
            return _remove(request)
        form = PeriodForm(request.POST)
        if form.is_valid():
            enter_period(**form.cleaned_data, by=it.user, at=it.at)
            messages.success(request, _("The period is entered. It counts from its first day."))
            return redirect("newsroom_election")
    context: dict[str, Any] = {
        "form": form,
        "periods": ElectionPeriod.objects.select_related("entered_by"),
        "keeps": it.keeps_calendar,
        "writes": it.writes,
        "today": it.today,
    }
    status = 422 if form.errors else 200
    return render(request, "outreach/office/newsroom/election.html", context, status=status)


def _remove(request: HttpRequest) -> HttpResponse:
    given = request.POST.get("period", "")
    if not given.isdecimal() or len(given) > 9:
        raise Http404
    period = get_object_or_404(ElectionPeriod, pk=int(given))
    remove_period(period=period, by=asked(request).user, at=asked(request).at)
    messages.success(request, _("The period does not count any more. It stays in the list."))
    return redirect("newsroom_election")


@require_safe
@for_writers
def commission(request: HttpRequest) -> HttpResponse:
    """Planned activities and events, as a table for the election commission."""
    it = asked(request)
    audit.note(verb="newsroom.commission_table", object_key="newsroom", at=it.at)
    made = excel.to_bytes("Veprimtari", [str(head) for head in HEADS], planned(it.today), WIDTHS)
    name = f"veprimtari-{it.today.isoformat()}.xlsx"
    return HttpResponse(
        made,
        content_type=excel.MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
