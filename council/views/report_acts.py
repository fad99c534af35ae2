"""What is done with a situation that was sent: triage, marking, sharing, response, closing."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from council import access
from council.access import Reader
from council.actions import close_report as closing
from council.actions import level_report, mark_report, share_report, triage_report
from council.forms.report_acts import CloseForm, MarkingForm, RedirectForm, ReturnForm, ShareForm
from council.forms.report_names import MARKING_WORDS, MARKINGS
from council.forms.report_parts import LevelForm
from council.models import Marking, Report, ReportShare
from council.people import demand
from council.sealing import CannotBeOpened
from council.views.asking import reader_of
from council.views.registers import language
from council.views.report_page import facts, page
from council.views.report_readers import posts
from council.views.report_row import found_report, handed


@require_POST
@login_required
def accept(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    report = found_report(who, report_id)
    triage_report.accept_report(report=report, by=who.user, at=timezone.now())
    messages.success(request, _("The situation is accepted."))
    return redirect("report", report_id=report.pk)


@require_POST
@login_required
def send_back(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    report = found_report(who, report_id)
    demand(access.may_triage(who, report))
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return page(request, who, report, form=form)
    reason = form.cleaned_data["reason"]
    given: dict[str, Any] = {"reason": reason, "by": who.user, "at": timezone.now()}
    try:
        triage_report.return_report(report=report, **given)
    except CannotBeOpened:
        return _unopened(request, report)
    messages.success(request, _("It went back to its institution."))
    return redirect("report", report_id=report.pk)


@require_POST
@login_required
def lead_away(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """To the mechanism that deals with persons; nothing of it stays but a trace."""
    who = reader_of(request)
    report = found_report(who, report_id)
    demand(access.may_triage(who, report))
    form = RedirectForm(request.POST)
    if not form.is_valid():
        return page(request, who, report, form=form)
    given: dict[str, Any] = {"by": who.user, "at": timezone.now()}
    given["mechanism"] = form.cleaned_data["mechanism"]
    try:
        triage_report.redirect_report(report=report, **given)
    except triage_report.OnHold:
        form.add_error(None, _("An authority demanded that it be kept. Lift the hold first."))
        return page(request, who, report, form=form)
    messages.success(request, _("The report is destroyed. Only the trace of it stays."))
    return redirect("reports")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def marking(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """GET says who gains it and who loses it, POST changes it."""
    who = reader_of(request)
    report = found_report(who, report_id)
    if not access.is_in_charge(who, report):
        demand(access.may_mark(who, report, report.marking))
    form = MarkingForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return page(request, who, report, form=form)
    new = form.cleaned_data["marking"]
    demand(access.may_mark(who, report, new))
    if request.method != "POST":
        return render(request, "council/reports/marking.html", _change(who, report, new))
    given: dict[str, Any] = {"marking": new, "by": who.user, "at": timezone.now()}
    mark_report.change_marking(report=report, **given)
    messages.success(request, _("The marking is changed."))
    return redirect("report", report_id=report.pk)


@require_POST
@login_required
def level(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    report = found_report(who, report_id)
    demand(access.may_level(who, report))
    form = LevelForm(request.POST, report=report, auto_id="level_%s")
    if not form.is_valid():
        return page(request, who, report, form=form)
    given: dict[str, Any] = {"level": form.cleaned_data["level"], "at": timezone.now()}
    given |= {"reason": form.cleaned_data["text"], "by": who.user}
    try:
        level_report.change_level(report=report, **given)
    except level_report.SameLevel:
        form.add_error("level", _("Choose a level that it does not have yet."))
        return page(request, who, report, form=form)
    except CannotBeOpened:
        return _unopened(request, report)
    messages.success(request, _("The level is changed."))
    return redirect("report", report_id=report.pk)


@require_POST
@login_required
def share(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    report = found_report(who, report_id)
    demand(access.may_share(who, report))
    form = ShareForm(request.POST, report=report, language=language())
    if not form.is_valid():
        return page(request, who, report, form=form)
    given: dict[str, Any] = {"agency": form.cleaned_data["agency"], "by": who.user}
    share_report.share_report(report=report, at=timezone.now(), **given)
    messages.success(request, _("It is shared."))
    return redirect("report", report_id=report.pk)


@require_POST
@login_required
def end_share(request: HttpRequest, report_id: uuid.UUID, share_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    report = found_report(who, report_id)
    rows = access.visible_shares(who).filter(report=report)
    row: ReportShare = get_object_or_404(rows, pk=share_id)
    share_report.end_share(share=row, by=who.user, at=timezone.now())
    messages.success(request, _("The share is ended."))
    return redirect("report", report_id=report.pk)


@require_POST
@login_required
def respond(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    report = found_report(who, report_id)
    closing.start_response(report=report, by=who.user, at=timezone.now())
    messages.success(request, _("It says now that something is being done."))
    return redirect("report", report_id=report.pk)


@require_POST
@login_required
def close(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    report = found_report(who, report_id)
    demand(access.may_close(who, report))
    form = CloseForm(request.POST)
    if not form.is_valid():
        return page(request, who, report, form=form)
    given: dict[str, Any] = {**form.cleaned_data, "by": who.user, "at": timezone.now()}
    try:
        closing.close_report(report=report, **given)
    except closing.OpenReferrals:
        form.add_error(
            None, _("An institution still deals with it. End its referral before you close it.")
        )
        return page(request, who, report, form=form)
    except CannotBeOpened:
        return _unopened(request, report)
    messages.success(request, _("The situation is closed."))
    return redirect("report", report_id=report.pk)


def _change(who: Reader, report: Report, new: str) -> dict[str, Any]:
    """Who reads it now and would not, and who would."""
    told = handed(who, report)
    now = {one.user.pk: one for one in access.readers_now(report, handed=told, on=who.on)}
    kept = report.marking
    report.marking = new
    told = set() if new == Marking.AMBER_STRICT else told
    then = {one.user.pk: one for one in access.readers_now(report, handed=told, on=who.on)}
    report.marking = kept
    return {
        "report": report,
        "facts": facts(report),
        "new": new,
        "new_name": MARKINGS[Marking(new)],
        "new_words": MARKING_WORDS[Marking(new)],
        "gain": posts(one for key, one in then.items() if key not in now),
        "lose": posts(one for key, one in now.items() if key not in then),
        "stays": new == kept,
        "ends": new == Marking.AMBER_STRICT,
    }


def _unopened(request: HttpRequest, report: Report) -> HttpResponse:
    messages.error(request, _("This situation cannot be opened. Nothing was changed."))
    return redirect("report", report_id=report.pk)
