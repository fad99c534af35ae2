"""What is done to the blocks of a month: moved, left out, added, gathered again."""

import datetime
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bulletins.actions import arrange_blocks, shape_block
from bulletins.actions.gather import Gathering, gather
from bulletins.actions.quiet_month import CouncilMet, NotSaid, fill_quiet_month
from bulletins.actions.show_oneself import show_oneself
from bulletins.models import Block
from bulletins.ordering import standing
from bulletins.studio.rows import cells_of, rows_of
from bulletins.studio.words import kind_name
from bulletins.views.asking import who
from bulletins.views.studio_door import back_to, block_of, for_authors, month_of


@require_POST
@for_authors
def blocks(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """One act on one block, or a block more."""
    bulletin = month_of(year, month)
    way = request.POST.get("way", "")
    if way == "add":
        return _add(request, year, month)
    block = block_of(bulletin, request.POST.get("block", ""))
    if way in ("up", "down", "to"):
        return _move(request, block, way)
    if way in _ACTS:
        return _act(request, block, way)
    if way in ("line", "line_away", "next_issue"):
        return _shape(request, block, way)
    raise Http404


def _add(request: HttpRequest, year: int, month: int) -> HttpResponse:
    bulletin = month_of(year, month)
    kind = request.POST.get("kind", "")
    try:
        block = arrange_blocks.add_block(
            bulletin=bulletin, kind=kind, by=who(request), at=timezone.now()
        )
    except arrange_blocks.NotWritten:
        raise Http404 from None
    except arrange_blocks.TooMany:
        messages.error(request, _("The month has as many blocks as it can hold."))
        return back_to(bulletin)
    messages.success(request, _("The block is here. Write it."))
    return back_to(bulletin, f"block-{block.pk}")


def _move(request: HttpRequest, block: Block, way: str) -> HttpResponse:
    """With htmx the list is exchanged, and the control keeps the focus, by its id."""
    here = [other.pk for other in standing(block.bulletin)].index(block.pk) + 1
    given = request.POST.get("place", "")
    there = int(given) if given.isdecimal() and len(given) < 4 else here
    place = {"up": here - 1, "down": here + 1, "to": there}[way]
    try:
        arrange_blocks.move_block(block=block, place=place, by=who(request), at=timezone.now())
        said = _("Moved: %(block)s") % {"block": kind_name(block.kind)}
    except arrange_blocks.CannotMove:
        said = _("The headlines stay first and the contacts stay last.")
    if request.headers.get("HX-Request"):
        context = {"rows": rows_of(block.bulletin), "bulletin": block.bulletin, "said": said}
        return render(request, "bulletins/studio/order.html", context)
    messages.info(request, said)
    return back_to(block.bulletin, f"place-{block.pk}")


_ACTS: dict[str, Callable[..., None]] = {
    "leave_out": arrange_blocks.leave_out,
    "take_back": arrange_blocks.take_back,
    "remove": arrange_blocks.remove_block,
    "bring_back": arrange_blocks.bring_back,
}


def _act(request: HttpRequest, block: Block, way: str) -> HttpResponse:
    try:
        _ACTS[way](block=block, by=who(request), at=timezone.now())
    except arrange_blocks.NotWritten:
        messages.error(request, _("This block was gathered: leave it out instead."))
        return back_to(block.bulletin, f"block-{block.pk}")
    said = {
        "leave_out": _("The block is left out of every edition. Its words are kept."),
        "take_back": _("The block is in the bulletin again."),
        "remove": _("The block is taken away. You can bring it back, below."),
        "bring_back": _("The block is back."),
    }[way]
    messages.success(request, said)
    return back_to(block.bulletin, "removed" if way == "remove" else f"block-{block.pk}")


def _shape(request: HttpRequest, block: Block, way: str) -> HttpResponse:
    anchor = f"block-{block.pk}"
    part, now = request.POST.get("part", ""), timezone.now()
    try:
        if way == "line":
            label = request.POST.get("label", "")
            field = shape_block.add_line(
                block=block, part=part, label=label, by=who(request), at=now
            )
            anchor = cells_of(block, field)[0].id
        elif way == "line_away":
            shape_block.remove_last_line(block=block, part=part, by=who(request), at=now)
        else:
            day = _day(request.POST.get("day", ""))
            shape_block.set_next_issue(block=block, day=day, by=who(request), at=now)
            messages.success(request, _("The day of the next issue is saved."))
    except shape_block.NoSuchPart:
        raise Http404 from None
    except shape_block.Full:
        messages.error(request, _("The block has as many lines as fit."))
    except shape_block.NotEmpty:
        messages.error(request, _("Empty the last line in every language first."))
    except ValueError:
        messages.error(request, _("Write the day of the next issue as a date."))
    return back_to(block.bulletin, anchor)


def _day(text: str) -> datetime.date | None:
    """Raises ValueError for what is no day."""
    return datetime.date.fromisoformat(text) if text else None


@require_POST
@for_authors
def gather_again(request: HttpRequest, year: int, month: int) -> HttpResponse:
    bulletin = month_of(year, month)
    told = gather(bulletin=bulletin, by=who(request), at=timezone.now())
    messages.success(request, " ".join(_told(told)))
    return back_to(bulletin)


def _told(told: Gathering) -> list[str]:
    """What came, in sentences."""
    found = [_("Gathered.")]
    if told.new_blocks:
        names = ", ".join(kind_name(kind) for kind in told.new_blocks)
        found.append(_("New: %(blocks)s.") % {"blocks": names})
    if told.gone_blocks:
        names = ", ".join(kind_name(kind) for kind in told.gone_blocks)
        found.append(
            _("Gone, because their sources were withdrawn: %(blocks)s.") % {"blocks": names}
        )
    if told.new_texts:
        words = ngettext("%(count)s new text.", "%(count)s new texts.", told.new_texts)
        found.append(words % {"count": told.new_texts})
    if told.followed:
        words = ngettext(
            "%(count)s text follows its source.",
            "%(count)s texts follow their source.",
            told.followed,
        )
        found.append(words % {"count": told.followed})
    if told.changed_at_source:
        words = ngettext(
            "%(count)s text that you changed has changed at its source too: both are shown.",
            "%(count)s texts that you changed have changed at their source too: both are shown.",
            told.changed_at_source,
        )
        found.append(words % {"count": told.changed_at_source})
    if len(found) == 1:
        found.append(_("Nothing is new."))
    return found


@require_POST
@for_authors
def fill_quiet(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Headlines and summary of a month without a meeting, where nobody wrote them."""
    bulletin = month_of(year, month)
    try:
        fill_quiet_month(bulletin=bulletin, by=who(request), at=timezone.now())
    except CouncilMet:
        messages.error(request, _("The Council met in this month: write what it decided."))
    except NotSaid:
        messages.error(request, _("A sentence of the quiet month waits for its review."))
    else:
        messages.success(
            request,
            _(
                "The month is filled with checked sentences in three languages. Change what you like."
            ),
        )
    return back_to(bulletin)


@require_POST
@for_authors
def editing(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A sign of life every ten seconds; the answer says who else has the month open."""
    bulletin = month_of(year, month)
    others = show_oneself(bulletin=bulletin, by=who(request), at=timezone.now())
    return render(request, "bulletins/studio/editing.html", {"others": others})
