"""The door of the pages on which a meeting is held: who comes in, and what a refusal becomes."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from council import access
from council.actions import hold_meeting, running
from council.models import AgendaItem, Meeting
from council.people import Allowed, demand
from council.views import kept_words

View = Callable[..., HttpResponse]
SENTENCES: dict[type[running.NotNow], Promise] = {
    running.MinutesLocked: _("The minutes are approved: nothing changes any more."),
    running.NotConvened: _("Invite to the meeting first; then it can be held."),
    running.NotOpened: _("Open the meeting first."),
    running.AlreadyClosed: _("The meeting is closed: this was done while it was held."),
    hold_meeting.TooEarly: _("The day of the meeting has not come yet."),
    hold_meeting.AlreadyOpen: _("The meeting is open already."),
    hold_meeting.NotClosed: _("Only a meeting whose minutes are not finished can go on."),
}


def for_members(page: str) -> Callable[[View], View]:
    """Leads who is not logged in to the login, and from there back to the named page.

    What they had typed into an item waits in their session.
    """

    def around(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: Any) -> HttpResponse:
            if request.user.is_authenticated:
                return view(request, **parts)
            names = ("meeting_id", "item_key") if page == "item_hold" else ("meeting_id",)
            back = reverse(page, kwargs={name: parts[name] for name in names})
            typed = request.method == "POST" and page == "item_hold"
            kept = typed and kept_words.keep(request, parts["meeting_id"], parts["item_key"])
            if request.headers.get("HX-Request"):
                context = {"back": back, "kept": kept, "typed": typed}
                return render(request, "council/holding/logged_out.html", context, status=401)
            return redirect_to_login(back)

        return guarded

    return around


def meeting_of(who: access.Reader, meeting_id: uuid.UUID) -> Meeting:
    """Raises Http404 for who may not see the meeting, NotAllowed for who may not see this."""
    meeting = get_object_or_404(
        access.visible_meetings(who).select_related("chair__person", "current_item"), pk=meeting_id
    )
    demand(access.may_follow_meeting(who))
    return meeting


def item_of(who: access.Reader, meeting_id: uuid.UUID, item_key: uuid.UUID) -> AgendaItem:
    """Raises as `meeting_of`."""
    meeting = get_object_or_404(access.visible_meetings(who), pk=meeting_id)
    items = access.visible_items(who, meeting).select_related("meeting")
    item = get_object_or_404(items, key=item_key)
    demand(access.may_follow_meeting(who))
    return item


def may_keep(who: access.Reader) -> bool:
    return isinstance(access.may_keep_meetings(who), Allowed)


def demand_keeper(who: access.Reader) -> None:
    """Before a form's mistakes are discussed. Raises NotAllowed."""
    demand(access.may_keep_meetings(who))


def refused(error: running.NotNow) -> str:
    """Why not now, as a sentence."""
    return str(SENTENCES[type(error)])
