"""What the checks say of a block's text: the one place that calls them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bulletins.models import AcceptedFinding, Block, BlockText, Picture
from languages.checks import Finding, alternative, check, check_text, promises
from languages.checks.reading import reading_of
from languages.texts import digest
from press.html import words_of

MOST_KNOWN = 2_000
"""Texts of which a process remembers what the checks said: a few months."""
RICH = frozenset({(Block.Kind.TEXT, "body")})
"""Kind and field of what is HTML; every other text is plain."""

LINE = 6
"""Digits of a help line with a beginning of its own, such as 116 111."""
NO_LINE = gettext_noop("%(number)s is none of the help lines that we know: %(known)s.")


def is_rich(block: Block, field: str) -> bool:
    return (block.kind, field) in RICH


def plain(row: BlockText) -> str:
    """The words of a text, without what sets them."""
    return words_of(row.text) if is_rich(row.block, row.field) else row.text


PROSE = frozenset(
    {Block.Kind.COVER, Block.Kind.SUMMARY, Block.Kind.STORY, Block.Kind.TEXT, Block.Kind.ACTIVITIES}
)
"""Blocks that promise nothing before an election; decisions, figures and help go on."""


def findings_of(
    row: BlockText, source: BlockText | None, *, election: bool = False
) -> list[Finding]:
    """What is wrong with a text, beside its Albanian where there is one; in an election period also
    its words of promise."""
    text = plain(row)
    if row.field == Picture.ALT and (found := list(alternative.check(text))):
        return found
    lines = _wrong_lines(text, row.language, settings.CITY.city["sq"])
    if election and row.block.kind in PROSE:
        lines = (*lines, *promises.check(reading_of(text, row.language)))
    if source is None:
        return [*check_text(text, row.language), *lines]
    return [*compared(plain(source), text, row.language), *lines]


@lru_cache(maxsize=MOST_KNOWN)
def _wrong_lines(text: str, language: str, _city: str) -> tuple[Finding, ...]:
    """What `_help_lines` finds, read once for the same words."""
    return tuple(_help_lines(text, language))


def _help_lines(text: str, language: str) -> Iterator[Finding]:
    """Numbers with the beginning of help lines that are none: who dials them reaches nobody."""
    known = {_digits(line["number"]) for line in settings.CITY.help_lines}
    known_long = sorted(number for number in known if len(number) == LINE)
    starts = {number[:3] for number in known_long}
    for number, start, end in reading_of(text, language).figures.telephones:
        if len(number) == LINE and number[:3] in starts and number not in known:
            yield Finding(
                check="help-lines",
                severity="error",
                template=NO_LINE,
                values={"number": _spaced(number), "known": ", ".join(map(_spaced, known_long))},
                start=start,
                end=end,
                excerpt=text[start:end].strip(),
            )


def _digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))


def _spaced(number: str) -> str:
    return f"{number[:3]} {number[3:]}"


def compared(source: str, text: str, language: str) -> list[Finding]:
    """What is wrong with a plain text that says in `language` what the Albanian `source` says."""
    return list(_known(source, text, language, settings.CITY.city["sq"]))


@lru_cache(maxsize=MOST_KNOWN)
def _known(source: str, text: str, language: str, _city: str) -> tuple[Finding, ...]:
    """The same words have the same faults: whoever opens a month again does not wait for them."""
    return tuple(check(source, text, language, names=settings.CITY.places()))


@dataclass(frozen=True)
class Remark:
    """A finding as it is shown beside its text."""

    finding: Finding
    accepted: AcceptedFinding | None

    @property
    def is_error(self) -> bool:
        return self.finding.severity == "error"

    @property
    def message(self) -> str:
        """In the reader's language."""
        return self.finding.said(_)

    @property
    def waits(self) -> bool:
        """Whether somebody must still change the text or say that it is right."""
        return self.accepted is None


def remarks(row: BlockText, source: BlockText | None, *, election: bool = False) -> list[Remark]:
    """Of each finding whether somebody has looked at it, in these very words."""
    own = digest(row.text)
    said = {
        (note.check_name, note.excerpt): note
        for note in row.accepted.all()
        if note.text_digest == own
    }
    return [
        Remark(found, said.get((found.check, found.excerpt[:200])))
        for found in findings_of(row, source, election=election)
    ]
