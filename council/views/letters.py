"""Letters on letterhead: prepared from a decision or an action, taken along as a file, worded."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from council import access, audit
from council.access import Reader
from council.actions.prepare_letter import NotAmongReaders, letter_document, prepare_letter
from council.actions.word_letters import UnknownSlot, word_letter
from council.forms.letters import AddresseeForm, WordingForm
from council.forms.registers import LETTER_KINDS
from council.models import Action, Correspondence, Decision, LetterWording
from council.people import demand
from council.views.actions import visible_action
from council.views.asking import reader_of
from council.views.registers import language
from council.wordings import SLOTS, is_closed

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decision_letter(request: HttpRequest, decision_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    numbered = access.visible_decisions(who).filter(state=Decision.State.ADOPTED)
    rows = numbered.select_related("institution", "item", "meeting")
    return _prepare(request, who, get_object_or_404(rows, pk=decision_id))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def action_letter(request: HttpRequest, action_id: uuid.UUID) -> HttpResponse:
    who = reader_of(request)
    return _prepare(request, who, visible_action(who, action_id))


@require_safe
@login_required
def letter_file(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponse:
    """The letter for Word, made anew each time, so that it carries the number that it has by now."""
    who = reader_of(request)
    rows = access.visible_correspondence(who).select_related("institution")
    out = rows.filter(direction=Correspondence.Direction.OUT)
    letter = get_object_or_404(out, pk=letter_id)
    try:
        data = letter_document(letter=letter, on=who.on)
    except NotAmongReaders:
        raise PermissionDenied(_not_among_readers()) from None
    audit.record(verb="letter.made", object_key=f"letter:{letter.pk}", at=timezone.now())
    name = f"shkrese-{letter.institution.code}-{letter.entered_at:%Y-%m-%d}.docx"
    response = HttpResponse(data, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@login_required
def wordings(request: HttpRequest) -> HttpResponse:
    demand(access.may_keep_meetings(reader_of(request)))
    found = {row.kind: row for row in LetterWording.objects.all()}
    rows = [{"kind": kind, "name": name, "row": found[kind]} for kind, name in LETTER_KINDS.items()]
    return render(request, "council/wordings.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def wording(request: HttpRequest, kind: str) -> HttpResponse:
    who = reader_of(request)
    demand(access.may_keep_meetings(who))
    row = get_object_or_404(LetterWording, kind=kind)
    now = {"subject": row.subject, "body": row.body}
    form = WordingForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            word_letter(wording=row, **form.cleaned_data, by=who, at=timezone.now())
        except UnknownSlot as unknown:
            words = _("This letter has no %(slots)s. Choose from the list.")
            form.add_error(unknown.field, words % {"slots": ", ".join(unknown.slots)})
        else:
            messages.success(request, _("From now on letters are worded like this."))
            return redirect("letter_wordings")
    context = {
        "form": form,
        "kind": LETTER_KINDS[Correspondence.Kind(kind)],
        "slots": [(f"{{{name}}}", said) for name, said in SLOTS[kind].items()],
    }
    return render(request, "council/wording.html", context, status=422 if form.errors else 200)


def _prepare(request: HttpRequest, who: Reader, about: Decision | Action) -> HttpResponse:
    demand(access.may_keep_meetings(who))
    posted = request.POST if request.method == "POST" else None
    form = AddresseeForm(posted, language=language(), initial={"to": about.institution_id})
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            letter = prepare_letter(about=about, to=to, by=who, at=timezone.now())
        except NotAmongReaders:
            form.add_error("to", _not_among_readers())
        else:
            messages.success(request, _("The letter is in the register and waits for its number."))
            return redirect("letter", letter_id=letter.pk)
    context = {"form": form, "about": about, "closed": is_closed(about)}
    return render(
        request, "council/prepare_letter.html", context, status=422 if form.errors else 200
    )


def _not_among_readers() -> str:
    return _("This institution may not read the closed text. Choose one that it was shared with.")
