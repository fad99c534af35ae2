"""Two texts become one."""

import datetime

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.actions.write_text import Place, Written, hold, store, tidied
from bulletins.models import TextConflict
from council import audit
from council.people import User, demand


class NewerText(Exception):
    """A newer text has come meanwhile: nothing was stored, the conflict stays."""


def settle_conflict(
    *, conflict: TextConflict, text: str, version: int, by: User, at: datetime.datetime
) -> Written:
    """Stores what two texts have become; what it replaces stays among the settled conflicts.

    Raises NotAllowed, NewerText, or what write_text raises of a text.
    """
    demand(may_prepare(by, on=localdate(at)))
    row = conflict.text
    place = Place(row.block, row.field, row.language)
    given = tidied(place, text)
    stored = hold(place)
    if stored is None or stored.version != version:
        raise NewerText
    if given != stored.text:
        TextConflict.objects.create(
            text=stored,
            written=stored.text,
            by=stored.edited_by or by,
            at=stored.edited_at or at,
            settled_at=at,
        )
        store(stored, given, by, at)
    TextConflict.objects.filter(pk=conflict.pk).update(settled_at=at)
    audit.record(verb="bulletin.text_settled", object_key=f"text:{stored.pk}", at=at)
    return Written(stored)
