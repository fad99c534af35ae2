"""The last look before a situation is sent: what it says, who will read it, what looks personal."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council import access, disclosure
from council.access import Reader
from council.actions import submit_report
from council.forms.report_names import FIELDS, KINDS, TICKS
from council.models import Report
from council.people import demand
from council.sealing import CannotBeOpened
from council.views.asking import reader_of
from council.views.report_page import facts
from council.views.report_readers import told
from council.views.report_row import found_report, note_reading, standing_shares


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Sends it with POST; `ticks` say what the passages that were found are not."""
    who = reader_of(request)
    report = found_report(who, report_id)
    demand(access.may_edit(who, report))
    if request.method != "POST":
        return _page(request, who, report)
    ticks = request.POST.getlist("ticks")
    try:
        _sent(report, ticks, who)
    except submit_report.Unfinished:
        problem = _("Before it is sent it needs a title and what is observed.")
    except submit_report.NobodyReads:
        problem = _("Nobody at that institution could open it. Choose another marking.")
    except CannotBeOpened:
        problem = _("This situation cannot be opened. Nothing was changed.")
    except submit_report.Identifying:
        problem = _("Change the text, or say for each kind of passage why it may stay.")
    else:
        messages.success(request, _("It is sent."))
        if access.visible_reports(who).filter(pk=report.pk).exists():
            return redirect("report", report_id=report.pk)
        return redirect("reports")
    return _page(request, who, report, problem=problem, ticks=ticks)


def _sent(report: Report, ticks: list[str], who: Reader) -> Report:
    return submit_report.submit_report(report=report, ticks=ticks, by=who.user, at=timezone.now())


def _page(
    request: HttpRequest,
    who: Reader,
    report: Report,
    *,
    problem: str = "",
    ticks: Iterable[str] = (),
) -> HttpResponse:
    note_reading(report)
    disclosed = disclosure.report_for(who, report)
    context = {
        "report": report,
        "disclosed": disclosed,
        "facts": facts(report),
        "groups": _groups(disclosed.words, ticks),
        "told": told(who, report.agency_id, report.marking, standing_shares(who, report)),
        "problem": problem,
    }
    status = 422 if problem else 200
    return render(request, "council/reports/check.html", context, status=status)


def _groups(words: Any, ticks: Iterable[str]) -> list[dict[str, Any]]:
    """The passages by the tick that lets them stay."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for field, kind, passage in submit_report.passages(words):
        row = {"field": FIELDS[field], "kind": KINDS[kind], "words": passage}
        groups.setdefault(submit_report.tick_for(kind), []).append(row)
    return [
        {"tick": tick, "label": TICKS[tick], "passages": rows, "ticked": tick in ticks}
        for tick, rows in groups.items()
    ]
