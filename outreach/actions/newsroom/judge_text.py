"""A person judges a text: it is right, a warning of it is right as it stands, two become one."""

import datetime

from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.remarks import Remark
from languages.texts import digest
from outreach.access import may_review_news, may_write_news
from outreach.actions.newsroom.changing import changed, held
from outreach.actions.newsroom.write_text import (
    Place,
    Written,
    hold,
    source_of,
    store,
    tidied,
)
from outreach.models import AcceptedWarning, ManuscriptConflict, ManuscriptText
from outreach.newsroom.checking import remarks
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


class NoSuchWarning(Exception):
    """The checks do not say that of these words, or they call it an error."""


class NoReason(Exception):
    """Why it is right was not said."""


class NewerText(Exception):
    """A newer text has come meanwhile: nothing was stored, the conflict stays."""


def review_text(
    *, text: ManuscriptText, version: int, by: User, at: datetime.datetime
) -> ManuscriptText:
    """Marks these very words as reviewed; a translation then stands for the Albanian of today.

    Raises NotAllowed, Empty, Changed or NotRight.
    """
    row = hold(Place(text.manuscript, text.field, text.language))
    demand(may_review_news(by, row or text, on=localdate(at)))
    if row is None or not row.text:
        raise Empty
    if row.version != version:
        raise Changed
    source = source_of(row)
    found = [
        remark
        for remark in remarks(row, source, rules_on(localdate(at)))
        if remark.stands_in_the_way
    ]
    if found:
        raise NotRight(found)
    if row.language != AUTHORITATIVE and source:
        row.translates_digest = digest(source.text)
    row.reviewed_by, row.reviewed_at = by, at
    row.save()
    audit.record(verb="newsroom.text_reviewed", object_key=f"manuscript_text:{row.pk}", at=at)
    changed(held(row.manuscript), at=at)
    return row


def accept_warning(
    *,
    text: ManuscriptText,
    check_name: str,
    excerpt: str,
    reason: str,
    by: User,
    at: datetime.datetime,
) -> AcceptedWarning:
    """Keeps the reason with these very words. Raises NotAllowed, NoReason or NoSuchWarning."""
    demand(may_write_news(by, on=localdate(at)))
    if not reason.strip():
        raise NoReason
    told = remarks(text, source_of(text), rules_on(localdate(at)))
    if not any(remark.is_warning(check_name, excerpt) for remark in told):
        raise NoSuchWarning
    accepted, _ = AcceptedWarning.objects.update_or_create(
        text=text,
        check_name=check_name,
        excerpt=excerpt,
        text_digest=digest(text.text),
        defaults={"reason": reason.strip()[:300], "by": by, "at": at},
    )
    audit.record(verb="newsroom.warning_accepted", object_key=f"manuscript_text:{text.pk}", at=at)
    return accepted


def settle_conflict(
    *, conflict: ManuscriptConflict, text: str, version: int, by: User, at: datetime.datetime
) -> Written:
    """Stores what two texts have become; what it replaces stays among the settled conflicts.

    Raises NotAllowed, NewerText or write_text.TooLong.
    """
    demand(may_write_news(by, on=localdate(at)))
    row = conflict.text
    given = tidied(row.field, text)
    stored = hold(Place(row.manuscript, row.field, row.language))
    if stored is None or stored.version != version:
        raise NewerText
    if given != stored.text:
        ManuscriptConflict.objects.create(
            text=stored,
            written=stored.text,
            by=stored.edited_by or by,
            at=stored.edited_at or at,
            settled_at=at,
        )
        store(stored, given, by, at)
    ManuscriptConflict.objects.filter(pk=conflict.pk).update(settled_at=at)
    audit.record(verb="newsroom.text_settled", object_key=f"manuscript_text:{stored.pk}", at=at)
    return Written(stored)
