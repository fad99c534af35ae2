"""What a manuscript is about apart from its words: its facts, its picture, its report."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localdate

from council.people import User, demand
from outreach import pictures
from outreach.access import may_write_news
from outreach.actions.newsroom.changing import changed, held, record
from outreach.models import Manuscript
from outreach.newsroom.kinds import PICTURE_WORDS, WITH_PICTURE
from press.pictures import Sized


class NoPlace(Exception):
    """Records of that kind have no picture."""


class NoPicture(Exception):
    """There is none."""


def set_facts(
    *, manuscript: Manuscript, facts: Mapping[str, Any], by: User, at: datetime.datetime
) -> Manuscript:
    """Other facts void the approval. Raises NotAllowed."""
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    if row.facts == dict(facts):
        return row
    row.facts = dict(facts)
    if facts.get("repeats") and row.series is None and row.published_at is None:
        row.series = uuid.uuid4()
    elif not facts.get("repeats") and row.published_at is None:
        row.series = None
    record("facts_changed", row, at)
    changed(row, at=at)
    return row


def put_picture(
    *, manuscript: Manuscript, sized: Sized, decorative: bool, by: User, at: datetime.datetime
) -> None:
    """Another picture than before loses the review of its words: they are about that one.

    Raises NotAllowed or NoPlace.
    """
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    if row.kind not in WITH_PICTURE:
        raise NoPlace
    pictures.keep(sized)
    before = row.picture
    row.picture = {
        "name": sized.name,
        "width": sized.width,
        "height": sized.height,
        "widths": list(sized.widths),
        "decorative": decorative,
    }
    if before and before["name"] != sized.name:
        words = row.texts.filter(field__in=PICTURE_WORDS)
        words.update(reviewed_by=None, reviewed_at=None)
    record("picture_put", row, at)
    changed(row, at=at)


def call_decorative(
    *, manuscript: Manuscript, decorative: bool, by: User, at: datetime.datetime
) -> None:
    """Whether it only decorates. What was written about it stays. Raises NotAllowed or NoPicture."""
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    if row.picture is None:
        raise NoPicture
    row.picture = {**row.picture, "decorative": decorative}
    record("picture_described", row, at)
    changed(row, at=at)


def remove_picture(*, manuscript: Manuscript, by: User, at: datetime.datetime) -> None:
    """Its words are kept, and published no more. Raises NotAllowed or NoPicture."""
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    if row.picture is None:
        raise NoPicture
    row.picture = None
    record("picture_removed", row, at)
    changed(row, at=at)


def note_report(
    *, manuscript: Manuscript, number: str, on: datetime.date, by: User, at: datetime.datetime
) -> None:
    """That the election commission was told beforehand, under which number. Residents do not read
    it, so an approval stands. Raises NotAllowed."""
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    row.reported_number, row.reported_on = number.strip(), on
    row.save(update_fields=["reported_number", "reported_on"])
    record("reported", row, at)
