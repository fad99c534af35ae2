"""An item's minutes as they are written, by one or by several at a time."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from council import access
from council.actions import hold_meeting, running
from council.actions.write_minutes import (
    ClosedAsAWhole,
    Words,
    Written,
    settle,
    show_oneself,
    write_minutes,
)
from council.forms.deciding import CLOSED_AS_A_WHOLE
from council.models import AgendaItem, MinutesConflict
from council.views import kept_words
from council.views.asking import reader_of
from council.views.holding_door import demand_keeper, for_members, item_of, refused
from council.views.item_forms import Forms, minutes_form, stored_minutes
from council.views.item_page import item_page


@require_http_methods(["GET", "HEAD", "POST"])
@for_members("item_hold")
def item_hold(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> HttpResponse:
    """A POST is the minutes: saved by itself while somebody types, or by the button."""
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    if request.method != "POST":
        return item_page(request, who, item)
    demand_keeper(who)
    if "let_go" in request.POST:
        kept_words.let_go(request, item, request.POST["let_go"])
        return _back(item)
    return _save(request, who, item)


def _save(request: HttpRequest, who: access.Reader, item: AgendaItem) -> HttpResponse:
    form = minutes_form(item, stored_minutes(item), request.POST)
    typing = bool(request.headers.get("HX-Request"))
    if form.is_valid():
        try:
            written = write_minutes(
                item=item,
                words=form.words,
                version=form.cleaned_data["version"],
                conflict=form.known_conflict,
                by=who.user,
                at=timezone.now(),
            )
        except running.NotNow as error:
            form.add_error(None, refused(error))
        except ClosedAsAWhole:
            form.add_error("closed_text", CLOSED_AS_A_WHOLE)
        else:
            kept_words.let_go(request, item, "minutes")
            return _saved_line(request, written) if typing else _saved(request, item, written)
    if typing:
        lines = [line for lines in form.errors.values() for line in lines]
        return render(request, "council/holding/saved.html", {"errors": lines}, status=422)
    return item_page(request, who, item, Forms(minutes=form), status=422)


def _saved_line(request: HttpRequest, written: Written) -> HttpResponse:
    """What stands under the boxes, and the version that the next text is based on."""
    status = 409 if written.conflict else 200
    context = {"written": written, "stored": written.minutes, "now": timezone.now()}
    return render(request, "council/holding/saved.html", context, status=status)


def _saved(request: HttpRequest, item: AgendaItem, written: Written) -> HttpResponse:
    if written.conflict:
        messages.warning(
            request,
            _("Somebody saved another text meanwhile. Nothing was overwritten: here are both."),
        )
        return redirect(f"{address_of(item)}#conflicts")
    at = timezone.localtime(written.minutes.edited_at or timezone.now())
    messages.success(request, _("Saved at %(time)s") % {"time": f"{at:%H:%M}"})
    return redirect(f"{address_of(item)}#minutes")


@require_POST
@for_members("item_hold")
def item_settle(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> HttpResponse:
    """Two texts become one: what came, what was stored, or both put together."""
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    demand_keeper(who)
    form = minutes_form(item, stored_minutes(item), request.POST)
    if not form.is_valid() or form.known_conflict is None:
        return item_page(request, who, item, Forms(merged=form), status=422)
    open_ones = MinutesConflict.objects.filter(minutes__item=item, settled_at=None)
    conflict = get_object_or_404(open_ones, pk=form.known_conflict)
    words = _chosen(request.POST.get("use", ""), conflict, form.words)
    try:
        written = settle(
            conflict=conflict,
            words=words,
            version=form.cleaned_data["version"],
            by=who.user,
            at=timezone.now(),
        )
    except running.NotNow as error:
        form.add_error(None, refused(error))
        return item_page(request, who, item, Forms(merged=form), status=409)
    return _saved(request, item, written)


def _chosen(use: str, conflict: MinutesConflict, together: Words) -> Words:
    if use == "theirs":
        return Words.of(conflict.minutes)
    return Words.of(conflict) if use == "mine" else together


@require_POST
@for_members("item_hold")
def item_editing(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> HttpResponse:
    """A sign of life every ten seconds; the answer says who else writes, and of a newer text."""
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    others = show_oneself(item=item, by=who.user, at=timezone.now())
    stored = stored_minutes(item)
    read = request.POST.get("version", "")
    return render(
        request,
        "council/holding/editing.html",
        {
            "others": others,
            "stored": stored,
            "newer": read.isdecimal() and int(read) < stored.version,
            "item": item,
            "meeting": item.meeting,
        },
    )


@require_POST
@for_members("item_hold")
def item_deal(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> HttpResponse:
    """Turns to this item; `done` is the key of the one that it leaves finished behind."""
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    now = timezone.now()
    try:
        if request.POST.get("done"):
            left = get_object_or_404(
                access.visible_items(who, item.meeting), key=_key(request.POST["done"])
            )
            hold_meeting.finish_item(item=left, by=who.user, at=now)
        if request.POST.get("again"):
            hold_meeting.take_up_again(item=item, by=who.user, at=now)
        hold_meeting.move_to(item=item, by=who.user, at=now)
    except running.NotNow as error:
        messages.error(request, refused(error))
    return _back(item)


@require_POST
@for_members("item_hold")
def item_finish(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> HttpResponse:
    """The last item of the agenda: there is none to turn to."""
    who = reader_of(request)
    item = item_of(who, meeting_id, item_key)
    try:
        hold_meeting.finish_item(item=item, by=who.user, at=timezone.now())
    except running.NotNow as error:
        messages.error(request, refused(error))
    return redirect("meeting_hold", meeting_id=item.meeting_id)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def address_of(item: AgendaItem) -> str:
    return reverse("item_hold", kwargs={"meeting_id": item.meeting_id, "item_key": item.key})


def _back(item: AgendaItem) -> HttpResponse:
    return redirect(address_of(item))
