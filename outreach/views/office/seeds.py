"""Our own addresses that get a month's letter first, and what came of the last trials."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from languages import own_name
from outreach.actions.send_trials import keep_seeds
from outreach.answers import meaning_of
from outreach.forms.letters import SeedsForm
from outreach.models import SeedAddress, Trial, TrialLetter
from outreach.views.office.asking import sending

SHOWN = 6


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seeds(request: HttpRequest) -> HttpResponse:
    it = sending(request)
    known = SeedAddress.objects.values_list("address", flat=True)
    form = SeedsForm(initial={"addresses": "\n".join(known)})
    if request.method == "POST":
        form = SeedsForm(request.POST)
        if form.is_valid():
            keep_seeds(addresses=form.cleaned_data["addresses"], by=it.user, at=it.at)
            messages.success(request, _("Saved. The next test goes to these addresses."))
            return redirect("letters_seeds")
    trials = Trial.objects.order_by("-asked_at").prefetch_related("letters")
    trials = trials.defer("html", "text")[:SHOWN]
    rows = [
        {
            "trial": trial,
            "own_name": own_name(trial.language),
            "letters": [
                {"letter": letter, "meaning": _meaning(letter)} for letter in trial.letters.all()
            ],
        }
        for trial in trials
    ]
    parts = {"form": form, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "outreach/office/letters/seeds.html", parts, status=status)


def _meaning(letter: TrialLetter) -> str:
    if letter.state != TrialLetter.State.FAILED:
        return ""
    return str(meaning_of(letter.smtp_code, letter.smtp_text).title)
