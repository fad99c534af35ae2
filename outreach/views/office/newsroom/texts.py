"""What is done to one text: written, said to be right, put together, a warning accepted."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from council.people import Denied
from languages import LANGUAGES, numbers
from outreach.access import may_review_news
from outreach.actions.newsroom import judge_text
from outreach.actions.newsroom.write_text import NoSuchText, Place, TooLong, Written, write_text
from outreach.models import Manuscript, ManuscriptConflict, ManuscriptText
from outreach.newsroom.rows import Cell, lines_of
from outreach.views.office.newsroom.door import asked, back_to, for_writers, manuscript_of
from outreach.views.office.newsroom.item import Refused, open_faults, page


@require_POST
@for_writers
def write(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """Saved by itself while somebody types, by the button, or said to be right."""
    it, place = asked(request), _place(request, manuscript_of(kind, pk))
    try:
        written = write_text(
            place=place,
            text=request.POST.get("text", ""),
            version=_number(request.POST.get("version")),
            by=it.user,
            at=it.at,
        )
    except NoSuchText:
        raise Http404 from None
    except TooLong as error:
        return _refused(request, place, _too_long(error))
    if request.POST.get("then") == "review" and written.row and not written.conflict:
        return _review(request, place, written)
    return _saved(request, place, written)


def _review(request: HttpRequest, place: Place, written: Written) -> HttpResponse:
    assert written.row is not None
    it, text = asked(request), written.row
    allowed = may_review_news(it.user, text, on=it.today)
    if isinstance(allowed, Denied):
        return _refused(request, place, str(allowed.reason), stored=True)
    try:
        judge_text.review_text(text=text, version=text.version, by=it.user, at=it.at)
    except judge_text.Empty:
        return _refused(request, place, _("Write the text first."))
    except judge_text.Changed:
        return _refused(request, place, _("The text has changed: read it again."))
    except judge_text.NotRight as error:
        said = _("Not marked as right: the checks found something. It stands below the text.")
        if any(remark.is_error for remark in error.found):
            said = _(
                "Not marked as right: correct what the checks found. It stands below the text."
            )
        return _refused(request, place, said, stored=True)
    return _saved(request, place, written, _("The text is marked as right."))


def _saved(request: HttpRequest, place: Place, written: Written, said: str = "") -> HttpResponse:
    said = said or _("Saved at %(time)s") % {"time": f"{timezone.localtime():%H:%M}"}
    if _typing(request):
        return _answer(
            request, place, said=said, conflict=bool(written.conflict), stored=not written.conflict
        )
    if written.conflict:
        messages.warning(
            request,
            _("Somebody saved another text meanwhile. Nothing was overwritten: here are both."),
        )
    else:
        messages.success(request, said)
    return back_to(place.manuscript, _own(place).id, place.language)


def _answer(
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
    (line,) = lines_of(place.manuscript, place.field)
    cell = next(cell for cell in line.cells if cell.language == place.language)
    cell.errors = errors or []
    # Saving a text may have taken its approval back.
    place.manuscript.refresh_from_db(fields=["state"])
    context = {
        "cell": cell,
        "others": [other for other in line.cells if other is not cell],
        "it": place.manuscript,
        "said": said,
        "conflict": conflict,
        "stored": stored,
        "faults": open_faults(place.manuscript, at=asked(request).at),
        "answer": True,
    }
    status = 409 if conflict else status
    return render(request, "outreach/office/newsroom/after.html", context, status=status)


def _refused(
    request: HttpRequest, place: Place, error: str, *, stored: bool = False
) -> HttpResponse:
    """Nothing is lost: what was typed stays in its box. `stored`: it was saved all the same."""
    if _typing(request):
        return _answer(request, place, errors=[error], stored=stored, status=422)
    cell = _own(place)
    if not stored:
        cell.typed = request.POST.get("text", "")
        cell.typed_version = _number(request.POST.get("version"))
    cell.errors = [error]
    return page(request, place.manuscript, refused=Refused(cell=cell), status=422)


@require_POST
@for_writers
def settle(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """Two texts become one: what came, what was stored, or both put together."""
    it, manuscript = asked(request), manuscript_of(kind, pk)
    waiting = ManuscriptConflict.objects.filter(text__manuscript=manuscript, settled_at=None)
    conflict = get_object_or_404(
        waiting.select_related("text__manuscript"), pk=_number(request.POST.get("conflict"))
    )
    row = conflict.text
    place = Place(manuscript, row.field, row.language)
    typed = request.POST.get("text", "")
    use = request.POST.get("use", "")
    try:
        written = judge_text.settle_conflict(
            conflict=conflict,
            text={"mine": conflict.written, "theirs": row.text}.get(use, typed),
            version=_number(request.POST.get("version")),
            by=it.user,
            at=it.at,
        )
    except judge_text.NewerText:
        said = _("A newer text has come meanwhile. Nothing was overwritten: read both again.")
        return _refused(request, place, said, stored=use != "together")
    except TooLong as error:
        return _refused(request, place, _too_long(error))
    return _saved(request, place, written)


@require_POST
@for_writers
def accept(request: HttpRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """A warning is right as it stands, with a reason."""
    it, manuscript = asked(request), manuscript_of(kind, pk)
    own = manuscript.texts.select_related("manuscript").prefetch_related("accepted")
    row: ManuscriptText = get_object_or_404(own, pk=_number(request.POST.get("text_id")))
    place = Place(manuscript, row.field, row.language)
    try:
        judge_text.accept_warning(
            text=row,
            check_name=request.POST.get("check", ""),
            excerpt=request.POST.get("excerpt", ""),
            reason=request.POST.get("reason", ""),
            by=it.user,
            at=it.at,
        )
    except judge_text.NoReason:
        return _refused(request, place, _("Write why it is right as it stands."), stored=True)
    except judge_text.NoSuchWarning:
        return _refused(request, place, _("The text has changed: read it again."), stored=True)
    return _saved(request, place, Written(row), _("Your reason is kept with the text."))


def _typing(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _place(request: HttpRequest, manuscript: Manuscript) -> Place:
    language = request.POST.get("language", "")
    if language not in LANGUAGES:
        raise Http404
    return Place(manuscript, request.POST.get("field", ""), language)


def _own(place: Place) -> Cell:
    (line,) = lines_of(place.manuscript, place.field)
    return next(cell for cell in line.cells if cell.language == place.language)


def _number(value: str | None) -> int:
    """What was no number is none that exists."""
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0


def _too_long(error: TooLong) -> str:
    language = translation.get_language() or "sq"
    return ngettext(
        "The text is too long: it has %(count)s character, and this one may have %(most)s. "
        "Nothing was saved; what you typed is still here.",
        "The text is too long: it has %(count)s characters, and this one may have %(most)s. "
        "Nothing was saved; what you typed is still here.",
        error.count,
    ) % {
        "count": numbers.number(error.count, language),
        "most": numbers.number(error.most, language),
    }
