"""Letters of one script in a text of another, inside a word or instead of it."""

import re
import unicodedata
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.reading import ARABIC, LATIN, Reading

NAME = "scripts"
EMPTY: Final = gettext_noop("The text is empty.")
WRONG: Final = gettext_noop("The text is not in the letters of its language.")
GLUED: Final = gettext_noop("Letters of two alphabets touch: %(found)s.")
ALIKE: Final = gettext_noop("A letter that only looks like the right one: %(found)s.")
MOSTLY_LATIN: Final = gettext_noop("More Latin than Arabic letters.")
DIGITS: Final = gettext_noop("Digits other than 0–9: %(found)s.")
_ALIKE: Final = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u1c80-\u1c8f\u2c60-\u2c7f\u0250-\u02af\u1d00-\u1dbf\uff21-\uff5a\U0001d400-\U0001d7ff]+"
)
_LETTER_O: Final = re.compile(r"(?<=\d)[Oo](?!\w)")
# Persian and Urdu letters that stand for Arabic ones, and shapes that are no letters.
_ALIKE_ARABIC: Final = re.compile("[\u0671-\u06d3\u0654](?<!\u06a4)|[\ufb50-\ufdf1\ufe70-\ufefc]")
_TOUCHING: Final = re.compile(rf"[{LATIN}]+[{ARABIC}]+|[{ARABIC}]+[{LATIN}]+")
_ARABIC: Final = re.compile(f"[{ARABIC}]+")
_LATIN: Final = re.compile(f"[{LATIN}]+")
_DIGITS: Final = re.compile("[٠-٩۰-۹]+")
_NOT_ALBANIAN: Final = re.compile(r"[\u0100-\u024fàáâãäåæèéêìíîïðñòóôõöøùúûüýþÿß]")


def check(reading: Reading) -> Findings:
    text = reading.prose
    arabic, latin = (sum(map(len, one.findall(text))) for one in (_ARABIC, _LATIN))
    own, other = (arabic, latin) if reading.language == "ar" else (latin, arabic)
    strange = sum(map(str.isalpha, text)) - arabic - latin
    if (other or strange > 2) and not own:
        yield reading.finding(NAME, WRONG, 0, len(text))
        return
    if reading.language == "ar" and latin > arabic:
        yield reading.finding(NAME, MOSTLY_LATIN, severity="warning")
    yield from _look_alikes(reading)
    if reading.language != "ar":
        for match in _ARABIC.finditer(text):
            if not _aside(text, *match.span()):
                yield reading.finding(NAME, WRONG, *match.span())
    for match in _TOUCHING.finditer(text):
        yield reading.finding(NAME, GLUED, *match.span())
    for match in _DIGITS.finditer(reading.raw):
        yield reading.finding("digits", DIGITS, found=match.group(), severity="warning")


def _look_alikes(reading: Reading) -> Findings:
    text = reading.prose
    for match in _ALIKE.finditer(text):
        if any(c.isalpha() for c in match.group()) and not _unit(match.group(), text, match.end()):
            yield reading.finding(NAME, ALIKE, *_word(text, *match.span()))
    if reading.language == "ar":
        for match in _ALIKE_ARABIC.finditer(text):
            yield reading.finding(NAME, ALIKE, *_word(text, *match.span()))
    for match in _LETTER_O.finditer(text):
        yield reading.finding(NAME, ALIKE, *match.span())
    if reading.language == "sq":
        for word in reading.words:
            own = word.text.replace("ë", "").replace("ç", "")
            if word.text.islower() and _NOT_ALBANIAN.search(own):
                yield reading.finding(NAME, ALIKE, word.start, word.end)


def empty(reading: Reading) -> Findings:
    if not reading.text.strip():
        yield reading.finding("empty", EMPTY)


def _unit(found: str, text: str, end: int) -> bool:
    """µm, Ω and numerals like IV in their own signs are no look-alikes."""
    return unicodedata.category(found[0]) in ("Sc", "No", "Nl") or (
        found in ("Ω", "μ") and not text[end : end + 1].isalpha()
    )


def _word(text: str, start: int, end: int) -> tuple[int, int]:
    while start and (text[start - 1].isalpha() or text[start - 1] in "'’"):
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


def _aside(text: str, start: int, end: int) -> bool:
    """In brackets or quotation marks: a name, or a language's own name."""
    before, after = text[:start], text[end:]
    return bool(re.search(r"[(«“\"][^)»”\"]*$", before) and re.match(r"[^(«“\"]*[)»”\"]", after))
