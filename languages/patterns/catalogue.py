"""The patterns as they are written, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, FluentSerializer, ast

from languages import AUTHORITATIVE
from languages.locales import BABEL
from languages.patterns.slots import functions

TEXTS: Final = Path(__file__).parent / "texts"
PART: Final = "part-"
"""What begins with it is a piece of other patterns, not a sentence."""


class UnknownPattern(LookupError):
    """There is no such pattern."""


@dataclass(frozen=True)
class Catalogue:
    bundle: FluentBundle
    entries: Mapping[str, ast.Message | ast.Term]
    """Messages by their key, terms with a `-` before it."""


@cache
def catalogue(language: str) -> Catalogue:
    """KeyError for a language that is not one of the three; ValueError for a text of no grammar."""
    bundle = FluentBundle(
        [BABEL[language].replace("_", "-")],
        functions=cast(Any, functions(language)),
        use_isolating=False,
    )
    entries: dict[str, ast.Message | ast.Term] = {}
    for path in sorted((TEXTS / language).glob("*.ftl")):
        resource = FluentParser().parse(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                raise ValueError(f"{path}: {entry.content}")
            if isinstance(entry, ast.Message | ast.Term):
                mark = "-" if isinstance(entry, ast.Term) else ""
                if mark + entry.id.name in entries:
                    raise ValueError(f"{path}: {entry.id.name} is there twice")
                entries[mark + entry.id.name] = entry
        bundle.add_resource(resource)
    return Catalogue(bundle, entries)


def keys() -> tuple[str, ...]:
    """Every pattern, in the order in which they are written."""
    entries = catalogue(AUTHORITATIVE).entries
    return tuple(key for key in entries if not key.startswith(("-", PART)))


@cache
def slots_of(key: str, language: str = AUTHORITATIVE) -> frozenset[str]:
    """The names of a pattern's slots. Raises UnknownPattern."""
    own = catalogue(language).entries
    return frozenset(
        node.id.name
        for name in _with_parts(key, language)
        if not name.startswith("-")
        for node in _nodes(own[name])
        if isinstance(node, ast.VariableReference)
    )


@cache
def source_of(key: str, language: str) -> str:
    """A pattern as it is written, with the terms and parts that it is made of."""
    own = catalogue(language).entries
    wanted = _with_parts(key, language)
    written = (FluentSerializer().serialize_entry(_bare(own[name])) for name in wanted)
    return "".join(written)


def _with_parts(key: str, language: str) -> tuple[str, ...]:
    """The pattern itself, then what it refers to, by name."""
    own = catalogue(language).entries
    if key not in own or key.startswith(("-", PART)):
        raise UnknownPattern(f"There is no pattern {key!r} in {language}.")
    found: list[str] = []
    waiting = [key]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.append(name)
            waiting += _references(own[name])
    return (found[0], *sorted(found[1:]))


def _references(entry: ast.Message | ast.Term) -> Iterator[str]:
    for node in _nodes(entry):
        if isinstance(node, ast.MessageReference):
            yield node.id.name
        elif isinstance(node, ast.TermReference):
            yield f"-{node.id.name}"


def _bare(entry: ast.Message | ast.Term) -> ast.Message | ast.Term:
    """Without its comment, which no reader sees."""
    bare: ast.Message | ast.Term = entry.clone()
    bare.comment = None
    return bare


def _nodes(node: Any) -> Iterator[ast.BaseNode]:
    if isinstance(node, ast.BaseNode):
        yield node
        for value in vars(node).values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for item in node:
            yield from _nodes(item)
