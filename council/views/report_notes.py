"""Notes and links of a report, on its page."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from council import access, disclosure
from council.access import Reader
from council.actions.add_note import NotSoMarked, add_note
from council.actions.link_reports import NoSuchReport, SameReport, link_reports, unlink_reports
from council.forms.registers import name_of
from council.forms.report_parts import LinkForm, NoteForm
from council.models import Marking, Report, ReportLink
from council.people import Allowed, demand
from council.sealing import CannotBeOpened
from council.views import report_rows
from council.views.asking import reader_of
from council.views.registers import language
from council.views.report_row import found_report


def part(who: Reader, report: Report) -> dict[str, Any]:
    """For `council/reports/notes_part.html`; `report`: one that they see."""
    rows = access.visible_notes(who).filter(report=report).select_related("agency", "report")
    notes = list(rows)
    words = disclosure.words_of(notes)
    adds = isinstance(access.may_add(who, report), Allowed)
    return {
        "notes": [
            {
                "row": note,
                "text": words[note.pk].words["text"],
                "opens": words[note.pk].opens,
                "agency": name_of(note.agency, language()),
                "marking": Marking(note.marking).label,
            }
            for note in notes
        ],
        "linked": _linked(who, report),
        "note_form": _note_form(who, report) if adds else None,
        "link_form": LinkForm(auto_id="link_%s") if adds else None,
    }


@require_POST
@login_required
def add(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who, report = report_of(request, report_id)
    form = _note_form(who, report, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            add_note(report=report, by=who, at=timezone.now(), **given)
        except NotSoMarked:
            refuse_marking(form)
        except CannotBeOpened:
            form.add_error(None, unopened(report))
        else:
            messages.success(request, _("The note is added."))
            return back_to(report, "notes")
    return again(request, report, form, _("Add a note"))


@require_POST
@login_required
def link(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    who, report = report_of(request, report_id)
    form = LinkForm(request.POST, auto_id="link_%s")
    if form.is_valid():
        reference = form.cleaned_data["reference"]
        try:
            link_reports(report=report, reference=reference, by=who, at=timezone.now())
        except NoSuchReport:
            form.add_error("reference", _("You read no situation with this reference."))
        except SameReport:
            form.add_error("reference", _("This is the reference of this situation itself."))
        else:
            messages.success(request, _("The situations are linked."))
            return back_to(report, "links")
    return again(request, report, form, _("Link another situation"))


@require_POST
@login_required
def unlink(request: HttpRequest, report_id: uuid.UUID, link_id: uuid.UUID) -> HttpResponse:
    who, report = report_of(request, report_id)
    found = get_object_or_404(_links(who, report), pk=link_id)
    unlink_reports(report=report, link=found, by=who, at=timezone.now())
    messages.success(request, _("The link is removed."))
    return back_to(report, "links")


# --- What adding a file shares with these


def report_of(request: HttpRequest, report_id: uuid.UUID) -> tuple[Reader, Report]:
    """Raises Http404 for one that they do not see, PermissionDenied where nothing is added."""
    who = reader_of(request)
    report = found_report(who, report_id)
    demand(access.may_add(who, report))
    return who, report


def back_to(report: Report, place: str) -> HttpResponseRedirect:
    address = reverse("report", kwargs={"report_id": report.pk})
    return HttpResponseRedirect(f"{address}#{place}")


def again(request: HttpRequest, report: Report, form: Any, title: str) -> HttpResponse:
    """The form alone, with what is wrong and what was typed."""
    context = {"form": form, "report": report, "heading": title}
    return render(request, "council/reports/part_form.html", context, status=422)


def refuse_marking(form: Any) -> None:
    form.add_error("marking", _("The situation is marked more strictly now. Choose again."))


def unopened(report: Report) -> str:
    disclosure.alert(report)
    return _("The situation cannot be opened, so nothing can be added. The administrator is told.")


# --- Inside


def _note_form(who: Reader, report: Report, data: Any = None) -> NoteForm:
    return NoteForm(data, markings=access.markings_for(who, report), auto_id="note_%s")


def _links(who: Reader, report: Report) -> QuerySet[ReportLink]:
    own = Q(lesser=report) | Q(greater=report)
    return access.visible_links(who).filter(own).select_related("lesser", "greater")


def _linked(who: Reader, report: Report) -> list[dict[str, Any]]:
    links = {
        (link.greater_id if link.lesser_id == report.pk else link.lesser_id): link
        for link in _links(who, report)
    }
    rows = report_rows.with_names(access.visible_reports(who).filter(pk__in=links))
    return [
        {
            **told,
            "link": links[told["row"].pk],
            "may_unlink": isinstance(access.may_unlink(who, report, told["row"]), Allowed),
        }
        for told in report_rows.told(who, rows, language())
    ]
