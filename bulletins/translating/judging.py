"""What the checks say of a translation, for who works on it."""

from bulletins.checking import compared, findings_of, plain
from bulletins.models import BlockText
from languages import AUTHORITATIVE
from languages.checks import Finding, Rules, check_text
from languages.remarks import Remark


def remarks(row: BlockText, source: BlockText | None, rules: Rules) -> list[Remark]:
    """Errors first; nothing about a text that is not there."""
    found = findings_of(row, source, rules) if plain(row).strip() else []
    return sorted(map(Remark, found), key=lambda remark: not remark.is_error)


def errors(row: BlockText, source: BlockText | None, rules: Rules) -> list[Remark]:
    return [remark for remark in remarks(row, source, rules) if remark.is_error]


def changed_facts(before: str, after: str) -> list[Remark]:
    """What two versions of one Albanian text do not both say: numbers, dates, telephones, …

    A fault that stands in one of them alone is nothing that they differ in.
    """
    found = [*_compared(before, after), *_compared(after, before)]
    told: dict[str, Remark] = {}
    for remark in map(Remark, found):
        if remark.is_error:
            told.setdefault(remark.message, remark)
    return list(told.values())


def _compared(source: str, text: str) -> list[Finding]:
    alone = check_text(text, AUTHORITATIVE)
    return [found for found in compared(source, text, AUTHORITATIVE) if found not in alone]
