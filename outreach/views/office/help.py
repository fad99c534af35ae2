"""Keeping help right: what is due, “I checked it today”, and another number by two persons."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from council.people import Allowed, demand
from outreach.access import may_approve_help_change, may_keep_help
from outreach.actions.help import change_line, check_help
from outreach.forms.help import ChangeForm, CheckForm
from outreach.models import HelpChange, HelpCheck, HelpLine, HelpTopic
from outreach.office import help as rows
from outreach.views.office.asking import Asked, asked

CHECKS = 10


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    it = _keeper(request)
    lines, topics = rows.lines(it.today), rows.topics(it.today)
    parts = {
        "lines": lines,
        "topics": topics,
        "due": sum(row.due for row in lines) + sum(row.due for row in topics),
        "changes": [_change(row.change, row.line, it) for row in lines if row.change],
    }
    return render(request, "outreach/office/help/index.html", parts)


@require_safe
@login_required
def line(request: HttpRequest, line_id: int) -> HttpResponse:
    it = _keeper(request)
    found = get_object_or_404(HelpLine, pk=line_id)
    return _line_page(request, it, found)


@require_POST
@login_required
def line_check(request: HttpRequest, line_id: int) -> HttpResponse:
    it = _keeper(request)
    found = get_object_or_404(HelpLine, pk=line_id)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _line_page(request, it, found, check=form)
    check_help.check_line(line=found, **form.cleaned_data, by=it.user, at=it.at)
    messages.success(request, _("Noted: %(number)s is right today.") % {"number": found.number})
    return redirect("help_office")


@require_POST
@login_required
def line_change(request: HttpRequest, line_id: int) -> HttpResponse:
    it = _keeper(request)
    found = get_object_or_404(HelpLine, pk=line_id)
    form = ChangeForm(request.POST)
    if form.is_valid() and _propose(form, found, it):
        messages.success(
            request, _("Proposed. It holds as soon as a second person has approved it.")
        )
        return redirect("help_office")
    return _line_page(request, it, found, change=form)


@require_POST
@login_required
def decide(request: HttpRequest, change_id: int) -> HttpResponse:
    """Approves, or with `refuse` refuses; whoever proposed it may only take it back."""
    it = _keeper(request)
    change = get_object_or_404(HelpChange, pk=change_id)
    approve = "refuse" not in request.POST
    if approve:
        demand(may_approve_help_change(it.user, change.proposed_by_id, on=it.today))
    try:
        change_line.decide_change(change=change, approve=approve, by=it.user, at=it.at)
    except change_line.AlreadyDecided:
        messages.error(request, _("Somebody has decided about this change already."))
    except change_line.NumberTaken:
        messages.error(request, _("Another help line has this number."))
    else:
        messages.success(
            request, _("Approved: it is public now.") if approve else _("The change is off.")
        )
    return redirect("help_office")


@require_safe
@login_required
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    it = _keeper(request)
    return _topic_page(request, it, get_object_or_404(HelpTopic, slug=slug))


@require_POST
@login_required
def topic_check(request: HttpRequest, slug: str) -> HttpResponse:
    it = _keeper(request)
    found = get_object_or_404(HelpTopic, slug=slug)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _topic_page(request, it, found, check=form)
    try:
        check_help.check_topic(topic=found, **form.cleaned_data, by=it.user, at=it.at)
    except check_help.FailsTheGate as failed:
        form.add_error(None, _("The text may not be published as it is:"))
        for finding in failed.findings:
            form.add_error(None, finding)
        return _topic_page(request, it, found, check=form)
    messages.success(request, _("Noted: this page is right today."))
    return redirect("help_office")


def _keeper(request: HttpRequest) -> Asked:
    it = asked(request)
    demand(may_keep_help(it.user, on=it.today))
    return it


def _propose(form: ChangeForm, found: HelpLine, it: Asked) -> bool:
    """Whether it was proposed; if not, the form says why."""
    try:
        change_line.propose_change(
            line=found,
            number=form.cleaned_data["number"],
            words=form.words,
            reason=form.cleaned_data["reason"],
            by=it.user,
            at=it.at,
        )
    except change_line.NothingChanges:
        form.add_error(None, _("Nothing is different from what is public now."))
    except change_line.NumberTaken:
        form.add_error("number", _("Another help line has this number."))
    except change_line.AnotherIsOpen:
        form.add_error(None, _("Another change of this line waits for approval. Decide it first."))
    else:
        return True
    return False


def _line_page(
    request: HttpRequest,
    it: Asked,
    found: HelpLine,
    *,
    check: CheckForm | None = None,
    change: ChangeForm | None = None,
) -> HttpResponse:
    failed = check or change
    initial = {name: getattr(found, name) for name in ("number", *change_line.WORDS)}
    open_change = HelpChange.objects.filter(line=found, decided_at=None).first()
    parts: dict[str, Any] = {
        "line": found,
        "check": check or CheckForm(),
        "change": change or ChangeForm(initial=initial),
        "form": failed,
        "open": _change(open_change, found, it) if open_change else None,
        "checks": _checks(found.source_key),
    }
    return render(request, "outreach/office/help/line.html", parts, status=422 if failed else 200)


def _topic_page(
    request: HttpRequest, it: Asked, found: HelpTopic, *, check: CheckForm | None = None
) -> HttpResponse:
    parts = {
        "topic": found,
        "languages_of_it": rows.texts_of(found),
        "check": check or CheckForm(),
        "form": check,
        "checks": _checks(found.source_key),
    }
    return render(request, "outreach/office/help/topic.html", parts, status=422 if check else 200)


def _change(change: HelpChange, line: HelpLine, it: Asked) -> dict[str, Any]:
    may = may_approve_help_change(it.user, change.proposed_by_id, on=it.today)
    return {
        "change": change,
        "line": line,
        "differences": rows.differences(change, line),
        "may_approve": isinstance(may, Allowed),
        "is_own": change.proposed_by_id == it.user.pk,
    }


def _checks(key: str) -> list[HelpCheck]:
    return list(HelpCheck.objects.filter(key=key).select_related("checked_by")[:CHECKS])
