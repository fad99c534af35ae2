"""What readers say is wrong: the list, and what came of each."""

import uuid
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council.people import User, demand
from languages import own_name
from outreach.access import may_settle_mistakes
from outreach.actions.mistakes.review import review_correction
from outreach.actions.mistakes.settle import AlreadySettled, settle_mistake
from outreach.forms.office.mistakes import SettleForm
from outreach.models import Correction, MistakeReport, Text

SETTLED = 20


@dataclass(frozen=True)
class Waiting:
    """Words of a correction that a second person has not read yet."""

    correction: Correction
    words: list[tuple[str, str, str]]
    """Each with its language and that language's own name."""
    own: bool


@require_safe
@login_required
def mistakes(request: HttpRequest) -> HttpResponse:
    user = _settler(request)
    state = MistakeReport.State.OPEN
    parts: dict[str, Any] = {
        "open": MistakeReport.objects.filter(state=state),
        "settled": MistakeReport.objects.exclude(state=state).order_by("-settled_at")[:SETTLED],
        "waiting": _waiting(user),
    }
    return render(request, "outreach/office/mistakes/mistakes.html", parts)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mistake(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    user = _settler(request)
    report = get_object_or_404(MistakeReport, pk=report_id)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = settle_mistake(
                report_id=report_id,
                state=form.cleaned_data["state"],
                words=form.words,
                by=user,
                at=timezone.now(),
            )
        except AlreadySettled:
            form.add_error(None, _("Somebody else has settled this report meanwhile."))
        else:
            messages.success(
                request,
                _("The correction is public.") if made else _("The report is settled."),
            )
            return redirect("mistakes")
    status = 422 if form.errors else 200
    parts = {"report": report, "form": form}
    return render(request, "outreach/office/mistakes/mistake.html", parts, status=status)


@require_POST
@login_required
def review(request: HttpRequest, correction_id: uuid.UUID) -> HttpResponse:
    user = _settler(request)
    get_object_or_404(Correction, pk=correction_id)
    review_correction(correction_id=correction_id, by=user, at=timezone.now())
    messages.success(request, _("The words are public."))
    return redirect("mistakes")


def _settler(request: HttpRequest) -> User:
    user = cast(User, request.user)
    demand(may_settle_mistakes(user, on=timezone.localdate()))
    return user


def _waiting(user: User) -> list[Waiting]:
    texts = Text.objects.filter(key__startswith="correction:", reviewed_at=None)
    words: dict[str, list[tuple[str, str, str]]] = {}
    for text in texts.order_by("key", "language"):
        words.setdefault(text.key, []).append((text.language, own_name(text.language), text.text))
    slugs = [key.partition(":")[2] for key in words]
    return [
        Waiting(row, words[row.source_key], own=row.written_by_id == user.pk)
        for row in Correction.objects.filter(slug__in=slugs)
    ]
