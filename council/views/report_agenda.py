"""Putting a report before the council."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council import access
from council.actions.follow_report import lowest_for
from council.actions.report_on_agenda import (
    AlreadyOnAgenda,
    NoMeetingPlanned,
    put_report_on_agenda,
)
from council.forms.referrals import OnAgendaForm
from council.models import Marking, Meeting
from council.people import demand
from council.views.asking import reader_of
from council.views.registers import language
from council.views.report_row import found_report


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report_agenda(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Who keeps meetings chooses one; for the others it is the next that is planned."""
    who = reader_of(request)
    report = found_report(who, report_id)
    demand(access.may_put_on_agenda(who, report))
    planned = access.visible_meetings(who).filter(state=Meeting.State.PLANNED)
    posted = request.POST if request.method == "POST" else None
    form = OnAgendaForm(
        posted,
        meetings=planned.filter(starts_at__gt=timezone.now()).order_by("starts_at"),
        language=language(),
    )
    if posted is not None and form.is_valid():
        meeting = form.cleaned_data["meeting"]
        try:
            put_report_on_agenda(report=report, meeting=meeting, by=who, at=timezone.now())
        except NoMeetingPlanned:
            form.add_error("meeting", _("No meeting is planned. The secretary plans one first."))
        except AlreadyOnAgenda:
            form.add_error("meeting", _("It stands on this agenda already."))
        else:
            messages.success(request, _("It is on the agenda, as a closed item without its words."))
            # The situation itself.
            return redirect("../")
    context = {"form": form, "report": report, "marking": Marking(lowest_for(report)).label}
    return render(
        request, "council/referrals/agenda.html", context, status=422 if form.errors else 200
    )
