"""The filters of the decisions register: links and one list, each with how many it leads to."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from council.published import Registered

STATES = ("late", "on_time", "done", "none")
"""Of the promises in an entry; `none`: a decision that nobody promised anything in."""
_YEAR = re.compile(r"[12]\d{3}")


@dataclass(frozen=True)
class Sieve:
    year: str = ""
    institution: str = ""
    state: str = ""

    def __bool__(self) -> bool:
        return bool(self.year or self.institution or self.state)

    def passes(self, entry: Registered, on: date) -> bool:
        return (
            (not self.year or self.year == str(entry.on.year))
            and (not self.institution or self.institution in institutions_of(entry))
            and (not self.state or self.state in states_of(entry, on))
        )

    def query(self, **more: Any) -> str:
        """What stands behind the address, `?` included; "" for all."""
        asked = {"year": self.year, "institution": self.institution, "state": self.state, **more}
        said = urlencode({name: value for name, value in asked.items() if value})
        return f"?{said}" if said else ""


@dataclass(frozen=True)
class Choice:
    value: str
    title: str
    count: int
    url: str
    current: bool


def sieve_of(asked: QueryDict, institutions: Iterable[str]) -> Sieve:
    """Raises Http404 for what nobody could have chosen."""
    sieve = Sieve(*(asked.get(name, "") for name in ("year", "institution", "state")))
    if sieve.year and not _YEAR.fullmatch(sieve.year):
        raise Http404
    if sieve.institution and sieve.institution not in institutions:
        raise Http404
    if sieve.state and sieve.state not in STATES:
        raise Http404
    return sieve


def states_of(entry: Registered, on: date) -> frozenset[str]:
    return frozenset(promise.state_on(on) for promise in entry.promises) or frozenset({"none"})


def institutions_of(entry: Registered) -> frozenset[str]:
    """The one that a decision names, and those that promised something."""
    return frozenset({entry.institution, *(promise.institution for promise in entry.promises)})


def late_first(entries: Iterable[Registered], on: date) -> list[Registered]:
    """What is late comes first, the longest late of it before all; the rest in its order."""

    def place(entry: Registered) -> tuple[bool, date]:
        late = [row.deadline for row in entry.promises if row.state_on(on) == "late"]
        return not late, min(late, default=date.min)

    return sorted(entries, key=place)


def choices(
    entries: Sequence[Registered],
    sieve: Sieve,
    field: str,
    titles: Mapping[str, str],
    values: Callable[[Registered], Iterable[str]],
    on: date,
) -> list[Choice]:
    """What one may choose of a field, beside what is chosen of the others; "" for all of them."""
    others = replace(sieve, **{field: ""})
    passed = [entry for entry in entries if others.passes(entry, on)]
    counts = Counter(value for entry in passed for value in values(entry))
    chosen = getattr(sieve, field)
    return [
        Choice(
            value=value,
            title=title,
            count=counts[value] if value else len(passed),
            url=replace(sieve, **{field: value}).query() or "?",
            current=value == chosen,
        )
        for value, title in titles.items()
        if not value or counts[value] or value == chosen
    ]
