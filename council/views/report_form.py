"""A situation is written down: the form, its drafts, and the blank form on paper."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import access, disclosure
from council.access import Reader
from council.actions import file_report
from council.forms.reports import ReportForm, initial_of
from council.models import Category, Report, Unit
from council.people import demand
from council.sealing import CannotBeOpened
from council.views.asking import reader_of
from council.views.registers import language
from council.views.report_readers import told, told_by
from council.views.report_row import found_report, note_reading, standing_shares
from languages import AUTHORITATIVE


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Of one's own institution. `draft`: what the page has saved meanwhile."""
    who = reader_of(request)
    demand(access.may_file(who))
    if not who.informed:
        return redirect("report_paper")
    return _written(request, who, _draft(request, who), on_paper=False)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper(request: HttpRequest) -> HttpResponse:
    """The coordinator types the paper form of an institution."""
    who = reader_of(request)
    if not access.coordinates(who):
        raise PermissionDenied(_("The coordinator enters what came on paper."))
    return _written(request, who, _draft(request, who), on_paper=True)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    report = found_report(who, report_id)
    demand(access.may_edit(who, report))
    return _written(request, who, report, on_paper=report.on_paper)


@require_POST
@login_required
def discard(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    report = found_report(who, report_id)
    file_report.discard_draft(report=report, by=who.user, at=timezone.now())
    messages.success(request, _("The draft is gone."))
    return redirect("reports")


@require_safe
@login_required
def blank(request: HttpRequest) -> HttpResponse:
    """The same questions on paper, in Albanian."""
    demand(access.may_file(reader_of(request)))
    context = {
        "categories": Category.objects.all(),
        "units": Unit.objects.all(),
        "neighbourhoods": settings.CITY.neighbourhoods,
        "today": timezone.localdate(),
        "shell": translation.get_language() or AUTHORITATIVE,
        "language": AUTHORITATIVE,
        "direction": "ltr",
        "city": settings.CITY.names(AUTHORITATIVE),
    }
    return render(request, "council/reports/blank.html", context)


def _draft(request: HttpRequest, who: Reader) -> Report | None:
    if not (given := request.POST.get("draft")):
        return None
    report = found_report(who, given)
    demand(access.may_edit(who, report))
    return report


def _written(
    request: HttpRequest, who: Reader, report: Report | None, *, on_paper: bool
) -> HttpResponse:
    parts: dict[str, Any] = {
        "who": who, "language": language(), "report": report, "on_paper": on_paper,
    }  # fmt: skip
    asked = request.POST.get("to", "check")
    if request.method != "POST":
        return _page(request, who, ReportForm(initial=_said(who, report), **parts))
    if asked == "readers":
        typed = {**request.POST.dict(), "shared": request.POST.getlist("shared")}
        return _page(request, who, ReportForm(initial=typed, **parts))
    form = ReportForm(request.POST, unfinished=asked != "check", **parts)
    saved = _saved(form, who, report) if form.is_valid() else None
    if asked == "autosave":
        context = {"report": saved, "form": form, "now": timezone.localtime()}
        status = 200 if saved else 422
        return render(request, "council/reports/saved.html", context, status=status)
    if saved is None:
        return _page(request, who, form, status=422)
    if asked == "check":
        return redirect("report_check", report_id=saved.pk)
    messages.success(request, _("Your draft is saved. Only you see it."))
    return redirect("report_edit", report_id=saved.pk)


def _saved(form: ReportForm, who: Reader, report: Report | None) -> Report | None:
    """None: it was refused, and the form says why."""
    at = timezone.now()
    given: dict[str, Any] = {
        "situation": form.situation(), "circle": form.circle(), "by": who.user, "at": at,
    }  # fmt: skip
    try:
        if report:
            version = form.cleaned_data["version"] or 0
            return file_report.edit_report(report=report, version=version, **given)
        number = form.cleaned_data.get("protocol_number", "")
        return file_report.draft_report(
            agency=form.reporting(),
            protocol_number=number,
            on_paper="protocol_number" in form.fields,
            **given,
        )
    except file_report.Changed:
        form.add_error(None, _("It was changed in another window meanwhile. Compare both texts."))
    except CannotBeOpened:
        form.add_error(None, _("This situation cannot be opened. Nothing was changed."))
    return None


def _said(who: Reader, report: Report | None) -> dict[str, Any]:
    if report is None:
        return {}
    note_reading(report)
    disclosed = disclosure.report_for(who, report)
    return initial_of(report, disclosed.words, standing_shares(who, report))


def _page(request: HttpRequest, who: Reader, form: ReportForm, status: int = 200) -> HttpResponse:
    report = form.report
    if request.method == "POST":
        readers = told_by(who, request.POST, report)
    elif agency := form.only_agency:
        marking, shared = form["marking"].initial, form["shared"].initial or ()
        readers = told(who, agency.pk, marking, shared)
    else:
        readers = None
    words = disclosure.report_for(who, report) if report else None
    context = {
        "form": form,
        "report": report,
        "opens": words is None or words.opens,
        "returned": words.words["returned"] if words else "",
        "told": readers,
        "refuses": form.refuses,
        "on_paper": "protocol_number" in form.fields,
        "may_enter_paper": access.coordinates(who) and report is None,
    }
    return render(request, "council/reports/form.html", context, status=status)
