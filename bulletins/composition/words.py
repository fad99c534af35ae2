"""The words of one language for a bulletin's blocks; what may not be printed is noted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bulletins.checking import findings_of, plain
from bulletins.composition.speaking import Speaker
from bulletins.models import Block, BlockText, Picture
from council import published as council
from languages import AUTHORITATIVE
from languages.checks import NO_RULES, Rules, alternative
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


class Words:
    """The texts of blocks in one language; what may not be printed is noted, not raised."""

    def __init__(self, language: str, *, names: bool = True, rules: Rules = NO_RULES) -> None:
        self.language = language
        self.rules = rules
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
        return self._name(self._agencies, code) if code else ""

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
        errors = [
            found for found in findings_of(row, source, self.rules) if found.severity == "error"
        ]
        return errors[0].message if errors else ""
