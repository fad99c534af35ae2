"""From hand to hand: submitted, read by a second person, published at its hour, withdrawn."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from languages import LANGUAGES, direction, own_name
from languages.gate import RefusedByTheGate
from languages.reasons import ReasonsForm
from outreach import pictures
from outreach.actions.newsroom import decide, publish
from outreach.actions.newsroom.withdraw import withdraw as withdraw_manuscript
from outreach.forms.newsroom import HourForm, ReturnForm
from outreach.models import AcceptedWarning, Manuscript
from outreach.newsroom.content import Texts, digest_of, texts_of
from outreach.newsroom.facts import told
from outreach.newsroom.faults import faults_of
from outreach.newsroom.kinds import ALT, fields_of
from outreach.newsroom.recurrence import dates_of
from outreach.newsroom.rows import title_of
from outreach.newsroom.states import by_place
from outreach.views.office.newsroom.door import (
    address_of,
    asked,
    for_newsroom,
    for_writers,
    manuscript_of,
)
from outreach.views.office.newsroom.item import Refused, done, not_any_more, page


@require_POST
@for_writers
def step(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """What a writer does: submits, publishes, sets an hour, takes it back."""
    it, manuscript = asked(request), manuscript_of(kind, pk)
    way = request.POST.get("way", "")
    try:
        if way == "submit":
            decide.submit(manuscript=manuscript, by=it.user, at=it.at)
            said = _("Submitted. Another person reads and approves it.")
        elif way == "publish":
            publish.publish(manuscript=manuscript, by=it.user, at=it.at)
            said = _("Published.")
        elif way == "unschedule":
            publish.unschedule(manuscript=manuscript, by=it.user, at=it.at)
            said = _("It is not published by itself any more.")
        elif way == "schedule":
            return _schedule(request, manuscript)
        else:
            raise Http404
    except decide.NotReady as error:
        faults = [str(fault) for fault in error.faults]
        return page(request, manuscript, refused=Refused(faults=faults), status=422)
    except decide.WrongState:
        return not_any_more(request, manuscript)
    return done(request, manuscript, said, "decide")


def _schedule(request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
    it, form = asked(request), HourForm(request.POST, prefix="due")
    if form.is_valid():
        due_at = form.cleaned_data["at"]
        try:
            publish.schedule(manuscript=manuscript, due_at=due_at, by=it.user, at=it.at)
            return done(request, manuscript, _("It is published at that hour."), "decide")
        except publish.TooSoon:
            form.add_error("hour", _("This hour has passed."))
    return page(request, manuscript, refused=Refused(hour=form), status=422)


@dataclass(frozen=True)
class Reading:
    """What residents would read in one language."""

    code: str
    own_name: str
    direction: str
    texts: list[tuple[str, str, str]]
    """Field, its label, and the words; empty where the language is missing."""
    alt: str


@require_safe
@for_newsroom
def read(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """Everything that would be public, on one page."""
    return _reading(request, manuscript_of(kind, pk), ReturnForm())


def _reading(
    request: HttpRequest,
    manuscript: Manuscript,
    form: ReturnForm,
    *,
    faults: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    it, texts = asked(request), texts_of(manuscript)
    accepted = AcceptedWarning.objects.filter(text__manuscript=manuscript)
    waits = manuscript.state == Manuscript.State.SUBMITTED
    event_days = dates_of(manuscript.facts) if manuscript.kind == Manuscript.Kind.EVENT else []
    context = {
        "it": manuscript,
        "title": title_of(by_place(manuscript.texts.all()), manuscript),
        "readings": [_in(language, texts, manuscript) for language in LANGUAGES],
        "facts": told(manuscript),
        "days": event_days if len(event_days) > 1 else [],
        "picture_file": pictures.small(manuscript.picture) if manuscript.picture else "",
        "accepted": accepted.select_related("by", "text"),
        "faults": [str(fault) for fault in faults_of(manuscript, at=it.at)] if waits else [],
        "refused": faults or [],
        "digest": digest_of(manuscript),
        "waits": waits,
        "may_approve": it.may_approve(manuscript),
        "writes": it.writes,
        "form": form,
    }
    return render(request, "outreach/office/newsroom/read.html", context, status=status)


def _in(language: str, texts: Texts, manuscript: Manuscript) -> Reading:
    labels = [(field.name, str(field.label)) for field in fields_of(manuscript)]
    words = [
        (name, label, texts[name][language])
        for name, label in labels
        if language in texts.get(name, {})
    ]
    return Reading(
        code=language,
        own_name=own_name(language),
        direction=direction(language),
        texts=words,
        alt=texts.get(ALT, {}).get(language, ""),
    )


@require_POST
@for_newsroom
def judge(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """What the second person says."""
    it, manuscript = asked(request), manuscript_of(kind, pk)
    form = ReturnForm()
    try:
        if request.POST.get("way") == "approve":
            digest = request.POST.get("digest", "")
            decide.approve(manuscript=manuscript, digest=digest, by=it.user, at=it.at)
            messages.success(request, _("Approved. It can be published."))
            return redirect(address_of(manuscript, "newsroom_read"))
        form = ReturnForm(request.POST)
        if not form.is_valid() and it.may_approve(manuscript):
            return _reading(request, manuscript, form, status=422)
        note = request.POST.get("note", "")
        decide.give_back(manuscript=manuscript, note=note, by=it.user, at=it.at)
    except decide.NotReady as error:
        faults = [str(fault) for fault in error.faults]
        return _reading(request, manuscript, form, faults=faults, status=422)
    except decide.Changed:
        said = _("It has changed since you opened this page: read it again.")
        return _reading(request, manuscript, form, faults=[said], status=422)
    except decide.WrongState:
        messages.warning(request, _("It has changed meanwhile: look at it again."))
        return redirect(address_of(manuscript, "newsroom_read"))
    messages.success(request, _("Given back, with what should be changed."))
    return redirect(address_of(manuscript, "newsroom_read"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def withdraw(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    it, manuscript = asked(request), manuscript_of(kind, pk)
    form = ReasonsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            withdraw_manuscript(
                manuscript=manuscript, reasons=form.cleaned_data, by=it.user, at=it.at
            )
        except decide.WrongState:
            return not_any_more(request, manuscript)
        except RefusedByTheGate as refused:
            form.tell(refused)
        else:
            return done(
                request, manuscript, _("Withdrawn. Residents read the reason in its place."), ""
            )
    context = {
        "it": manuscript,
        "title": title_of(by_place(manuscript.texts.all()), manuscript),
        "form": form,
        "there": manuscript.published_at and not manuscript.withdrawn_at,
    }
    status = 422 if form.errors else 200
    return render(request, "outreach/office/newsroom/withdraw.html", context, status=status)
