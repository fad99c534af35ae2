"""What each kind of block says, as values; and with it, which texts a block has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bulletins.composition.words import Words
from bulletins.models import Block
from languages import AUTHORITATIVE

SECTIONS: Mapping[str, str] = {
    # Block kind → its heading, a message of the catalogues.
    "cover": gettext_noop("In this issue"),
    "summary": gettext_noop("In short"),
    "meeting": gettext_noop("The Council met"),
    "decisions": gettext_noop("What was decided"),
    "promises": gettext_noop("Promises"),
    "story": gettext_noop("Story of the month"),
    "text": gettext_noop("From the Council"),
    "activities": gettext_noop("In the field"),
    "questions": gettext_noop("You asked, the Council answered"),
    "help_topic": gettext_noop("When you need help"),
    "figures": gettext_noop("The figures"),
    "calendar": gettext_noop("Calendar"),
    "corrections": gettext_noop("Corrections"),
    "contacts": gettext_noop("Contacts"),
}


def block_of(block: Block, words: Words) -> dict[str, Any]:
    body = _BODIES[block.kind](block, words.of(block), words)
    return {
        "kind": block.kind,
        "key": block.kind.replace("_", "-"),
        "title": title_of(block),
        # A free text brings the heading that was written for it.
        **body,
    }


def title_of(block: Block) -> str:
    return section(block.kind, met=bool(block.facts.get("held_on")))


def section(kind: str, *, met: bool) -> str:
    if kind == Block.Kind.MEETING and not met:
        return _("Next meeting of the Council")
    return _(SECTIONS[kind])


Text = Callable[[str], str]


def _cover(block: Block, text: Text, words: Words) -> dict[str, Any]:
    front = [line["number"] for line in words.lines if line["front_page"]]
    return {
        "headlines": [text(f"headline:{n}") for n in range(block.facts["headlines"])],
        "numbers": words.numbers(front),
    }


def _summary(block: Block, text: Text, words: Words) -> dict[str, Any]:
    labels = block.facts["labels"]
    return {
        "items": [{"label": label, "text": text(f"item:{n}")} for n, label in enumerate(labels)]
    }


def _meeting(block: Block, text: Text, words: Words) -> dict[str, Any]:
    # Of an old meeting less may be known.
    facts = {
        "starts_at": "",
        "present": 0,
        "seats": 0,
        "next_on": None,
        "next_at": "",
        **block.facts,
    }
    return {
        **{name: facts[name] for name in ("held_on", "starts_at", "present", "seats")},
        **{name: facts[name] for name in ("next_on", "next_at")},
        "text": words.or_said(block, "text", lambda: words.speaker.meeting(facts))
        if facts["held_on"]
        else "",
        "place": words.optional(block, "place"),
        "next_place": words.optional(block, "next_place"),
        "items": [text(f"item:{n}") for n in range(facts["items"])],
    }


def _decisions(block: Block, text: Text, words: Words) -> dict[str, Any]:
    return {
        "rows": [
            {
                "number": row["number"],
                "text": words.or_said(
                    block, f"{row['key']}:text", partial(words.speaker.decision, row)
                ),
                "institution": words.institution(row["institution"]),
                "deadline": row["deadline"],
                "kind": row["kind"],
            }
            for row in block.facts["rows"]
        ]
    }


def _promises(block: Block, text: Text, words: Words) -> dict[str, Any]:
    return {
        "rows": [
            {
                "reference": row["reference"],
                "text": words.or_said(
                    block, f"{row['key']}:text", partial(words.speaker.promise, row)
                ),
                "institution": words.institution(row["institution"]),
                "deadline": row["deadline"],
                "state": row["state"],
                "done_on": row["done_on"],
                "reason": words.optional(block, f"{row['key']}:reason"),
                "new_deadline": row["new_deadline"],
            }
            for row in block.facts["rows"]
        ]
    }


def _story(block: Block, text: Text, words: Words) -> dict[str, Any]:
    facts = block.facts
    quoted = facts.get("quotation", False)
    return {
        "headline": text("headline"),
        "paragraphs": [text(f"paragraph:{n}") for n in range(facts["paragraphs"])],
        "quotation": {"text": text("quotation:text"), "by": text("quotation:by")}
        if quoted
        else None,
        "advice": [text(f"advice:{n}") for n in range(facts["advice"])],
    }


def _free_text(block: Block, text: Text, words: Words) -> dict[str, Any]:
    return {"title": text("headline"), "html": text("body")}


def _activities(block: Block, text: Text, words: Words) -> dict[str, Any]:
    return {
        "rows": [
            {
                **{name: text(f"{row['key']}:{name}") for name in ("title", "audience")},
                "partner": text(f"{row['key']}:partner"),
                "text": words.or_said(
                    block, f"{row['key']}:text", partial(words.speaker.activity, row)
                ),
                "unit": words.unit(row["unit"]),
                "held_on": row["held_on"],
                "participants": row["participants"],
            }
            for row in block.facts["rows"]
        ]
    }


def _questions(block: Block, text: Text, words: Words) -> dict[str, Any]:
    return {
        "rows": [
            {
                "question": text(f"{row['key']}:question"),
                "answer": text(f"{row['key']}:answer"),
                "channel": row["channel"],
                "unit": words.unit(row["unit"]),
                "institution": words.institution(row["institution"]),
            }
            for row in block.facts["rows"]
        ]
    }


def _help_topic(block: Block, text: Text, words: Words) -> dict[str, Any]:
    return {
        **{name: text(name) for name in ("headline", "who", "free", "anonymous", "hours")},
        "next_steps": [text(f"step:{n}") for n in range(block.facts["next_steps"])],
        "numbers": words.numbers(block.facts["numbers"]),
    }


def _figures(block: Block, text: Text, words: Words) -> dict[str, Any]:
    bars = block.facts["bars"]
    return {
        **{name: text(name) for name in ("sentence", "chart_title", "unit_label")},
        "bars": [{**bar, "label": text(f"bar:{n}")} for n, bar in enumerate(bars)],
        "total": 0 if any("band" in bar for bar in bars) else sum(bar["value"] for bar in bars),
    }


def _calendar(block: Block, text: Text, words: Words) -> dict[str, Any]:
    return {
        "rows": [
            {
                "date": row["date"],
                "starts_at": row["starts_at"],
                "accessible": row["accessible"],
                "open": row["open"],
                "title": text(f"{row['key']}:title"),
                "place": text(f"{row['key']}:place"),
            }
            for row in block.facts["rows"]
        ]
    }


def _corrections(block: Block, text: Text, words: Words) -> dict[str, Any]:
    return {"text": text("text")}


def _contacts(block: Block, text: Text, words: Words) -> dict[str, Any]:
    return {
        "lines": words.numbers([line["number"] for line in words.lines]),
        "paper": words.or_said(block, "paper", partial(words.speaker.say, "paper-copies")),
        "privacy": words.or_said(block, "privacy", partial(words.speaker.say, "privacy")),
        "next_issue_on": block.facts["next_issue_on"],
    }


_BODIES: Mapping[str, Callable[[Block, Text, Words], dict[str, Any]]] = {
    "cover": _cover,
    "summary": _summary,
    "meeting": _meeting,
    "decisions": _decisions,
    "promises": _promises,
    "story": _story,
    "text": _free_text,
    "activities": _activities,
    "questions": _questions,
    "help_topic": _help_topic,
    "figures": _figures,
    "calendar": _calendar,
    "corrections": _corrections,
    "contacts": _contacts,
}


@dataclass(frozen=True)
class Field:
    """A text that a block has in each language."""

    name: str
    optional: bool = False


class _Asked(Words):
    """Notes which texts a block's body asks for; reads nothing."""

    def __init__(self) -> None:
        super().__init__(AUTHORITATIVE, names=False)
        self.fields: dict[str, Field] = {}

    def of(self, block: Block) -> Callable[[str], str]:
        return self._note

    def _note(self, field: str) -> str:
        self.fields[field] = Field(field)
        return ""

    def optional(self, block: Block, field: str) -> str:
        self.fields[field] = Field(field, optional=True)
        return ""

    def institution(self, code: str) -> str:
        return ""

    def unit(self, code: str) -> str:
        return ""

    def numbers(self, wanted: list[str]) -> list[dict[str, str]]:
        return []


def fields_of(block: Block) -> tuple[Field, ...]:
    """The texts that a block has, in the order in which a reader meets them.

    What composes a block says it, so that nothing can be written which is never printed.
    """
    asked = _Asked()
    _BODIES[block.kind](block, asked.of(block), asked)
    if block.kind == Block.Kind.COVER:
        asked.optional(block, "description")
    return tuple(asked.fields.values())
