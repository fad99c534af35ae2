"""One date of an event that is public: called off, put on again, or changed by itself."""

import datetime

from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from outreach.access import may_write_news
from outreach.actions.newsroom import records
from outreach.actions.newsroom.changing import record
from outreach.models import Event, Manuscript, ManuscriptText
from outreach.newsroom.kinds import Kind


class Passed(Exception):
    """The date has passed, or is not public."""


class NoSeries(Exception):
    """The date is told by a manuscript of its own already."""


def call_off(*, event: Event, by: User, at: datetime.datetime) -> None:
    """It stays public and says so; calendars are told. Raises NotAllowed or Passed."""
    _set(event, at, by=by, at=at)


def put_on_again(*, event: Event, by: User, at: datetime.datetime) -> None:
    """Raises NotAllowed or Passed."""
    _set(event, None, by=by, at=at)


def _set(
    event: Event, called_off_at: datetime.datetime | None, *, by: User, at: datetime.datetime
) -> None:
    demand(may_write_news(by, on=localdate(at)))
    row = Event.objects.select_for_update().get(pk=event.pk)
    if row.on_date < localdate(at) or row.published_at is None or row.withdrawn_at is not None:
        raise Passed
    if (row.called_off_at is None) == (called_off_at is None):
        return
    # Of a date that is called off calendars count one more: back on, it must be more than that.
    row.sequence += 0 if called_off_at else 2
    row.called_off_at = called_off_at
    row.save()
    records.tell_again(row, at=at)
    verb = "newsroom.called_off" if called_off_at else "newsroom.put_on_again"
    audit.record(verb=verb, object_key=f"event:{row.pk}", at=at)


def set_apart(
    *, manuscript: Manuscript, event: Event, by: User, at: datetime.datetime
) -> Manuscript:
    """A manuscript for one date of a series, which no longer follows the others; it begins as what
    the others say. Raises NotAllowed, Passed or NoSeries."""
    demand(may_write_news(by, on=localdate(at)))
    if manuscript.series is None or event.series != manuscript.series:
        raise NoSeries
    if event.on_date < localdate(at):
        raise Passed
    if Manuscript.objects.filter(kind=Kind.EVENT, slug=event.slug).exists():
        raise NoSeries
    facts = {
        name: value
        for name, value in manuscript.facts.items()
        if name not in ("repeats", "every", "until")
    }
    own = Manuscript.objects.create(
        kind=Kind.EVENT,
        slug=event.slug,
        facts={**facts, "on_date": event.on_date.isoformat(), "repeats": ""},
        author=by,
        changed_at=at,
        published_at=manuscript.published_at,
    )
    copied = []
    for text in manuscript.texts.all():
        text.pk, text.manuscript, text.version = None, own, 1
        text._state.adding = True
        copied.append(text)
    ManuscriptText.objects.bulk_create(copied)
    record("set_apart", own, at)
    return own
