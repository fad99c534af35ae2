"""The gate: what a machine can see in a text or a translation before a person approves it.

An error keeps the text from being published; a warning is for the reviewer to judge.
One check a file; each yields findings with a message and a place.
"""

from collections.abc import Callable, Iterable
from typing import Final

from languages import AUTHORITATIVE, LANGUAGES
from languages.checks import (
    added,
    addresses,
    alternative,
    always_said,
    amounts,
    broken,
    calendar,
    dates,
    denied,
    exchanged,
    grammar,
    help_lines,
    hidden,
    landmarks,
    letters,
    names,
    negation,
    numbers,
    omitted,
    opposites,
    particles,
    parts,
    placeholders,
    private,
    promises,
    punctuation,
    readability,
    scripts,
    sentences,
    spelling,
    telephones,
    terms,
    things,
    times,
    untranslated,
)
from languages.checks.finding import Finding, Findings
from languages.checks.pair import Names, Pair
from languages.checks.reading import Reading, reading_of
from languages.checks.rules import NO_RULES, Rules

__all__ = ["NO_RULES", "Finding", "Names", "Rules", "check", "check_picture", "check_text"]

OF_A_TEXT: Final[tuple[Callable[[Reading], Findings], ...]] = (
    scripts.check,
    hidden.check,
    punctuation.check,
    broken.check,
    broken.repeated,
    calendar.check,
    parts.check,
    particles.check,
    grammar.check,
    things.check_alone,
    letters.check,
    spelling.check_alone,
    terms.check,
    untranslated.check_alone,
    private.check,
    placeholders.alone,
    addresses.alone,
    telephones.alone,
    readability.check,
)
OF_A_PAIR: Final[tuple[Callable[[Pair], Findings], ...]] = (
    numbers.check,
    times.check,
    dates.check,
    telephones.check,
    amounts.check,
    exchanged.check,
    addresses.check,
    placeholders.check,
    untranslated.check,
    spelling.check,
    sentences.check,
    always_said.check,
    omitted.check,
    added.check,
    negation.check,
    denied.check,
    opposites.check,
    names.check,
    landmarks.check,
    things.check,
    punctuation.questions,
)


def check(
    source: str,
    translation: str,
    language: str,
    *,
    source_language: str = AUTHORITATIVE,
    names: Iterable[Names] = (),
    rules: Rules = NO_RULES,
) -> list[Finding]:
    """What is wrong with the translation of `source` into `language`, and with its text alone.

    `names`: places and whoever else has a name in each language. ValueError for a language that
    is not one of the three.
    """
    _known(language)
    _known(source_language)
    text = Reading(translation, language)
    findings = _of_a_text(text, rules)
    pair = Pair(reading_of(source, source_language), text, names)
    if not pair.text.text.strip() or any(f.template == scripts.WRONG for f in findings):
        return findings
    return findings + [found for one in OF_A_PAIR for found in one(pair)]


def check_text(text: str, language: str, *, rules: Rules = NO_RULES) -> list[Finding]:
    """What is wrong with one text, whatever it translates."""
    _known(language)
    return _of_a_text(reading_of(text, language), rules)


def _of_a_text(reading: Reading, rules: Rules) -> list[Finding]:
    empty = list(scripts.empty(reading))
    if empty:
        return empty
    found = [found for one in OF_A_TEXT for found in one(reading)]
    if "<img" in reading.raw.lower():
        found += alternative.in_html(reading.raw)
    found += help_lines.check(reading, rules.help_lines)
    return found + (list(promises.check(reading)) if rules.election else [])


def check_picture(alt: str, language: str) -> list[Finding]:
    """What is wrong with the words that stand for a picture."""
    return list(alternative.check(alt)) or check_text(alt, language)


def _known(language: str) -> None:
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}")
