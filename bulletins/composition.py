"""One language's content from a bulletin's blocks: facts and words, with every name resolved.

Refuses what may not be printed: a text that is missing, unreviewed, outdated or caught by the
translation checks. Where texts only wait for their translation, the language gets a digest.
"""

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bulletins import content
from bulletins.checking import findings_of, plain
from bulletins.digest import Digest
from bulletins.models import Block, BlockText, Bulletin, Edition, Picture
from bulletins.pictures import of_block
from bulletins.sentences import withheld
from bulletins.speaking import Speaker
from council import published as council
from languages import AUTHORITATIVE, dates, direction
from languages.addresses import address
from languages.checks import alternative
from outreach import published as outreach


@dataclass(frozen=True)
class Fault:
    """One text that may not be printed, and why, in one sentence of English."""

    block: str
    field: str
    language: str
    reason: str
    waits: bool = False
    """Whether nothing is wrong but that somebody has to translate or review it."""

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
    "text": gettext_noop("From the Council"),
    "activities": gettext_noop("In the field"),
    "questions": gettext_noop("You asked, the Council answered"),
    "help_topic": gettext_noop("When you need help"),
    "figures": gettext_noop("The figures"),
    "calendar": gettext_noop("Calendar"),
    "corrections": gettext_noop("Corrections"),
    "contacts": gettext_noop("Contacts"),
}


def compose(
    *,
    bulletin: Bulletin,
    language: str,
    edition: int,
    on: datetime.date,
    form: str | None = None,
) -> dict[str, Any]:
    """The content of one edition, ready to be approved.

    Without a `form`: full where every text has its reviewed translation, else a digest.
    Raises Incomplete or NothingToSay.
    """
    issue = _issue(bulletin, language, edition, on)
    if form == Edition.Form.DIGEST:
        return issue.digest()
    made, faults = issue.full()
    if not faults:
        return made
    if form or language == AUTHORITATIVE or not any(fault.waits for fault in faults):
        raise Incomplete(faults)
    return issue.digest()


def draft_of(
    *, bulletin: Bulletin, language: str, edition: int, on: datetime.date
) -> tuple[dict[str, Any], list[Fault]]:
    """The full content as it stands, finished or not, and what stands in its way.

    Raises NothingToSay.
    """
    return _issue(bulletin, language, edition, on).full()


def _issue(bulletin: Bulletin, language: str, edition: int, on: datetime.date) -> "_Issue":
    blocks = list(bulletin.printed().select_related("picture").prefetch_related("texts"))
    if not blocks:
        raise NothingToSay(f"The month {bulletin} has nothing to publish: no block is filled.")
    return _Issue(bulletin, language, edition, on, blocks, withheld(bulletin))


@dataclass(frozen=True)
class _Issue:
    bulletin: Bulletin
    language: str
    edition: int
    on: datetime.date
    blocks: list[Block]
    held: Collection[int]
    """Ids of blocks in which an institution holds a sentence."""

    def full(self) -> tuple[dict[str, Any], list[Fault]]:
        """As it stands, finished or not, and what stands in its way."""
        words = _Words(self.language)
        council_short = settings.CITY.names(self.language).council_short
        with translation.override(self.language):
            composed = _told_apart(
                [
                    _withheld(block) if block.pk in self.held else _block(block, words)
                    for block in self.blocks
                ]
            )
            month = dates.month_and_year(self.bulletin.month, self.language)
            title = _("Monthly bulletin – %(month)s") % {"month": month}
            description = _description(self.blocks, words) or _(
                "What %(council)s decided, promised and did in %(month)s."
            ) % {"council": council_short, "month": month}
        return self._content(Edition.Form.FULL, title, description, composed), words.faults

    def digest(self) -> dict[str, Any]:
        words = _Words(self.language)
        told = [block for block in self.blocks if block.pk not in self.held]
        month = Digest(self.bulletin, told, speaker=words.speaker, lines=words.lines)
        with translation.override(self.language):
            composed = month.blocks(heading=partial(_section, met=month.met))
        form, title, description = Edition.Form.DIGEST, month.title, month.description
        if words.faults:
            raise Incomplete(words.faults)
        parts = {"year": self.bulletin.month.year, "month": self.bulletin.month.month}
        whole = settings.PORTAL_URL + address("issue", AUTHORITATIVE, **parts)
        return {**self._content(form, title, description, composed), "full_address": whole}

    def _content(
        self, form: str, title: str, description: str, composed: list[dict[str, Any]]
    ) -> dict[str, Any]:
        bulletin, language = self.bulletin, self.language
        city = settings.CITY.names(language)
        parts = {"year": bulletin.month.year, "month": bulletin.month.month}
        return {
            "schema": content.SCHEMA,
            "language": language,
            "direction": direction(language),
            "month": f"{bulletin.month:%Y-%m}",
            "issue": bulletin.month.month,
            "edition": self.edition,
            "form": str(form),
            "origin": bulletin.origin,
            "title": title,
            "description": description,
            "published_on": self.on.isoformat(),
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


def _told_apart(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Gives the second story, the second text, an anchor of its own."""
    seen: dict[str, int] = {}
    for block in blocks:
        seen[block["kind"]] = seen.get(block["kind"], 0) + 1
        if seen[block["kind"]] > 1:
            block["key"] = f"{block['key']}-{seen[block['kind']]}"
    return blocks


class _Words:
    """The texts of blocks in one language; what may not be printed is noted, not raised."""

    def __init__(self, language: str, *, names: bool = True) -> None:
        self.language = language
        self.faults: list[Fault] = []
        self._agencies = council.agency_names() if names else {}
        self._units = council.unit_names() if names else {}
        self.speaker = Speaker(
            language,
            note=lambda key, reason: self.faults.append(Fault("pattern", key, language, reason)),
        )
        self.lines: list[dict[str, Any]] = [
            {
                "number": line.number,
                "names": line.name,
                "name": line.name.get(language, ""),
                "note": line.note.get(language, ""),
                "front_page": line.front_page,
            }
            for line in (outreach.help_lines() if names else ())
        ]

    def of(self, block: Block) -> Callable[[str], str]:
        rows = {(row.field, row.language): row for row in block.texts.all()}
        return lambda field: self._text(block, field, rows)

    def optional(self, block: Block, field: str) -> str:
        """A text that may be absent everywhere, but not in one language alone."""
        there = any(row.field == field and row.text for row in block.texts.all())
        return self.of(block)(field) if there else ""

    def or_said(self, block: Block, field: str, sentence: Callable[[], str]) -> str:
        """A text, or the pattern that says it where nobody wrote one in any language."""
        return self.optional(block, field) or sentence()

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
        reason = self._waits(row, source, field)
        waits = bool(reason) and source is not None
        reason = reason or self._wrong(row, source)
        if reason:
            self.faults.append(Fault(block.kind, field, self.language, reason, waits))
        return row.text if row else ""

    def _waits(self, row: BlockText | None, source: BlockText | None, field: str) -> str:
        if row is None or not plain(row).strip():
            return alternative.MISSING if field == Picture.ALT else "the text is missing"
        if not row.is_reviewed:
            return "the text is not reviewed"
        if source and row.is_outdated(source.text):
            return "the Albanian has changed since it was translated"
        return ""

    def _wrong(self, row: BlockText | None, source: BlockText | None) -> str:
        if row is None or source is None:
            return "the Albanian text is missing"
        errors = [found for found in findings_of(row, source) if found.severity == "error"]
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
        # A free text brings the heading that was written for it.
        **body,
        **_picture(block, words),
    }


def _picture(block: Block, words: _Words) -> dict[str, Any]:
    """Without one nothing: most blocks have none, and what was approved stays what it was."""
    picture = of_block(block)
    if picture is None:
        return {}
    shown = {name: getattr(picture, name) for name in ("name", "width", "height", "widths")}
    alt = "" if picture.decorative else words.of(block)(Picture.ALT)
    return {"picture": {**shown, "alt": alt, "credit": words.optional(block, Picture.CREDIT)}}


def _withheld(block: Block) -> dict[str, Any]:
    """In the place of a block in which an institution holds a sentence: that it is missing."""
    return {
        "kind": "corrections",
        "key": f"{block.kind.replace('_', '-')}-withheld",
        "title": _title(block),
        "text": _(
            "This section is missing from this issue. An institution that it names is still checking it."
        ),
    }


def _title(block: Block) -> str:
    return _section(block.kind, met=bool(block.facts.get("held_on")))


def _section(kind: str, *, met: bool) -> str:
    if kind == Block.Kind.MEETING and not met:
        return _("Next meeting of the Council")
    return _(SECTIONS[kind])


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
        "text": words.or_said(block, "text", lambda: words.speaker.meeting(facts))
        if facts["held_on"]
        else "",
        "place": words.optional(block, "place"),
        "next_place": words.optional(block, "next_place"),
        "items": [text(f"item:{n}") for n in range(facts["items"])],
    }


def _decisions(block: Block, text: Text, words: _Words) -> dict[str, Any]:
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


def _promises(block: Block, text: Text, words: _Words) -> dict[str, Any]:
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


def _free_text(block: Block, text: Text, words: _Words) -> dict[str, Any]:
    return {"title": text("headline"), "html": text("body")}


def _activities(block: Block, text: Text, words: _Words) -> dict[str, Any]:
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
        "paper": words.or_said(block, "paper", partial(words.speaker.say, "paper-copies")),
        "privacy": words.or_said(block, "privacy", partial(words.speaker.say, "privacy")),
        "next_issue_on": block.facts["next_issue_on"],
    }


_BODIES: Mapping[str, Callable[[Block, Text, _Words], dict[str, Any]]] = {
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


class _Asked(_Words):
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
    _picture(block, asked)
    return tuple(asked.fields.values())
