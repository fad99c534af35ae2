"""Which words of a translation may say which words of its source: `data/bilingual.csv`, a family of
words a row, with the beginnings of what each language has for it.

Wide where `anchors` is narrow: all that translators of bulletins choose, so that a word that nothing
says is seen.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from languages import anchors
from languages.folding import fold
from languages.glossary import rows
from languages.stems import Stems

Families = frozenset[int]
_JOINED: Final = (
    "وال",
    "بال",
    "فال",
    "كال",
    "ولل",
    "فلل",
    "لل",
    "ال",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
    "س",
)
_OF_VERBS: Final = ("س", "ي", "ت", "ن", "ا")
_LEFT_OUT: Final = frozenset({"light", "function"})


@lru_cache(maxsize=32768)
def families(key: str, language: str) -> Families:
    """Those that a folded word belongs to."""
    stems = _stems(language)
    forms = _forms(key) if language == "ar" else (key,)
    return frozenset[int]().union(*map(stems.rows, forms))


@lru_cache(maxsize=32768)
def must_be_said(key: str) -> bool:
    """Of an Albanian word: whether a good translator neither leaves it out nor turns it into grammar."""
    kinds = _kinds(families(key, "sq"))
    return bool(kinds) and not kinds & _LEFT_OUT


@lru_cache(maxsize=32768)
def names_something(key: str) -> bool:
    """Of an Albanian word: whether it may be a noun or tell which one. What is done is said in more ways."""
    return bool(_kinds(families(key, "sq")) & {"thing", "quality"})


@lru_cache(maxsize=32768)
def is_general(key: str) -> bool:
    """Of an Albanian word: whether it names no more than what others tell: "territory", "activity"."""
    return "general" in _kinds(families(key, "sq"))


@lru_cache(maxsize=32768)
def may_be_done(key: str) -> bool:
    """Of an Albanian word: whether it may be a verb."""
    return "act" in _kinds(families(key, "sq"))


@lru_cache(maxsize=32768)
def is_thing(key: str, language: str) -> bool:
    return "thing" in _kinds(families(key, language))


@lru_cache(maxsize=32768)
def is_grammar(key: str, language: str) -> bool:
    """Whether it has nothing of its own to say: "which", "during"."""
    if language == "sq":
        kinds = _kinds(families(key, language))
        return bool(kinds) and kinds <= {"function"}
    words = _grammar(language)
    return key in words or (language == "ar" and key[:1] in "وفبل" and key[1:] in words)


@lru_cache(maxsize=32768)
def may_be_added(key: str, language: str) -> bool:
    """Whether translators say it of their own: "anyone who", "a total of"."""
    kinds = _kinds(families(key, language))
    return "free" in kinds or (bool(kinds) and kinds <= _LEFT_OUT)


def _kinds(found: Families) -> set[str]:
    return {_KIND.get(kind := _all()[index]["kind"], kind) for index in found}


# What `anchors` has to say of a row is of no interest here.
_KIND: Final = {
    "noun": "thing",
    "must": "thing",
    "said": "thing",
    "unit": "light",
    "measure": "light",
}


def _forms(key: str) -> Iterator[str]:
    """The word, then without what Arabic joins to its front."""
    seen, waiting = set(), [key]
    while waiting:
        form = waiting.pop()
        if form in seen:
            continue
        seen.add(form)
        yield form
        waiting += [
            form[len(p) :] for p in _JOINED if form.startswith(p) and len(form) - len(p) > 1
        ]
        if len(form) > 3 and form[0] in _OF_VERBS:
            waiting.append(form[1:])


@cache
def _grammar(language: str) -> frozenset[str]:
    """Whole words: what is left of سكان without its first letter is no كان."""
    stems = (row[language].split("|") for row in rows("bilingual.csv") if row["kind"] == "grammar")
    return frozenset(fold(stem) for each in stems for stem in each)


@cache
def _all() -> tuple[dict[str, str], ...]:
    return (*rows("bilingual.csv"), *anchors.rows_of())


@cache
def _stems(language: str) -> Stems:
    return Stems(
        (index, row[language]) for index, row in enumerate(_all()) if row["kind"] != "grammar"
    )
