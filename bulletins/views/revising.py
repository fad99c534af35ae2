"""After publication: a correction with its public note, a withdrawal with its public reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bulletins import access, reasons
from bulletins.actions.correct import NoteMissing, NothingChanged, correct
from bulletins.actions.withdraw import NotPublished, published_languages, withdraw
from bulletins.composition import Incomplete
from bulletins.forms.release import NotesForm, WithdrawForm
from bulletins.models import Edition
from bulletins.views.asking import Asked, asked
from council.people import demand
from languages import LANGUAGES, own_name


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correction(request: HttpRequest, year: int, month: int) -> HttpResponse:
    it = asked(request, year, month)
    demand(access.may_prepare(it.user, on=it.today))
    form = NotesForm(
        request.POST if request.method == "POST" else None,
        languages=_once_published(it),
        initial=_notes(it),
    )
    if request.method == "POST" and form.is_valid() and _corrected(request, it, form):
        return redirect("bulletin_release", **it.parts)
    context = {**it.parts, "bulletin": it.bulletin, "form": form, "there": bool(form.fields)}
    status = 422 if form.errors else 200
    return render(request, "bulletins/studio/correct.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdrawal(request: HttpRequest, year: int, month: int) -> HttpResponse:
    it = asked(request, year, month)
    demand(access.may_release(it.user, on=it.today))
    there = [code for code in LANGUAGES if code in published_languages(it.bulletin)]
    form = WithdrawForm(request.POST if request.method == "POST" else None, languages=there)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(bulletin=it.bulletin, reasons=form.reasons, by=it.user, at=it.at)
        except NotPublished:
            messages.warning(request, _("Nothing of it is public any more."))
        else:
            messages.success(request, _("Withdrawn. Readers see the reason in its place."))
        return redirect("bulletin_release", **it.parts)
    context = {**it.parts, "bulletin": it.bulletin, "form": form, "there": bool(there)}
    status = 422 if form.errors else 200
    return render(request, "bulletins/studio/withdraw.html", context, status=status)


def _corrected(request: HttpRequest, it: Asked, form: NotesForm) -> bool:
    """Whether next editions wait for approval; otherwise the form says why not."""
    try:
        editions = correct(
            bulletin=it.bulletin, notes=form.cleaned_data, by=it.user, at=it.at, on=it.today
        )
    except NothingChanged:
        form.add_error(
            None, _("The texts say what was published. Change them first, then come back here.")
        )
        return False
    except NoteMissing as error:
        for language in error.languages:
            form.add_error(language, _("These words have changed: say what is corrected."))
        return False
    except Incomplete as error:
        for fault in error.faults:
            form.add_error(None, reasons.in_words(str(fault)))
        return False
    names = ", ".join(own_name(edition.language) for edition in editions)
    messages.success(request, _("Ready to be approved: %(languages)s.") % {"languages": names})
    return True


def _once_published(it: Asked) -> list[str]:
    rows = Edition.objects.filter(bulletin=it.bulletin, published_at__isnull=False)
    there = set(rows.values_list("language", flat=True))
    return [code for code in LANGUAGES if code in there]


def _notes(it: Asked) -> dict[str, str]:
    rows = Edition.objects.filter(bulletin=it.bulletin, published_at__isnull=True)
    return {row.language: row.change_note for row in rows}
