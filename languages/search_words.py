"""Words as search knows them: folded, and beside each form the word that it is a form of.

`vendimeve` is found by `vendim`, `këshillit` by `keshilli`, `المجلس` by `مجلس`. Positions count
words, so that a page's words and a question's are taken apart by the same rule.
"""

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Final

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from languages.folding import fold, fold_word

WORD: Final = re.compile(r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c-\u200f]+")
"""With the marks that stand on a letter and are no letters themselves."""
LONGEST: Final = 40
_ARTICLES: Final = ("وال", "بال", "كال", "فال", "لل", "ال")
_PLAIN: Final = re.compile(r"[^\W_]+")


def words_of(text: str) -> Iterator[str]:
    """The folded words of a text, in their order."""
    for found in WORD.finditer(text):
        yield from _PLAIN.findall(fold_word(found.group())[: LONGEST * 2])


@functools.lru_cache(maxsize=32768)
def forms(word: str, language: str) -> frozenset[str]:
    """The forms under which a folded word is kept and sought."""
    known = {word[:LONGEST]}
    if language == "sq" and (basic := _albanian().get(word)):
        known.add(basic)
    elif language == "ar":
        known |= {
            word[len(article) :]
            for article in _ARTICLES
            if word.startswith(article) and len(word) - len(article) >= 3
        }
    elif language == "en" and len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        known.add(word[:-1])
    return frozenset(known)


@functools.cache
def _albanian() -> Mapping[str, str]:
    """Folded word form → folded basic form. Half a second once in a process."""
    listed = DefaultDictionaryFactory().get_dictionary("sq")
    found: dict[str, str] = {}
    for form, basic in listed.items():
        text = basic.decode() if isinstance(basic, bytes) else basic
        found.setdefault(fold(form), fold(text))
    return {form: basic for form, basic in found.items() if form != basic and basic.isalnum()}


def warm_up() -> None:
    """Reads the list of Albanian words now: a web server's first reader should not wait for it."""
    _albanian()
