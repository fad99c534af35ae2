"""Gathering a month: published facts of the council and the public side, into blocks.

Gathering again brings what is new and leaves what somebody wrote: a text that nobody changed here
follows its source; one that a hand changed stays, and is marked where its source says something
new. Prose that has no source (the cover's headlines, the summary, the story) stays as it is.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.models import Block, BlockText, Bulletin, Picture
from bulletins.ordering import put_in
from council import audit
from council import published as council
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.texts import digest
from outreach import published as outreach

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Gathered:
    """A block as its sources give it."""

    kind: Block.Kind
    facts: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


@dataclass
class Gathering:
    """What gathering brought: fields of blocks, counted in Albanian."""

    new_blocks: list[str] = field(default_factory=list)
    """Their kinds."""
    gone_blocks: list[str] = field(default_factory=list)
    new_texts: int = 0
    followed: int = 0
    """Texts that were brought to what their source says now."""
    changed_at_source: int = 0
    """Texts that a hand had changed: they stayed."""


def gather(*, bulletin: Bulletin, by: User, at: datetime.datetime) -> Gathering:
    """Fills a bulletin's blocks from what was public of its month. Safe to repeat.

    Raises council.people.NotAllowed.
    """
    demand(may_prepare(by, on=localdate(at)))
    told = Gathering()
    found = list(_everything(bulletin))
    # A block whose last source was withdrawn goes; prose, which has no source, stays.
    gone = bulletin.blocks.exclude(kind__in=[gathered.kind for gathered in found])
    gone = gone.exclude(sources=[])
    told.gone_blocks = list(gone.values_list("kind", flat=True))
    gone.delete()
    for gathered in found:
        block = _bring(bulletin, gathered, told)
        _Following(told, by, at).bring(block, gathered.texts)
    bulletin.gathered_at = at
    bulletin.save(update_fields=["gathered_at"])
    audit.record(verb="bulletin.gathered", object_key=f"bulletin:{bulletin}", at=at)
    return told


def _bring(bulletin: Bulletin, gathered: Gathered, told: Gathering) -> Block:
    """The block, with the facts of today; where it stands is the editor's."""
    block = bulletin.blocks.filter(kind=gathered.kind).first()
    if block is None:
        told.new_blocks.append(gathered.kind)
        block = Block(bulletin=bulletin, kind=gathered.kind, order=0)
    block.facts, block.sources = gathered.facts, list(gathered.sources)
    block.save()
    if gathered.kind in told.new_blocks:
        put_in(block)
    return block


@dataclass(frozen=True)
class _Following:
    told: Gathering
    by: User
    at: datetime.datetime

    def bring(self, block: Block, texts: Mapping[str, Texts]) -> None:
        """Brings a block's texts to what its source says, those apart that a hand has changed."""
        # No source brings a picture, nor the words for it.
        rows = block.texts.exclude(field__in=(Picture.ALT, Picture.CREDIT))
        known = {(row.field, row.language): row for row in rows}
        for name, languages in texts.items():
            source = digest(languages.get(AUTHORITATIVE, ""))
            for language, text in languages.items():
                row = known.pop((name, language), None)
                row = row or BlockText(block=block, field=name, language=language, version=0)
                self._one(row, text, source, languages.get(AUTHORITATIVE, ""))
        BlockText.objects.filter(pk__in=[row.pk for row in known.values()]).delete()

    def _one(self, row: BlockText, text: str, source: str, albanian: str) -> None:
        new_there = row.gathered_text not in ("", text)
        if row.edited_at and row.text not in (row.gathered_text, text):
            if new_there:
                row.source_changed_at = self.at
                self.told.changed_at_source += 1
            row.gathered_text = text
            row.save(update_fields=["gathered_text", "source_changed_at"])
            return
        if row.pk and row.text == text and row.translates_digest == source:
            if row.gathered_text != text or row.source_changed_at:
                row.gathered_text, row.source_changed_at = text, None
                row.save()
            return
        if row.language == AUTHORITATIVE:
            self.told.followed += bool(row.pk)
            self.told.new_texts += not row.pk
        row.text = row.gathered_text = text
        row.origin = _origin(row.language)
        row.translates_digest, row.translates_text = source, albanian
        row.version += 1
        row.reviewed_by, row.reviewed_at = self.by, self.at
        row.edited_by = row.edited_at = row.source_changed_at = None
        row.save()


def _origin(language: str) -> str:
    written = language == AUTHORITATIVE
    return BlockText.Origin.WRITTEN if written else BlockText.Origin.TRANSLATED


def write_prose(
    *,
    bulletin: Bulletin,
    kind: Block.Kind,
    texts: Mapping[str, Texts],
    facts: Mapping[str, Any],
    by: User,
    at: datetime.datetime,
) -> None:
    """Writes the words of a block that has no source, reviewed in each language by `by`."""
    block = bulletin.blocks.filter(kind=kind).first() or Block(
        bulletin=bulletin, kind=kind, order=0
    )
    block.facts = dict(facts)
    is_new = block.pk is None
    block.save()
    if is_new:
        put_in(block)
    _put_texts(block, texts, by=by, at=at)


def _put_texts(
    block: Block, texts: Mapping[str, Texts], *, by: User, at: datetime.datetime
) -> None:
    """The block's texts are these and no others; one that is equal is left alone."""
    known = {(row.field, row.language): row for row in block.texts.all()}
    for name, languages in texts.items():
        source = digest(languages.get(AUTHORITATIVE, ""))
        for language, text in languages.items():
            row = known.pop((name, language), None)
            if row and row.text == text and row.translates_digest == source:
                continue
            BlockText.objects.update_or_create(
                block=block,
                field=name,
                language=language,
                defaults={
                    "text": text,
                    "origin": _origin(language),
                    "translates_digest": source,
                    "translates_text": languages.get(AUTHORITATIVE, ""),
                    "version": row.version + 1 if row else 1,
                    "reviewed_by": by,
                    "reviewed_at": at,
                },
            )
    BlockText.objects.filter(pk__in=[row.pk for row in known.values()]).delete()


def _everything(bulletin: Bulletin) -> Iterator[Gathered]:
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
