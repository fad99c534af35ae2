"""Facts, picture, report to the election commission, and single dates."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from outreach.actions.newsroom import dates as dates_actions
from outreach.actions.newsroom import records, shape
from outreach.forms.newsroom import ReportForm, facts_form
from outreach.models import Event, Manuscript
from outreach.views.office.newsroom.door import asked, back_to, for_writers, manuscript_of
from outreach.views.office.newsroom.item import Refused, done, page
from press.picture_field import PictureForm


@require_POST
@for_writers
def facts(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    it, manuscript = asked(request), manuscript_of(kind, pk)
    form = facts_form(manuscript, request.POST)
    if not form.is_valid():
        return page(request, manuscript, refused=Refused(facts=form), status=422)
    shape.set_facts(manuscript=manuscript, facts=form.facts(), by=it.user, at=it.at)
    return done(request, manuscript, _("Saved."), "facts")


@require_POST
@for_writers
def picture(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    manuscript = manuscript_of(kind, pk)
    way = request.POST.get("way", "")
    try:
        if way == "put":
            return _put(request, manuscript)
        return _act(request, manuscript, way)
    except (shape.NoPlace, shape.NoPicture):
        raise Http404 from None


def _put(request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
    it, form = asked(request), PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, manuscript, refused=Refused(picture=form), status=422)
    given = form.cleaned_data
    shape.put_picture(
        manuscript=manuscript,
        sized=given["file"],
        decorative=given["decorative"],
        by=it.user,
        at=it.at,
    )
    said = _("The picture is here. Write what it shows, in each language.")
    if given["decorative"]:
        said = _("The picture is here.")
    return done(request, manuscript, said, "picture")


def _act(request: HttpRequest, manuscript: Manuscript, way: str) -> HttpResponse:
    it = asked(request)
    if way == "remove":
        shape.remove_picture(manuscript=manuscript, by=it.user, at=it.at)
        return done(request, manuscript, _("The picture is taken away."), "picture")
    if way not in ("decorative", "meaning"):
        raise Http404
    only = way == "decorative"
    shape.call_decorative(manuscript=manuscript, decorative=only, by=it.user, at=it.at)
    said = _("Write what the picture shows, in each language.")
    if only:
        said = _("The picture only decorates: it needs no words.")
    return done(request, manuscript, said, "picture")


@require_POST
@for_writers
def report(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    it, manuscript = asked(request), manuscript_of(kind, pk)
    form = ReportForm(request.POST, prefix="report")
    if not form.is_valid():
        return page(request, manuscript, refused=Refused(report=form), status=422)
    given = form.cleaned_data
    shape.note_report(
        manuscript=manuscript, number=given["number"], on=given["on"], by=it.user, at=it.at
    )
    return done(request, manuscript, _("The report to the commission is noted."), "report")


@require_POST
@for_writers
def dates(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """One date of an event that is public."""
    it, manuscript = asked(request), manuscript_of(kind, pk)
    event = _event(request, manuscript)
    way = request.POST.get("way", "")
    try:
        if way == "call_off":
            dates_actions.call_off(event=event, by=it.user, at=it.at)
            return done(
                request, manuscript, _("The date is called off. Its page says so."), "dates"
            )
        if way == "put_on":
            dates_actions.put_on_again(event=event, by=it.user, at=it.at)
            return done(request, manuscript, _("The date takes place again."), "dates")
        if way == "apart":
            own = dates_actions.set_apart(manuscript=manuscript, event=event, by=it.user, at=it.at)
            messages.success(
                request, _("This date is on a page of its own now. Change it, and submit it.")
            )
            return back_to(own)
    except (dates_actions.Passed, dates_actions.NoSeries):
        messages.warning(request, _("It has changed meanwhile: look at it again."))
        return back_to(manuscript, "dates")
    raise Http404


def _event(request: HttpRequest, manuscript: Manuscript) -> Event:
    try:
        wanted = uuid.UUID(request.POST.get("event", ""))
    except ValueError:
        raise Http404 from None
    own = [row.pk for row in records.of(manuscript) if isinstance(row, Event)]
    return get_object_or_404(Event.objects.filter(pk__in=own), pk=wanted)
