"""Facts of a block as the editor shows them: rendered by the language's rules, never typed."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation

from bulletins.models import Block
from bulletins.studio.words import FACTS, STATES
from council import published as council
from languages import AUTHORITATIVE, dates, numbers
from languages.addresses import address

Names = Mapping[str, Mapping[str, str]]
DAYS = frozenset({"held_on", "next_on", "deadline", "done_on", "new_deadline", "date"})


@dataclass(frozen=True)
class Fact:
    name: str
    value: str


@dataclass(frozen=True)
class Source:
    """The record that a row comes from."""

    key: str
    url: str
    """Of the record, where it has a page."""
    withdrawn: bool


class Facts:
    """Names are read once for a page."""

    def __init__(self) -> None:
        self.language = translation.get_language() or AUTHORITATIVE
        self._names: dict[str, Names] = {
            "institution": council.agency_names(),
            "unit": council.unit_names(),
        }

    def of(self, block: Block) -> list[Fact]:
        return self._told(block.facts)

    def of_rows(self, block: Block) -> dict[str, list[Fact]]:
        """By the key of each row, or `bar:0` and its like."""
        rows = {row["key"]: self._told(row) for row in block.facts.get("rows", ())}
        bars = enumerate(block.facts.get("bars", ()))
        return rows | {f"bar:{n}": self._told(bar) for n, bar in bars}

    def _told(self, facts: Mapping[str, Any]) -> list[Fact]:
        # Of a bar with a band the value stays inside.
        names = [name for name in FACTS if not (name == "value" and facts.get("band"))]
        return [
            Fact(str(FACTS[name]), self._value(name, facts[name]))
            for name in names
            if facts.get(name) not in (None, "", [])
        ]

    def _value(self, name: str, value: Any) -> str:
        if name in self._names:
            return self._names[name].get(str(value), {}).get(self.language, str(value))
        if name in DAYS or name == "next_issue_on":
            return dates.long_date(datetime.date.fromisoformat(value), self.language)
        if name == "state":
            return str(STATES.get(value, value))
        if isinstance(value, list):
            return ", ".join(str(each).replace(" ", "\u00a0") for each in value)
        return numbers.number(value, self.language) if isinstance(value, int) else str(value)


def source_of(key: str, withdrawn: bool) -> Source:
    kind, _, name = key.partition(":")
    url = ""
    if kind == "decision":
        url = f"{reverse('decisions')}?words={name}"
    elif kind == "action":
        url = f"{reverse('actions')}?words={name}"
    elif kind == "meeting" and not withdrawn:
        url = address("council-meeting", AUTHORITATIVE, number=name)
    return Source(key, url, withdrawn)
