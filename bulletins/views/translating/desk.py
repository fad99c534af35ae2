"""The translator's desk: what was given to them, by when; one page for each of these."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bulletins.access import may_review
from bulletins.actions.assign_texts import finish_assignment
from bulletins.actions.import_table import Scope
from bulletins.actions.translate_text import NotAssigned, translate_text
from bulletins.actions.write_text import Albanian, TooLong, Words, Written
from bulletins.checking import is_rich
from bulletins.forms.translating import TranslationForm
from bulletins.models import Assignment, BlockText
from bulletins.states import TO_TRANSLATE, States, TextState, of_rows
from bulletins.translating import access, memory
from bulletins.views.asking import who
from bulletins.views.studio_door import with_nonce
from bulletins.views.translating.cards import Card, cards
from bulletins.views.translating.door import assignment_of, source_of
from bulletins.views.translating.pictures import of_assignment
from council.people import Allowed, demand
from languages import direction, own_name
from languages.texts import digest


@require_safe
@login_required
def translations(request: HttpRequest) -> HttpResponse:
    user, today = who(request), timezone.localdate()
    demand(access.may_see_translations(user, on=today))
    rows = access.visible_assignments(user, on=today).filter(ended_at=None)
    own = rows.select_related("bulletin", "person").annotate(count=Count("texts"))
    context = {
        "open": [_told(row) for row in own.filter(done_at=None)],
        "done": [_told(row) for row in own.exclude(done_at=None).order_by("-done_at")[:12]],
        "assigns": isinstance(access.may_assign(user, on=today), Allowed),
    }
    return render(request, "bulletins/studio/translating/desk.html", context)


@require_safe
@login_required
@with_nonce
def translation(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    return page(request, assignment_of(request, assignment_id))


@require_POST
@login_required
@with_nonce
def translation_text(
    request: HttpRequest, assignment_id: uuid.UUID, source_id: int
) -> HttpResponse:
    assignment = assignment_of(request, assignment_id)
    demand(access.may_translate(who(request), assignment, on=timezone.localdate()))
    source = source_of(assignment, source_id)
    form = TranslationForm(
        request.POST,
        language=assignment.language,
        rich=is_rich(source.block, source.field),
        prefix=_prefix(source_id),
    )
    if not form.is_valid():
        return _refused(request, assignment, source_id, form)
    given = form.cleaned_data
    words = Words(given["text"], given["version"], Albanian(given["read"]))
    try:
        written = _write(request, assignment, source, words)
    except TooLong:
        form.too_long()
        return _refused(request, assignment, source_id, form)
    if request.headers.get("HX-Request"):
        return _saved(request, assignment, source, written)
    return _back(request, assignment, source_id, written)


def _refused(
    request: HttpRequest, assignment: Assignment, source_id: int, form: TranslationForm
) -> HttpResponse:
    if request.headers.get("HX-Request"):
        context = {"form": form}
        return render(request, "bulletins/studio/translating/saved.html", context, status=422)
    return page(request, assignment, sent=(source_id, form))


@require_POST
@login_required
def translation_suggestion(
    request: HttpRequest, assignment_id: uuid.UUID, source_id: int
) -> HttpResponse:
    """Takes what an approved bulletin says for the same Albanian: a suggestion, still to review."""
    assignment = assignment_of(request, assignment_id)
    demand(access.may_translate(who(request), assignment, on=timezone.localdate()))
    source = source_of(assignment, source_id)
    form = TranslationForm(request.POST, language=assignment.language, prefix=_prefix(source_id))
    found = memory.suggestion(source.text, assignment.language)
    if found is None or not form.is_valid():
        messages.warning(request, _("The suggestion is no longer there. Nothing was changed."))
        return redirect(_address(assignment, source_id))
    words = Words(
        found.text,
        form.cleaned_data["version"],
        Albanian(digest(source.text), source.text),
        BlockText.Origin.SUGGESTED,
    )
    written = _write(request, assignment, source, words)
    return _back(request, assignment, source_id, written)


@require_POST
@login_required
def translation_done(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    assignment = assignment_of(request, assignment_id)
    finish_assignment(assignment=assignment, by=who(request), at=timezone.now())
    messages.success(request, _("Thank you. The secretariat has a letter that you are done."))
    return redirect("translations")


def page(
    request: HttpRequest,
    assignment: Assignment,
    *,
    sent: tuple[int, TranslationForm] | None = None,
) -> HttpResponse:
    """`sent`: a form that cannot be taken as it is, kept as it was typed."""
    user, today = who(request), timezone.localdate()
    texts = Scope(assignment.bulletin, assignment.language, assignment).texts()
    writes = isinstance(access.may_translate(user, assignment, on=today), Allowed)
    made = cards(texts, assignment.language, reader=user)
    for card in made:
        if card.picture:
            card.picture_url = of_assignment(assignment, card.id)
        if writes:
            card.form = sent[1] if sent and sent[0] == card.id else _form(card)
        elif assignment.task == Assignment.Task.REVIEW and card.text.row:
            answer = may_review(user, card.text.row, on=today)
            card.may_review = isinstance(answer, Allowed)
    left = sum(text.state in TO_TRANSLATE for text in texts)
    context = {
        "assignment": assignment,
        "own_name": own_name(assignment.language),
        "text_language": assignment.language,
        "text_direction": direction(assignment.language),
        "cards": made,
        "rich": writes and any(card.is_rich for card in made),
        "left": left,
        "total": len(texts),
        "writes": writes,
        "may_finish": assignment.is_open and assignment.person_id == user.pk,
        "assigns": isinstance(access.may_assign(user, on=today), Allowed),
        "form": sent[1] if sent else None,
        "person": user.pk,
    }
    status = 422 if sent else 200
    return render(request, "bulletins/studio/translating/page.html", context, status=status)


def _told(assignment: Any) -> dict[str, Any]:
    return {
        "row": assignment,
        "language": own_name(assignment.language),
        "code": assignment.language,
        "direction": direction(assignment.language),
        "late": assignment.is_open and assignment.due_date < timezone.localdate(),
        "count": assignment.count,
    }


def _prefix(source_id: int) -> str:
    return f"t{source_id}"


def _form(card: Card) -> TranslationForm:
    return TranslationForm(
        language=card.text.language,
        rich=card.is_rich,
        rows=min(max(3, len(card.source.text) // 45 + card.source.text.count("\n") + 1), 24),
        prefix=_prefix(card.id),
        initial={"text": card.words, "version": card.version, "read": card.read},
    )


def _write(
    request: HttpRequest, assignment: Assignment, source: BlockText, words: Words
) -> Written:
    try:
        return translate_text(
            assignment=assignment,
            block=source.block,
            field=source.field,
            words=words,
            by=who(request),
            at=timezone.now(),
        )
    except NotAssigned:
        raise Http404 from None


def _saved(
    request: HttpRequest, assignment: Assignment, source: BlockText, written: Written
) -> HttpResponse:
    rows = [source, *([written.row] if written.row and written.row.pk else [])]
    states: States = of_rows(rows)
    text: TextState = states.texts[source.block_id, source.field, assignment.language]
    (card,) = cards([text], assignment.language, reader=who(request))
    context = {
        "card": card,
        "conflict": written.conflict,
        "now": timezone.localtime(),
        "prefix": _prefix(source.pk),
        "text_language": assignment.language,
        "text_direction": direction(assignment.language),
    }
    return render(request, "bulletins/studio/translating/saved.html", context)


def _back(
    request: HttpRequest, assignment: Assignment, source_id: int, written: Written
) -> HttpResponse:
    if written.conflict:
        messages.warning(
            request,
            _(
                "Somebody saved another text meanwhile. Nothing was overwritten: both texts are kept."
            ),
        )
    else:
        at = timezone.localtime()
        messages.success(request, _("Saved at %(time)s") % {"time": f"{at:%H:%M}"})
    return redirect(_address(assignment, source_id))


def _address(assignment: Assignment, source_id: int) -> str:
    page_address = reverse("translation", kwargs={"assignment_id": assignment.pk})
    return f"{page_address}#text-{source_id}"
