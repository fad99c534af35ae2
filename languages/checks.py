"""The gate: what a machine can see in a text or a translation before a person approves it.

An error keeps the text from being published; a warning is for the reviewer to judge.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from languages import AUTHORITATIVE, LANGUAGES, facts
from languages.numbers import western_digits
from languages.words import Severity, forbidden, plain, sentences, without_letters

_AR = "\u0620-\u063f\u0641-\u064a\u0671-\u06d3"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_ADDRESS: Final = re.compile(r"https?://[^\s،؛]+|\S+@\S+|\bwww\.[^\s،؛]+")
_LONGEST: Final = {"sq": 15, "en": 15, "ar": 20}  # words a sentence

_MEANING: Final[dict[str, tuple[Severity, str]]] = {
    "empty": ("error", "The text is empty."),
    "wrong_script": ("error", "The text is not in the letters of its language."),
    "latin_mark": ("error", "A Latin comma, semicolon or question mark in Arabic text."),
    "glued_latin": ("error", "Latin letters touch Arabic letters."),
    "kashida": ("error", "Letters are stretched with a kashida."),
    "numbers_differ": ("error", "The numbers differ from those of the source."),
    "telephone_missing": ("error", "A telephone number of the source is missing."),
    "date_missing": ("error", "A date of the source is missing or has changed."),
    "untranslated": ("warning", "The text is the same as its source."),
    "mostly_latin": ("warning", "More Latin than Arabic letters."),
    "space_before_mark": ("warning", "A space before a punctuation mark."),
    "eastern_digits": ("warning", "Digits other than 0–9."),
    "exclamation": ("warning", "An exclamation mark."),
    "missing_letters": ("warning", "A word is written without ë or ç."),
    "long_sentence": ("warning", "A sentence is longer than readers like."),
}
_FORBIDDEN: Final = "A word that we do not use; what to write instead follows it."


@dataclass(frozen=True, slots=True)
class Finding:
    """`message_en` is one fixed sentence a code, so that it can be translated; details are
    in `excerpt`."""

    code: str
    severity: Severity
    message_en: str
    excerpt: str


def check(
    source: str, translation: str, language: str, *, source_language: str = AUTHORITATIVE
) -> list[Finding]:
    """What is wrong with the translation of `source` into `language`, and with its text alone.

    Plain text, no HTML. ValueError for a language that is not one of the three.
    """
    findings = check_text(translation, language)
    _known(source_language)
    if not translation.strip():
        return findings
    return findings + list(_compared(_read(source), source_language, _read(translation), language))


def check_text(text: str, language: str) -> list[Finding]:
    """What is wrong with one text, whatever it translates."""
    _known(language)
    if not plain(text).strip():
        return [_finding("empty", "")]
    text = plain(text)
    findings = [*_script(text, language), *_words(text, language)]
    if language == "ar":
        findings += _arabic_marks(_ADDRESS.sub(" ", text))
    return findings


def _compared(source: str, source_language: str, text: str, language: str) -> Iterator[Finding]:
    if language != source_language and source == text and len(text.split()) > 3:
        yield _finding("untranslated", text)
    # An address is another in each language.
    source, text = _ADDRESS.sub(" ", source), _ADDRESS.sub(" ", text)
    theirs, ours = facts.numbers(source, source_language), facts.numbers(text, language)
    if not any(a == b for a in theirs for b in ours):
        yield _finding("numbers_differ", _change(theirs[0], ours[0]))
    for telephone in facts.telephones(source) - facts.telephones(text):
        yield _finding("telephone_missing", telephone)
    for day, month in facts.dates(source, source_language) - facts.dates(text, language):
        yield _finding("date_missing", f"{day}.{month}" if day else f"{month}")


def _script(text: str, language: str) -> Iterator[Finding]:
    arabic = len(re.findall(f"[{_AR}]", text))
    latin = len(re.findall(f"[{_LATIN}]", _ADDRESS.sub(" ", text)))
    own, other = (arabic, latin) if language == "ar" else (latin, arabic)
    if other and not own:
        yield _finding("wrong_script", text)
    elif language == "ar" and latin > arabic:
        yield _finding("mostly_latin", text)
    for match in re.finditer("[٠-٩۰-۹]+", text):
        yield _finding("eastern_digits", match.group())


def _words(text: str, language: str) -> Iterator[Finding]:
    for term in forbidden(text, language):
        yield Finding("forbidden_term", term.severity, _FORBIDDEN, f"{term.found} → {term.instead}")
    if language == "sq":
        for word, right in without_letters(text):
            yield _finding("missing_letters", f"{word} → {right}")
    for match in re.finditer("[!！]", text):
        yield _finding("exclamation", _around(text, match))
    for sentence, count in sentences(text):
        if count > _LONGEST[language]:
            yield _finding("long_sentence", sentence)


def _arabic_marks(text: str) -> Iterator[Finding]:
    patterns = (
        # A comma between digits groups thousands.
        ("latin_mark", r"(?<!\d),|,(?!\d)|[;?]"),
        ("glued_latin", f"[{_LATIN}][{_AR}]|[{_AR}][{_LATIN}]"),
        ("kashida", "ـ+"),
        ("space_before_mark", r"\s[،؛؟»]"),
    )
    for code, pattern in patterns:
        for match in re.finditer(pattern, text):
            yield _finding(code, _around(text, match))


def _read(text: str) -> str:
    return western_digits(plain(text)).strip()


def _change(before: Counter[str], after: Counter[str]) -> str:
    lost, added = sorted((before - after).elements()), sorted((after - before).elements())
    return f"{', '.join(lost) or '–'} → {', '.join(added) or '–'}"


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - 15, 0) : match.end() + 15].strip()


def _finding(code: str, excerpt: str) -> Finding:
    severity, message = _MEANING[code]
    return Finding(code, severity, message, excerpt if len(excerpt) <= 120 else excerpt[:119] + "…")


def _known(language: str) -> None:
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}")
