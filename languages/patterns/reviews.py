"""Who read each pattern, and when: a ledger beside the texts.

A line holds the SHA-256 of what was read, so that an edited pattern is unread again.
"""

import csv
import datetime
import hashlib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from languages import LANGUAGES
from languages.patterns.catalogue import keys, source_of

LEDGER: Final = Path(__file__).parent / "reviews.csv"
ROLES: Final = ("secretary", "editor", "translator", "language reviewer")


class NotReviewed(Exception):
    """Nobody has read the pattern as it is written now."""


class Review(NamedTuple):
    key: str
    language: str
    sha256: str
    role: str
    date: str


def is_reviewed(key: str, language: str) -> bool:
    """Raises UnknownPattern."""
    written = hash_of(key, language)
    read = _ledger().get((key, language))
    return read is not None and read.sha256 == written


def unreviewed(languages: Collection[str] = LANGUAGES) -> list[tuple[str, str]]:
    """(key, language) of what nobody has read as it stands."""
    return [
        (key, language)
        for key in keys()
        for language in LANGUAGES
        if language in languages and not is_reviewed(key, language)
    ]


def record(read: Collection[tuple[str, str]], *, role: str, on: datetime.date) -> None:
    """Notes that a role has read these patterns as they stand today.

    ValueError for a role that reviews no patterns.
    """
    if role not in ROLES:
        raise ValueError(f"{role!r} reviews no patterns; one of: {', '.join(ROLES)}.")
    lines = dict(_ledger())
    for key, language in read:
        lines[key, language] = Review(key, language, hash_of(key, language), role, on.isoformat())
    known = [(key, language) for key in keys() for language in LANGUAGES]
    with LEDGER.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Review._fields)
        writer.writerows(lines[line] for line in known if line in lines)
    _ledger.cache_clear()


def hash_of(key: str, language: str) -> str:
    """SHA-256 of a pattern as it is written, with its terms and parts."""
    return hashlib.sha256(source_of(key, language).encode()).hexdigest()


@cache
def _ledger() -> dict[tuple[str, str], Review]:
    if not LEDGER.exists():
        return {}
    with LEDGER.open(encoding="utf-8", newline="") as file:
        return {(row["key"], row["language"]): Review(**row) for row in csv.DictReader(file)}
