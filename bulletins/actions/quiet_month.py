"""A month in which the council did not meet: its bulletin filled from promises, activities, answers,
the season's help topic and coming dates, with cover and summary in reviewed patterns."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.actions.gather import gather, write_prose
from bulletins.composition.speaking import Speaker, day, hour
from bulletins.models import Block, BlockText, Bulletin
from council import audit
from council import published as council
from council.people import User, demand
from languages import LANGUAGES
from languages.texts import digest

Sentence = tuple[str, Mapping[str, Any]]
"""A pattern and its slots."""
SAID = "said"
"""In a block's facts: what the patterns said, so that what somebody changed is left alone."""


class CouncilMet(Exception):
    """The month has a meeting: its bulletin is written from that."""


class NotSaid(Exception):
    """A pattern cannot be said: not reviewed, or a name is missing in the register."""


def fill_quiet_month(*, bulletin: Bulletin, by: User, at: datetime.datetime) -> None:
    """Gathers the month and says cover, summary and contacts where nobody wrote them.

    Safe to repeat: what the patterns said is said anew, what somebody changed stays.
    Raises council.people.NotAllowed, CouncilMet or NotSaid.
    """
    demand(may_prepare(by, on=localdate(at)))
    if council.meeting_pages_in(bulletin.month, bulletin.after):
        raise CouncilMet(f"The Council met in {bulletin}: gather the month instead.")
    gather(bulletin=bulletin, by=by, at=at)
    facts = {block.kind: block.facts for block in bulletin.blocks.all()}
    _speak(bulletin, Block.Kind.COVER, *_cover(bulletin.month, facts), by=by, at=at)
    _speak(bulletin, Block.Kind.SUMMARY, *_summary(bulletin.month, facts), by=by, at=at)
    _speak(bulletin, Block.Kind.CONTACTS, *_contacts(), by=by, at=at)
    audit.record(verb="bulletin.filled", object_key=f"bulletin:{bulletin}", at=at)


def _speak(
    bulletin: Bulletin,
    kind: Block.Kind,
    facts: Mapping[str, Any],
    sentences: Mapping[str, Sentence],
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    block = bulletin.blocks.filter(kind=kind).first()
    if block and _is_somebodys(block):
        return
    texts = _said(sentences)
    rows = (
        (name, language, text) for name, said in texts.items() for language, text in said.items()
    )
    mark = {SAID: _mark(rows)}
    write_prose(bulletin=bulletin, kind=kind, texts=texts, facts={**facts, **mark}, by=by, at=at)


def _is_somebodys(block: Block) -> bool:
    rows = BlockText.objects.filter(block=block).values_list("field", "language", "text")
    return _mark(rows) != block.facts.get(SAID)


def _mark(rows: Iterable[tuple[str, str, str]]) -> str:
    return digest("\n".join("\t".join(row) for row in sorted(rows)))


def _said(sentences: Mapping[str, Sentence]) -> dict[str, dict[str, str]]:
    """Each field in each language."""
    faults: list[str] = []
    speakers = {
        language: Speaker(language, note=lambda key, reason: faults.append(f"{key}: {reason}"))
        for language in LANGUAGES
    }
    texts = {
        field: {language: speaker.say(key, **slots) for language, speaker in speakers.items()}
        for field, (key, slots) in sentences.items()
    }
    if faults:
        raise NotSaid("\n".join(faults))
    return texts


def _cover(
    month: datetime.date, facts: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Sentence]]:
    promises, in_month = _rows(facts, "promises"), {"month": month}
    lines: list[Sentence] = [("quiet-headline" if promises else "quiet-no-promises", in_month)]
    if promises:
        states = [row["state"] for row in promises]
        counts = {
            "done": states.count("done"),
            "in_time": states.count("on_time"),
            "late": states.count("late"),
        }
        lines.append(("promises-overview", counts))
    if activities := _rows(facts, "activities"):
        lines.append(("activities-month", {"count": len(activities), **in_month}))
    elif answers := _rows(facts, "questions"):
        lines.append(("questions-answered", {"count": len(answers), **in_month}))
    elif Block.Kind.HELP_TOPIC in facts:
        lines.append(("quiet-help", {}))
    return {"headlines": len(lines)}, {f"headline:{n}": line for n, line in enumerate(lines)}


def _summary(
    month: datetime.date, facts: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Sentence]]:
    states = [row["state"] for row in _rows(facts, "promises")]
    items: list[tuple[str, Sentence]] = []
    if states:
        done = ("quiet-done", {"count": states.count("done"), "month": month})
        late = ("quiet-late", {"count": states.count("late"), "month": month})
        items = [("done", done), ("late", late)]
    items.append(("next", _next(facts)))
    return (
        {"labels": [label for label, _ in items]},
        {f"item:{n}": sentence for n, (_, sentence) in enumerate(items)},
    )


def _next(facts: Mapping[str, Any]) -> Sentence:
    """What comes: the next meeting, else the next deadline."""
    meeting = facts.get(Block.Kind.MEETING, {})
    if meeting.get("next_on") and meeting.get("next_at"):
        when = {"on": day(meeting["next_on"]), "at": hour(meeting["next_at"])}
        return "meeting-next", when
    waiting = [row for row in _rows(facts, "promises") if row["state"] == "on_time"]
    if waiting:
        first = min(waiting, key=lambda row: row["deadline"])
        named = {"institution": first["institution"], "deadline": day(first["deadline"])}
        return "promise-next", named
    return "meeting-next-unknown", {}


def _contacts() -> tuple[dict[str, Any], dict[str, Sentence]]:
    return {"next_issue_on": None}, {"paper": ("paper-copies", {}), "privacy": ("privacy", {})}


def _rows(facts: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = facts.get(kind, {}).get("rows", [])
    return rows
