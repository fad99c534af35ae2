"""Recordings of issues, as readers and as the studio see them."""

import datetime
from dataclasses import dataclass

from bulletins import published
from bulletins.content import Issue
from bulletins.models import Recording
from bulletins.outputs import speech
from languages import direction
from languages.addresses import address
from languages.texts import digest

OTHER = "gjuha"
"""In an address, which of two recordings of one page: called so in each language."""


@dataclass(frozen=True)
class Voice:
    spoken: str
    name_of_language: str
    direction: str
    speaker: str
    seconds: int
    size: int
    """Bytes."""
    url: str
    transcript: str
    is_outdated: bool
    """The issue says something else by now than when it was recorded."""

    @property
    def minutes(self) -> str:
        """`3:05`."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}"


def voices(month: datetime.date, issue: Issue) -> tuple[Voice, ...]:
    """Those of an issue's page, the page's own language first."""
    rows = [row for row in _public(month) if row.language == issue.language]
    if not rows:
        return ()
    now = _digest(issue)
    rows.sort(key=lambda row: row.spoken != issue.language)
    return tuple(_voice(row, month, now) for row in rows)


def file(month: datetime.date, language: str, spoken: str) -> Recording | None:
    """The public one that stands on the page of a language; `spoken` may be empty."""
    rows = [row for row in _public(month) if row.language == language]
    return next((row for row in rows if row.spoken == (spoken or language)), None)


def source_of(month: datetime.date, language: str) -> str | None:
    """What makes the issue's words for reading aloud the same words; None where none is public."""
    edition = published.edition(month, language)
    return _digest(edition.issue) if edition else None


def words_of(month: datetime.date, language: str) -> str:
    """What there is to read: the beginning of a transcript."""
    edition = published.edition(month, language)
    return _words(edition.issue) if edition else ""


def _public(month: datetime.date) -> list[Recording]:
    rows = Recording.objects.filter(bulletin__month=month, removed_at__isnull=True)
    return list(rows.filter(reviewed_at__isnull=False))


def _voice(row: Recording, month: datetime.date, now: str) -> Voice:
    own = address("issue-voice", row.language, year=month.year, month=month.month)
    left_to_right = row.spoken == Recording.Spoken.ROMANI
    return Voice(
        spoken=row.spoken,
        name_of_language=row.get_spoken_display(),
        direction="ltr" if left_to_right else direction(row.spoken),
        speaker=row.get_speaker_display(),
        seconds=row.seconds,
        size=row.bytes,
        url=own if row.spoken == row.language else f"{own}?{OTHER}={row.spoken}",
        transcript=row.transcript,
        is_outdated=row.source_digest != now,
    )


def _digest(issue: Issue) -> str:
    return digest(_words(issue))


def _words(issue: Issue) -> str:
    passages = speech.passages(issue)
    return "\n\n".join(
        "\n".join(filter(None, (passage.title, *passage.paragraphs))) for passage in passages
    )
