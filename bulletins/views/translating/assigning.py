"""A month's translations as the secretary sees them: how far, by whom, what waits for review."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bulletins import states
from bulletins.access import translated
from bulletins.actions import assign_texts, keep_translation, review_translation
from bulletins.forms.translating import AssignForm, KeepForm
from bulletins.models import Assignment, BlockText, Bulletin
from bulletins.states import State
from bulletins.translating import access
from bulletins.views.asking import who
from bulletins.views.translating.cards import Card, cards, section_title
from bulletins.views.translating.door import assignment_of, bulletin_of, language_of
from bulletins.views.translating.pictures import of_month
from council.people import Allowed, User, demand
from languages import AUTHORITATIVE, LANGUAGES, direction, own_name

OTHERS = [code for code in LANGUAGES if code != AUTHORITATIVE]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def month_translations(request: HttpRequest, year: int, month: int) -> HttpResponse:
    bulletin = bulletin_of(request, year, month)
    form = _assign_form(request, bulletin)
    if request.method == "POST" and form.is_valid() and _assigned(request, bulletin, form):
        return redirect("month_translations", year=year, month=month)
    found = states.of(bulletin)
    by_block = {code: found.coverage_by_block(code) for code in OTHERS}
    rows = Assignment.objects.filter(bulletin=bulletin, ended_at=None).select_related("person")
    context = {
        "bulletin": bulletin,
        "form": form,
        "targets": [_language(code, found) for code in OTHERS],
        "blocks": [
            {"title": title, "coverage": [by_block[code].get(block_id) for code in OTHERS]}
            for block_id, title in _blocks(bulletin)
            if any(block_id in by_block[code] for code in OTHERS)
        ],
        "assignments": [
            {
                "row": row,
                "language": own_name(row.language),
                "direction": direction(row.language),
                "late": row.is_open and row.due_date < timezone.localdate(),
            }
            for row in rows.annotate(count=Count("texts"))
        ],
        "has_translators": access.translators(on=timezone.localdate()).exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "bulletins/studio/translating/month.html", context, status=status)


@require_POST
@login_required
def assignment_end(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    row = assignment_of(request, assignment_id)
    assign_texts.end_assignment(assignment=row, by=who(request), at=timezone.now())
    messages.success(request, _("The texts were taken back. What is written stays."))
    month = row.bulletin.month
    return redirect("month_translations", year=month.year, month=month.month)


@require_safe
@login_required
def translations_review(request: HttpRequest, year: int, month: int, language: str) -> HttpResponse:
    bulletin = bulletin_of(request, year, month)
    return review_page(request, bulletin, language_of(language))


@require_POST
@login_required
def text_review(request: HttpRequest, text_id: int) -> HttpResponse:
    text = _visible(request, text_id)
    by, at = who(request), timezone.now()
    version = request.POST.get("version", "")
    try:
        review_translation.review_translation(
            text=text,
            version=int(version) if version.isdecimal() else -1,
            read_digest=request.POST.get("read", ""),
            by=by,
            at=at,
        )
    except review_translation.Changed:
        changed = _("The text or its Albanian has changed since you read it. Read it again.")
        messages.warning(request, changed)
    except review_translation.NotRight as error:
        told = " ".join(f"{one.message} ({one.excerpt})" for one in error.found)
        messages.error(request, _("Not reviewed: the checks found errors.") + " " + told)
    else:
        messages.success(request, _("The text is reviewed."))
    return redirect(_where_from(request, text))


@require_POST
@login_required
def text_keep(request: HttpRequest, text_id: int) -> HttpResponse:
    text = _visible(request, text_id)
    user, at = who(request), timezone.now()
    demand(access.may_keep_translation(user, on=timezone.localdate(at)))
    form = KeepForm(request.POST, prefix=f"keep{text.pk}")
    if not form.is_valid():
        return review_page(request, text.block.bulletin, text.language, kept=(text.pk, form))
    try:
        keep_translation.keep_translation(
            text=text,
            reason=form.cleaned_data["reason"],
            read_digest=form.cleaned_data["read"],
            by=user,
            at=at,
        )
    except keep_translation.FactsChanged as error:
        form.add_error("reason", _not_small(error))
        return review_page(request, text.block.bulletin, text.language, kept=(text.pk, form))
    except (keep_translation.Changed, keep_translation.NotOutdated):
        messages.warning(
            request, _("The text or its Albanian has changed since you read it. Read it again.")
        )
    else:
        messages.success(request, _("The translation is kept, with your reason."))
    return redirect(_where_from(request, text))


def review_page(
    request: HttpRequest,
    bulletin: Bulletin,
    language: str,
    *,
    kept: tuple[int, KeepForm] | None = None,
) -> HttpResponse:
    """`kept`: a form that cannot be taken as it is, with its text's id."""
    user, today = who(request), timezone.localdate()
    found = states.of(bulletin)
    waiting = [
        text
        for text in found.in_language(language)
        if text.state in states.TO_REVIEW or text.state is State.OUTDATED
    ]
    made = cards(waiting, language)
    may_keep = isinstance(access.may_keep_translation(user, on=today), Allowed)
    for card in made:
        if card.picture:
            card.picture_url = of_month(bulletin, card.picture)
        _offer(card, may_keep=may_keep, user=user, kept=kept)
    context = {
        "bulletin": bulletin,
        "language_name": own_name(language),
        "text_language": language,
        "text_direction": direction(language),
        "coverage": found.coverage(language),
        "missing": sum(t.state is State.MISSING for t in found.in_language(language)),
        "cards": made,
        "form": kept[1] if kept else None,
    }
    status = 422 if kept else 200
    return render(request, "bulletins/studio/translating/review.html", context, status=status)


def _offer(card: Card, *, may_keep: bool, user: User, kept: tuple[int, KeepForm] | None) -> None:
    """What can be done with a text that waits."""
    row = card.text.row
    assert row is not None
    card.may_review = card.text.state in states.TO_REVIEW and not translated(user, row)
    if may_keep and keep_translation.may_be_kept(row, card.source):
        sent = kept[1] if kept and kept[0] == row.pk else None
        card.keep_form = sent or KeepForm(prefix=f"keep{row.pk}", initial={"read": card.read})


def _visible(request: HttpRequest, text_id: int) -> BlockText:
    """Raises Http404 for who may not see it."""
    rows = access.visible_translations(who(request), on=timezone.localdate())
    return get_object_or_404(rows.select_related("block__bulletin"), pk=text_id)


def _where_from(request: HttpRequest, text: BlockText) -> str:
    """The page on which it was reviewed: a second translator's own, else the month's."""
    user, today = who(request), timezone.localdate()
    month = text.block.bulletin.month
    if isinstance(access.may_assign(user, on=today), Allowed):
        return reverse(
            "translations_review",
            kwargs={"year": month.year, "month": month.month, "language": text.language},
        )
    held = access.visible_assignments(user, on=today).filter(
        task=Assignment.Task.REVIEW, texts__block=text.block_id, texts__field=text.field
    )
    row = held.filter(language=text.language).first()
    return (
        reverse("translation", kwargs={"assignment_id": row.pk}) if row else reverse("translations")
    )


def _not_small(error: keep_translation.FactsChanged) -> str:
    told = [f"{one.message} ({one.excerpt})" for one in error.found]
    if error.names:
        told.append(_("Names differ: %(names)s.") % {"names": ", ".join(error.names)})
    words = _("This is no small correction; it must be translated again.")
    return " ".join([words, *told])


def _language(code: str, found: states.States) -> dict[str, Any]:
    texts = found.in_language(code)
    return {
        "code": code,
        "name": own_name(code),
        "direction": direction(code),
        "coverage": found.coverage(code),
        "to_translate": sum(text.state in states.TO_TRANSLATE for text in texts),
        "to_review": sum(text.state in states.TO_REVIEW for text in texts),
    }


def _blocks(bulletin: Bulletin) -> list[tuple[int, str]]:
    rows = bulletin.blocks.filter(left_out=False).values_list("pk", "kind")
    return [(pk, section_title(kind)) for pk, kind in rows]


def _assign_form(request: HttpRequest, bulletin: Bulletin) -> AssignForm:
    posted = request.POST if request.method == "POST" else None
    return AssignForm(posted, on=timezone.localdate(), blocks=_blocks(bulletin))


def _assigned(request: HttpRequest, bulletin: Bulletin, form: AssignForm) -> bool:
    """Whether the texts are given; otherwise the form says why not."""
    given = form.cleaned_data
    try:
        made = assign_texts.assign_texts(
            bulletin=bulletin,
            language=given["language"],
            task=given["task"],
            person=given["person"],
            due_date=given["due_date"],
            blocks=given["blocks"],
            by=who(request),
            at=timezone.now(),
        )
    except assign_texts.NothingToDo:
        form.add_error("blocks", _("Nothing waits there, or another translator has it already."))
        return False
    except assign_texts.NotATranslator:
        form.add_error("person", _("This person is no translator today."))
        return False
    except assign_texts.InThePast:
        form.add_error("due_date", _("Choose today or a later day."))
        return False
    count = made.texts.count()
    words = ngettext(
        "%(person)s has a letter with the link: %(count)s text.",
        "%(person)s has a letter with the link: %(count)s texts.",
        count,
    )
    messages.success(request, words % {"person": made.person, "count": count})
    return True
