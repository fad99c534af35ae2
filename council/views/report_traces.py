"""What was no situation to keep: led to its mechanism, or said and not written. Dates, no words."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from council import access
from council.actions.acknowledge_redirection import acknowledge_redirection
from council.forms.report_names import MECHANISMS
from council.models import Redirection
from council.people import Allowed, demand
from council.views.asking import reader_of

MOST = 200
"""Rows of each kind, the latest first: they are few a year."""


@require_safe
@login_required
def traces(request: HttpRequest) -> HttpResponse:
    who = reader_of(request)
    demand(access.may_read_reports(who))
    led = access.visible_redirections(who).select_related("category", "agency")[:MOST]
    said = access.visible_oral_matters(who).prefetch_related("institutions")[:MOST]
    context = {
        "redirections": [
            {
                "row": row,
                "mechanism": MECHANISMS[Redirection.Mechanism(row.mechanism)],
                "may_acknowledge": isinstance(access.may_acknowledge(who, row), Allowed),
            }
            for row in led
        ],
        "oral_matters": said.select_related("agency"),
        "may_file": isinstance(access.may_file(who), Allowed),
    }
    return render(request, "council/reports/traces.html", context)


@require_POST
@login_required
def acknowledged(request: HttpRequest, redirection_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    found = get_object_or_404(access.visible_redirections(who), pk=redirection_id)
    acknowledge_redirection(redirection=found, by=who.user, at=timezone.now())
    messages.success(request, _("Noted: the mechanism has it."))
    return redirect("report_traces")
