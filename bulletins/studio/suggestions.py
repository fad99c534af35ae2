"""What could be added to a month that has little to tell."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bulletins.models import Block, Bulletin
from council import published as council

ENOUGH: Final = 3
SOON: Final = datetime.timedelta(days=45)


@dataclass(frozen=True)
class Suggestion:
    kind: str
    """The kind of block that it would fill."""
    sentence: str
    """In the reader's language."""
    count: int = 0
    """How many records wait for it, where that is known."""


def items(bulletin: Bulletin) -> int:
    """How many things a month has to tell: its meeting, a row of a table, the help topic, a story."""
    return sum(_items(block.kind, block.facts) for block in bulletin.blocks.all())


def for_month(bulletin: Bulletin) -> tuple[Suggestion, ...]:
    """What is missing, the easiest first; nothing for a month with three items or more."""
    facts = {block.kind: block.facts for block in bulletin.blocks.all()}
    if sum(_items(kind, found) for kind, found in facts.items()) >= ENOUGH:
        return ()
    missing = {kind for kind in Block.Kind if not _items(kind, facts.get(kind, {}))}
    wanted = [_due_soon(bulletin), *(one for one in _sentences() if one.kind in missing)]
    if not facts.get(Block.Kind.MEETING, {}).get("next_on"):
        wanted.append(Suggestion(Block.Kind.MEETING, _("Announce when the Council meets next.")))
    return tuple(one for one in wanted if one)


def _items(kind: str, facts: Mapping[str, Any]) -> int:
    if kind == Block.Kind.MEETING:
        return 1 if facts.get("held_on") else 0
    if kind == Block.Kind.HELP_TOPIC:
        return 1 if facts else 0
    if kind == Block.Kind.STORY:
        return 1 if facts.get("paragraphs") else 0
    return len(facts.get("rows", ()))


def _sentences() -> tuple[Suggestion, ...]:
    return (
        Suggestion(
            Block.Kind.ACTIVITIES,
            _("Ask the liaisons and the administrators of units what was done in the field."),
        ),
        Suggestion(
            Block.Kind.QUESTIONS,
            _(
                "Answer a question that came by telephone, on paper or through the community liaison."
            ),
        ),
        Suggestion(
            Block.Kind.CALENDAR,
            _("Enter the coming dates: meetings with residents, trainings, campaigns."),
        ),
        Suggestion(Block.Kind.HELP_TOPIC, _("Choose a help topic that fits the season.")),
        Suggestion(
            Block.Kind.STORY,
            _("Write a short story in Albanian about one thing that has changed."),
        ),
    )


def _due_soon(bulletin: Bulletin) -> Suggestion | None:
    """Promises that somebody could ask about: open, and due within six weeks of the month's end."""
    last = bulletin.after - datetime.timedelta(days=1)
    waiting = [
        promise
        for promise in council.promises(last)
        if promise.state_on(last) != "done" and promise.deadline <= last + SOON
    ]
    if not waiting:
        return None
    count = len(waiting)
    sentence = ngettext(
        "Ask how far %(count)s promise is: it is late or due soon.",
        "Ask how far %(count)s promises are: they are late or due soon.",
        count,
    )
    return Suggestion(Block.Kind.PROMISES, sentence % {"count": count}, count)
