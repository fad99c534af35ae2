"""Unfolds the grammar of `uniparser-albanian` into the table of `languages.albanian`."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser

from languages.albanian import UNKNOWN, Form, packed

_LEFT_OUT: Final = frozenset({"nonst", "Gheg", "adm", "opt", "nonstalb", "nondt"})
"""Forms that a bulletin does not use: dialects, the moods of surprise and of wishes."""
_DERIVED: Final = "N-im"
"""The one derivation that makes everyday words: asfaltim. Its "ri-" and "mos-" make too many."""
_DEEPEST: Final = 6
Stems = list[list[str]]
"""By their numbers, each with its variants; a point stands where an ending begins."""


class _Ending(NamedTuple):
    stem: str
    """The number of its stem; empty for all of them."""
    letters: str
    gramm: str


class _Flex(NamedTuple):
    letters: str
    gramm: str
    links: tuple[str, ...]


class Command(BaseCommand):
    help = "Writes languages/data/forms_sq.xz from the files of uniparser-albanian (data_strict/)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where lexemes.txt and paradigms.txt are")
        parser.add_argument("to", type=Path, help="the file to be written")

    def handle(self, *args: Any, folder: Path, to: Path, **options: Any) -> None:
        if not (folder / "lexemes.txt").exists():
            raise CommandError(f"There is no lexemes.txt in {folder}.")
        forms: dict[str, Form] = {}
        for word, gramm in _Grammar(folder).words():
            if word.isalpha() and word.islower() and _LEFT_OUT.isdisjoint(gramm.split(",")):
                forms[word] = forms.get(word, UNKNOWN) | _form(set(gramm.split(",")))
        to.write_bytes(packed(forms))
        self.stdout.write(f"{len(forms)} words, {to.stat().st_size} bytes")


def _form(gramm: set[str]) -> Form:
    if "V" in gramm:
        if "ptcp" in gramm:
            return Form.PARTICIPLE
        if "sbjv" in gramm:
            return Form.SUBJUNCTIVE
        return Form.IMPERATIVE if "imp" in gramm else Form.FINITE
    if "NOUN" not in gramm:
        return Form.OTHER
    found = Form.NOUN | (Form.DEFINITE if "def" in gramm else Form.INDEFINITE)
    found |= Form.PLURAL if "pl" in gramm else Form.SINGULAR
    for tags, form in (
        ({"nom"}, Form.NOMINATIVE),
        ({"acc"}, Form.ACCUSATIVE),
        ({"gen_dat", "abl", "abl2"}, Form.OBLIQUE),
    ):
        found |= form if tags & gramm else UNKNOWN
    if gramm & {"anim", "anim/inanim"}:
        found |= Form.ANIMATE
    return found


class _Grammar:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paradigms: dict[str, list[_Flex]] = defaultdict(list)
        self.derived: set[str] = set()
        """Paradigms whose words make another."""
        for name, lines in _blocks(folder / "paradigms.txt", "paradigm"):
            self._read(name, lines)
        derivations = dict(_blocks(folder / "derivations.txt", "deriv-type"))
        self.derivation = [
            line for line in derivations[_DERIVED] if line[0] in ("stem", "paradigm")
        ]

    def _read(self, name: str, lines: list[tuple[str, str]]) -> None:
        found: list[_Flex] = []
        for key, value in lines:
            if key == "-flex":
                found.append(_Flex(value, "", ()))
            elif key == "gramm" and found:
                found[-1] = found[-1]._replace(gramm=value)
            elif key == "paradigm" and found:
                found[-1] = found[-1]._replace(links=(*found[-1].links, value))
            elif key == "deriv-link" and value == _DERIVED:
                self.derived.add(name)
        self.paradigms[name] += found

    def words(self) -> Iterator[tuple[str, str]]:
        """Each form of each word, and its grammar: "NOUN,f,sg,acc,def"."""
        for _, lines in _blocks(self.folder / "lexemes.txt", "lexeme"):
            said = dict(lines)
            stems = [part.split("//") for part in said["stem"].split("|")]
            for paradigm in (value for key, value in lines if key == "paradigm"):
                yield from self._inflected(stems, paradigm, said.get("gramm", ""))
                if paradigm in self.derived:
                    yield from self._nouns(stems)

    def _nouns(self, stems: Stems) -> Iterator[tuple[str, str]]:
        """Of a verb what it does: shkarkoj, shkarkim."""
        made: Stems = []
        for part in dict(self.derivation)["stem"].split("|"):
            number, shape = part.removeprefix("<").split(">")
            base = stems[min(int(number), len(stems) - 1)]
            made.append([shape.replace("[.]", one.replace(".", "")) for one in base])
        for paradigm in (value for key, value in self.derivation if key == "paradigm"):
            yield from self._inflected(made, paradigm, "NOUN")

    def _inflected(self, stems: Stems, paradigm: str, gramm: str) -> Iterator[tuple[str, str]]:
        for ending in self._endings(paradigm):
            numbers = map(int, ending.stem.split(",")) if ending.stem else range(len(stems))
            for number in numbers:
                for stem in stems[min(number, len(stems) - 1)]:
                    word = stem.strip().replace(".", ending.letters.removeprefix("."), 1)
                    yield word.replace(".", ""), f"{gramm},{ending.gramm}"

    @cache  # noqa: B019 - one grammar a run
    def _endings(self, paradigm: str, depth: int = 0) -> tuple[_Ending, ...]:
        found: list[_Ending] = []
        for flex in self.paradigms[paradigm] if depth < _DEEPEST else ():
            for variant in flex.letters.split("//"):
                match = re.fullmatch(r"(?:<([\d,]+)>)?(.*)", variant.strip())
                if match is None:
                    continue
                stem, letters = match[1] or "", match[2]
                if not flex.links:
                    found.append(_Ending(stem, letters.replace("<.>", "", 1), flex.gramm))
                for link in flex.links:
                    for next_one in self._endings(link, depth + 1):
                        rest = next_one.letters.removeprefix(".")
                        joined = (
                            letters.replace("<.>", rest) if "<.>" in letters else letters + rest
                        )
                        gramm = f"{flex.gramm},{next_one.gramm}"
                        found.append(_Ending(stem or next_one.stem, joined, gramm))
        return tuple(found)


def _blocks(path: Path, kind: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each with its name and its lines, as pairs of key and value."""
    text = path.read_text(encoding="utf-8-sig")
    for block in re.split(rf"(?m)^-{kind}", text)[1:]:
        first, *lines = block.splitlines()
        pairs = (line.strip().partition(":") for line in lines if ":" in line)
        yield first.removeprefix(":").strip(), [(key, value.strip()) for key, _, value in pairs]
