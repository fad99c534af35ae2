"""News, events and activities: three lists, and something new."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from outreach.actions.newsroom.begin import begin
from outreach.calendar import period_of
from outreach.forms.newsroom import FORMS, FilterForm
from outreach.models import Manuscript
from outreach.newsroom.kinds import Kind
from outreach.newsroom.listing import KEY, some
from outreach.newsroom.rows import listed
from outreach.views.office.newsroom.door import asked, back_to, for_newsroom, for_writers
from press.paging import page


@require_safe
@for_newsroom
def listing(request: HttpRequest, kind: str) -> HttpResponse:
    it = asked(request)
    form = FilterForm(request.GET)
    told = form.cleaned_data if form.is_valid() else {}
    found = page(some(kind, told), request.GET, KEY)
    context = {
        "kind": kind,
        "kinds": Kind.choices,
        "page": found,
        "rows": listed(found.rows),
        "form": form,
        "filtered": any(told.values()),
        "writes": it.writes,
        "keeps_calendar": it.keeps_calendar,
        "election": period_of(it.today),
        "waiting": Manuscript.objects.filter(state=Manuscript.State.SUBMITTED).count(),
    }
    status = 422 if form.errors else 200
    return render(request, "outreach/office/newsroom/list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def new(request: HttpRequest, kind: str) -> HttpResponse:
    it = asked(request)
    given: Any = request.POST if request.method == "POST" else None
    form = FORMS[kind](given, titled=True)
    if given is not None and form.is_valid():
        manuscript = begin(
            kind=kind,
            title=form.cleaned_data["title"],
            facts=form.facts(),
            by=it.user,
            at=it.at,
        )
        messages.success(request, _("It is begun. Write its texts."))
        return back_to(manuscript)
    context = {"kind": kind, "form": form}
    status = 422 if form.errors else 200
    return render(request, "outreach/office/newsroom/new.html", context, status=status)
