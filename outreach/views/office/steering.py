"""The buttons of a month's letters."""

import datetime
from collections.abc import Callable, Collection

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from languages import LANGUAGES, numbers, own_name
from outreach.actions import steer as acts
from outreach.mailing import OPEN, progress
from outreach.progress import WAITING
from outreach.views.office.asking import Asked, mailed, sending


@require_POST
@login_required
def steer(request: HttpRequest, month: datetime.date) -> HttpResponse:
    it = sending(request)
    mailed(month)
    act = ACTS.get(request.POST.get("do", ""))
    if act is None:
        raise Http404
    try:
        messages.success(request, act(request, it, month))
    except acts.Halted:
        messages.warning(
            request, _("Publication is switched off as a whole. Switch it on first, then resume.")
        )
    except acts.NothingToDo:
        messages.info(request, _("It had changed meanwhile. Nothing was done."))
    return redirect("letters_month", month=month)


def _chosen(request: HttpRequest) -> list[str]:
    """The languages that a button means: one, or all."""
    chosen = request.POST.get("of") or request.GET.get("of") or "all"
    return [code for code in LANGUAGES if chosen in ("all", code)]


def _pause(request: HttpRequest, it: Asked, month: datetime.date) -> str:
    acts.pause(month=month, languages=_chosen(request), by=it.user, at=it.at)
    return _("Paused. No further letter leaves until you resume.")


def _resume(request: HttpRequest, it: Asked, month: datetime.date) -> str:
    acts.resume(month=month, languages=_chosen(request), by=it.user, at=it.at)
    return _("Resumed. Letters go out again.")


def _try_now(request: HttpRequest, it: Asked, month: datetime.date) -> str:
    count = acts.try_now(month=month, by=it.user, at=it.at)
    words = ngettext(
        "%(count)s letter is tried again now.", "%(count)s letters are tried again now.", count
    )
    return words % {"count": number(count)}


def _let_go(request: HttpRequest, it: Asked, month: datetime.date) -> str:
    domain = request.POST.get("domain", "")
    acts.let_go(domain=domain, by=it.user, at=it.at)
    return _("Letters to %(domain)s go on.") % {"domain": domain}


ACTS: dict[str, Callable[[HttpRequest, Asked, datetime.date], str]] = {
    "pause": _pause,
    "resume": _resume,
    "try_now": _try_now,
    "let_go": _let_go,
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def call_off(request: HttpRequest, month: datetime.date) -> HttpResponse:
    """Asked before it is done, because it cannot be undone."""
    it = sending(request)
    mailed(month)
    found = progress(month)
    under_way = [code for code, state in found.states.items() if state in OPEN]
    languages = [code for code in _chosen(request) if code in under_way]
    if request.method == "POST":
        return _call_off(request, it, month, languages)
    counts = [found.by_language[code] for code in languages]
    parts = {
        "month": month,
        "chosen": languages[0] if len(languages) == 1 else "all",
        "names": ", ".join(own_name(code) for code in languages),
        "out": sum(own["accepted"] for own in counts),
        "left": sum(own[state] for own in counts for state in (*WAITING, "deferred")),
    }
    return render(request, "outreach/office/letters/call_off.html", parts)


def _call_off(
    request: HttpRequest, it: Asked, month: datetime.date, languages: Collection[str]
) -> HttpResponse:
    try:
        acts.call_off(month=month, languages=languages, by=it.user, at=it.at)
    except acts.NothingToDo:
        messages.info(request, _("It had changed meanwhile. Nothing was done."))
    else:
        names = ", ".join(own_name(code) for code in languages)
        messages.success(
            request,
            _("Called off: %(languages)s. No further letter leaves.") % {"languages": names},
        )
    return redirect("letters_month", month=month)


def number(value: int) -> str:
    return numbers.number(value, translation.get_language() or "sq")
