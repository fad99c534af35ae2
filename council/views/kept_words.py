"""What somebody had typed into an item when their session was over: it waits in the browser's new
session until they have logged in again, and goes when it is saved, thrown away or logged out.

It is kept only of a browser whose login has just run out, only for an item that exists, and shown
only to who may write there.
"""

import uuid

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from council.models import AgendaItem
from council.sessions import ran_out

_SLOT = "kept_words"
MOST_CHARACTERS = 400_000
"""Of everything that waits in one browser."""
FORMS = ("minutes", "decision", "action")


def keep(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> bool:
    """Before the login; whether it is kept. Of who never logged in nothing is."""
    kept = request.session.get(_SLOT, {})
    if not kept and not _was_logged_in(request):
        return False
    words = {name: request.POST[name] for name in request.POST if name != "csrfmiddlewaretoken"}
    form = words.get("form", "")
    kept = {**kept, f"{item_key}:{form}": words}
    characters = sum(len(word) for those in kept.values() for word in those.values())
    if form not in FORMS or characters > MOST_CHARACTERS:
        return False
    if not AgendaItem.objects.filter(key=item_key, meeting_id=meeting_id).exists():
        return False
    request.session[_SLOT] = kept
    return True


def _was_logged_in(request: HttpRequest) -> bool:
    """The cookie is looked at, not the session: one that is over has been left by now."""
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return ran_out(cookie, now=timezone.now())


def find(request: HttpRequest, item: AgendaItem, form: str) -> QueryDict | None:
    """After it."""
    words = request.session.get(_SLOT, {}).get(f"{item.key}:{form}")
    if words is None:
        return None
    found = QueryDict(mutable=True)
    found.update(words)
    return found


def let_go(request: HttpRequest, item: AgendaItem, form: str) -> None:
    """Saved, or not wanted."""
    kept = request.session.get(_SLOT, {})
    if kept.pop(f"{item.key}:{form}", None) is not None:
        request.session[_SLOT] = kept
