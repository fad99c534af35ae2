"""Answering about an action: the institution online, the secretary for a paper."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from council import access
from council.access import Reader
from council.actions import reply as answers
from council.forms.registers import name_of
from council.forms.replies import AcceptDateForm, PaperReplyForm, ReplyForm
from council.models import Action, Reply
from council.people import Allowed, demand
from council.views.actions import visible_action
from council.views.asking import reader_of
from council.views.registers import language

REFUSALS = {
    answers.NoReason: ("text", gettext_lazy("Write why.")),
    answers.NoEvidence: ("text", gettext_lazy("Write how it can be seen, or add a file.")),
    answers.NotLater: ("new_date", gettext_lazy("Choose a day after the present deadline.")),
    answers.NotThatDay: (
        "received",
        gettext_lazy("Choose a day from when the action point was given until today."),
    ),
    answers.AlreadyDone: (None, gettext_lazy("This action point is done already.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reply(request: HttpRequest, action_id: uuid.UUID) -> HttpResponse:
    """Who keeps the registers enters a paper; the institution's own people answer here."""
    who = reader_of(request)
    action = visible_action(who, action_id)
    demand(access.may_reply(who, action))
    on_paper = isinstance(access.may_keep_meetings(who), Allowed)
    form = _form(request, on_paper=on_paper)
    if request.method == "POST" and form.is_valid() and _entered(form, action, who, on_paper):
        messages.success(request, _("The answer is in the register."))
        return redirect("action", action_id=action.pk)
    context = {
        "form": form,
        "action": action,
        "on_paper": on_paper,
        "institution": name_of(action.institution, language()),
    }
    return render(request, "council/reply.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def accept_date(request: HttpRequest, action_id: uuid.UUID, reply_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    found = _reply(who, action_id, reply_id)
    demand(access.may_keep_meetings(who))
    form = AcceptDateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            answers.accept_new_date(reply=found, **given, by=who, at=timezone.now())
        except answers.AlreadyAnswered:
            messages.warning(request, _("This was answered before."))
        else:
            messages.success(request, _("The new date counts from now on."))
        return redirect("action", action_id=action_id)
    context = {"form": form, "reply": found, "action": found.action}
    return render(request, "council/accept_date.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def decline_date(request: HttpRequest, action_id: uuid.UUID, reply_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    found = _reply(who, action_id, reply_id)
    try:
        answers.decline_new_date(reply=found, by=who, at=timezone.now())
    except answers.AlreadyAnswered:
        messages.warning(request, _("This was answered before."))
    else:
        messages.success(request, _("The deadline stays as it was."))
    return redirect("action", action_id=action_id)


def _form(request: HttpRequest, *, on_paper: bool) -> ReplyForm:
    given: dict[str, Any] = {}
    if request.method == "POST":
        given = {"data": request.POST, "files": request.FILES}
    return PaperReplyForm(**given, today=timezone.localdate()) if on_paper else ReplyForm(**given)


def _entered(form: ReplyForm, action: Action, who: Reader, on_paper: bool) -> bool:
    given = form.cleaned_data
    given = {**given, "kind": Reply.Kind(given["kind"]), "action": action, "by": who}
    enter: Any = answers.reply_on_paper if on_paper else answers.reply
    try:
        enter(**given, at=timezone.now())
    except tuple(REFUSALS) as refused:
        field, words = REFUSALS[type(refused)]
        form.add_error(field, words)
        return False
    return True


def _reply(who: Reader, action_id: uuid.UUID, reply_id: uuid.UUID) -> Reply:
    """Raises Http404."""
    rows = access.visible_replies(who).select_related("action", "by")
    found: Reply = get_object_or_404(
        rows, pk=reply_id, action_id=action_id, kind=Reply.Kind.NEW_DATE
    )
    return found
