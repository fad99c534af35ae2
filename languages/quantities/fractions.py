"""Shares in words: half, two thirds, two in three."""

import re
from fractions import Fraction
from functools import cache, lru_cache
from typing import Final

from languages.quantities.vocabulary import WORDS

# Folded words and figures with a space before and after each. What follows or goes before "half"
# makes it an hour, a year, a large number.
_NAMED: Final = {
    "sq": (
        (r"(?<! e )gjysm\w+(?! (?:ore|duzin\w*|milion\w*|e pare|e dyte|viti\w*))", "1/2"),
        (r"(?:nje|1) e tret\w+|(?:nje|1) te tret\w+", "1/3"),
        (r"(?:dy|2) te tret\w+", "2/3"),
        (r"(?:nje|1) e katert\w+|(?<! e )(?<! pa )cerek\w*(?! (?:ore|e))", "1/4"),
        (r"tre te katert\w+|tri te katert\w+|tre cerek\w*|tri cerek\w*", "3/4"),
        (r"(?:nje|1) e pest\w+", "1/5"),
    ),
    "en": (
        (r"(?<! a )(?<! first )(?<! second )half(?! (?:past|an|hour|a|term|year|of (?:19|20)))", "1/2"),
        (r"(?:one|a|1) third", "1/3"),
        (r"(?:two|2) thirds", "2/3"),
        (r"(?:one|a|1) quarter(?! (?:past|to|of an|hour))", "1/4"),
        (r"(?:three|3) quarters(?! of an hour)", "3/4"),
        (r"(?:one|a|1) fifth", "1/5"),
    ),
    "ar": (
        (r"[فبل]?(?:ال)?نصف(?:هم|ها|ه|هن)?(?! (?:ساعه|مليون|اول|سنوي))", "1/2"),
        (r"[وفبل]?(?:ال)?ثلث(?:هم|ها|ه|هن)?", "1/3"),
        (r"[وفبل]?(?:ال)?ثلث(?:ا|ي|ان|ين|اهم|يهم)", "2/3"),
        (r"[فبل]?ربع(?:هم|ها|ه|هن)?(?! (?:ساعه|سنوي))", "1/4"),
        (r"[وفبل]?(?:ثلاثه|3) ارباع(?:هم|ها|ه)?", "3/4"),
    ),
}  # fmt: skip
_OUT_OF: Final = {
    "sq": r"(\w+) (?:ne|nga|prej) (?:cdo )?(\w+)",
    "en": r"(\w+) (?:in|out of|in every|out of every|of every) (\w+)",
    "ar": r"(\w+) (?:من كل|من اصل|من بين كل|من بين) (\w+)",
}


@lru_cache(maxsize=256)
def fractions(folded: str, language: str) -> dict[Fraction, str]:
    """Each share that a text names, with the words that name it."""
    found: dict[Fraction, str] = {}
    for pattern, value in _patterns(language):
        for match in pattern.finditer(folded):
            found.setdefault(value, match.group().strip())
    for match in re.finditer(rf"(?<= )(?={_OUT_OF[language]} )", folded):
        few, many = (_value(match[i], language) for i in (1, 2))
        if 0 < few < many <= 10:
            found.setdefault(Fraction(few, many), folded[match.start(1) : match.end(2)])
    return found


def _value(word: str, language: str) -> int:
    return int(word) if word.isdigit() else WORDS[language].get(word, 0)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], Fraction], ...]:
    return tuple(
        (re.compile(rf"(?<= )(?:{pattern})(?= )"), Fraction(value))
        for pattern, value in _NAMED[language]
    )
