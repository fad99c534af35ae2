"""What the checks say of a translation, for who works on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bulletins.checking import compared, findings_of, plain
from bulletins.models import BlockText
from languages import AUTHORITATIVE
from languages.checks import Finding, check_text


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding, in the reader's language."""

    is_error: bool
    message: str
    excerpt: str


def remarks(row: BlockText, source: BlockText | None) -> list[Remark]:
    """Errors first; nothing about a text that is not there."""
    found = _told(findings_of(row, source)) if plain(row).strip() else []
    return sorted(found, key=lambda remark: not remark.is_error)


def errors(row: BlockText, source: BlockText | None) -> list[Remark]:
    return [remark for remark in remarks(row, source) if remark.is_error]


def changed_facts(before: str, after: str) -> list[Remark]:
    """What two versions of one Albanian text do not both say: numbers, dates, telephones, …

    A fault that stands in one of them alone is nothing that they differ in.
    """
    found = [*_compared(before, after), *_compared(after, before)]
    told: dict[str, Remark] = {}
    for remark in _told(found):
        if remark.is_error:
            told.setdefault(remark.message, remark)
    return list(told.values())


def _compared(source: str, text: str) -> list[Finding]:
    alone = check_text(text, AUTHORITATIVE)
    return [found for found in compared(source, text, AUTHORITATIVE) if found not in alone]


def _told(findings: Iterable[Finding]) -> list[Remark]:
    return [Remark(found.severity == "error", found.said(_), found.excerpt) for found in findings]
