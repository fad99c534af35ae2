"""What somebody had typed into an item when their session was over: it waits in the browser's new
session until they have logged in again, and goes when it is saved, thrown away or logged out.

It is kept only for an item that exists, whose address nobody guesses, and shown only to who may
write there.
"""

import uuid

from django.http import HttpRequest, QueryDict

from council.models import AgendaItem

_SLOT = "kept_words"
MOST_CHARACTERS = 400_000
FORMS = ("minutes", "decision", "action")


def keep(request: HttpRequest, meeting_id: uuid.UUID, item_key: uuid.UUID) -> None:
    """Before the login."""
    words = {name: request.POST[name] for name in request.POST if name != "csrfmiddlewaretoken"}
    form = words.get("form", "")
    if form not in FORMS or sum(map(len, words.values())) > MOST_CHARACTERS:
        return
    if AgendaItem.objects.filter(key=item_key, meeting_id=meeting_id).exists():
        kept = request.session.get(_SLOT, {})
        request.session[_SLOT] = {**kept, f"{item_key}:{form}": words}


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
