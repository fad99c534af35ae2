"""A public copy without the decisions that were withdrawn: the reason stands where they stood.

Values in, values out: publishing asks this of each copy that it makes, and withdrawing of each copy
that is public already.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from council.repeating import plain, sentences

GONE = "[…]"
"""Stands for a paragraph that repeats what was withdrawn."""
_Facts = Mapping[str, Any]
_Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Gone:
    """A decision that was withdrawn from publication."""

    number: str
    on: str
    """The day, as in a fact."""
    reasons: Mapping[str, str]
    words: _Texts
    """What its own public copy said."""


def without(facts: _Facts, texts: _Texts, gone: Iterable[Gone]) -> tuple[_Facts, _Texts]:
    """Facts and texts of a meeting, a notice or minutes; those of `gone` are of the same day."""
    gone = [row for row in gone if _tells_of(facts, row.number)]
    if not gone:
        return facts, texts
    numbers = {row.number for row in gone}
    corrections = facts.get("corrections", [])
    kept = [place for place, row in enumerate(corrections) if row["number"] not in numbers]
    told = {
        **facts,
        "withdrawn": sorted(({"number": row.number, "on": row.on} for row in gone), key=_serial),
    }
    if "decisions" in facts:
        told["decisions"] = [row for row in facts["decisions"] if row["number"] not in numbers]
    if corrections:
        told["corrections"] = [corrections[place] for place in kept]
    repeated = [plain(part) for text in _words_of(texts, gone) for part in sentences(text)]
    left = {
        language: dict(_left(words, numbers, kept, repeated, is_notice="corrections" in facts))
        for language, words in texts.items()
    }
    for row in gone:
        for language, reason in row.reasons.items():
            left.setdefault(language, {})[f"withdrawn:{row.number}"] = reason
    return told, left


def _tells_of(facts: _Facts, number: str) -> bool:
    """Of a meeting's own copy that is not known: it tells of every decision of its day."""
    if "decisions" not in facts:
        return True
    listed = [*facts["decisions"], *facts.get("corrections", ()), *facts.get("withdrawn", ())]
    return any(row["number"] == number for row in listed)


def _words_of(texts: _Texts, gone: Iterable[Gone]) -> Iterator[str]:
    """However the decision was worded: by itself, or in this copy."""
    for row in gone:
        yield from (words.get("text", "") for words in row.words.values())
        yield from (words.get(f"decision:{row.number}", "") for words in texts.values())


def _left(
    words: Mapping[str, str],
    numbers: Iterable[str],
    kept: list[int],
    repeated: list[str],
    *,
    is_notice: bool,
) -> Iterator[tuple[str, str]]:
    own = {f"{kind}:{number}" for number in numbers for kind in ("decision", "withdrawn")}
    for field, text in words.items():
        name, _, rest = field.partition(":")
        if field in own or (is_notice and field == "text"):
            # A notice tells its decisions in its own words, which nobody can take apart.
            continue
        if name == "correction":
            place, _, side = rest.partition(":")
            if int(place) in kept:
                yield f"correction:{kept.index(int(place))}:{side}", text
        elif name == "action":
            # What was promised stays public for itself.
            yield field, text
        else:
            yield field, _cut(text, repeated)


def _cut(text: str, repeated: list[str]) -> str:
    lines = text.split("\n")
    return "\n".join(
        GONE if any(part in plain(line) for part in repeated) else line for line in lines
    )


def _serial(row: Mapping[str, str]) -> list[int]:
    return [int(part) for part in row["number"].split("-")]
