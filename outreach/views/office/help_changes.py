"""The register of help lines: a new one, another number or other words, an end; by two persons."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from council.people import demand
from languages.gate import RefusedByTheGate
from outreach.access import may_approve_help_change
from outreach.actions.help import change_line
from outreach.actions.help.decide_change import AlreadyDecided, decide_change
from outreach.models import HelpChange, HelpLine
from outreach.office import help as rows
from outreach.views.office.help import end_form, help_keeper, line_form, line_page

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

REFUSALS: Mapping[type[Exception], "tuple[str | None, StrPromise]"] = {
    # what was refused: field, sentence
    change_line.NothingChanges: (
        None,
        gettext_lazy("Nothing is different from what is public now."),
    ),
    change_line.NumberTaken: ("number", gettext_lazy("Another help line has this number.")),
    change_line.AnotherIsOpen: (
        None,
        gettext_lazy("Another change of this line waits for approval. Decide it first."),
    ),
    change_line.IsTheEmergencyNumber: (
        None,
        gettext_lazy("Every page says 112 in its own words: it is neither renumbered nor removed."),
    ),
    change_line.CallsNobody: (
        "topics",
        gettext_lazy("A help topic would be left without any number. Give it another one first."),
    ),
    change_line.NobodyInstead: (
        "instead",
        gettext_lazy(
            "Topics or answers tell residents to call this number. Choose whom they call instead."
        ),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: HttpRequest) -> HttpResponse:
    it = help_keeper(request)
    form = line_form(rows.topic_names(), None, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():

        def propose() -> None:
            reason = form.cleaned_data["reason"]
            change_line.propose_line(told=form.told, reason=reason, by=it.user, at=it.at)

        if _proposed(request, form, propose):
            return redirect("help_office")
    failed = form if form.is_bound else None
    parts = {"change": form, "form": failed}
    return render(request, "outreach/office/help/add.html", parts, status=422 if failed else 200)


@require_POST
@login_required
def line_change(request: HttpRequest, line_id: int) -> HttpResponse:
    it = help_keeper(request)
    found = get_object_or_404(HelpLine.objects.in_force(), pk=line_id)
    form = line_form(rows.topic_names(), found, request.POST)
    if form.is_valid():

        def propose() -> None:
            reason = form.cleaned_data["reason"]
            change_line.propose_change(
                line=found, told=form.told, reason=reason, by=it.user, at=it.at
            )

        if _proposed(request, form, propose):
            return redirect("help_office")
    return line_page(request, it, found, change=form)


@require_POST
@login_required
def line_end(request: HttpRequest, line_id: int) -> HttpResponse:
    it = help_keeper(request)
    lines = HelpLine.objects.in_force()
    found = get_object_or_404(lines, pk=line_id)
    form = end_form(found, request.POST)
    if form.is_valid():
        instead, reason = form.cleaned_data["instead"], form.cleaned_data["end_reason"]

        def propose() -> None:
            change_line.propose_end(
                line=found,
                instead=lines.get(pk=instead) if instead else None,
                reason=reason,
                by=it.user,
                at=it.at,
            )

        if _proposed(request, form, propose):
            return redirect("help_office")
    return line_page(request, it, found, end=form)


@require_POST
@login_required
def decide(request: HttpRequest, change_id: int) -> HttpResponse:
    """Approves, or with `refuse` refuses; whoever proposed it may only take it back."""
    it = help_keeper(request)
    change = get_object_or_404(HelpChange, pk=change_id)
    approve = "refuse" not in request.POST
    if approve:
        demand(may_approve_help_change(it.user, change.proposed_by_id, on=it.today))
    try:
        decide_change(change=change, approve=approve, by=it.user, at=it.at)
    except AlreadyDecided:
        messages.error(request, _("Somebody has decided about this change already."))
    except (change_line.NumberTaken, change_line.CallsNobody, change_line.NobodyInstead) as refused:
        messages.error(request, REFUSALS[type(refused)][1])
    else:
        messages.success(
            request, _("Approved: it is public now.") if approve else _("The change is off.")
        )
    return redirect("help_office")


def _proposed(request: HttpRequest, form: forms.Form, propose: Callable[[], None]) -> bool:
    """Whether it was proposed; if not, the form says why."""
    try:
        propose()
    except RefusedByTheGate as refused:
        for name, finding in refused.findings:
            form.add_error(name, finding.said(_))
    except tuple(REFUSALS) as refused:
        field, sentence = REFUSALS[type(refused)]
        form.add_error(field if field in form.fields else None, sentence)
    else:
        messages.success(
            request, _("Proposed. It holds as soon as a second person has approved it.")
        )
        return True
    return False
