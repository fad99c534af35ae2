"""“Look before print”: what an institution is asked, and what the secretary makes of its answers."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bulletins import access, sentences
from bulletins.actions import check_sentences as checking
from bulletins.forms.release import AnswerForm
from bulletins.models import AgencyCheck
from bulletins.sentences import standing, stands
from bulletins.views.asking import asked, who
from council import published as council
from council.people import Allowed, demand

_State = AgencyCheck.State


@require_safe
@login_required
def checks(request: HttpRequest) -> HttpResponse:
    """The sentences of one's own institution: those that wait first."""
    user, today = who(request), timezone.localdate()
    demand(access.may_see_checks(user, on=today))
    rows = access.visible_checks(user, on=today).order_by("-bulletin__month", "asked_at", "field")
    waiting = rows.filter(pk__in=sentences.waiting().values("pk"))
    context = {
        "waiting": _named(sentences.standing_ones(waiting)),
        "answered": _named(list(rows.exclude(state=_State.ASKED)[:20])),
    }
    return render(request, "bulletins/studio/checks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    user, at = who(request), timezone.now()
    today = timezone.localdate(at)
    found = get_object_or_404(access.visible_checks(user, on=today), pk=check_id)
    for_another = found.agency not in access.agencies_of(user, on=today)
    if request.method == "POST":
        demand(access.may_answer(user, found, on=today))
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        sentence=found.text,
        for_another=for_another,
        initial={"proposal": found.proposal or found.text, "reason": found.reason},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            checking.answer_check(check=found, by=user, at=at, **given)
        except checking.Outdated:
            messages.warning(request, _("The sentence has changed meanwhile. You are asked again."))
        else:
            messages.success(request, _("Thank you. The answer is kept."))
        if for_another:
            month = found.bulletin.month
            return redirect("bulletin_checks", year=month.year, month=month.month)
        return redirect("agency_checks")
    context = {
        "row": _named([found])[0],
        "form": form,
        "for_another": for_another,
        "stands": stands(found),
        "may_answer": isinstance(access.may_answer(user, found, on=today), Allowed),
        "may_take": found.state == _State.PROPOSED
        and isinstance(access.may_release(user, on=today), Allowed),
    }
    status = 422 if form.errors else 200
    return render(request, "bulletins/studio/check.html", context, status=status)


@require_POST
@login_required
def take(request: HttpRequest, check_id: uuid.UUID) -> HttpResponse:
    user, at = who(request), timezone.now()
    today = timezone.localdate(at)
    found = get_object_or_404(access.visible_checks(user, on=today), pk=check_id)
    try:
        checking.take_proposal(check=found, by=user, at=at)
    except (checking.NothingProposed, checking.Outdated):
        messages.warning(request, _("This proposal no longer stands. Nothing was changed."))
    else:
        messages.success(
            request, _("The proposed wording is the sentence now. Check its translations.")
        )
    month = found.bulletin.month
    return redirect("bulletin_checks", year=month.year, month=month.month)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def month_checks(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Every sentence of a month that names an institution; a post asks about the new ones."""
    it = asked(request, year, month)
    if request.method == "POST":
        count = checking.ask_institutions(bulletin=it.bulletin, by=it.user, at=it.at)
        words = ngettext(
            "%(count)s sentence goes to its institution.",
            "%(count)s sentences go to their institutions.",
            count,
        )
        messages.success(request, words % {"count": count})
        return redirect("bulletin_checks", **it.parts)
    rows = standing(it.bulletin)
    names = council.agency_names()
    context = {
        **it.parts,
        "bulletin": it.bulletin,
        "rows": [{"one": one, "institution": _name(names, one.sentence.agency)} for one in rows],
        "unasked": sum(one.check is None for one in rows),
        "may_prepare": isinstance(access.may_prepare(it.user, on=it.today), Allowed),
    }
    return render(request, "bulletins/studio/month_checks.html", context)


def _named(rows: list[AgencyCheck]) -> list[dict[str, Any]]:
    names = council.agency_names()
    return [{"check": row, "institution": _name(names, row.agency)} for row in rows]


def _name(names: Any, code: str) -> str:
    texts = names.get(code, {})
    return str(texts.get(translation.get_language() or "sq") or texts.get("sq") or code)
