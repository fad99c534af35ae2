"""One notice board: entered, changed, retired, and what its contact said by telephone."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council import audit
from outreach.actions.boards import keep
from outreach.actions.boards.answer import enter_by_telephone
from outreach.actions.boards.letter_words import answer_url, sheet_of
from outreach.forms.office.boards import BoardForm
from outreach.forms.office.fields import units_in
from outreach.forms.posted import OUTCOMES, REASONS, PostedForm
from outreach.models import NoticeBoard, Posting
from outreach.office import boards as office
from outreach.views.office.boards.asking import found, keeper, language
from outreach.views.office.boards.listing import whatsapp_text
from outreach.views.office.boards.words import STATES, TAGS

HISTORY = 12


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def board_enter(request: HttpRequest) -> HttpResponse:
    asked = keeper(request)
    form = BoardForm(request.POST if request.method == "POST" else None, language=language())
    if form.is_valid():
        try:
            board = keep.enter_board(told=form.cleaned_data, by=asked.user, at=asked.at)
        except keep.KnownPlace:
            form.refuse_known()
        else:
            messages.success(request, _("The place is entered."))
            return redirect("board", board_id=board.pk)
    status = 422 if form.errors else 200
    return render(request, "outreach/office/boards/enter.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def board(request: HttpRequest, board_id: uuid.UUID) -> HttpResponse:
    """The place as it is kept, to be changed; beside it what it said."""
    asked = keeper(request)
    place = found(board_id)
    if request.method != "POST":
        audit.note(verb="board.read", object_key=f"board:{place.pk}", at=asked.at)
        return _page(request, place)
    form = BoardForm(request.POST, language=language())
    if form.is_valid():
        try:
            keep.change_board(board=place, told=form.cleaned_data, by=asked.user, at=asked.at)
        except keep.KnownPlace:
            form.refuse_known()
        else:
            messages.success(request, _("The change is saved."))
            return redirect("board", board_id=place.pk)
    return _page(request, place, form=form)


def _page(
    request: HttpRequest,
    place: NoticeBoard,
    *,
    form: BoardForm | None = None,
    said: PostedForm | None = None,
) -> HttpResponse:
    kept = {name: getattr(place, name) for name in keep.FIELDS}
    posting = _this_month(place)
    rows = (
        Posting.objects.filter(board=place)
        .select_related("pack")
        .order_by("-pack__month", "-pack__edition")
    )
    visits = office.visits_by_code(place)
    state = office.state_of(place, posting)
    context: dict[str, Any] = {
        "place": place,
        "unit": units_in(language()).get(place.unit, place.unit),
        "form": form or BoardForm(initial=kept, language=language()),
        "posting": posting,
        "state": STATES[state],
        "tag": TAGS.get(state, "plain"),
        "link": answer_url(posting) if posting else "",
        "whatsapp": whatsapp_text(posting) if posting else "",
        "said": said or PostedForm(initial=_said(posting)),
        "history": [
            {
                "posting": row,
                "visits": visits.get(row.pack.month),
                "is_counted": row.pack.month in visits,
                "outcome": OUTCOMES.get(row.outcome, STATES["silent"]),  # type: ignore[call-overload]
                "reason": REASONS.get(row.reason, ""),  # type: ignore[call-overload]
            }
            for row in rows[:HISTORY]
        ],
    }
    wrong = (form and form.errors) or (said and said.errors)
    return render(
        request, "outreach/office/boards/place.html", context, status=422 if wrong else 200
    )


def _this_month(place: NoticeBoard) -> Posting | None:
    pack, _month = office.this_month()
    rows = Posting.objects.filter(board=place, pack=pack).select_related("pack", "board")
    return rows.prefetch_related("letters").first() if pack else None


def _said(posting: Posting | None) -> dict[str, Any]:
    if posting is None or not posting.outcome:
        return {}
    return {name: getattr(posting, name) for name in ("outcome", "heard", "reason", "note")}


@require_safe
@login_required
def board_sheet(request: HttpRequest, board_id: uuid.UUID, kind: str) -> HttpResponse:
    """The month's sheet with the place's own code, to be printed or passed on by hand."""
    keeper(request)
    posting = _this_month(found(board_id))
    if posting is None or posting.pack.withdrawn_at:
        raise Http404
    try:
        sheet = sheet_of(posting, kind)
    except FileNotFoundError:
        raise Http404 from None
    if sheet is None:
        raise Http404
    name = f"{posting.board.code}-{sheet.name}"
    return HttpResponse(
        sheet.data,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@require_POST
@login_required
def board_answer(request: HttpRequest, board_id: uuid.UUID) -> HttpResponse:
    """What the contact said on the telephone."""
    asked = keeper(request)
    place = found(board_id)
    posting = _this_month(place)
    if posting is None or posting.pack.withdrawn_at:
        raise Http404
    said = PostedForm(request.POST)
    if not said.is_valid():
        return _page(request, place, said=said)
    enter_by_telephone(posting=posting, answer=said.answer, by=asked.user, at=asked.at)
    messages.success(request, _("The answer is written down."))
    return redirect("board", board_id=place.pk)


@require_POST
@login_required
def board_retire(request: HttpRequest, board_id: uuid.UUID) -> HttpResponse:
    asked = keeper(request)
    place = found(board_id)
    keep.retire_board(board=place, by=asked.user, at=asked.at)
    messages.success(request, _("The place gets no more sheets. What it said stays."))
    return redirect("board", board_id=place.pk)


@require_POST
@login_required
def board_take_up(request: HttpRequest, board_id: uuid.UUID) -> HttpResponse:
    asked = keeper(request)
    place = found(board_id)
    try:
        keep.take_up_board(board=place, by=asked.user, at=asked.at)
    except keep.KnownPlace:
        messages.error(request, _("There is a place of this name in this unit already."))
    else:
        messages.success(request, _("The place gets the sheet again."))
    return redirect("board", board_id=place.pk)
