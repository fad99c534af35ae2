"""What must stand in DNS so that letters arrive, and what stands there."""

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from council.people import User, demand
from outreach.access import may_send
from outreach.actions.check_domain import want_check
from outreach.deliverability import wanted
from outreach.deliverability.checks import Result
from outreach.models import DomainCheck

RESULTS: dict[str, tuple[str, Promise]] = {
    Result.FOUND: ("done", gettext_lazy("found")),
    Result.MISSING: ("immediate", gettext_lazy("missing")),
    Result.DIFFERENT: ("high", gettext_lazy("different")),
    Result.COULD_NOT_ASK: ("", gettext_lazy("could not ask")),
}
WHAT_FOR: dict[str, tuple[str, Promise]] = {
    "spf": ("SPF", gettext_lazy("Who may send letters in the name of the domain.")),
    "dkim": ("DKIM", gettext_lazy("The key with which receivers check the seal on each letter.")),
    "dmarc": (
        "DMARC",
        gettext_lazy("What receivers do with letters that only pretend to be ours."),
    ),
    "ptr": ("PTR", gettext_lazy("The name behind the IP address that letters come from.")),
    "mx": ("MX", gettext_lazy("Where letters that cannot be delivered come back to.")),
}


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    title: str
    what_for: Promise
    records: list[wanted.Record]
    state: str
    label: Promise | None
    """None: nobody has asked yet."""
    found: list[str]


@require_safe
@login_required
def deliverability(request: HttpRequest) -> HttpResponse:
    demand(may_send(cast(User, request.user), on=timezone.localdate()))
    check = DomainCheck.objects.filter(pk=1).first() or DomainCheck()
    context = {
        "rows": _rows(check),
        "check": check,
        "domain": wanted.domain(),
        "return_domain": wanted.return_domain(),
        "aligned": wanted.aligned(),
        "way": wanted.way(),
        "addresses": wanted.addresses(),
        "selector": settings.DKIM_SELECTOR,
    }
    return render(request, "outreach/office/deliverability.html", context)


@require_POST
@login_required
def ask(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    demand(may_send(cast(User, request.user), on=timezone.localdate(at)))
    want_check(at=at)
    messages.success(
        request, _("The name servers are being asked. Open this page again in half a minute.")
    )
    return redirect("deliverability")


def _rows(check: DomainCheck) -> list[Row]:
    records = wanted.records()
    rows = []
    for key, (title, what_for) in WHAT_FOR.items():
        answer: dict[str, Any] = check.answers.get(key, {})
        state, label = RESULTS.get(answer.get("result", ""), ("", None))
        own = [record for record in records if record.key == key]
        rows.append(Row(key, title, what_for, own, state, label, answer.get("found", [])))
    return rows
