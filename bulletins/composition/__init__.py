"""One language's content from a bulletin's blocks: facts and words, with every name resolved.

Refuses what may not be printed: a text that is missing, unreviewed, outdated or caught by the
translation checks. Where texts only wait for their translation, the language gets a digest.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bulletins import content
from bulletins.composition.bodies import block_of, section, title_of
from bulletins.composition.digest import Digest
from bulletins.composition.words import Fault, Words
from bulletins.models import Block, Bulletin, Edition
from bulletins.sentences import withheld
from languages import AUTHORITATIVE, dates, direction
from languages.addresses import address
from languages.checks import Rules
from outreach.standards import rules_on

QUOTED = gettext_noop("a person is quoted, and an election period runs")


class Incomplete(Exception):
    """The language cannot be composed. `faults` lists every text that stands in the way."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class NothingToSay(Exception):
    """The month has no block with anything in it."""


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
    rules = rules_on(timezone.localdate())
    return _Issue(bulletin, language, edition, on, blocks, withheld(bulletin), rules)


@dataclass(frozen=True)
class _Issue:
    bulletin: Bulletin
    language: str
    edition: int
    on: datetime.date
    blocks: list[Block]
    held: Collection[int]
    """Ids of blocks in which an institution holds a sentence."""
    rules: Rules

    def full(self) -> tuple[dict[str, Any], list[Fault]]:
        """As it stands, finished or not, and what stands in its way."""
        words = Words(self.language, rules=self.rules)
        words.faults += self._personal() if self.rules.election else []
        council_short = settings.CITY.names(self.language).council_short
        with translation.override(self.language):
            composed = _told_apart(
                [
                    _withheld(block) if block.pk in self.held else block_of(block, words)
                    for block in self.blocks
                ]
            )
            month = dates.month_and_year(self.bulletin.month, self.language)
            title = _("Monthly bulletin – %(month)s") % {"month": month}
            description = _description(self.blocks, words) or _(
                "What %(council)s decided, promised and did in %(month)s."
            ) % {"council": council_short, "month": month}
        return self._content(Edition.Form.FULL, title, description, composed), words.faults

    def _personal(self) -> list[Fault]:
        """Messages of persons, which are off before an election."""
        return [
            Fault(block.kind, "quotation:text", self.language, QUOTED)
            for block in self.blocks
            if block.facts.get("quotation") and block.pk not in self.held
        ]

    def digest(self) -> dict[str, Any]:
        words = Words(self.language)
        told = [block for block in self.blocks if block.pk not in self.held]
        month = Digest(self.bulletin, told, speaker=words.speaker, lines=words.lines)
        with translation.override(self.language):
            composed = month.blocks(heading=partial(section, met=month.met))
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


def _description(blocks: list[Block], words: Words) -> str:
    """The cover's own description, where it has one."""
    covers = [block for block in blocks if block.kind == Block.Kind.COVER]
    return words.optional(covers[0], "description") if covers else ""


def _withheld(block: Block) -> dict[str, Any]:
    """In the place of a block in which an institution holds a sentence: that it is missing."""
    return {
        "kind": "corrections",
        "key": f"{block.kind.replace('_', '-')}-withheld",
        "title": title_of(block),
        "text": _(
            "This section is missing from this issue. An institution that it names is still checking it."
        ),
    }
