"""The binding words: `data/glossary.csv`, one concept a row in three languages."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Term:
    sq: str
    en: str
    ar: str

    def in_language(self, language: str) -> str:
        """KeyError for a language that is not one of the three."""
        return {"sq": self.sq, "en": self.en, "ar": self.ar}[language]


@cache
def terms() -> tuple[Term, ...]:
    """Every term, in the file's order; parallel terms of one row (` / `) come singly.

    ValueError if a row's columns do not hold equally many.
    """
    return tuple(
        Term(*parallel)
        for row in rows("glossary.csv")
        for parallel in zip(*(row[c].split(" / ") for c in ("sq", "en", "ar")), strict=True)
    )


@cache
def towns() -> tuple[str, ...]:
    """Towns, rivers and lakes of the country and beside it, in Albanian."""
    return tuple((files("languages") / "data" / "towns.txt").read_text(encoding="utf-8").split())


def rows(name: str) -> list[dict[str, str]]:
    """A data file of this package."""
    text = (files("languages") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
