"""What the checks say of a block's text: the one place that calls them."""

from dataclasses import replace
from functools import lru_cache

from django.conf import settings

from bulletins.models import Block, BlockText, Picture
from languages import remarks as answered
from languages.checks import NO_RULES, Finding, Rules, alternative, check, check_text
from languages.remarks import Remark
from press.html import words_of

MOST_KNOWN = 2_000
"""Texts of which a process remembers what the checks said: a few months."""
RICH = frozenset({(Block.Kind.TEXT, "body")})
"""Kind and field of what is HTML; every other text is plain."""
PROSE = frozenset(
    {Block.Kind.COVER, Block.Kind.SUMMARY, Block.Kind.STORY, Block.Kind.TEXT, Block.Kind.ACTIVITIES}
)
"""Blocks that promise nothing before an election; decisions, figures and help go on."""


def is_rich(block: Block, field: str) -> bool:
    return (block.kind, field) in RICH


def plain(row: BlockText) -> str:
    """The words of a text, without what sets them."""
    return words_of(row.text) if is_rich(row.block, row.field) else row.text


def findings_of(row: BlockText, source: BlockText | None, rules: Rules) -> list[Finding]:
    """What is wrong with a text, beside its Albanian where there is one."""
    text = plain(row)
    if row.field == Picture.ALT and (found := list(alternative.check(text))):
        return found
    if row.block.kind not in PROSE:
        rules = replace(rules, election=False)
    return compared(plain(source) if source else None, text, row.language, rules)


def compared(
    source: str | None, text: str, language: str, rules: Rules = NO_RULES
) -> list[Finding]:
    """What is wrong with a plain text that says in `language` what the Albanian `source` says."""
    return list(_known(source, text, language, rules, settings.CITY.city["sq"]))


@lru_cache(maxsize=MOST_KNOWN)
def _known(
    source: str | None, text: str, language: str, rules: Rules, _city: str
) -> tuple[Finding, ...]:
    """The same words have the same faults: whoever opens a month again does not wait for them."""
    if source is None:
        return tuple(check_text(text, language, rules=rules))
    return tuple(check(source, text, language, names=settings.CITY.places(), rules=rules))


def remarks(row: BlockText, source: BlockText | None, rules: Rules) -> list[Remark]:
    """Of each finding whether somebody has looked at it; `row.accepted` is best fetched with it."""
    return answered.remarks(findings_of(row, source, rules), row.accepted.all(), row.text)
