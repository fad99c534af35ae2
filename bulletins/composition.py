"""One language's content from a bulletin's blocks: facts and words, with every name resolved.

Refuses what may not be printed: a text that is missing, unreviewed, outdated or caught by the
translation checks.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bulletins import content
from bulletins.models import Block, BlockText, Bulletin
from council import published as council
from languages import AUTHORITATIVE, dates, direction
from languages.addresses import address
from languages.checks import check
from outreach import published as outreach


@dataclass(frozen=True)
class Fault:
    """One text that may not be printed, and why, in one sentence of English."""

    block: str
    field: str
    language: str
    reason: str

    def __str__(self) -> str:
        return f"{self.language}: {self.block}, {self.field}: {self.reason}"


class Incomplete(Exception):
    """The language cannot be composed. `faults` lists every text that stands in the way."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class NothingToSay(Exception):
    """The month has no block with anything in it."""


SECTIONS: Mapping[str, str] = {
    # Block kind → its heading, a message of the catalogues.
    "cover": gettext_noop("In this issue"),
    "summary": gettext_noop("In short"),
    "meeting": gettext_noop("The Council met"),
    "decisions": gettext_noop("What was decided"),
    "promises": gettext_noop("Promises"),
    "story": gettext_noop("Story of the month"),
    "activities": gettext_noop("In the field"),
    "questions": gettext_noop("You asked, the Council answered"),
    "help_topic": gettext_noop("When you need help"),
    "figures": gettext_noop("The figures"),
    "calendar": gettext_noop("Calendar"),
    "corrections": gettext_noop("Corrections"),
    "contacts": gettext_noop("Contacts"),
}


def compose(
    *, bulletin: Bulletin, language: str, edition: int, on: datetime.date
) -> dict[str, Any]:
    """The content of one edition, ready to be approved.

    Raises Incomplete or NothingToSay.
    """
    blocks = list(bulletin.blocks.prefetch_related("texts"))
    if not blocks:
        raise NothingToSay(f"The month {bulletin} has nothing to publish: no block is filled.")
    words = _Words(language)
    city = settings.CITY.names(language)
    with translation.override(language):
        composed = [_block(block, words) for block in blocks]
        month = dates.month_and_year(bulletin.month, language)
        title = _("Monthly bulletin – %(month)s") % {"month": month}
        description = _description(blocks, words) or _(
            "What %(council)s decided, promised and did in %(month)s."
        ) % {"council": city.council_short, "month": month}
    if words.faults:
        raise Incomplete(words.faults)
    parts = {"year": bulletin.month.year, "month": bulletin.month.month}
    return {
        "schema": content.SCHEMA,
        "language": language,
        "direction": direction(language),
        "month": f"{bulletin.month:%Y-%m}",
        "issue": bulletin.month.month,
        "edition": edition,
        "form": "full",
        "origin": bulletin.origin,
        "title": title,
        "description": description,
        "published_on": on.isoformat(),
        # An archive issue holds what public sources say: nothing in it is invented.
        "demonstration": settings.DEMONSTRATION and bulletin.origin == Bulletin.Origin.CURRENT,
        "council": {
            "name": city.council_name,
            "short_name": city.council_short,
            "city_authority": city.authority,
            "address": city.address,
            "telephone": city.telephone,
            "email": city.email,
            "hours": city.hours,
        },
        "web_address": settings.PORTAL_URL + address("issue", language, **parts),
        "pdf_address": settings.PORTAL_URL + address("issue-pdf", language, **parts),
        "blocks": composed,
    }


class _Words:
    """The texts of blocks in one language; what may not be printed is noted, not raised."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.faults: list[Fault] = []
        self._agencies = council.agency_names()
        self._units = council.unit_names()
        self.lines: list[dict[str, Any]] = [
            {
                "number": line.number,
                "name": line.name.get(language, ""),
                "note": line.note.get(language, ""),
                "front_page": line.front_page,
            }
            for line in outreach.help_lines()
        ]

    def of(self, block: Block) -> Callable[[str], str]:
        rows = {(row.field, row.language): row for row in block.texts.all()}
        return lambda field: self._text(block, field, rows)

    def optional(self, block: Block, field: str) -> str:
        """A text that may be absent everywhere, but not in one language alone."""
        there = any(row.field == field for row in block.texts.all())
        return self.of(block)(field) if there else ""

    def institution(self, code: str) -> str:
        return self._name(self._agencies, code)

    def unit(self, code: str) -> str:
        return self._name(self._units, code) if code else ""

    def numbers(self, wanted: list[str]) -> list[dict[str, str]]:
        known = {line["number"]: line for line in self.lines}
        names = {number: {self.language: line["name"]} for number, line in known.items()}
        return [
            {
                "number": number,
                "name": self._name(names, number),
                "note": known[number]["note"] if number in known else "",
            }
            for number in wanted
        ]

    def _name(self, names: Mapping[str, Mapping[str, str]], code: str) -> str:
        name = names.get(code, {}).get(self.language, "")
        if not name:
            self.faults.append(Fault("register", code, self.language, "has no name"))
        return name

    def _text(self, block: Block, field: str, rows: Mapping[tuple[str, str], BlockText]) -> str:
        row = rows.get((field, self.language))
        source = rows.get((field, AUTHORITATIVE))
        reason = self._reason(row, source)
        if reason:
            self.faults.append(Fault(block.kind, field, self.language, reason))
        return row.text if row else ""

    def _reason(self, row: BlockText | None, source: BlockText | None) -> str:
        if row is None or not row.text.strip():
            return "the text is missing"
        if not row.is_reviewed:
            return "the text is not reviewed"
        if source is None:
            return "the Albanian text is missing"
        if row.is_outdated(source.text):
            return "the Albanian has changed since it was translated"
        findings = check(source.text, row.text, self.language, names=settings.CITY.places())
        errors = [found for found in findings if found.severity == "error"]
        return errors[0].message if errors else ""


def _description(blocks: list[Block], words: _Words) -> str:
    """The cover's own description, where it has one."""
    covers = [block for block in blocks if block.kind == Block.Kind.COVER]
    return words.optional(covers[0], "description") if covers else ""


def _block(block: Block, words: _Words) -> dict[str, Any]:
    body = _BODIES[block.kind](block, words.of(block), words)
    return {
        "kind": block.kind,
        "key": block.kind.replace("_", "-"),
        "title": _title(block),
        **body,
    }


def _title(block: Block) -> str:
    if block.kind == Block.Kind.MEETING and not block.facts["held_on"]:
        return _("Next meeting of the Council")
    return _(SECTIONS[block.kind])


Text = Callable[[str], str]


def _cover(block: Block, text: Text, words: _Words) -> dict[str, Any]:
    front = [line["number"] for line in words.lines if line["front_page"]]
    return {
        "headlines": [text(f"headline:{n}") for n in range(block.facts["headlines"])],
        "numbers": words.numbers(front),
    }


def _summary(block: Block, text: Text, words: _Words) -> dict[str, Any]:
    labels = block.facts["labels"]
    return {
        "items": [{"label": label, "text": text(f"item:{n}")} for n, label in enumerate(labels)]
    }


def _meeting(block: Block, text: Text, words: _Words) -> dict[str, Any]:
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
        "text": text("text") if facts["held_on"] else "",
        "place": words.optional(block, "place"),
        "next_place": words.optional(block, "next_place"),
        "items": [text(f"item:{n}") for n in range(facts["items"])],
    }


def _decisions(block: Block, text: Text, words: _Words) -> dict[str, Any]:
    return {
        "rows": [
            {
                "number": row["number"],
                "text": text(f"{row['key']}:text"),
                "institution": words.institution(row["institution"]),
                "deadline": row["deadline"],
                "kind": row["kind"],
            }
            for row in block.facts["rows"]
        ]
    }


def _promises(block: Block, text: Text, words: _Words) -> dict[str, Any]:
    return {
        "rows": [
            {
                "reference": row["reference"],
                "text": text(f"{row['key']}:text"),
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


def _story(block: Block, text: Text, words: _Words) -> dict[str, Any]:
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


def _activities(block: Block, text: Text, words: _Words) -> dict[str, Any]:
    return {
        "rows": [
            {
                **{name: text(f"{row['key']}:{name}") for name in ("title", "audience")},
                **{name: text(f"{row['key']}:{name}") for name in ("partner", "text")},
                "unit": words.unit(row["unit"]),
                "held_on": row["held_on"],
                "participants": row["participants"],
            }
            for row in block.facts["rows"]
        ]
    }


def _questions(block: Block, text: Text, words: _Words) -> dict[str, Any]:
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


def _help_topic(block: Block, text: Text, words: _Words) -> dict[str, Any]:
    return {
        **{name: text(name) for name in ("headline", "who", "free", "anonymous", "hours")},
        "next_steps": [text(f"step:{n}") for n in range(block.facts["next_steps"])],
        "numbers": words.numbers(block.facts["numbers"]),
    }


def _figures(block: Block, text: Text, words: _Words) -> dict[str, Any]:
    bars = block.facts["bars"]
    return {
        **{name: text(name) for name in ("sentence", "chart_title", "unit_label")},
        "bars": [{**bar, "label": text(f"bar:{n}")} for n, bar in enumerate(bars)],
        "total": 0 if any("band" in bar for bar in bars) else sum(bar["value"] for bar in bars),
    }


def _calendar(block: Block, text: Text, words: _Words) -> dict[str, Any]:
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


def _corrections(block: Block, text: Text, words: _Words) -> dict[str, Any]:
    return {"text": text("text")}


def _contacts(block: Block, text: Text, words: _Words) -> dict[str, Any]:
    return {
        "lines": words.numbers([line["number"] for line in words.lines]),
        "paper": text("paper"),
        "privacy": text("privacy"),
        "next_issue_on": block.facts["next_issue_on"],
    }


_BODIES: Mapping[str, Callable[[Block, Text, _Words], dict[str, Any]]] = {
    "cover": _cover,
    "summary": _summary,
    "meeting": _meeting,
    "decisions": _decisions,
    "promises": _promises,
    "story": _story,
    "activities": _activities,
    "questions": _questions,
    "help_topic": _help_topic,
    "figures": _figures,
    "calendar": _calendar,
    "corrections": _corrections,
    "contacts": _contacts,
}
