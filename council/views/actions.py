"""The register of actions, and one of them with everything that was answered about it."""

import uuid
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council import access
from council.access import Reader
from council.forms.registers import REPLY_KINDS, ActionFilterForm, name_of
from council.models import Action, Reply
from council.people import Allowed
from council.recipients import has_people
from council.views import registers
from council.views.asking import reader_of
from council.views.registers import language

KEY: Final = ("year", "serial", "series")


@require_safe
@login_required
def actions(request: HttpRequest) -> HttpResponse:
    who = registers.reader_at_table(request)
    form = ActionFilterForm(request.GET, language=language())
    rows = _rows(who, form)
    return registers.listed(request, form, rows, KEY, "council/actions.html", who=who)


@require_safe
@login_required
def actions_table(request: HttpRequest) -> HttpResponse:
    who = registers.reader_at_table(request)
    form = ActionFilterForm(request.GET, language=language())
    heads = (
        _("Number"), _("Given on"), _("Institution"), _("State"), _("Deadline"),
        _("New deadline"), _("Done on"), _("Text"), _("Closed text"),
    )  # fmt: skip
    rows = (
        (
            row.reference,
            row.given_date,
            name_of(row.institution, language()),
            registers.state_word(row.state_on(who.on)),
            row.due_date,
            row.new_due_date,
            row.done_date,
            row.open_text,
            row.closed_text if row.reads_closed else "",
        )
        for row in _rows(who, form)[: registers.MOST_ROWS].iterator()
    )
    widths = (10, 12, 34, 12, 12, 12, 12, 70, 40)
    return registers.table(request, "actions", _("Action points"), heads, rows, widths)


@require_safe
@login_required
def action(request: HttpRequest, action_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    found = visible_action(who, action_id)
    reads = access.reads_closed_action(who, found)
    keeps = isinstance(access.may_keep_meetings(who), Allowed)
    decision = access.visible_decisions(who).filter(actions=found).first()
    return render(
        request,
        "council/action.html",
        {
            "action": found,
            "institution": name_of(found.institution, language()),
            "state": found.state_on(who.on),
            "closed_text": found.closed_text if reads else "",
            "closed_note": found.closed_note if reads else "",
            "decision": decision,
            "replies": _replies(who, found),
            "letters": registers.letters_about(who, found.source_key),
            "public": registers.public_since(found.source_key),
            "on_paper": not has_people(found, on=who.on),
            "may_write": keeps,
            "may_reply": isinstance(access.may_reply(who, found), Allowed) and not keeps,
        },
    )


def visible_action(who: Reader, action_id: uuid.UUID) -> Action:
    """Raises Http404."""
    rows = access.visible_actions(who).select_related("institution", "item", "decision")
    found: Action = get_object_or_404(rows, pk=action_id)
    return found


def _replies(who: Reader, action: Action) -> list[dict[str, Any]]:
    rows = access.visible_replies(who).filter(action=action).select_related("by", "evidence")
    waiting = Reply.Kind.NEW_DATE
    return [
        {
            "reply": row,
            "kind": REPLY_KINDS[Reply.Kind(row.kind)],
            "waits": row.kind == waiting and not (row.accepted_at or row.declined_at),
        }
        for row in rows
    ]


def _rows(who: Reader, form: ActionFilterForm) -> QuerySet[Any]:
    sought = form.sought if form.is_valid() else access.Sought()
    return access.action_register(who, sought).select_related("institution")
