"""Reads the corpus: clean texts of a source in three languages, and each fault as an edit of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
SETS = (
    *("written_before", "written_after", "written_third"),
    *("written_fourth", "written_fifth", "written_sixth", "written_seventh"),
    *("written_eighth", "written_ninth", "written_tenth", "written_eleventh"),
    *("written_twelfth", "written_thirteenth", "written_fourteenth", "written_fifteenth"),
    *("written_sixteenth", "written_seventeenth", "written_eighteenth", "written_nineteenth"),
    *("written_twentieth", "written_twentyfirst", "written_twentysecond", "written_twentythird"),
    *("written_twentyfourth", "written_twentyfifth", "written_twentysixth"),
    *("written_twentyseventh", "written_twentyeighth", "written_twentyninth", "written_thirtieth"),
    *("written_thirtyfirst", "written_thirtysecond", "written_thirtythird"),
    *("written_thirtyfourth", "written_thirtyfifth", "written_thirtysixth"),
    *("written_thirtyseventh", "written_thirtyeighth", "written_thirtyninth", "written_fortieth"),
    *("written_fortyfirst", "written_fortysecond", "written_fortythird", "written_fortyfourth"),
    *("written_fortyfifth", "written_fortysixth", "written_fortyseventh", "written_fortyeighth"),
    *("written_fortyninth", "written_fiftieth", "written_fiftyfirst", "written_fiftysecond"),
    *("written_fiftyfourth", "written_fiftyfifth", "written_fiftysixth", "written_fiftyseventh"),
    *("written_fiftyeighth", "written_fiftyninth", "written_sixtieth", "written_sixtyfirst"),
    *("written_sixtysecond", "written_sixtythird", "written_sixtyfourth", "written_sixtyfifth"),
    *("written_sixtysixth", "written_sixtyseventh"),
)
CLEAN = (
    *("clean_first", "clean_second", "clean_third"),
    *("clean_fourth", "clean_fifth", "clean_sixth"),
    *("clean_seventh", "clean_eighth", "clean_ninth", "clean_tenth", "clean_eleventh"),
    *("clean_twelfth", "clean_thirteenth", "clean_fourteenth", "clean_fifteenth"),
    *("clean_sixteenth",),
)
"""Sets without a fault: what translators do on purpose."""
HARD = ("weak_first", "weak_second", "weak_third", "weak_fourth")
"""Sets of those kinds alone of which the gate misses most; outside of the figures."""


@dataclass(frozen=True)
class Text:
    """`kind` is empty for a clean text; Albanian alone has no translation."""

    source: str
    kind: str
    language: str
    sq: str
    text: str


def texts(name: str) -> Iterator[Text]:
    written = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for block in written.split("\n= "):
        yield from _block(block.removeprefix("= "))


def _block(block: str) -> Iterator[Text]:
    name, *lines = block.strip("\n").split("\n")
    clean = {line[:2]: line[4:] for line in lines if line[2:4] == ": "}
    for language, text in clean.items():
        yield Text(name, "", language, clean["sq"], text)
    for line in lines:
        if line.startswith("! "):
            kind, language, edits = line[2:].split(" ", 2)
            text = clean[language]
            for edit in edits.split(" || "):
                before, _, after = edit.partition(" =>")
                if before not in text:
                    raise ValueError(f"{name}, {kind}: {before!r} is not there")
                text = text.replace(before, after.removeprefix(" "), 1)
            source = text if language == "sq" else clean["sq"]
            yield Text(name, kind, language, source, text.strip())
