"""A text that was changed here and at its source: the hand's words stay, or the source's come."""

import datetime

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.actions.write_text import Place, hold, store
from bulletins.models import BlockText
from council import audit
from council.people import User, demand


def take_source(*, text: BlockText, by: User, at: datetime.datetime) -> BlockText:
    """Puts what the source says in the place of what was written here. Raises NotAllowed."""
    row = _asked(text, by, at)
    if row.text != row.gathered_text:
        store(row, row.gathered_text, by, at)
    return _looked_at(row, at)


def keep_own(*, text: BlockText, by: User, at: datetime.datetime) -> BlockText:
    """Leaves what was written here; it is not asked again until the source changes once more.

    Raises NotAllowed.
    """
    return _looked_at(_asked(text, by, at), at)


def _asked(text: BlockText, by: User, at: datetime.datetime) -> BlockText:
    demand(may_prepare(by, on=localdate(at)))
    return hold(Place(text.block, text.field, text.language)) or text


def _looked_at(row: BlockText, at: datetime.datetime) -> BlockText:
    row.source_changed_at = None
    row.save(update_fields=["source_changed_at"])
    audit.record(verb="bulletin.source_looked_at", object_key=f"text:{row.pk}", at=at)
    return row
