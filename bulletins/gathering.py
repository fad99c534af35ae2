"""A month's blocks as their sources give them: what the council and the public side published."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from bulletins.models import Block, Bulletin
from council import published as council
from outreach import published as outreach

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Gathered:
    """A block as its sources give it."""

    kind: Block.Kind
    facts: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


def gathered_of(bulletin: Bulletin) -> Iterator[Gathered]:
    """Only what the month has something of."""
    facts = council.month(bulletin.month, bulletin.after)
    public = outreach.month(bulletin.month, bulletin.after)
    if facts.meetings:
        yield _meeting(facts.meetings[-1])
    elif coming := council.next_meeting(_beginning(bulletin.after)):
        yield _coming_meeting(*coming)
    if facts.decisions:
        yield _decisions(facts.decisions)
    if facts.promises:
        yield _promises(facts.promises, bulletin.after - datetime.timedelta(days=1))
    if public.activities:
        yield _activities(public.activities)
    if public.answers:
        yield _answers(public.answers)
    if public.topic:
        yield _topic(public.topic)
    if facts.figures:
        yield _figures(facts.figures)
    if public.dates:
        yield _dates(public.dates)


def _meeting(meeting: council.Meeting) -> Gathered:
    starts = timezone.localtime(meeting.starts_at)
    following = meeting.next_starts_at and timezone.localtime(meeting.next_starts_at)
    return Gathered(
        kind=Block.Kind.MEETING,
        facts={
            "held_on": starts.date().isoformat(),
            "starts_at": f"{starts:%H:%M}",
            "present": meeting.present,
            "seats": meeting.seats,
            "next_on": following.date().isoformat() if following else None,
            "next_at": f"{following:%H:%M}" if following else "",
            "items": len(meeting.items),
        },
        texts={
            "text": meeting.text,
            "place": meeting.place,
            **({"next_place": meeting.next_place} if following else {}),
            **{f"item:{n}": item for n, item in enumerate(meeting.items)},
        },
        sources=(meeting.key,),
    )


def _coming_meeting(starts_at: datetime.datetime, place: Texts) -> Gathered:
    """In a month without a meeting: when the next one is."""
    starts = timezone.localtime(starts_at)
    return Gathered(
        kind=Block.Kind.MEETING,
        facts={
            "held_on": None,
            "next_on": starts.date().isoformat(),
            "next_at": f"{starts:%H:%M}",
            "items": 0,
        },
        texts={"next_place": place},
    )


def _beginning(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), timezone.get_default_timezone())


def _decisions(decisions: Iterable[council.Decision]) -> Gathered:
    return _rows(
        Block.Kind.DECISIONS,
        (
            (
                decision.key,
                {
                    "number": decision.number,
                    "kind": decision.kind,
                    "institution": decision.institution,
                    "deadline": decision.deadline,
                },
                {"text": decision.text},
            )
            for decision in decisions
        ),
    )


def _promises(promises: Iterable[council.Promise], day: datetime.date) -> Gathered:
    return _rows(
        Block.Kind.PROMISES,
        (
            (
                promise.key,
                {
                    "reference": promise.reference,
                    "institution": promise.institution,
                    "deadline": promise.deadline,
                    "state": promise.state_on(day),
                    "done_on": promise.done_on,
                    "new_deadline": promise.new_deadline,
                },
                {"text": promise.text, "reason": promise.reason},
            )
            for promise in promises
        ),
    )


def _activities(activities: Iterable[outreach.FieldActivity]) -> Gathered:
    return _rows(
        Block.Kind.ACTIVITIES,
        (
            (
                activity.key,
                {
                    "unit": activity.unit,
                    "held_on": activity.held_on,
                    "participants": activity.participants,
                },
                {
                    "title": activity.title,
                    "audience": activity.audience,
                    "partner": activity.partner,
                    "text": activity.text,
                },
            )
            for activity in activities
        ),
    )


def _answers(answers: Iterable[outreach.Answer]) -> Gathered:
    return _rows(
        Block.Kind.QUESTIONS,
        (
            (
                answer.key,
                {
                    "channel": answer.channel,
                    "unit": answer.unit,
                    "institution": answer.institution,
                },
                {"question": answer.question, "answer": answer.answer},
            )
            for answer in answers
        ),
    )


def _dates(dates: Iterable[outreach.Date]) -> Gathered:
    return _rows(
        Block.Kind.CALENDAR,
        (
            (
                date.key,
                {
                    "date": date.on,
                    "starts_at": f"{date.starts_at:%H:%M}" if date.starts_at else "",
                    "accessible": date.accessible,
                    "open": date.open,
                },
                {"title": date.title, "place": date.place},
            )
            for date in dates
        ),
    )


def _topic(topic: outreach.Topic) -> Gathered:
    return Gathered(
        kind=Block.Kind.HELP_TOPIC,
        facts={"numbers": list(topic.numbers), "next_steps": len(topic.steps)},
        texts={
            "headline": topic.headline,
            "who": topic.who,
            "free": topic.free,
            "anonymous": topic.anonymous,
            "hours": topic.hours,
            **{f"step:{n}": step for n, step in enumerate(topic.steps)},
        },
        sources=(topic.key,),
    )


def _figures(figures: council.Figures) -> Gathered:
    return Gathered(
        kind=Block.Kind.FIGURES,
        facts={"bars": [_bar(bar) for bar in figures.bars]},
        texts={
            "chart_title": figures.title,
            "sentence": figures.sentence,
            "unit_label": figures.unit_label,
            **{f"bar:{n}": bar.label for n, bar in enumerate(figures.bars)},
        },
        sources=(figures.key,),
    )


def _bar(bar: council.Bar) -> dict[str, Any]:
    return {"value": bar.value, "tone": bar.tone, **({"band": bar.band} if bar.band else {})}


def _rows(
    kind: Block.Kind, rows: Iterable[tuple[str, dict[str, Any], dict[str, Texts]]]
) -> Gathered:
    """A table's block: each row under its source's key, dates as ISO text."""
    facts: list[dict[str, Any]] = []
    texts: dict[str, Texts] = {}
    for key, row_facts, row_texts in rows:
        values = {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in row_facts.items()
        }
        facts.append({"key": key, **values})
        texts |= {f"{key}:{name}": words for name, words in row_texts.items() if words}
    return Gathered(
        kind=kind,
        facts={"rows": facts},
        texts=texts,
        sources=tuple(row["key"] for row in facts),
    )
