"""The register of decisions, and one of them."""

import uuid
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from council import access
from council.access import Reader
from council.actions.withdraw_decision import NotThere, withdraw_decision
from council.forms.registers import (
    DECISION_KINDS,
    VOTE_CHOICES,
    VOTE_METHODS,
    DecisionFilterForm,
    name_of,
)
from council.models import Decision, NamedVote, Series, Vote
from council.people import Allowed, demand
from council.views import registers
from council.views.asking import reader_of
from council.views.registers import language
from languages.gate import RefusedByTheGate
from languages.reasons import ReasonsForm

KEY: Final = ("year", "serial", "series")


@require_safe
@login_required
def decisions(request: HttpRequest) -> HttpResponse:
    who = registers.reader_at_table(request)
    form = DecisionFilterForm(request.GET, language=language())
    return registers.listed(request, form, _rows(who, form), KEY, "council/decisions.html")


@require_safe
@login_required
def decisions_table(request: HttpRequest) -> HttpResponse:
    who = registers.reader_at_table(request)
    form = DecisionFilterForm(request.GET, language=language())
    heads = (
        _("Number"), _("Taken on"), _("Kind"), _("Institution"), _("Deadline"), _("Text"),
        _("Closed text"),
    )  # fmt: skip
    rows = (
        (
            row.number,
            row.taken_on,
            str(DECISION_KINDS[row.kind]),
            name_of(row.institution, language()),
            row.due_date,
            row.open_text,
            row.closed_text if row.reads_closed else "",
        )
        for row in _rows(who, form)[: registers.MOST_ROWS].iterator()
    )
    widths = (10, 12, 18, 34, 12, 70, 40)
    return registers.table(request, "decisions", _("Decisions"), heads, rows, widths)


@require_safe
@login_required
def decision(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    rows = access.visible_decisions(who).select_related("institution", "meeting", "item")
    found = get_object_or_404(rows, pk=decision_id)
    reads = access.reads_closed_decision(who, found)
    actions = access.visible_actions(who).filter(decision=found).select_related("institution")
    return render(
        request,
        "council/decision.html",
        {
            "decision": found,
            "kind": DECISION_KINDS[Decision.Kind(found.kind)],
            "institution": name_of(found.institution, language()),
            "closed_text": found.closed_text if reads else "",
            "vote": _vote(found) if reads or _is_open(found) else None,
            "actions": [
                {
                    "action": row,
                    "institution": name_of(row.institution, language()),
                    "state": row.state_on(who.on),
                }
                for row in actions
            ],
            "letters": registers.letters_about(who, found.source_key) if found.serial else [],
            "public": registers.public_since(found.source_key) if found.serial else None,
            "may_unpublish": isinstance(access.may_publish(who), Allowed),
            "may_write": bool(found.serial) and isinstance(access.may_keep_meetings(who), Allowed),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unpublish(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    found = get_object_or_404(access.visible_decisions(who), pk=decision_id)
    demand(access.may_publish(who))
    form = ReasonsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        at = timezone.now()
        try:
            withdraw_decision(decision=found, reasons=form.cleaned_data, by=who.user, at=at)
        except RefusedByTheGate as refused:
            form.tell(refused)
        except NotThere:
            messages.error(request, _("It is not public."))
            return redirect("decision", decision_id=found.pk)
        else:
            messages.success(request, _("Withdrawn. Residents read the reason in its place."))
            return redirect("decision", decision_id=found.pk)
    there = registers.public_since(found.source_key) if found.serial else None
    context = {"decision": found, "form": form, "there": there}
    status = 422 if form.errors else 200
    return render(request, "council/decision_unpublish.html", context, status=status)


def _rows(who: Reader, form: DecisionFilterForm) -> QuerySet[Any]:
    sought = form.sought if form.is_valid() else access.Sought()
    return access.decision_register(who, sought).select_related("institution", "meeting")


def _is_open(decision: Decision) -> bool:
    """Whether everybody who sees the decision may know how it was voted on."""
    return decision.series == Series.OPEN and not (decision.item and decision.item.is_closed)


def _vote(decision: Decision) -> dict[str, Any] | None:
    vote = Vote.objects.filter(decision=decision).first()
    if vote is None:
        return None
    names = NamedVote.objects.filter(vote=vote).select_related("seat").order_by("seat__order")
    return {
        "vote": vote,
        "method": VOTE_METHODS[Vote.Method(vote.method)],
        "names": [
            {
                "seat": getattr(row.seat, f"name_{language()}", "") or row.seat.name_sq,
                "choice": VOTE_CHOICES[NamedVote.Choice(row.choice)],
            }
            for row in names
        ],
    }
