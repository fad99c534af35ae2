"""A month in sentences alone: what a language gets while nobody has translated its texts.

Made of a bulletin's facts, never of its words, so that a text which arrives later does not change
what was approved. One or two pages: long lists are cut, the full issue has them all.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bulletins.composition.speaking import Speaker, day, hour
from bulletins.models import Block, Bulletin
from council import published as council

ROWS, FEW = 5, 3
"""How many decisions and promises, and how many activities and dates, are said one by one."""

Item = Mapping[str, str]


class Digest:
    def __init__(
        self,
        bulletin: Bulletin,
        blocks: Sequence[Block],
        *,
        speaker: Speaker,
        lines: Sequence[Mapping[str, Any]],
    ) -> None:
        """`lines`: the help lines with number, name, note, names and whether they are on the front."""
        self._month = bulletin.month
        self._facts: Mapping[str, Mapping[str, Any]] = {block.kind: block.facts for block in blocks}
        self._lines = lines
        self._speaker = speaker
        self._say = speaker.say
        self._pages = council.meeting_pages_in(bulletin.month, bulletin.after)

    @property
    def title(self) -> str:
        return self._say("digest-title", month=self._month)

    @property
    def description(self) -> str:
        return self._say("digest-description", month=self._month)

    @property
    def met(self) -> bool:
        """Whether the council met, as far as anything public says so."""
        return bool(self._of("meeting").get("held_on") or self._pages)

    def blocks(self, *, heading: Callable[[str], str]) -> list[dict[str, Any]]:
        """As composed content: cover, sentences, contacts. `heading`: a kind's, in the language."""
        cover = {"headlines": self._headlines(), "numbers": self._front_numbers()}
        return [
            {"kind": "cover", "key": "cover", "title": heading("cover"), **cover},
            *(
                {
                    "kind": "sentences",
                    "key": kind.replace("_", "-"),
                    "title": heading(kind),
                    "items": items,
                }
                for kind, items in self._sections()
            ),
            {
                "kind": "contacts",
                "key": "contacts",
                "title": heading("contacts"),
                **self._contacts(),
            },
        ]

    def _sections(self) -> Iterator[tuple[str, list[Item]]]:
        """The kind of block that a section stands for, and its sentences."""
        parts = {
            "meeting": self._meeting,
            "decisions": self._decisions,
            "promises": self._promises,
            "activities": self._activities,
            "questions": self._questions,
            "help_topic": self._help_topic,
            "calendar": self._calendar,
            "corrections": self._corrections,
        }
        for kind, sentences in parts.items():
            if kind in self._facts or kind == "meeting":
                yield kind, [item for item in sentences() if item["text"]]

    def _headlines(self) -> list[str]:
        """Three at the most."""
        promises = self._rows("promises")
        found = [self._first_headline(bool(promises))]
        if promises:
            found.append(self._overview(promises))
        if activities := self._rows("activities"):
            found.append(self._say("activities-month", count=len(activities), month=self._month))
        elif answers := self._rows("questions"):
            found.append(self._say("questions-answered", count=len(answers), month=self._month))
        return found[:3]

    def _front_numbers(self) -> list[dict[str, str]]:
        return [_line(line) for line in self._lines if line["front_page"]]

    def _contacts(self) -> dict[str, Any]:
        return {
            "lines": [_line(line) for line in self._lines],
            "paper": self._say("paper-copies"),
            "privacy": self._say("privacy"),
            "next_issue_on": self._of("contacts").get("next_issue_on"),
        }

    def _first_headline(self, promises: bool) -> str:
        facts = self._of("meeting")
        decisions = self._rows("decisions")
        if facts.get("held_on") and decisions:
            return self._say("decisions-taken", count=len(decisions), on=day(facts["held_on"]))
        if facts.get("held_on"):
            # Without the block nobody knows that nothing was decided.
            return self._speaker.meeting(facts)
        if self._pages:
            return self._say("meeting-held-on", on=self._pages[0].on)
        key = "quiet-headline" if promises else "quiet-no-promises"
        return self._say(key, month=self._month)

    def _overview(self, promises: Sequence[Mapping[str, Any]]) -> str:
        states = [row["state"] for row in promises]
        return self._say(
            "promises-overview",
            done=states.count("done"),
            in_time=states.count("on_time"),
            late=states.count("late"),
        )

    def _meeting(self) -> Iterator[Item]:
        facts = self._of("meeting")
        if facts.get("held_on"):
            told = [self._speaker.meeting(facts)]
            if facts.get("seats"):
                present, seats = facts["present"], facts["seats"]
                told.append(self._say("attendance", present=present, seats=seats))
            if facts.get("items"):
                told.append(self._say("meeting-items", count=facts["items"]))
        elif self._pages:
            on = self._pages[0].on
            told = [
                self._say("meeting-held-on", on=on),
                self._say("meeting-minutes-coming", on=on),
            ]
        else:
            told = [self._say("meeting-not-held", month=self._month)]
        yield _item(*told)
        yield _item(self._next_meeting(facts), state="next")

    def _next_meeting(self, facts: Mapping[str, Any]) -> str:
        if not facts.get("next_on"):
            return self._say("meeting-next-unknown")
        on = day(facts["next_on"])
        if not facts.get("next_at"):
            return self._say("meeting-next-on", on=on)
        return self._say("meeting-next", on=on, at=hour(facts["next_at"]))

    def _decisions(self) -> Iterator[Item]:
        rows = self._rows("decisions")
        yield from (_item(self._speaker.decision(row)) for row in rows[:ROWS])
        if len(rows) > ROWS:
            yield _item(self._say("decisions-where"))

    def _promises(self) -> Iterator[Item]:
        """What is late first, the rest by its deadline."""
        rows = sorted(
            self._rows("promises"), key=lambda row: (row["state"] != "late", row["deadline"])
        )
        for row in rows[:ROWS]:
            yield _item(self._speaker.promise(row), state=row["state"])
        if len(rows) > ROWS:
            yield _item(self._say("promises-where"))

    def _activities(self) -> Iterator[Item]:
        rows = self._rows("activities")
        if len(rows) > 1:
            people = sum(row["participants"] for row in rows)
            yield _item(
                self._say("activities-month", count=len(rows), month=self._month),
                self._say("activities-participants", participants=people),
                self._say("activities-units", count=len({row["unit"] for row in rows})),
            )
        yield from (_item(self._speaker.activity(row)) for row in rows[:FEW])

    def _questions(self) -> Iterator[Item]:
        rows = self._rows("questions")
        channels = Counter(row["channel"] for row in rows)
        yield _item(
            self._say("questions-answered", count=len(rows), month=self._month),
            *(
                self._say("questions-channel", channel=channel, count=count)
                for channel, count in channels.items()
            ),
            self._say("questions-where"),
        )

    def _help_topic(self) -> Iterator[Item]:
        known = {line["number"]: line["names"] for line in self._lines}
        wanted = [number for number in self._of("help_topic")["numbers"] if number in known]
        yield _item(
            *(self._say("help-line", telephone=number, line=known[number]) for number in wanted),
            self._say("help-topic"),
        )

    def _calendar(self) -> Iterator[Item]:
        yield from (_item(self._speaker.event(row)) for row in self._rows("calendar")[:FEW])
        yield _item(self._say("event-details"))

    def _corrections(self) -> Iterator[Item]:
        yield _item(self._say("corrections-where"))

    def _of(self, kind: str) -> Mapping[str, Any]:
        return self._facts.get(kind, {})

    def _rows(self, kind: str) -> Sequence[Mapping[str, Any]]:
        rows: Sequence[Mapping[str, Any]] = self._of(kind).get("rows", ())
        return rows


def _item(*sentences: str, state: str = "") -> Item:
    return {"text": " ".join(filter(None, sentences)), "state": state}


def _line(line: Mapping[str, Any]) -> dict[str, str]:
    return {name: line[name] for name in ("number", "name", "note")}
