"""Keeping help right: what is due, and “I checked it today”."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from council.people import Allowed, demand
from outreach.access import may_approve_help_change, may_keep_help
from outreach.actions.help import check_help
from outreach.actions.help.change_line import told_of
from outreach.forms.help import CheckForm, EndForm, LineForm
from outreach.models import HelpChange, HelpCheck, HelpLine, HelpTopic
from outreach.models.help_line import EMERGENCY
from outreach.office import help as rows
from outreach.views.office.asking import Asked, asked

CHECKS = 10


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    it = help_keeper(request)
    lines, topics = rows.lines(it.today), rows.topics(it.today)
    names, changes = rows.topic_names(), rows.open_changes()
    parts = {
        "lines": lines,
        "topics": topics,
        "no_card": rows.no_card(),
        "due": sum(row.due for row in lines) + sum(row.due for row in topics),
        "changes": [change_card(change, names, it) for change in changes],
    }
    return render(request, "outreach/office/help/index.html", parts)


@require_safe
@login_required
def line(request: HttpRequest, line_id: int) -> HttpResponse:
    it = help_keeper(request)
    found = get_object_or_404(HelpLine.objects.in_force(), pk=line_id)
    return line_page(request, it, found)


@require_POST
@login_required
def line_check(request: HttpRequest, line_id: int) -> HttpResponse:
    it = help_keeper(request)
    found = get_object_or_404(HelpLine.objects.in_force(), pk=line_id)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return line_page(request, it, found, check=form)
    check_help.check_line(line=found, **form.cleaned_data, by=it.user, at=it.at)
    messages.success(request, _("Noted: %(number)s is right today.") % {"number": found.number})
    return redirect("help_office")


@require_safe
@login_required
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    it = help_keeper(request)
    return _topic_page(request, it, get_object_or_404(HelpTopic, slug=slug))


@require_POST
@login_required
def topic_check(request: HttpRequest, slug: str) -> HttpResponse:
    it = help_keeper(request)
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


def help_keeper(request: HttpRequest) -> Asked:
    """Raises NotAllowed."""
    it = asked(request)
    demand(may_keep_help(it.user, on=it.today))
    return it


def line_page(
    request: HttpRequest,
    it: Asked,
    found: HelpLine,
    *,
    check: CheckForm | None = None,
    change: LineForm | None = None,
    end: EndForm | None = None,
) -> HttpResponse:
    """One of the forms may have failed."""
    failed = check or change or end
    names = rows.topic_names()
    open_change = next((one for one in rows.open_changes() if one.line_id == found.pk), None)
    parts: dict[str, Any] = {
        "line": found,
        "check": check or CheckForm(),
        "change": change or line_form(names, found),
        "end": end or end_form(found),
        "may_end": found.number != EMERGENCY,
        "form": failed,
        "open": change_card(open_change, names, it) if open_change else None,
        "checks": _checks(found.source_key),
    }
    return render(request, "outreach/office/help/line.html", parts, status=422 if failed else 200)


def line_form(
    names: Mapping[str, str], line: HelpLine | None = None, data: QueryDict | None = None
) -> LineForm:
    """Filled with what the line says now; `names`: of topics, by slug."""
    initial: dict[str, Any] = {}
    if line:
        told = told_of(line)
        initial = {"number": told.number, **told.words, **told.facts}
    return LineForm(data, initial=initial, topics=list(names.items()))


def end_form(line: HelpLine, data: QueryDict | None = None) -> EndForm:
    others = HelpLine.objects.in_force().exclude(pk=line.pk)
    return EndForm(data, lines=[(row.pk, f"{row.number} – {row.name_sq}") for row in others])


def change_card(change: HelpChange, names: Mapping[str, str], it: Asked) -> dict[str, Any]:
    may = may_approve_help_change(it.user, change.proposed_by_id, on=it.today)
    return {
        "change": change,
        "number": change.line.number if change.line else change.number,
        "differences": rows.differences(change, names),
        "consequences": rows.consequences(change),
        "may_approve": isinstance(may, Allowed),
        "is_own": change.proposed_by_id == it.user.pk,
    }


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


def _checks(key: str) -> list[HelpCheck]:
    return list(HelpCheck.objects.filter(key=key).select_related("checked_by")[:CHECKS])
