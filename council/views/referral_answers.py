"""Answering a referral: the institution's own people online, the coordinator for a paper."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from council import access
from council.access import Reader
from council.actions import answer_referral as answers
from council.forms.referrals import AcceptForm, AcknowledgeForm, FinishForm, RefuseForm
from council.forms.registers import name_of
from council.models import Referral
from council.people import Allowed, demand
from council.views.asking import reader_of
from council.views.registers import language


@dataclass(frozen=True)
class Step:
    title: Any
    said: Any
    """Once it is done."""
    form: type[AcknowledgeForm]
    do: Callable[..., None]
    of: tuple[str, ...]
    """States in which it is offered."""


_State = Referral.State
STEPS: Mapping[str, Step] = {
    "acknowledge": Step(
        gettext_lazy("Acknowledge"),
        gettext_lazy("Acknowledged: they know that it arrived."),
        AcknowledgeForm,
        answers.acknowledge,
        (_State.SENT,),
    ),
    "accept": Step(
        gettext_lazy("Accept the referral"),
        gettext_lazy("Accepted. The deadline stays as it was."),
        AcceptForm,
        answers.accept_referral,
        (_State.SENT, _State.ACKNOWLEDGED),
    ),
    "refuse": Step(
        gettext_lazy("Refuse the referral"),
        gettext_lazy("Refused. The situation is no longer open to the institution."),
        RefuseForm,
        answers.refuse_referral,
        (_State.SENT, _State.ACKNOWLEDGED),
    ),
    "finish": Step(
        gettext_lazy("It is done"),
        gettext_lazy("Done. The situation is no longer open to the institution."),
        FinishForm,
        answers.finish_referral,
        (_State.ACCEPTED,),
    ),
}
TOO_LATE: Mapping[type[Exception], Any] = {
    answers.AlreadyOver: gettext_lazy("This referral was over already."),
    answers.NotNow: gettext_lazy("This was answered before."),
    answers.Withheld: gettext_lazy("The situation is not open to you at present."),
}
_LACKING: Mapping[type[Exception], tuple[str, Any]] = {
    answers.NoReason: ("reason", gettext_lazy("Write why.")),
    answers.NoResult: ("result", gettext_lazy("Write what came of it.")),
    answers.PaperWithoutNumber: (
        "paper",
        gettext_lazy("Write the protocol number of the letter."),
    ),
}


def steps_for(who: Reader, referral: Referral) -> dict[str, Any]:
    """What may be said to it now; `by_paper`: by who types a letter."""
    if not isinstance(access.may_answer(who, referral), Allowed):
        return {"steps": [], "by_paper": False}
    offered = [
        {"name": name, "title": step.title, "url": f"referral_{name}"}
        for name, step in STEPS.items()
        if referral.state in step.of
    ]
    return {"steps": offered, "by_paper": answers.is_on_paper(who, referral)}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, referral_id: uuid.UUID, step: str) -> HttpResponse:
    """Whoever does not speak for the institution and may answer types what came on paper."""
    who = reader_of(request)
    rows = access.visible_referrals(who).select_related("agency")
    referral = get_object_or_404(rows, pk=referral_id)
    if referral.ended_at is None:
        demand(access.may_answer(who, referral))
    taken = STEPS[step]
    on_paper = answers.is_on_paper(who, referral)
    posted = request.POST if request.method == "POST" else None
    form = taken.form(posted, on_paper=on_paper)
    if posted is not None and form.is_valid():
        try:
            taken.do(referral=referral, **form.cleaned_data, by=who, at=timezone.now())
        except tuple(TOO_LATE) as late:
            messages.warning(request, str(TOO_LATE[type(late)]))
            return redirect("referral", referral_id=referral.pk)
        except tuple(_LACKING) as lacking:
            form.add_error(*_LACKING[type(lacking)])
        else:
            messages.success(request, str(taken.said))
            return redirect("referral", referral_id=referral.pk)
    elif posted is None and referral.state not in taken.of:
        messages.warning(request, _("This was answered before."))
        return redirect("referral", referral_id=referral.pk)
    context = {
        "form": form,
        "referral": referral,
        "title": taken.title,
        "on_paper": on_paper,
        "ends": step in ("refuse", "finish"),
        "institution": name_of(referral.agency, language()),
    }
    return render(
        request, "council/referrals/answer.html", context, status=422 if form.errors else 200
    )
