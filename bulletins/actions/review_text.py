"""A person says that a text is right; of the Albanian, that it is ready."""

import datetime

from django.utils.timezone import localdate

from bulletins.access import may_review
from bulletins.actions.write_text import Place, hold, source_of
from bulletins.checking import plain, remarks
from bulletins.models import BlockText
from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.remarks import Remark
from languages.texts import digest
from outreach.standards import rules_on


class NotRight(Exception):
    """What the checks found, and nobody has answered for: errors, or warnings without a reason."""

    def __init__(self, found: list[Remark]) -> None:
        super().__init__("; ".join(remark.finding.message for remark in found))
        self.found = found


class Empty(Exception):
    """There is nothing to review."""


class Changed(Exception):
    """The words are not those that were shown."""


def review_text(*, text: BlockText, version: int, by: User, at: datetime.datetime) -> BlockText:
    """Marks these very words as reviewed; a translation then stands for the Albanian of today.

    Raises NotAllowed, Empty, Changed or NotRight.
    """
    row = hold(Place(text.block, text.field, text.language))
    demand(may_review(by, row or text, on=localdate(at)))
    if row is None or not plain(row).strip():
        raise Empty
    if row.version != version:
        raise Changed
    source = source_of(row)
    told = remarks(row, source, rules_on(localdate(at)))
    found = [remark for remark in told if remark.stands_in_the_way]
    if found:
        raise NotRight(found)
    if row.language != AUTHORITATIVE and source:
        row.translates_text, row.translates_digest = source.text, digest(source.text)
    row.reviewed_by, row.reviewed_at = by, at
    row.save()
    audit.record(verb="bulletin.text_reviewed", object_key=f"text:{row.pk}", at=at)
    return row
