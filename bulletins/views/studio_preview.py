"""What readers will see: page and letter at a telephone's width, and the document."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from bulletins.actions.preview import ask_preview, edition_of, path_of, sheet_path, sheets_of
from bulletins.composition import NothingToSay, draft_of
from bulletins.composition.words import Fault
from bulletins.content import issue_from
from bulletins.models import Bulletin, Preview
from bulletins.outputs import rendering
from bulletins.tasks import wake_previews
from bulletins.views.asking import who
from bulletins.views.studio_door import for_authors, month_of, parts_of, policy
from languages import LANGUAGES, dates, direction, own_name

_framing = policy(csp_update({"frame-src": SELF}))
_framed = policy(csp_replace({"frame-ancestors": [SELF]}))
# A letter carries its styles in itself, as inboxes want it.
_framed_letter = policy(csp_replace({"frame-ancestors": [SELF], "style-src": ["'unsafe-inline'"]}))


@require_safe
@for_authors
@_framing
def preview(request: HttpRequest, year: int, month: int, language: str) -> HttpResponse:
    bulletin = _month(year, month, language)
    spoken = translation.get_language() or "sq"
    own = Preview.objects.filter(bulletin=bulletin, language=language, asked_by=who(request))
    drafted = _drafted(bulletin, language)
    context = {
        "bulletin": bulletin,
        "month_name": dates.month_and_year(bulletin.month, spoken),
        "shown": language,
        "columns": [(code, own_name(code)) for code in LANGUAGES],
        "empty": drafted is None,
        "missing": len(drafted[1]) if drafted else 0,
        "made": (made := own.first()),
        "sheets": sheets_of(made) if made else [],
    }
    if request.headers.get("HX-Request"):
        return render(request, "bulletins/studio/document.html", context)
    return render(request, "bulletins/studio/preview.html", context)


@require_safe
@for_authors
@xframe_options_sameorigin
@_framed
def page(request: HttpRequest, year: int, month: int, language: str) -> HttpResponse:
    """The issue's blocks as the public page shows them."""
    content, _faults = _drafted(_month(year, month, language), language) or _nothing()
    with translation.override(language):
        return render(
            request,
            "bulletins/studio/preview_page.html",
            {
                "issue": issue_from(content),
                "language": language,
                "direction": direction(language),
                "unpublished": True,
            },
        )


@require_safe
@for_authors
@xframe_options_sameorigin
@_framed_letter
def letter(request: HttpRequest, year: int, month: int, language: str) -> HttpResponse:
    bulletin = _month(year, month, language)
    content, _faults = _drafted(bulletin, language) or _nothing()
    unsent = Preview(bulletin=bulletin, language=language, content=content)
    _subject, _text, html = rendering.letter(edition_of(unsent))
    return HttpResponse(html)


@require_POST
@for_authors
def make(request: HttpRequest, year: int, month: int, language: str) -> HttpResponse:
    bulletin = _month(year, month, language)
    try:
        ask_preview(bulletin=bulletin, language=language, by=who(request), at=timezone.now())
    except NothingToSay:
        messages.error(request, _("The month has nothing to show yet."))
    else:
        wake_previews()
        messages.success(request, _("The PDF is being made. It will be here in a moment."))
    return redirect(reverse("studio_preview", kwargs={**parts_of(bulletin), "language": language}))


@require_safe
@for_authors
def document(request: HttpRequest, year: int, month: int, language: str) -> FileResponse:
    """The last PDF that they asked for: theirs alone."""
    bulletin = _month(year, month, language)
    own = Preview.objects.filter(bulletin=bulletin, language=language, asked_by=who(request))
    made = get_object_or_404(own, made_at__isnull=False, error="")
    try:
        file = path_of(made).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    name = f"prove-{bulletin}-{language}.pdf"
    return FileResponse(file, content_type="application/pdf", filename=name)


@require_safe
@for_authors
def sheet(request: HttpRequest, year: int, month: int, language: str, number: int) -> FileResponse:
    """One of its pages as a picture."""
    bulletin = _month(year, month, language)
    own = Preview.objects.filter(bulletin=bulletin, language=language, asked_by=who(request))
    made = get_object_or_404(own, made_at__isnull=False, error="")
    try:
        file = sheet_path(made, number).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(file, content_type="image/png")


def _month(year: int, month: int, language: str) -> Bulletin:
    if language not in LANGUAGES:
        raise Http404
    return month_of(year, month)


def _drafted(bulletin: Bulletin, language: str) -> tuple[dict[str, Any], list[Fault]] | None:
    try:
        return draft_of(bulletin=bulletin, language=language, edition=1, on=timezone.localdate())
    except NothingToSay:
        return None


def _nothing() -> Any:
    raise Http404
