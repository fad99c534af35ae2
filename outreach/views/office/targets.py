"""Targets of what is reached, each from a day on."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council.people import User, demand
from outreach.access import may_set_targets
from outreach.actions.set_target import set_target
from outreach.forms.targets import MEASURES, PER_CENT, TargetForm
from outreach.models import ReachTarget


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def targets(request: HttpRequest) -> HttpResponse:
    user, now = cast(User, request.user), timezone.now()
    today = timezone.localdate(now)
    demand(may_set_targets(user, on=today))
    form = TargetForm(request.POST or None, today=today)
    if request.method == "POST":
        form = TargetForm(request.POST, today=today)
        if form.is_valid():
            set_target(**form.cleaned_data, by=user, at=now)
            messages.success(request, _("Saved. The impact page shows it from that day on."))
            return redirect("impact_targets")
    rows = [
        {
            "title": MEASURES[ReachTarget.Measure(row.measure)],
            "row": row,
            "per_cent": row.measure in PER_CENT,
        }
        for row in ReachTarget.objects.select_related("set_by")
    ]
    status = 422 if form.errors else 200
    parts = {"form": form, "rows": rows, "today": today}
    return render(request, "outreach/office/targets.html", parts, status=status)
