"""Another person says that a translation is right."""

import datetime

from django.utils.timezone import localdate

from bulletins.access import may_review
from bulletins.models import Block, BlockText
from bulletins.states import State, state_of
from bulletins.translating.judging import errors
from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.remarks import Remark
from outreach.standards import rules_on


class Changed(Exception):
    """The words, or the Albanian beside them, are not those that were shown."""


class NotRight(Exception):
    """The checks found errors: `found`."""

    def __init__(self, found: list[Remark]) -> None:
        super().__init__("; ".join(remark.message for remark in found))
        self.found = found


def review_translation(
    *, text: BlockText, version: int, read_digest: str, by: User, at: datetime.datetime
) -> BlockText:
    """Marks these very words as reviewed; doing so twice is doing it once.

    `read_digest`: of the Albanian that was shown beside them. Raises NotAllowed, Changed, NotRight.
    """
    demand(may_review(by, text, on=localdate(at)))
    Block.objects.select_for_update().get(pk=text.block_id)
    rows = BlockText.objects.filter(block=text.block_id, field=text.field)
    row = rows.get(pk=text.pk)
    source = rows.filter(language=AUTHORITATIVE).first()
    if source is None or row.version != version or row.translates_digest != read_digest:
        raise Changed
    state = state_of(row, source)
    if state is State.REVIEWED:
        return row
    if state in (State.OUTDATED, State.MISSING):
        raise Changed
    if found := errors(row, source, rules_on(localdate(at))):
        raise NotRight(found)
    row.reviewed_by, row.reviewed_at = by, at
    row.save(update_fields=["reviewed_by", "reviewed_at"])
    audit.record(verb="bulletin.text_reviewed", object_key=f"text:{row.pk}", at=at)
    return row
