"""Words of a text: which are forbidden, which lack their ë or ç, how long a sentence is."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from languages.folding import fold, fold_word
from languages.glossary import rows, terms

Severity = Literal["error", "warning"]

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ARABIC: Final = re.compile("[\u0620-\u064a\u0671-\u06d3]")
# A word with its vowel marks and tatweel, or a single mark: a mark keeps two words apart.
_TOKEN: Final = re.compile(r"(?:[^\W_]|[\u0640\u064b-\u065f\u0670])+|\S")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟…])[”»\")]*\s+|\n+")
# و ف ب ك ل join the word; the article joins only where the term is a single word.
_JOINED: Final = "[وف]?[بكل]?"
_JOINED_TO_NOUN: Final = "[وف]?(?:[بكل]?ال|لل|[بكل])?"
# What may follow an Albanian noun's stem, as it is typed without ë.
_ENDING: Final = re.compile("[iua]|[iue]?[tn]|e?s|se|te|ne|e?ve|ave|ash|esh|sh")
# Beside the glossary's own: everyday words that only lack of a keyboard writes without ë and ç.
_EVERYDAY: Final = ("është", "për", "një", "çdo", "gjithçka", "këto", "këtë", "përmes", "nëntor")


@dataclass(frozen=True, slots=True)
class Forbidden:
    found: str
    instead: str
    severity: Severity
    start: int
    end: int


def plain(text: str) -> str:
    """The text composed (NFC) and without invisible marks."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def forbidden(text: str, language: str) -> Iterator[Forbidden]:
    """Words that we do not use (`data/forbidden.csv`), the longest term first.

    A longer term that is allowed, or stands in the glossary, covers the shorter in it.
    """
    tokens = list(_TOKEN.finditer(text))
    keys = [_key(t.group()) for t in tokens]
    if not any(_may_begin(key, language) for key in keys):
        return
    starts: dict[int, int] = {}
    position = 0
    for index, key in enumerate(keys):
        starts[position] = index
        position += len(key) + 1
    joined, read = " ".join(keys), 0
    for position, first in starts.items():
        if position < read:
            continue
        pattern, outcomes = _terms(_may_begin(keys[first], language), language)
        match = pattern.match(joined, position) if outcomes else None
        if match is None:
            continue
        read = match.end()
        outcome = outcomes[(match.lastindex or 0) - 1]
        if outcome is None:
            continue
        instead, severity = outcome
        start, end = tokens[first].start(), tokens[first + match.group().count(" ")].end()
        yield Forbidden(text[start:end], instead, severity, start, end)


def without_letters(text: str) -> Iterator[tuple[str, str]]:
    """Albanian words written without ë and ç, each with the word that it should be or begin."""
    whole, stems = _spellings()
    for match in _TOKEN.finditer(text):
        word = match.group()
        key = word.casefold()
        if "ë" in key or "ç" in key:
            continue
        if key in whole:
            yield word, whole[key]
            continue
        for length in range(len(key) - 1, 4, -1):
            if key[:length] in stems and _ENDING.fullmatch(key[length:]):
                yield word, stems[key[:length]]
                break


def sentences(text: str) -> Iterator[tuple[str, int]]:
    """Each sentence and how many words it has."""
    for sentence in _SENTENCE_END.split(text):
        count = sum(any(c.isalnum() for c in word) for word in sentence.split())
        if count:
            yield sentence.strip(), count


def _key(token: str) -> str:
    # ë and ç stay: "proçesverbal" is wrong because of its ç.
    return fold_word(token) if _ARABIC.search(token) else token.casefold()


@lru_cache(maxsize=16384)
def _may_begin(key: str, language: str) -> frozenset[str]:
    """First words of the terms that may begin with the word: much cheaper than to try them all."""
    forms = [key]
    for length in range(1, min(len(key), 5)) if language == "ar" else ():
        if key[length - 1] not in "وفبكلا":
            break
        forms.append(key[length:])
    whole, begun = _first_words(language)
    found = [form for form in forms if form in whole]
    found += [word for word in begun for form in forms if form.startswith(word)]
    return frozenset(found)


@cache
def _first_words(language: str) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The terms by their first word; and of which words more letters may follow."""
    terms_of: dict[str, list[str]] = {}
    begun: set[str] = set()
    for term in _listed(language):
        first, *more = (_key(t) for t in _TOKEN.findall(term.removesuffix("*")))
        terms_of.setdefault(first, []).append(term)
        if term.endswith("*") and not more:
            begun.add(first)
    return terms_of, tuple(begun)


@cache
def _listed(language: str) -> dict[str, tuple[str, Severity] | None]:
    listed: dict[str, tuple[str, Severity] | None] = {
        term.in_language(language): None for term in terms()
    }
    for row in rows("forbidden.csv"):
        if row["language"] == language:
            severity: Severity = "error" if row["severity"] == "error" else "warning"
            outcome = None if row["severity"] == "allowed" else (row["instead"], severity)
            listed.update(dict.fromkeys(row["term"].split(" / "), outcome))
    return listed


@cache
def _terms(
    first_words: frozenset[str], language: str
) -> tuple[re.Pattern[str], tuple[tuple[str, Severity] | None, ...]]:
    """The terms with one of these first words, as a pattern, and what to say of each."""
    begin_with, _ = _first_words(language)
    listed = {t: _listed(language)[t] for word in first_words for t in begin_with[word]}
    longest_first = sorted(listed, key=len, reverse=True)
    pattern = "|".join(f"({_term(term, language)})" for term in longest_first)
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), tuple(listed[t] for t in longest_first)


def _term(term: str, language: str) -> str:
    keys = [re.escape(_key(t)) for t in _TOKEN.findall(term.removesuffix("*"))]
    joined = ""
    if language == "ar":
        joined = _JOINED_TO_NOUN if len(keys) == 1 else _JOINED
    return joined + " ".join(keys) + (r"\S*" if term.endswith("*") else "")


@cache
def _spellings() -> tuple[dict[str, str], dict[str, str]]:
    words = {w.casefold() for t in terms() for w in _TOKEN.findall(t.sq)} | set(_EVERYDAY)
    whole, stems = {}, {}
    for word in sorted(words):
        bare = fold(word)
        # "detyre" beside "detyrë" is right Albanian (një detyre), "sigurise" is not.
        only_last = word.endswith("ë") and fold(word[:-1]) == word[:-1]
        if bare == word or (only_last and not word.endswith("isë")):
            continue
        if len(bare) > 4 or word in _EVERYDAY:
            whole[bare] = word
        if len(bare) > 4 and word not in _EVERYDAY:
            stems[bare] = word
    return whole, stems
