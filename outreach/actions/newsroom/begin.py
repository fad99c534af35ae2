"""Something new to tell: a manuscript begins with its Albanian title and its facts."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE, addresses
from outreach.access import may_write_news
from outreach.actions.newsroom.write_text import Place, put_text
from outreach.models import Activity, Event, Manuscript, News
from outreach.newsroom.kinds import Kind

RECORDS: Mapping[str, Any] = {Kind.NEWS: News, Kind.EVENT: Event, Kind.ACTIVITY: Activity}


def begin(
    *, kind: str, title: str, facts: Mapping[str, Any], by: User, at: datetime.datetime
) -> Manuscript:
    """Raises NotAllowed or write_text.TooLong."""
    demand(may_write_news(by, on=localdate(at)))
    manuscript = Manuscript.objects.create(
        kind=kind,
        slug=_free_slug(kind, title),
        facts=dict(facts),
        series=uuid.uuid4() if facts.get("repeats") else None,
        author=by,
        changed_at=at,
    )
    audit.record(verb="newsroom.begun", object_key=key_of(manuscript), at=at)
    put_text(place=Place(manuscript, "title", AUTHORITATIVE), text=title, version=0, by=by, at=at)
    return manuscript


def key_of(manuscript: Manuscript) -> str:
    """What the audit trail calls it: never a word of its title."""
    return f"manuscript:{manuscript.pk}"


def _free_slug(kind: str, title: str) -> str:
    """Of the title's words; with a number where another has it."""
    base = addresses.slug(title) or str(kind)
    taken = set(
        Manuscript.objects.filter(kind=kind, slug__startswith=base).values_list("slug", flat=True)
    ) | set(RECORDS[kind].objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number = 2
    slug = base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
