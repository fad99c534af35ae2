"""The same words in three languages at once, before they become public in somebody's name."""

from collections.abc import Iterable, Mapping, Sequence

from languages import AUTHORITATIVE, LANGUAGES
from languages.checks import NO_RULES, Finding, Names, Rules, check, check_text


class RefusedByTheGate(Exception):
    """Words that may not be published as they are; `findings`: (which text, finding)."""

    def __init__(self, findings: Sequence[tuple[str, Finding]]) -> None:
        super().__init__("; ".join(f"{name}: {found.message}" for name, found in findings))
        self.findings = findings


def errors_in(
    texts: Mapping[str, str], *, names: Iterable[Names], rules: Rules = NO_RULES
) -> list[tuple[str, Finding]]:
    """(language, finding) of each error; every text beside its Albanian."""
    names, albanian = tuple(names), texts[AUTHORITATIVE]
    found = [(AUTHORITATIVE, one) for one in check_text(albanian, AUTHORITATIVE, rules=rules)]
    for code in LANGUAGES:
        if code != AUTHORITATIVE:
            told = check(albanian, texts[code], code, names=names, rules=rules)
            found += [(code, one) for one in told]
    return [(code, one) for code, one in found if one.severity == "error"]


def pass_the_gate(
    texts: Mapping[str, str], *, names: Iterable[Names], rules: Rules = NO_RULES
) -> None:
    """Raises RefusedByTheGate, its findings by language."""
    if findings := errors_in(texts, names=names, rules=rules):
        raise RefusedByTheGate(findings)
