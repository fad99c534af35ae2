"""Loading a demonstration: all of it in one transaction, once a month."""

import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from bulletins import demonstration as bulletins
from council import demonstration as council
from council.people import Role, System, acting_as, person_with_role
from elbasan_council.demonstration import accounts, drawing, sound
from elbasan_council.demonstration.reaching import load_reach
from elbasan_council.demonstration.reading import Calendar, read
from elbasan_council.demonstration.situations import load_situations
from languages.addresses import slug
from outreach import demonstration as outreach
from press.sound import clean

DEMONSTRATION = System("demonstration")
SUBSCRIBERS = {"sq": 24, "en": 10, "ar": 7}
CONSENT = {
    "sq": "Dua ta marr buletinin mujor me e-mail.",
    "en": "I want to receive the monthly bulletin by e-mail.",
    "ar": "أريد تلقي النشرة الشهرية بالبريد الإلكتروني.",
}
TOPIC_FIELDS = ("headline", "who", "free", "anonymous", "hours")


def last_month(today: datetime.date) -> datetime.date:
    """The first day of the last full month."""
    return (today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


def archived_months() -> list[datetime.date]:
    return [_month(read(_folder() / "june_2022.toml")["month"])]


def load(*, month: datetime.date) -> Path:
    """Loads what is not there yet; returns the file with the accounts."""
    now = timezone.now()
    with acting_as(DEMONSTRATION):
        accounts.make_accounts()
        _load_first_records(now)
        outreach.check_help(by=person_with_role(Role.SECRETARY, timezone.localdate(now)), at=now)
        if not bulletins.exists(month):
            _load_month(month, now)
        if not council.tells_of_situations():
            load_situations(month, now)
        for other in archived_months():
            if not bulletins.exists(other):
                _load_archive(now)
        for place in read(_folder() / "boards.toml")["boards"]:
            outreach.make_board(**place, at=now)
        outreach.make_subscribers(
            counts=SUBSCRIBERS, domain=settings.CITY.domain, consent=CONSENT, at=now
        )
        load_reach(read(_folder() / "reach.toml"), month=month, now=now)
    return accounts.write_accounts()


def bring_recordings(*, month: datetime.date) -> None:
    """A test signal where a reader's voice would be, once the month is public."""
    signal = clean(sound.tones(), "signal.mp3")
    transcripts = read(_folder() / "core.toml")["recording"]
    with acting_as(DEMONSTRATION):
        bulletins.bring_recordings(
            month=month, sound=signal, transcripts=transcripts, at=timezone.now()
        )


def _folder() -> Path:
    return Path(settings.CITY.folder) / "demonstration"


def _month(text: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{text}-01")


def _load_month(month: datetime.date, now: datetime.datetime) -> None:
    core = read(_folder() / "core.toml")
    season = read(_folder() / "seasons" / f"{month.month:02}.toml")
    loader = _Month(Calendar(month), core, season, now)
    loader.meetings()
    loader.public_side()
    loader.newsroom()
    bulletins.write_bulletin(
        month=month,
        archive=False,
        prose=loader.prose(),
        at=now,
        on=timezone.localdate(now),
        drawing=bulletins.Drawing(drawing.hills(), **loader.core["picture"]),
    )


class _Month:
    def __init__(
        self, calendar: Calendar, core: dict[str, Any], season: dict[str, Any], now: Any
    ) -> None:
        self.calendar, self.core, self.season, self.now = calendar, core, season, now
        self.year = read(_folder() / "year.toml")
        self.editor = person_with_role(Role.EDITOR, timezone.localdate(now))

    def meetings(self) -> None:
        """The month's meeting, before it a year of others, after it the agenda of the next."""
        data = self.core["meeting"]
        following = council.plan_meeting(
            data=council.AgendaData(
                starts_at=self._moment(data["next_on"], data["next_at"]),
                place=self.calendar.words(data["next_place"]),
                items=[self._item(item) for item in self.year["next"]["items"]],
            )
        )
        year_before = self.calendar.month - datetime.timedelta(days=365)
        if not council.tells_of_meetings(since=year_before):
            for earlier in self.year["meetings"]:
                self._hold(earlier, data["place"], earlier["items"], following=None)
        self._hold(data, data["place"], data["items"], following=following)
        self._figures()

    def _hold(self, data: dict[str, Any], place: Any, items: Any, *, following: Any) -> None:
        starts_at = self._moment(data["held"], data["starts_at"])
        council.hold_meeting(
            data=council.MeetingData(
                starts_at=starts_at,
                place=self.calendar.words(place),
                items=[self._item(item) for item in items],
                text=self.calendar.words(data["text"]),
                excused=data["excused"],
            ),
            next_meeting=following,
            by=self.editor,
            at=self.now,
        )

    def _item(self, data: dict[str, Any]) -> council.ItemData:
        closed = data.get("closed_decision")
        decisions = [self._decision(decision) for decision in data.get("decisions", ())]
        if closed:
            decisions.append(self._decision({**closed, "text": {"sq": closed["text"]}}))
        given = [self.core["promises"][number] for number in data.get("gives", ())]
        vote = data.get("vote")
        return council.ItemData(
            title=self._title(data.get("title", "")),
            closed_title=data.get("closed_title", ""),
            text=data.get("text", ""),
            closed_text=data.get("closed_text", ""),
            said=data.get("closed_said", data.get("said", "")),
            marking=data.get("marking", "green"),
            shared_with=data.get("shared_with", ()),
            presenter=data["presenter"],
            minutes=data["minutes"],
            decisions=decisions,
            promises=[self._promise(promise) for promise in (*given, *data.get("kept", ()))],
            votes=(vote["in_favour"], vote["against"], vote["abstained"]) if vote else None,
        )

    def _title(self, title: Any) -> dict[str, str]:
        """In three languages; of an agenda that is not public yet in Albanian alone."""
        if isinstance(title, str):
            return {"sq": title} if title else {}
        return self.calendar.words(title)

    def _decision(self, data: dict[str, Any]) -> council.DecisionData:
        text = data["text"]
        return council.DecisionData(
            institution=data["institution"],
            kind=data["kind"],
            deadline=self.calendar.day(data["deadline"]),
            text=self.calendar.words(text) if len(text) > 1 else text,
        )

    def _promise(self, data: dict[str, Any]) -> council.PromiseData:
        day, words = self.calendar.day, self.calendar.words
        return council.PromiseData(
            institution=data["institution"],
            deadline=day(data["deadline"]),
            done_on=day(data["done_on"]) if "done_on" in data else None,
            new_deadline=day(data["new_deadline"]) if "new_deadline" in data else None,
            text=words(data["text"]),
            reason=words(data["reason"]) if "reason" in data else {},
        )

    def _figures(self) -> None:
        words, figures = self.calendar.words, self.core["figures"]
        council.make_figures(
            month=self.calendar.month,
            title=words(figures["chart_title"]),
            sentence=words(figures["sentence"]),
            unit_label=words(figures["unit_label"]),
            bars=[(words(bar["label"]), bar["value"], bar["tone"]) for bar in figures["bars"]],
            at=self.now,
        )

    def public_side(self) -> None:
        core, season = self.core, self.season
        for data in chain(core["activities"], season["activities"]):
            self._activity(data)
        for data in chain(core["events"], season["events"]):
            self._event(data)
        for data in chain(core["questions"], [season["question"]]):
            self._question(data)
        for data in core["questions_elsewhere"]:
            self._question_elsewhere(data)
        for data in core["questions_waiting"]:
            self._question_waiting(data)
        outreach.count_months_questions()
        for data in chain(core["council_news"], [season["news"]]):
            self._news(data)
        self._topic(season["help_topic"], order=0, month=self.calendar.month.month)

    def prose(self) -> bulletins.Prose:
        core, season, words = self.core, self.season, self.calendar.words
        first, second = core["headlines"]["items"]
        headlines = [words(text) for text in (first, season["headline"], second)]
        summary = {name: words(core["summary"][name]) for name in ("done", "late", "next")}
        next_issue = (self.calendar.day("+2 day 1")).isoformat()
        return {
            "cover": _list("headlines", "headline", headlines),
            "summary": (
                {"labels": list(summary)},
                {f"item:{n}": text for n, text in enumerate(summary.values())},
            ),
            "story": _story(season["story"], words),
            "corrections": ({}, {"text": words(core["corrections"]["text"])}),
            "contacts": (
                {"next_issue_on": next_issue},
                {name: words(core["contacts"][name]) for name in ("paper", "privacy")},
            ),
        }

    def newsroom(self) -> None:
        """What the office works on."""
        for data in read(_folder() / "newsroom.toml")["drafts"]:
            days = {name: self.calendar.day(data[name]) for name in ("on", "until") if name in data}
            held = {"on": "held_on" if data["kind"] == "activity" else "on_date", "until": "until"}
            outreach.put_manuscript(
                kind=data["kind"],
                slug=data["slug"],
                facts={**data["facts"], **{held[name]: day for name, day in days.items()}},
                texts=data["texts"],
                submitted=data["submitted"],
                by=self.editor,
                at=self.now,
            )

    def _activity(self, data: dict[str, Any]) -> None:
        held = self.calendar.day(data["held"])
        self._publish(
            "activity",
            f"{slugify(data['unit'])}-{held:%Y-%m-%d}",
            {
                "unit": slugify(data["unit"]),
                "held_on": held,
                "participants": data["participants"],
            },
            {name: data[name] for name in ("title", "audience", "partner", "text")},
        )

    def _event(self, data: dict[str, Any]) -> None:
        on = self.calendar.day(data["on"])
        self._publish(
            "event",
            f"{slug(data['title']['sq'])}-{on:%Y-%m-%d}",
            {
                "on_date": on,
                "starts_at": datetime.time.fromisoformat(data["at"]),
                "accessible": data["accessible"],
                "open_to_all": data["open"],
            },
            {name: data[name] for name in ("title", "place")},
        )

    def _question(self, data: dict[str, Any]) -> None:
        self._publish(
            "question",
            f"{slugify(data['unit'])}-{data['channel'].replace('_', '-')}-{self.calendar.month:%Y-%m}",
            {
                "channel": data["channel"],
                "unit": slugify(data["unit"]),
                "institution": data["institution"],
                "topic": data.get("topic", "other"),
                "state": "answered",
                "received_on": self.calendar.day("0 mon 1"),
                "due_on": self.calendar.day("0 last"),
                "answered_on": self.calendar.day("0 last"),
            },
            {"question": data["text"], "answer": data["answer"]},
        )

    def _question_elsewhere(self, data: dict[str, Any]) -> None:
        received = self.calendar.day(data["received"])
        self._publish(
            "question",
            f"{slugify(data['unit'])}-{data['channel'].replace('_', '-')}-{received:%Y-%m}",
            {
                "channel": data["channel"],
                "unit": slugify(data["unit"]),
                "topic": data["topic"],
                "state": "not_for_us",
                "help_line": data["help_line"],
                "received_on": received,
                "due_on": self.calendar.day(data["answered"]),
                "answered_on": self.calendar.day(data["answered"]),
            },
            {"question": data["text"], "answer": data["answer"]},
        )

    def _question_waiting(self, data: dict[str, Any]) -> None:
        outreach.put_question(
            slug=f"{slugify(data['unit'])}-{data['topic']}-{self.calendar.month:%Y-%m}",
            channel=data["channel"],
            unit=slugify(data["unit"]),
            topic=data["topic"],
            institution=data["institution"],
            received_on=self.calendar.day(data["received"]),
            times=data["times"],
            text=data["text"],
            at=self.now,
        )

    def _news(self, data: dict[str, Any]) -> None:
        on = self.calendar.day(data["published"])
        body = {
            language: "\n\n".join(text[language] for text in data["paragraphs"])
            for language in data["title"]
        }
        at = datetime.datetime.combine(on, datetime.time(10), timezone.get_default_timezone())
        self._publish(
            "news",
            f"{slug(data['title']['sq'])}-{on:%Y-%m}",
            {"topic": data["topic"]},
            {"title": data["title"], "summary": data["summary"], "body": body, "do": data["do"]},
            at=at,
        )

    def _topic(self, data: dict[str, Any], *, order: int, month: int | None) -> None:
        words = self.calendar.words
        outreach.put_topic(
            slug=data["slug"],
            order=order,
            month=month,
            numbers=[number.replace("\u00a0", " ") for number in data["numbers"]],
            steps=[words(step) for step in data["next_steps"]],
            texts={name: words(data[name]) for name in TOPIC_FIELDS},
            by=self.editor,
            at=self.now,
        )

    def _publish(
        self,
        kind: str,
        slug: str,
        facts: dict[str, Any],
        texts: dict[str, Any],
        *,
        at: datetime.datetime | None = None,
    ) -> None:
        outreach.publish(
            kind,
            slug=slug,
            facts=facts,
            texts={name: self.calendar.words(text) for name, text in texts.items()},
            by=self.editor,
            at=at or self.now,
        )

    def _moment(self, day: str, hour: str) -> datetime.datetime:
        return datetime.datetime.combine(
            self.calendar.day(day),
            datetime.time.fromisoformat(hour),
            timezone.get_default_timezone(),
        )


def _load_first_records(now: datetime.datetime) -> None:
    """The meeting of which the first public record tells."""
    data = read(_folder() / "june_2018.toml")
    council.record_from_sources(
        data=council.AgendaData(
            starts_at=datetime.datetime.fromisoformat(data["held"]),
            place=data["place"],
            items=[council.ItemData(title=title) for title in data["items"]],
        ),
        text=data["text"],
        by=person_with_role(Role.EDITOR, timezone.localdate(now)),
        at=now,
    )


def _load_archive(now: datetime.datetime) -> None:
    data = read(_folder() / "june_2022.toml")
    month = _month(data["month"])
    words = Calendar(month).words
    story = dict(data["story"])
    meeting = data["meeting"]
    earlier = [fact for fact in data["facts"] if fact["date"] != meeting["held"]]
    story["paragraphs"] = [*story["paragraphs"], *map(_sourced, earlier)]
    headlines, texts = _list("headlines", "headline", data["headlines"]["items"])
    bulletins.write_bulletin(
        month=month,
        archive=True,
        prose={
            "cover": (headlines, {**texts, "description": data["description"]}),
            "summary": (
                {"labels": [item["label"] for item in data["summary"]]},
                {f"item:{n}": item["text"] for n, item in enumerate(data["summary"])},
            ),
            "meeting": (
                {"held_on": meeting["held"], "items": len(meeting["items"])},
                {
                    "text": meeting["text"],
                    **{f"item:{n}": item for n, item in enumerate(meeting["items"])},
                },
            ),
            "story": _story(story, words),
            "corrections": ({}, {"text": data["corrections"]["text"]}),
        },
        at=now,
        on=timezone.localdate(now),
    )


def _sourced(fact: dict[str, Any]) -> dict[str, str]:
    source = {"sq": "burimi", "en": "source", "ar": "المصدر"}
    return {
        language: f"{text} ({source[language]}: {fact['source']})"
        for language, text in fact["text"].items()
    }


def _list(name: str, field: str, texts: list[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return {name: len(texts)}, {f"{field}:{n}": text for n, text in enumerate(texts)}


def _story(data: dict[str, Any], words: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    quoted = "quotation" in data
    advice = data.get("advice", [])
    texts = {
        "headline": words(data["headline"]),
        **{f"paragraph:{n}": words(text) for n, text in enumerate(data["paragraphs"])},
        **{f"advice:{n}": words(text) for n, text in enumerate(advice)},
    }
    if quoted:
        texts["quotation:text"] = words(data["quotation"]["text"])
        texts["quotation:by"] = words(data["quotation"]["by"])
    facts = {"paragraphs": len(data["paragraphs"]), "advice": len(advice), "quotation": quoted}
    return facts, texts
