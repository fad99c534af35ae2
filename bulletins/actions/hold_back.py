"""A language that follows later: the others go out, and its page says that it follows."""

import datetime

from django.utils.timezone import localdate

from bulletins.access import may_release
from bulletins.models import Bulletin
from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE, LANGUAGES


class CannotFollow(Exception):
    """The Albanian is what the others translate; it goes first. Nor is it a language of ours."""


def hold_back(
    *, bulletin: Bulletin, language: str, follows: bool, by: User, at: datetime.datetime
) -> None:
    """`follows`: later than the others; False: with them. Raises NotAllowed or CannotFollow."""
    demand(may_release(by, on=localdate(at)))
    if language == AUTHORITATIVE or language not in LANGUAGES:
        raise CannotFollow
    held = Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    others = [code for code in held.held_back if code != language]
    held.held_back = sorted([*others, language]) if follows else others
    held.save(update_fields=["held_back"])
    verb = "edition.held_back" if follows else "edition.goes_along"
    audit.record(verb=verb, object_key=f"bulletin:{bulletin}:{language}", at=at)
