"""A translator's words into one text: nothing newer is overwritten, nothing typed is lost."""

import datetime

from django.utils.timezone import localdate

from bulletins.actions.write_text import Place, Words, Written, put_text
from bulletins.models import Assignment, Block, TextConflict
from bulletins.translating.access import may_translate
from council.people import User, demand
from languages import AUTHORITATIVE


class NotAssigned(Exception):
    """The assignment does not name this text."""


def translate_text(
    *,
    assignment: Assignment,
    block: Block,
    field: str,
    words: Words,
    by: User,
    at: datetime.datetime,
) -> Written:
    """Stores a translation, unreviewed. One of an Albanian that has changed since is outdated.

    Raises NotAllowed, NotAssigned or TooLong.
    """
    demand(may_translate(by, assignment, on=localdate(at)))
    if not assignment.texts.filter(block=block, field=field).exists():
        raise NotAssigned
    place = Place(block, field, assignment.language)
    return put_translation(place=place, words=words, by=by, at=at)


def put_translation(*, place: Place, words: Words, by: User, at: datetime.datetime) -> Written:
    """Without asking who may: other actions do so first. Raises TooLong."""
    if place.language == AUTHORITATIVE:
        raise ValueError("Albanian is written, not translated.")
    written = put_text(place=place, words=words, by=by, at=at)
    if written.changed and written.row:
        # Who saves on top of the newer text has had both before their eyes.
        own = TextConflict.objects.filter(text=written.row, by=by, settled_at=None)
        own.update(settled_at=at)
    return written
