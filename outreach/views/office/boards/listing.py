"""All notice boards: by unit, with what is known of this month; on paper, what is to be carried."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council import audit
from languages import AUTHORITATIVE, dates
from outreach import boards
from outreach.actions.boards.letter_words import answer_url
from outreach.forms.office.boards import KINDS, WAYS
from outreach.forms.office.fields import units_in
from outreach.models import NoticeBoard, Posting
from outreach.office import boards as office
from outreach.views.office.boards.asking import keeper, language, reader
from outreach.views.office.boards.words import STATES, TAGS


@require_safe
@login_required
def board_list(request: HttpRequest) -> HttpResponse:
    """Names and states; a contact's address stands on the place's own page."""
    asked = reader(request)
    pack, month = office.this_month()
    rows = office.lines(pack)
    only_silent = "silent" in request.GET
    shown = office.silent(rows) if only_silent else rows
    context = {
        "keeps": asked.keeps,
        "month": month,
        "pack": pack,
        "round": boards.round_of(month) if month else None,
        "units": [
            (unit, [_shown(line) for line in unit.lines])
            for unit in office.by_unit(shown, language())
        ],
        "places": len(rows),
        "only_silent": only_silent,
        "retired": office.retired(),
    }
    return render(request, "outreach/office/boards/list.html", context)


def _shown(line: office.Line) -> dict[str, object]:
    return {
        "board": line.board,
        "posting": line.posting,
        "kind": KINDS[NoticeBoard.Kind(line.board.kind)],
        "way": WAYS[NoticeBoard.Way(line.board.way)],
        "state": STATES[line.state],
        "tag": TAGS.get(line.state, "plain"),
    }


@require_safe
@login_required
def board_round(request: HttpRequest) -> HttpResponse:
    """What the secretary carries: of each place without a letter its page, with its own link."""
    asked = keeper(request)
    pack, month = office.this_month()
    rows = [
        line
        for line in office.lines(pack)
        if line.posting and line.board.way != NoticeBoard.Way.MAIL
    ]
    if rows:
        audit.note(verb="boards.printed", object_key=f"boards:{len(rows)}", at=asked.at)
    units = units_in(language())
    context = {
        "month": month,
        "pack": pack,
        "places": [
            {
                **_shown(line),
                "unit": units.get(line.board.unit, line.board.unit),
                "slip": _slip(line.posting),
                "link": answer_url(line.posting),
                "whatsapp": whatsapp_text(line.posting)
                if line.board.way == NoticeBoard.Way.WHATSAPP
                else "",
            }
            for line in rows
            if line.posting
        ],
    }
    return render(request, "outreach/office/boards/round.html", context)


def _slip(posting: Posting) -> list[str]:
    """What stands above the link on paper, in Albanian."""
    board = posting.board
    with translation.override(AUTHORITATIVE):
        said = [_("Sheets: %(n)s.") % {"n": board.sheets}]
        if board.large_print:
            said.append(_("With the sheet in large print."))
        return [*said, _("When it is posted or read aloud, tell us here:")]


def whatsapp_text(posting: Posting) -> str:
    """In Albanian, whatever the secretary's own language is: it goes to the contact."""
    with translation.override(AUTHORITATIVE):
        month = dates.month_and_year(posting.pack.month, AUTHORITATIVE)
        place = posting.board.name
        if posting.pack.withdrawn_at:
            return _(
                "The bulletin of %(month)s was withdrawn. Please take the sheet down: %(place)s."
            ) % {"month": month, "place": place}
        return office.whatsapp(
            posting,
            words=_("Notice-board sheet for %(month)s: %(place)s")
            % {"month": month, "place": place},
            sheet_words=_("The sheet to print:"),
            answer_words=_("When it is posted or read aloud, tell us here:"),
        )
