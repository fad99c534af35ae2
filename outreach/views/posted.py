"""The page of one place's month: its contact says what became of the sheet, without a login; and
the sheet itself, at an address of its own.

A GET changes nothing. It is small enough for a second-generation network. The last answer counts
until the next issue.
"""

import uuid
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from outreach.actions.boards.answer import say
from outreach.actions.boards.letter_words import coded_sheet
from outreach.forms.posted import OUTCOMES, REASONS, PostedForm
from outreach.postings import PostingPage, posting_page, posting_sheet
from outreach.subscriptions import HOUR, TooOften, count_form
from outreach.tokens import NotOurs, posting_of, sheet_posting_of
from outreach.views.forms import client_of, public_form

PAGE = "outreach/boards/posted.html"


@public_form
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def posted(request: HttpRequest, language: str, token: str) -> HttpResponseBase:
    try:
        posting_id = posting_of(token)
    except NotOurs:
        return render(request, PAGE, {"state": "unknown"}, status=404)
    known = posting_page(posting_id)
    if known is None:
        return render(request, PAGE, {"state": "unknown"}, status=404)
    if known.over:
        return _page(request, language, known, None, status=410)
    if request.method != "POST":
        return _page(request, language, known, PostedForm(initial=_said(known)))
    return _answer(request, language, known, posting_id)


@never_cache
@require_safe
def sheet(request: HttpRequest, language: str, token: str) -> HttpResponseBase:
    """The month's sheet with the place's own code, for whom its address is passed on to."""
    try:
        posting_id = sheet_posting_of(token)
    except NotOurs:
        return render(request, PAGE, {"state": "unknown"}, status=404)
    known, found = posting_page(posting_id), posting_sheet(posting_id)
    if known is None or found is None:
        return render(request, PAGE, {"state": "unknown"}, status=404)
    if known.over:
        # What its contact said is not for everybody who has the sheet.
        return _page(request, language, replace(known, outcome=""), None, status=410)
    try:
        data = coded_sheet(found.sheet, web_address=found.web_address, code=found.code)
    except FileNotFoundError:
        raise Http404 from None
    name = f"afishe-{found.month:%Y-%m}.pdf"
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', "X-Robots-Tag": "noindex"},
    )


def _said(known: PostingPage) -> dict[str, object]:
    return {
        "outcome": known.outcome,
        "heard": known.heard,
        "reason": known.reason,
        "note": known.note if known.outcome else "",
    }


def _answer(
    request: HttpRequest, language: str, known: PostingPage, posting_id: uuid.UUID
) -> HttpResponse:
    form = PostedForm(request.POST)
    if not form.is_valid():
        return _page(request, language, known, form, status=422)
    now = timezone.now()
    try:
        count_form(client=client_of(request), at=now)
    except TooOften:
        form.add_error(
            None,
            _("Too many answers came from your connection. Try again in an hour, or telephone us."),
        )
        response = _page(request, language, known, form, status=429)
        response["Retry-After"] = str(HOUR)
        return response
    say(posting_id=posting_id, answer=form.answer, at=now)
    said = posting_page(posting_id)
    assert said, "it was there a moment ago"
    return _page(request, language, said, PostedForm(initial=_said(said)), saved=True)


def _page(
    request: HttpRequest,
    language: str,
    known: PostingPage,
    form: PostedForm | None,
    *,
    saved: bool = False,
    status: int = 200,
) -> HttpResponse:
    name, spoken = known.name_in(language)
    context = {
        "state": known.over or "open",
        "known": known,
        "name": name,
        "name_language": spoken,
        "said": OUTCOMES.get(known.outcome, ""),  # type: ignore[call-overload]
        "why": REASONS.get(known.reason, ""),  # type: ignore[call-overload]
        "form": form,
        "saved": saved,
    }
    return render(request, PAGE, context, status=status)
