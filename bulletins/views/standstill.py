"""The switch: nothing of any bulletin goes out while it is off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bulletins import access
from bulletins.actions import standstill as standing
from bulletins.forms.release import ReasonForm
from bulletins.models import Standstill
from bulletins.views.asking import who
from council.people import demand


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def standstill(request: HttpRequest) -> HttpResponse:
    """Switches publication off, with a reason, and on again."""
    at, user = timezone.now(), who(request)
    demand(access.may_stop(user, on=timezone.localdate(at)))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _switched(request, form):
        return redirect("standstill")
    context = {
        "still": standing.standing_still(),
        "former": Standstill.objects.filter(ended_at__isnull=False).select_related(
            "began_by", "ended_by"
        )[:10],
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "bulletins/studio/standstill.html", context, status=status)


def _switched(request: HttpRequest, form: ReasonForm) -> bool:
    """Whether it was done, or was so already; otherwise the form says what is missing."""
    at, user = timezone.now(), who(request)
    try:
        if request.POST.get("switch") == "on":
            standing.go_on(by=user, at=at)
            messages.success(
                request, _("Publication is on again. Set a new hour where one was stopped.")
            )
            return True
        if not form.is_valid():
            return False
        standing.stand_still(reason=form.cleaned_data["reason"], by=user, at=at)
        messages.success(request, _("Publication is switched off."))
    except standing.AlreadySo:
        messages.info(request, _("Somebody did so already."))
    return True
