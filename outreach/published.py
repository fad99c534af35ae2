"""What the public side has to say, as values: news, events, activities, answers, help."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from languages import LANGUAGES
from outreach.models import Activity, Event, HelpLine, HelpTopic, News, Question
from outreach.published_questions import (
    PublicQuestion,
    QuestionFigures,
    Shelf,
    question_shelves,
    questions_answered,
    questions_in,
)
from outreach.published_texts import Texts, Words

__all__ = [
    "Answer",
    "Date",
    "FieldActivity",
    "Line",
    "Month",
    "NewsItem",
    "PublicQuestion",
    "QuestionFigures",
    "Shelf",
    "Texts",
    "Topic",
    "front_page",
    "help_lines",
    "month",
    "question_shelves",
    "questions_answered",
    "questions_in",
    "still_public",
]


@dataclass(frozen=True)
class NewsItem:
    key: str
    code: str
    slug: str
    topic: str
    published_at: datetime.datetime
    title: Texts
    summary: Texts
    body: Texts
    do: Texts


@dataclass(frozen=True)
class FieldActivity:
    key: str
    unit: str
    held_on: datetime.date
    participants: int
    title: Texts
    audience: Texts
    partner: Texts
    text: Texts


@dataclass(frozen=True)
class Date:
    key: str
    code: str
    slug: str
    on: datetime.date
    starts_at: datetime.time | None
    accessible: bool
    open: bool
    title: Texts
    place: Texts


@dataclass(frozen=True)
class Answer:
    key: str
    channel: str
    unit: str
    institution: str
    question: Texts
    answer: Texts


@dataclass(frozen=True)
class Topic:
    key: str
    slug: str
    numbers: tuple[str, ...]
    headline: Texts
    who: Texts
    free: Texts
    anonymous: Texts
    hours: Texts
    steps: tuple[Texts, ...]


@dataclass(frozen=True)
class Line:
    number: str
    front_page: bool
    name: Texts
    note: Texts


@dataclass(frozen=True)
class OutsideLink:
    id: str
    """In the address that counts and leads there: `address("out", language, link=id)`."""
    of: str
    """An institution's code or a help line's number."""
    name: Texts


@dataclass(frozen=True)
class Month:
    news: tuple[NewsItem, ...]
    activities: tuple[FieldActivity, ...]
    dates: tuple[Date, ...]
    """What comes after the month, within the next ten weeks."""
    answers: tuple[Answer, ...]
    topic: Topic | None


def month(first: datetime.date, after: datetime.date) -> Month:
    """The half-open period of days [first, after), in Europe/Tirane."""
    now = timezone.now()
    zone = timezone.get_default_timezone()
    begins, ends = (datetime.datetime.combine(d, datetime.time(), zone) for d in (first, after))
    public_news = News.objects.published(at=now)
    news = list(public_news.filter(published_at__gte=begins, published_at__lt=ends))
    activities = Activity.objects.published(at=now).filter(held_on__gte=first, held_on__lt=after)
    answered = Question.objects.published(at=now).filter(
        answered_on__gte=first, answered_on__lt=after
    )
    coming = list(_events(first=after, before=after + datetime.timedelta(weeks=10)))
    readable = HelpTopic.objects.readable()
    topics = readable.filter(month=first.month) or readable.filter(month=None)
    return Month(
        news=_news(news, Words(row.source_key for row in news)),
        activities=_activities(activities),
        dates=_dates(coming, Words(row.source_key for row in coming)),
        answers=_answers(answered, Words(row.source_key for row in answered)),
        topic=next(iter(_topics(topics[:1])), None),
    )


def front_page(
    day: datetime.date, *, dates: int, news: int
) -> tuple[tuple[Date, ...], tuple[NewsItem, ...], Answer | None]:
    """The next dates from a day on, the latest news and the latest answer; their words at once."""
    events = list(_events(first=day, before=day + datetime.timedelta(days=365))[:dates])
    items = list(News.objects.published(at=timezone.now())[:news])
    asked = Question.objects.published(at=timezone.now()).filter(answered_on__lte=day)
    answered = list(asked.order_by("-answered_on", "-published_at")[:1])
    words = Words(row.source_key for row in (*events, *items, *answered))
    answers = _answers(answered, words)
    return _dates(events, words), _news(items, words), next(iter(answers), None)


def help_lines() -> tuple[Line, ...]:
    # Each language by its name: nothing is left to the language of the moment.
    told = HelpLine.objects.rewrite(False).in_force()  # type: ignore[attr-defined]
    rows = told.values_list(
        *("number", "front_page", "name_sq", "name_en", "name_ar", "note_sq", "note_en", "note_ar")
    )
    return tuple(
        Line(
            number=number,
            front_page=front_page,
            name=_given(**dict(zip(LANGUAGES, told[:3], strict=True))),
            note=_given(**dict(zip(LANGUAGES, told[3:], strict=True))),
        )
        for number, front_page, *told in rows
    )


def outside_links() -> Mapping[str, OutsideLink]:
    """Sites of others that our pages may lead to, by whose they are."""
    return {
        row["of"]: OutsideLink(
            row["id"], row["of"], _given(**{code: row[code] for code in LANGUAGES})
        )
        for row in settings.CITY.links
    }


def still_public(keys: Iterable[str]) -> frozenset[str]:
    """Which of these source keys are public now."""
    wanted = set(keys)
    found: set[str] = set()
    for model in (News, Activity, Event, Question):
        prefix = f"{model._meta.model_name}:"
        slugs = [key.removeprefix(prefix) for key in wanted if key.startswith(prefix)]
        if slugs:
            rows = model.objects.published(at=timezone.now()).filter(slug__in=slugs)
            found |= {prefix + slug for slug in rows.values_list("slug", flat=True)}
    topics = [key.removeprefix("help:") for key in wanted if key.startswith("help:")]
    known = HelpTopic.objects.readable().filter(slug__in=topics).values_list("slug", flat=True)
    return frozenset(found | {f"help:{slug}" for slug in known})


def _given(**names: str) -> Texts:
    return {language: name for language, name in names.items() if name}


def _news(rows: Iterable[News], words: Words) -> tuple[NewsItem, ...]:
    return tuple(
        NewsItem(
            key=(key := row.source_key),
            code=row.code,
            slug=row.slug,
            topic=row.topic,
            published_at=row.published_at,
            title=words(key, "title"),
            summary=words(key, "summary"),
            body=words(key, "body"),
            do=words(key, "do"),
        )
        for row in rows
        if row.published_at
    )


def _activities(rows: Iterable[Activity]) -> tuple[FieldActivity, ...]:
    rows = list(rows)
    words = Words(row.source_key for row in rows)
    return tuple(
        FieldActivity(
            key=(key := row.source_key),
            unit=row.unit,
            held_on=row.held_on,
            participants=row.participants,
            title=words(key, "title"),
            audience=words(key, "audience"),
            partner=words(key, "partner"),
            text=words(key, "text"),
        )
        for row in rows
    )


def _events(*, first: datetime.date, before: datetime.date) -> QuerySet[Event]:
    """Those that will be held: one that was called off is told of on its own page."""
    public = Event.objects.published(at=timezone.now()).filter(called_off_at__isnull=True)
    return public.filter(on_date__gte=first, on_date__lt=before)


def _dates(rows: Iterable[Event], words: Words) -> tuple[Date, ...]:
    return tuple(
        Date(
            key=(key := row.source_key),
            code=row.code,
            slug=row.slug,
            on=row.on_date,
            starts_at=row.starts_at,
            accessible=row.accessible,
            open=row.open_to_all,
            title=words(key, "title"),
            place=words(key, "place"),
        )
        for row in rows
    )


def _answers(rows: Iterable[Question], words: Words) -> tuple[Answer, ...]:
    return tuple(
        Answer(
            key=(key := row.source_key),
            channel=row.channel,
            unit=row.unit,
            institution=row.institution if row.state == Question.State.ANSWERED else "",
            question=words(key, "question"),
            answer=words(key, "answer"),
        )
        for row in rows
    )


def _topics(rows: Iterable[HelpTopic]) -> tuple[Topic, ...]:
    rows = list(rows)
    words = Words(row.source_key for row in rows)
    return tuple(
        Topic(
            key=(key := row.source_key),
            slug=row.slug,
            numbers=tuple(row.numbers),
            headline=words(key, "headline"),
            who=words(key, "who"),
            free=words(key, "free"),
            anonymous=words(key, "anonymous"),
            hours=words(key, "hours"),
            steps=tuple(words(key, f"step:{n}") for n in range(row.steps)),
        )
        for row in rows
    )
