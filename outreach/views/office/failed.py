"""Letters that failed: why, at whose provider, and which are tried once more."""

import datetime
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from outreach.actions.retry_failed import (
    Group,
    Halted,
    NothingToDo,
    failed_letters,
    retry_failed,
)
from outreach.answers import Meaning
from outreach.views.office.asking import mailed, sending
from outreach.views.office.steering import number

SHOWN = 10
"""Domains of a reason that can be chosen by themselves; the others only with all of it."""


@dataclass
class Reason:
    meaning: Meaning
    groups: list[Group] = field(default_factory=list)

    @property
    def letters(self) -> int:
        return sum(group.letters for group in self.groups)

    @property
    def reachable(self) -> int:
        return sum(group.reachable for group in self.groups)

    @property
    def said(self) -> str:
        return self.groups[0].said

    @property
    def domains(self) -> list[tuple[str, int, str]]:
        """(domain, letters that may be tried, what a form calls it), the most first."""
        counts: dict[str, int] = {}
        for group in self.groups:
            counts[group.domain] = counts.get(group.domain, 0) + group.reachable
        rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        return [(name, n, f"{self.meaning.key}@{name}") for name, n in rows if n][:SHOWN]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def failed(request: HttpRequest, month: datetime.date) -> HttpResponse:
    it = sending(request)
    mailed(month)
    groups = failed_letters(month)
    chosen = set(request.POST.getlist("which"))
    error = ""
    if request.method == "POST":
        wanted = [group for group in groups if _is_chosen(group, chosen)]
        if not chosen:
            error = _("Choose which letters are tried again.")
        else:
            try:
                count = retry_failed(month=month, groups=wanted, by=it.user, at=it.at)
            except Halted:
                error = _("Publication is switched off as a whole. Switch it on first.")
            except NothingToDo:
                error = _("None of these can be tried again any more.")
            else:
                words = ngettext(
                    "%(count)s letter is tried once more.",
                    "%(count)s letters are tried once more.",
                    count,
                )
                messages.success(request, words % {"count": number(count)})
                return redirect("letters_month", month=month)
    parts = {
        "month": month,
        "reasons": _by_reason(groups),
        "letters": sum(group.letters for group in groups),
        "reachable": sum(group.reachable for group in groups),
        "chosen": chosen,
        "error": error,
    }
    status = 422 if error else 200
    return render(request, "outreach/office/letters/failed.html", parts, status=status)


def _is_chosen(group: Group, chosen: set[str]) -> bool:
    return not chosen.isdisjoint({group.meaning.key, f"{group.meaning.key}@{group.domain}"})


def _by_reason(groups: list[Group]) -> list[Reason]:
    found: dict[str, Reason] = {}
    for group in groups:
        found.setdefault(group.meaning.key, Reason(group.meaning)).groups.append(group)
    return sorted(found.values(), key=lambda reason: -reason.letters)
