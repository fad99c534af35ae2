"""The editor of one month: its page, and what is done to one text."""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bulletins.access import may_review
from bulletins.actions import accept_warning, review_text, settle_conflict, take_source
from bulletins.actions.arrange_blocks import WRITTEN
from bulletins.actions.quiet_month import is_quiet
from bulletins.actions.write_text import (
    MOST_CHARACTERS,
    NoSuchText,
    Place,
    TooLong,
    Written,
    write_text,
)
from bulletins.models import Block, BlockText, Bulletin, TextConflict
from bulletins.states import State
from bulletins.studio.rows import Cell, Row, cells_of, rows_of
from bulletins.studio.words import kind_name
from bulletins.views import kept_texts
from bulletins.views.asking import who
from bulletins.views.studio_door import back_to, block_of, for_authors, month_of, with_nonce
from council.people import Denied
from languages import AUTHORITATIVE, LANGUAGES, dates, numbers, own_name
from outreach import mailing

if TYPE_CHECKING:
    from bulletins.views.studio_pictures import Refused

A_LOT_OF_MARKUP = 2_000
"""Characters: from here on it is said that something did not come in."""


@require_safe
@for_authors
@with_nonce
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    return page(request, month_of(year, month))


def page(
    request: HttpRequest,
    bulletin: Bulletin,
    *,
    refused: "Cell | Refused | None" = None,
    status: int = 200,
) -> HttpResponse:
    """The whole editor; a text that was refused is shown as it was typed."""
    rows = rows_of(bulletin)
    kept = _put_back(request, rows)
    if isinstance(refused, Cell):
        _show(rows, refused)
    elif refused:
        rows = [
            dataclasses.replace(row, refused=refused.form) if row.block == refused.block else row
            for row in rows
        ]
    language = translation.get_language() or "sq"
    shown = request.GET.get("show", "")
    for cell in (*kept[:1], *([refused] if refused else [])):
        shown = cell.language
    return render(
        request,
        "bulletins/studio/month.html",
        {
            "bulletin": bulletin,
            "month_name": dates.month_and_year(bulletin.month, language),
            "rows": rows,
            "quiet": _waits_to_be_said(rows) and is_quiet(bulletin),
            "columns": [(code, own_name(code)) for code in LANGUAGES],
            "shown": shown if shown in LANGUAGES else LANGUAGES[0],
            "removed": [
                (block, kind_name(block.kind))
                for block in bulletin.blocks.filter(removed_at__isnull=False)
            ],
            "addable": [(kind, kind_name(kind)) for kind in WRITTEN],
            "rich": any(row.block.kind == Block.Kind.TEXT for row in rows),
            "refused": refused,
            "letters_page": mailing.progress_page(
                bulletin.month, user=who(request), on=timezone.localdate()
            ),
            "kept": kept,
            "person": who(request).pk,
        },
        status=status,
    )


def _waits_to_be_said(rows: list[Row]) -> bool:
    """Whether headlines or summary are empty: what a quiet month says by itself."""
    spoken = (Block.Kind.COVER, Block.Kind.SUMMARY)
    return any(
        row.block.kind in spoken and row.standings[AUTHORITATIVE] == State.MISSING for row in rows
    )


def _put_back(request: HttpRequest, rows: list[Row]) -> list[Cell]:
    """What was typed when a session was over stands in its box again; the texts where it does."""
    if not kept_texts.waits(request):
        return []
    found = []
    for cell in (cell for row in rows for line in row.lines for cell in line.cells):
        kept = kept_texts.find(request, cell.block.pk, cell.field, cell.language)
        if kept and kept.text != cell.text:
            cell.typed, cell.typed_version, cell.kept = kept.text, kept.version, True
            found.append(cell)
    return found


def _show(rows: list[Row], refused: Cell) -> None:
    for row in rows:
        for line in row.lines:
            for cell in line.cells:
                if cell.id == refused.id:
                    cell.typed, cell.typed_version = refused.typed, refused.typed_version
                    cell.errors = refused.errors


@require_POST
@for_authors
@with_nonce
def write(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One text: saved by itself while somebody types, by the button, or said to be right."""
    place = _place(request, month_of(year, month))
    typing = bool(request.headers.get("HX-Request"))
    if request.POST.get("then") == "forget":
        return _forget(place, request, typing)
    try:
        written = write_text(
            place=place,
            text=request.POST.get("text", ""),
            version=_number(request.POST.get("version")),
            by=who(request),
            at=timezone.now(),
        )
    except NoSuchText:
        raise Http404 from None
    except TooLong as error:
        return _refused(request, place, [_too_long(error)], typing)
    kept_texts.let_go(request, place.block.pk, place.field, place.language)
    if request.POST.get("then") == "review" and written.row and not written.conflict:
        return _review(request, place, written, typing)
    return _saved(request, place, written, typing)


def _forget(place: Place, request: HttpRequest, typing: bool) -> HttpResponse:
    """What was kept over a login is not wanted; the stored text stands in its box again."""
    kept_texts.let_go(request, place.block.pk, place.field, place.language)
    answer = back_to(place.block.bulletin, _own(place).id, place.language)
    if typing:
        return HttpResponse(headers={"HX-Redirect": answer["Location"], "HX-Refresh": "true"})
    return answer


def _review(request: HttpRequest, place: Place, written: Written, typing: bool) -> HttpResponse:
    assert written.row is not None
    text = written.row
    allowed = may_review(who(request), text, on=timezone.localdate())
    if isinstance(allowed, Denied):
        return _refused(request, place, [str(allowed.reason)], typing, keep=False, stored=True)
    try:
        review_text.review_text(text=text, version=text.version, by=who(request), at=timezone.now())
    except review_text.Empty:
        return _refused(request, place, [_("Write the text first.")], typing)
    except review_text.Changed:
        return _refused(request, place, [_("The text has changed: read it again.")], typing)
    except review_text.NotRight as error:
        said = _("Not marked as right: the checks found something. It stands below the text.")
        if any(remark.is_error for remark in error.found):
            said = _(
                "Not marked as right: correct what the checks found. It stands below the text."
            )
        return _refused(request, place, [said], typing, keep=False, stored=True)
    return _saved(request, place, written, typing, _("The text is marked as right."))


def _saved(
    request: HttpRequest, place: Place, written: Written, typing: bool, said: str = ""
) -> HttpResponse:
    at = timezone.localtime()
    said = said or _("Saved at %(time)s") % {"time": f"{at:%H:%M}"}
    if written.cleaned > A_LOT_OF_MARKUP:
        said += " " + _("Colours and sizes of Word did not come along; the words did.")
    if typing:
        return _cell(
            request, place, said=said, conflict=bool(written.conflict), stored=not written.conflict
        )
    if written.conflict:
        messages.warning(
            request,
            _("Somebody saved another text meanwhile. Nothing was overwritten: here are both."),
        )
    else:
        messages.success(request, said)
    cell = _own(place)
    return back_to(place.block.bulletin, cell.id, place.language)


def _cell(
    request: HttpRequest,
    place: Place,
    *,
    said: str = "",
    errors: list[str] | None = None,
    conflict: bool = False,
    stored: bool = False,
    status: int = 200,
) -> HttpResponse:
    """What stands under the box, and the states of the other languages.

    `stored`: the box holds what is stored now, so that what is typed next is based on it.
    """
    cells = cells_of(place.block, place.field)
    cell = next(cell for cell in cells if cell.language == place.language)
    cell.errors = errors or []
    context = {
        "cell": cell,
        "others": [other for other in cells if other is not cell],
        "bulletin": place.block.bulletin,
        "said": said,
        "conflict": conflict,
        "stored": stored,
        "answer": True,
    }
    return render(
        request, "bulletins/studio/after.html", context, status=409 if conflict else status
    )


def _refused(
    request: HttpRequest,
    place: Place,
    errors: list[str],
    typing: bool,
    *,
    keep: bool = True,
    stored: bool = False,
) -> HttpResponse:
    """Nothing is lost: what was typed stays in its box."""
    if typing:
        return _cell(request, place, errors=errors, stored=stored, status=422)
    cell = _own(place)
    if keep:
        cell.typed = request.POST.get("text", "")
        cell.typed_version = _number(request.POST.get("version"))
    cell.errors = errors
    return page(request, place.block.bulletin, refused=cell, status=422)


@require_POST
@for_authors
@with_nonce
def settle(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Two texts become one: what came, what was stored, or both put together."""
    bulletin = month_of(year, month)
    waiting = TextConflict.objects.filter(text__block__bulletin=bulletin, settled_at=None)
    conflict = get_object_or_404(
        waiting.select_related("text__block__bulletin"), pk=_number(request.POST.get("conflict"))
    )
    row = conflict.text
    place = Place(row.block, row.field, row.language)
    use = request.POST.get("use", "")
    typed = request.POST.get("text", "")
    chosen = {"mine": conflict.written, "theirs": row.text}.get(use, typed)
    try:
        written = settle_conflict.settle_conflict(
            conflict=conflict,
            text=chosen,
            version=_number(request.POST.get("version")),
            by=who(request),
            at=timezone.now(),
        )
    except settle_conflict.NewerText:
        said = _("A newer text has come meanwhile. Nothing was overwritten: read both again.")
        return _refused(request, place, [said], typing=False, keep=use == "together")
    except TooLong as error:
        return _refused(request, place, [_too_long(error)], typing=False)
    return _saved(request, place, written, typing=False)


@require_POST
@for_authors
@with_nonce
def accept(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A warning is right as it stands, with a reason."""
    row = _text_of(request, month_of(year, month))
    place = Place(row.block, row.field, row.language)
    typing = bool(request.headers.get("HX-Request"))
    try:
        accept_warning.accept_warning(
            text=row,
            check_name=request.POST.get("check", ""),
            excerpt=request.POST.get("excerpt", ""),
            reason=request.POST.get("reason", ""),
            by=who(request),
            at=timezone.now(),
        )
    except accept_warning.NoReason:
        return _refused(
            request, place, [_("Write why it is right as it stands.")], typing, keep=False
        )
    except accept_warning.NoSuchWarning:
        return _refused(
            request, place, [_("The text has changed: read it again.")], typing, keep=False
        )
    said = _("Your reason is kept with the text.")
    if typing:
        return _cell(request, place, said=said)
    return _saved(request, place, Written(row), typing, said)


@require_POST
@for_authors
def source(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The source says something new: take it, or keep what was written here."""
    row = _text_of(request, month_of(year, month))
    acts: dict[str, Callable[..., BlockText]] = {
        "take": take_source.take_source,
        "keep": take_source.keep_own,
    }
    chosen = acts.get(request.POST.get("way", ""))
    if chosen is None:
        raise Http404
    chosen(text=row, by=who(request), at=timezone.now())
    place = Place(row.block, row.field, row.language)
    said = _("The text of the source stands here now.")
    if chosen is take_source.keep_own:
        said = _("Your text stays.")
    messages.success(request, said)
    return back_to(row.block.bulletin, _own(place).id, row.language)


def _text_of(request: HttpRequest, bulletin: Bulletin) -> BlockText:
    texts = BlockText.objects.filter(block__bulletin=bulletin, block__removed_at__isnull=True)
    own = texts.select_related("block__bulletin").prefetch_related("accepted")
    return get_object_or_404(own, pk=_number(request.POST.get("text_id")))


def _place(request: HttpRequest, bulletin: Bulletin) -> Place:
    block = block_of(bulletin, request.POST.get("block", ""))
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Http404
    return Place(block, request.POST.get("field", ""), language)


def _own(place: Place) -> Cell:
    cells = cells_of(place.block, place.field)
    return next(cell for cell in cells if cell.language == place.language)


def _number(value: str | None) -> int:
    """What was no number is none that exists."""
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0


def _too_long(error: TooLong) -> str:
    language = translation.get_language() or "sq"
    return ngettext(
        "The text is too long: it has %(count)s character, and one text may have %(most)s. "
        "Nothing was saved; what you typed is still here. Shorten it or make two blocks of it.",
        "The text is too long: it has %(count)s characters, and one text may have %(most)s. "
        "Nothing was saved; what you typed is still here. Shorten it or make two blocks of it.",
        error.count,
    ) % {
        "count": numbers.number(error.count, language),
        "most": numbers.number(MOST_CHARACTERS, language),
    }
