"""The public side of a manuscript: its records, their reviewed texts, their pages."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localdate

from languages import AUTHORITATIVE, LANGUAGES
from languages.texts import digest
from outreach import pages, withdrawing
from outreach.actions.pages.records import of_record
from outreach.models import Activity, Event, Manuscript, News, Text
from outreach.newsroom.content import Texts, texts_of
from outreach.newsroom.kinds import Kind
from outreach.newsroom.recurrence import dates_of

Record = News | Event | Activity
"""Activities are told in the bulletin and have no page of their own."""
MOVES = ("on_date", "starts_at", "ends_at")


def write(manuscript: Manuscript, *, at: datetime.datetime) -> None:
    """Makes its public records what was approved, and tells the pages of it."""
    texts = texts_of(manuscript)
    for record in _records(manuscript, texts, at):
        _write_texts(record, texts, manuscript, at)
        _put_pages(record, at)


def of(manuscript: Manuscript) -> list[Any]:
    """Its public records, also those that were withdrawn; of a series each date of it that is not
    told by a manuscript of its own."""
    if manuscript.kind == Kind.NEWS:
        return list(News.objects.filter(slug=manuscript.slug))
    if manuscript.kind == Kind.ACTIVITY:
        return list(Activity.objects.filter(slug=manuscript.slug))
    if manuscript.series is None:
        return list(Event.objects.filter(slug=manuscript.slug))
    apart = Manuscript.objects.filter(kind=Kind.EVENT, series__isnull=True).values("slug")
    return list(Event.objects.filter(series=manuscript.series).exclude(slug__in=apart))


def _records(manuscript: Manuscript, texts: Texts, at: datetime.datetime) -> list[Any]:
    facts = manuscript.facts
    if manuscript.kind == Kind.EVENT:
        return _events(manuscript, texts, at)
    if manuscript.kind == Kind.NEWS:
        parts: dict[str, Any] = {
            "topic": facts["topic"],
            "unit": facts.get("unit", ""),
            "picture": manuscript.picture,
        }
        return [_put(News, manuscript.slug, parts, at)]
    parts = {
        "unit": facts.get("unit", ""),
        "held_on": datetime.date.fromisoformat(facts["held_on"]),
        "participants": facts["participants"],
        "audiences": facts["audiences"],
    }
    return [_put(Activity, manuscript.slug, parts, at)]


def _put(model: Any, slug: str, parts: dict[str, Any], at: datetime.datetime) -> Any:
    """Public from now on, or still; one that was withdrawn is back."""
    row = model.objects.filter(slug=slug).first() or model(slug=slug)
    for name, value in parts.items():
        setattr(row, name, value)
    row.published_at = row.published_at or at
    row.withdrawn_at, row.withdrawn_reason = None, ""
    row.save()
    return row


def _events(manuscript: Manuscript, texts: Texts, at: datetime.datetime) -> list[Event]:
    if manuscript.series:
        return _series(manuscript, texts, at)
    day = datetime.date.fromisoformat(manuscript.facts["on_date"])
    return [_event(manuscript, next(iter(of(manuscript)), None), day, texts, at)]


def _series(manuscript: Manuscript, texts: Texts, at: datetime.datetime) -> list[Event]:
    """Dates that have passed stay as they were, and those that a manuscript of their own tells.
    Of those that come, each follows its day in the rule; where the rule gives other days they are
    moved in their order, new ones are added, and what is too many is called off, openly."""
    today = localdate(at)
    days = [day for day in dates_of(manuscript.facts) if day >= today]
    given = {row.recurrence_on: row for row in Event.objects.filter(series=manuscript.series)}
    own = {row.pk for row in of(manuscript)}
    free = [
        row
        for day, row in sorted(given.items(), key=lambda item: item[1].on_date)
        if row.pk in own and day not in days and row.on_date >= today and not row.called_off_at
    ]
    found = []
    for day in days:
        row = given.get(day)
        if row is not None and row.pk not in own:
            continue
        row = row or (free.pop(0) if free else None)
        found.append(_event(manuscript, row, day, texts, at))
    for row in free:
        row.called_off_at = at
        row.save()
        _put_pages(row, at)
    return found


def _event(
    manuscript: Manuscript,
    row: Event | None,
    day: datetime.date,
    texts: Texts,
    at: datetime.datetime,
) -> Event:
    facts = manuscript.facts
    new = row is None
    row = row or Event(slug=_slug(manuscript), series=manuscript.series)
    if manuscript.series:
        row.recurrence_on = day
    before = _when_and_where(row)
    row.on_date = day
    row.starts_at, row.ends_at = _hour(facts.get("starts_at")), _hour(facts.get("ends_at"))
    row.unit = facts.get("unit", "")
    row.accessible, row.open_to_all = facts["accessible"], facts["open_to_all"]
    moved = not new and before != _when_and_where(row, place=texts["place"][AUTHORITATIVE])
    row.sequence += moved
    row.published_at = row.published_at or at
    row.withdrawn_at, row.withdrawn_reason = None, ""
    row.save()
    return row


def _slug(manuscript: Manuscript) -> str:
    if manuscript.series is None:
        return manuscript.slug
    number = Event.objects.filter(series=manuscript.series).count() + 1
    while Event.objects.filter(slug=f"{manuscript.slug}-{number}").exists():
        number += 1
    return f"{manuscript.slug}-{number}"


def _when_and_where(row: Event, place: str | None = None) -> tuple[Any, ...]:
    if place is None:
        own = Text.objects.filter(key=row.source_key, field="place", language=AUTHORITATIVE)
        place = own.values_list("text", flat=True).first() or ""
    return (*(getattr(row, name) for name in MOVES), place)


def _hour(value: str | None) -> datetime.time | None:
    return datetime.time.fromisoformat(value) if value else None


def _write_texts(
    record: Record, texts: Texts, manuscript: Manuscript, at: datetime.datetime
) -> None:
    """Exactly these: what a language no longer has goes, so that it is openly missing."""
    Text.objects.filter(key=record.source_key).delete()
    Text.objects.bulk_create(
        Text(
            key=record.source_key,
            field=field,
            language=language,
            text=text,
            origin=Text.Origin.WRITTEN if language == AUTHORITATIVE else Text.Origin.TRANSLATED,
            translates_digest=digest(own[AUTHORITATIVE]),
            reviewed_by_id=manuscript.approved_by_id,
            reviewed_at=at,
        )
        for field, own in texts.items()
        for language, text in own.items()
    )


def _put_pages(record: Record, at: datetime.datetime) -> None:
    """As the tick that follows everything public would put them, and at once."""
    wanted = {page.language: page for page in of_record(record)}
    for language in LANGUAGES:
        if page := wanted.get(language):
            pages.put(
                key=page.key,
                language=language,
                address=page.address,
                title=page.title,
                text=page.text,
                at=at,
            )
        else:
            pages.withdraw(key=record.source_key, language=language)


def tell_again(event: Event, *, at: datetime.datetime) -> None:
    """Its page says something else than before, though none of its words have changed."""
    _put_pages(event, at)


def take_away(
    rows: Iterable[Any], reasons: dict[str, str], *, by_id: uuid.UUID, at: datetime.datetime
) -> None:
    """Residents read why, in each language, and nothing else."""
    for row in rows:
        row.withdrawn_at = at
        row.withdrawn_reason = reasons[AUTHORITATIVE][:300]
        row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        Text.objects.filter(key=row.source_key).delete()
        withdrawing.tell(row.source_key, reasons, by_id=by_id, at=at)
        pages.withdraw(key=row.source_key)
