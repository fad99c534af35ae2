"""What is TLP:RED was said: a day and who was there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council import access
from council.actions.note_oral_matter import InTheFuture, NobodyHeard, note_oral_matter
from council.forms.report_acts import OralMatterForm
from council.people import demand
from council.views.asking import reader_of
from council.views.registers import language


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def oral_matter(request: HttpRequest) -> HttpResponse:
    who = reader_of(request)
    demand(access.may_file(who))
    given = request.POST if request.method == "POST" else None
    own = next(iter(who.informed)) if len(who.informed) == 1 else None
    form = OralMatterForm(
        given,
        who=who,
        all_agencies=access.coordinates(who),
        language=language(),
        initial={"agency": own, "date": timezone.localdate()},
    )
    if form.is_bound and form.is_valid():
        try:
            note_oral_matter(**form.cleaned_data, by=who.user, at=timezone.now())
        except InTheFuture:
            form.add_error("date", _("Choose a day that is not in the future."))
        except NobodyHeard:
            form.add_error("institutions", _("Choose at least one other institution."))
        else:
            messages.success(request, _("Noted: the day and who was there, and not a word of it."))
            return redirect("reports")
    status = 422 if form.errors else 200
    return render(request, "council/reports/oral.html", {"form": form}, status=status)
