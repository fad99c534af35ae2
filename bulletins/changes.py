"""What differs between two contents of a month, as pairs of texts to be read side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

NAMES = ("number", "reference")
SILENT = frozenset({"kind", "key", "title", "tone"})


@dataclass(frozen=True)
class Change:
    section: str
    """The heading of its block."""
    before: str
    """"" where it is new."""
    now: str
    """"" where it is gone."""
    name: str = ""
    """Of the value, such as `state` or `deadline`: it may be a code or a date."""


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """Every value of a block that is not what it was, in the order of the bulletin."""
    old, new = _values(before), _values(now)
    paths = [*new, *(path for path in old if path not in new)]
    return [
        Change(
            new.get(path, old.get(path, ("", "")))[0], _text(old, path), _text(new, path), path[-1]
        )
        for path in paths
        if _text(old, path) != _text(new, path)
    ]


Values = dict[tuple[str, ...], tuple[str, str]]


def _values(content: Mapping[str, Any]) -> Values:
    """Path → (heading of the block, text)."""
    found: Values = {}
    seen: dict[str, int] = {}
    for block in content["blocks"]:
        seen[block["kind"]] = number = seen.get(block["kind"], 0) + 1
        for path, text in _leaves(block):
            found[(block["kind"], str(number), *path)] = (block["title"], text)
    if content.get("change_note"):
        found["change_note",] = ("", content["change_note"])
    return found


def _leaves(value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping) and "widths" in value:
        value = _picture(value)
    if isinstance(value, Mapping):
        parts = [(name, part) for name, part in value.items() if name not in SILENT]
    elif isinstance(value, list):
        parts = [(_name(part, number), part) for number, part in enumerate(value)]
    else:
        if value not in (None, "", False):
            yield (), str(value)
        return
    for name, part in parts:
        for path, text in _leaves(part):
            yield (name, *path), text


def _picture(value: Mapping[str, Any]) -> Mapping[str, str]:
    """Its words, and which one it is: a few letters of its name tell two of them apart."""
    which = f"{gettext('Picture')} {value['name'][:6]}"
    return {"which": which, "alt": value["alt"], "credit": value["credit"]}


def _name(part: Any, number: int) -> str:
    """A row is the same row by its number, wherever it stands."""
    if isinstance(part, Mapping):
        for name in NAMES:
            if part.get(name):
                return str(part[name])
    return str(number)


def _text(values: Values, path: tuple[str, ...]) -> str:
    return values.get(path, ("", ""))[1]
