"""Entering who signed on paper."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from outreach.actions.enter_subscribers import Verdict, enter_on_paper
from outreach.forms.office.entering import PaperForm
from outreach.views.office.asking import keeper, language


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: HttpRequest) -> HttpResponse:
    keeper(request)
    form = PaperForm(request.POST if request.method == "POST" else None, language=language())
    if form.is_valid():
        found = enter_on_paper(
            entries=form.entries, source=form.cleaned_data["source"], at=timezone.now()
        )
        form.refuse(found)
        if not form.errors:
            return _entered(request, found)
    status = 422 if form.errors else 200
    return render(request, "outreach/office/enter.html", {"form": form}, status=status)


def _entered(request: HttpRequest, found: dict[str, Verdict]) -> HttpResponse:
    """Who was entered, and who was subscribed already. Posting it again changes nothing."""
    context = {
        "entered": [address for address, verdict in found.items() if verdict == Verdict.ENTERED],
        "known": [address for address, verdict in found.items() if verdict == Verdict.KNOWN],
    }
    return render(request, "outreach/office/entered.html", context)
