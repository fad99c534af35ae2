"""Demonstration data of the public side."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import connection

from council.people import User
from languages import AUTHORITATIVE
from languages.texts import digest
from outreach import pages
from outreach.actions.help.check_help import check_line, check_topic
from outreach.actions.questions.count import count_questions
from outreach.actions.questions.enter import due_on
from outreach.actions.set_target import set_target
from outreach.actions.subscribers import register_subscriber
from outreach.addresses import keyed_hash
from outreach.models import (
    Activity,
    Event,
    HelpCheck,
    HelpLine,
    HelpTopic,
    Manuscript,
    ManuscriptText,
    News,
    NoticeBoard,
    Page,
    Question,
    QuestionStep,
    ReachCount,
    Text,
)

__all__ = [
    "enter_subscribers",
    "has_counts",
    "make_subscribers",
    "publish",
    "put_topic",
    "set_target",
]
Texts = Mapping[str, str]
RECORDS: Mapping[str, Any] = {
    "news": News,
    "activity": Activity,
    "event": Event,
    "question": Question,
}


def publish(
    kind: str,
    *,
    slug: str,
    facts: Mapping[str, Any],
    texts: Mapping[str, Texts],
    by: User,
    at: datetime.datetime,
) -> None:
    """One public record with its texts, reviewed by `by`; safe to repeat."""
    if RECORDS[kind].objects.filter(slug=slug).exists():
        return
    record = RECORDS[kind].objects.create(slug=slug, published_at=at, **facts)
    _write(record.source_key, texts, by, at)
    if kind in Manuscript.Kind:
        made = _manuscript(kind, slug, _as_facts(facts), texts, by, at)
        made.state, made.published_at = Manuscript.State.PUBLISHED, at
        made.save()


def put_manuscript(
    *,
    kind: str,
    slug: str,
    facts: Mapping[str, Any],
    texts: Mapping[str, Texts],
    submitted: bool,
    by: User,
    at: datetime.datetime,
) -> None:
    """Something that the office works on, with its texts as far as they are; safe to repeat."""
    if Manuscript.objects.filter(kind=kind, slug=slug).exists():
        return
    made = _manuscript(kind, slug, _as_facts(facts), texts, by, at)
    if facts.get("repeats"):
        made.series = uuid.uuid4()
    if submitted:
        made.state, made.submitted_by, made.submitted_at = Manuscript.State.SUBMITTED, by, at
    made.save()


def _manuscript(
    kind: str,
    slug: str,
    facts: Mapping[str, Any],
    texts: Mapping[str, Texts],
    by: User,
    at: datetime.datetime,
) -> Manuscript:
    made = Manuscript.objects.create(kind=kind, slug=slug, facts=facts, author=by, changed_at=at)
    ManuscriptText.objects.bulk_create(
        ManuscriptText(
            manuscript=made,
            field=field,
            language=language,
            text=text,
            origin=_origin(language),
            translates_digest=digest(own[AUTHORITATIVE]),
            edited_by=by,
            edited_at=at,
            reviewed_by=by,
            reviewed_at=at,
        )
        for field, own in texts.items()
        for language, text in own.items()
        if field != "audience"
    )
    return made


def _as_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """As a form would have kept them."""
    found = {
        name: value.isoformat()[:10] if hasattr(value, "isoformat") else value
        for name, value in facts.items()
        if value is not None
    }
    for name in ("starts_at", "ends_at"):
        if name in found:
            found[name] = str(found[name])[:5]
    return {"unit": "", **found}


def put_topic(
    *,
    slug: str,
    order: int,
    month: int | None,
    numbers: list[str],
    steps: list[Texts],
    texts: Mapping[str, Texts],
    by: User,
    at: datetime.datetime,
) -> None:
    """One help topic with its texts; safe to repeat."""
    if HelpTopic.objects.filter(slug=slug).exists():
        return
    topic = HelpTopic.objects.create(
        slug=slug,
        order=order,
        month=month,
        numbers=numbers,
        checked_on=at.date(),
        steps=len(steps),
    )
    fields = {**texts, **{f"step:{n}": step for n, step in enumerate(steps)}}
    _write(topic.source_key, fields, by, at)


def check_help(*, by: User, at: datetime.datetime) -> None:
    """Somebody has checked the help lines and read the standing topics; safe to repeat."""
    called, read = HelpCheck.Way.CALLED, HelpCheck.Way.ASKED
    for line in HelpLine.objects.in_force().filter(checked_on=None):
        check_line(line=line, way=called, note="", by=by, at=at)
    for topic in HelpTopic.objects.filter(checked_on=None):
        check_topic(topic=topic, way=read, note="", by=by, at=at)


def has_counts() -> bool:
    return ReachCount.objects.exists()


def make_board(*, at: datetime.datetime, **told: Any) -> None:
    """One notice board; safe to repeat."""
    known = NoticeBoard.objects.filter(unit=told["unit"], name=told["name"])
    if not known.exists():
        NoticeBoard.objects.create(entered_at=at, **told)


def put_question(
    *,
    slug: str,
    channel: str,
    unit: str,
    topic: str,
    institution: str,
    received_on: datetime.date,
    times: int,
    text: str,
    at: datetime.datetime,
) -> None:
    """One that waits for its answer, in Albanian; safe to repeat."""
    if Question.objects.filter(slug=slug).exists():
        return
    state = Question.State.WITH_INSTITUTION if institution else Question.State.RECEIVED
    question = Question.objects.create(
        slug=slug,
        channel=channel,
        unit=unit,
        topic=topic,
        institution=institution,
        state=state,
        received_on=received_on,
        due_on=due_on(received_on),
        times_asked=times,
    )
    for field in ("heard", "question"):
        Text.objects.create(key=question.source_key, field=field, language=AUTHORITATIVE, text=text)
    QuestionStep.objects.create(question=question, at=at, verb=QuestionStep.Verb.RECEIVED)


def count_months_questions() -> None:
    """After questions were put here without their acts."""
    count_questions()


def make_subscribers(
    *, counts: Mapping[str, int], domain: str, consent: Mapping[str, str], at: datetime.datetime
) -> None:
    """Confirmed subscribers at an example domain, so many in each language."""
    for language, count in counts.items():
        for number in range(1, count + 1):
            register_subscriber(
                address=f"reader-{language}-{number:03}@{domain}",
                language=language,
                way="demonstration",
                consent=consent[language],
                consented_at=at,
                confirmed_at=at,
            )


def _write(key: str, fields: Mapping[str, Texts], by: User, at: datetime.datetime) -> None:
    for field, texts in fields.items():
        for language, text in texts.items():
            Text.objects.create(
                key=key,
                field=field,
                language=language,
                text=text,
                origin=_origin(language),
                translates_digest=digest(texts[AUTHORITATIVE]),
                reviewed_by=by,
                reviewed_at=at,
            )


def _origin(language: str) -> str:
    return Text.Origin.WRITTEN if language == AUTHORITATIVE else Text.Origin.TRANSLATED


DOMAINS = ("example.org", "example.com", "example.net")
SHARES = ("sq",) * 12 + ("en",) * 5 + ("ar",) * 3
"""Of twenty subscribers: 60 % Albanian, 25 % English, 15 % Arabic."""


def enter_subscribers(*, count: int, at: datetime.datetime) -> int:
    """Confirmed subscribers at example domains, always the same ones; how many are new."""
    new = 0
    for first in range(1, count + 1, 10_000):
        rows = [_subscriber(number) for number in range(first, min(first + 10_000, count + 1))]
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO outreach_subscriber (id, address, address_hash, domain, language, unit,
                    consent_way, consent_text, consented_at, confirmed_at)
                SELECT id, address, address_hash, domain, language, '', 'demonstration',
                    'Demonstration', %s, %s
                FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[])
                    AS row (id, address, address_hash, domain, language)
                ON CONFLICT DO NOTHING
                """,
                [at, at, *map(list, zip(*rows, strict=True))],
            )
            new += cursor.rowcount
    return new


def _subscriber(number: int) -> tuple[uuid.UUID, str, str, str, str]:
    domain = DOMAINS[number % len(DOMAINS)]
    address = f"lexues-{number:07}@{domain}"
    language = SHARES[number % len(SHARES)]
    return uuid.uuid4(), address, keyed_hash(address), domain, language


def fill_pages(*, count: int, at: datetime.datetime) -> None:
    """Albanian pages to be searched, with the words of those that are there. For benchmarks."""
    rows = list(Page.objects.filter(language="sq"))
    made = []
    for number in range(count):
        row = rows[number % len(rows)]
        text = f"{number} {row.text[number % 200 : 4000]}"
        made.append(
            Page(
                key=f"benchmark-{number}",
                language="sq",
                address=f"/benchmark/{number}/",
                title=row.title,
                text=text,
                words=pages.vector(title=row.title, text=text, language="sq"),
                changed_at=at,
            )
        )
    Page.objects.bulk_create(made, batch_size=500)
