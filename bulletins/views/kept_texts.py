"""What somebody had typed into a text of the studio when their session was over: it waits in the
browser's new session until they have logged in again, and goes when it is saved, thrown away or
logged out.

It is kept only of a browser whose login has just run out, and shown only to who may write there.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from bulletins.models import Block
from council.people import ran_out
from languages import LANGUAGES

_SLOT = "kept_texts"
MOST_CHARACTERS = 400_000
"""Of everything that waits in one browser."""


@dataclass(frozen=True)
class Kept:
    text: str
    version: int
    """The version that it was typed over."""


def keep(request: HttpRequest) -> bool:
    """Before the login; whether it is kept. Of who never logged in nothing is."""
    if "text" not in request.POST:
        return False
    kept = request.session.get(_SLOT, {})
    if not kept and not _was_logged_in(request):
        return False
    said = request.POST
    key = _key(said.get("block", ""), said.get("field", "")[:80], said.get("language", ""))
    words = {"text": said["text"], "version": said.get("version", "")[:9]}
    kept = {**kept, key: words}
    if sum(len(each["text"]) for each in kept.values()) > MOST_CHARACTERS or not _stands(said):
        return False
    request.session[_SLOT] = kept
    return True


def find(request: HttpRequest, block: int, field: str, language: str) -> Kept | None:
    """After it."""
    words = request.session.get(_SLOT, {}).get(_key(block, field, language))
    if words is None:
        return None
    version = words["version"]
    return Kept(words["text"], int(version) if version.isdecimal() else 0)


def waits(request: HttpRequest) -> bool:
    return bool(request.session.get(_SLOT))


def let_go(request: HttpRequest, block: int, field: str, language: str) -> None:
    """Saved, or not wanted."""
    kept = request.session.get(_SLOT, {})
    if kept.pop(_key(block, field, language), None) is not None:
        request.session[_SLOT] = kept


def _stands(said: "dict[str, str]") -> bool:
    """Whether there is such a block, so that nothing is kept for what is made up."""
    block = said.get("block", "")
    there = block.isdecimal() and len(block) < 19 and Block.objects.filter(pk=int(block)).exists()
    return there and said.get("language") in LANGUAGES


def _was_logged_in(request: HttpRequest) -> bool:
    """The cookie is looked at, not the session: one that is over has been left by now."""
    cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return ran_out(cookie, now=timezone.now())


def _key(block: int | str, field: str, language: str) -> str:
    return f"{block}:{language}:{field}"
