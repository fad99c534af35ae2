"""What the checks say of a block's text: the one place that calls them."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _

from bulletins.models import AcceptedFinding, Block, BlockText, Picture
from languages.checks import Finding, alternative, check, check_text
from languages.texts import digest
from press.html import words_of

MOST_KNOWN = 2_000
"""Texts of which a process remembers what the checks said: a few months."""
RICH = frozenset({(Block.Kind.TEXT, "body")})
"""Kind and field of what is HTML; every other text is plain."""


def is_rich(block: Block, field: str) -> bool:
    return (block.kind, field) in RICH


def plain(row: BlockText) -> str:
    """The words of a text, without what sets them."""
    return words_of(row.text) if is_rich(row.block, row.field) else row.text


def findings_of(row: BlockText, source: BlockText | None) -> list[Finding]:
    """What is wrong with a text, beside its Albanian where there is one."""
    if row.field == Picture.ALT and (found := list(alternative.check(row.text))):
        return found
    if source is None:
        return check_text(plain(row), row.language)
    return compared(plain(source), plain(row), row.language)


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


def remarks(row: BlockText, source: BlockText | None) -> list[Remark]:
    """Of each finding whether somebody has looked at it, in these very words."""
    own = digest(row.text)
    said = {
        (note.check_name, note.excerpt): note
        for note in row.accepted.all()
        if note.text_digest == own
    }
    return [
        Remark(found, said.get((found.check, found.excerpt[:200])))
        for found in findings_of(row, source)
    ]
