"""Words that are none: misspelt, with a letter too many, torn or run together.

Albanian has no dictionary to be asked, so its words are told by their letters
(`sequences.py`); English and Arabic words must be in a dictionary, in ours, or in the source.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from languages import bilingual
from languages.albanian import UNKNOWN, Form, form
from languages.checks import dictionary, known, sequences, transliteration
from languages.checks.broken import NAME, NO_WORD, SPLIT
from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import Pair
from languages.checks.reading import LATIN, Reading, Word
from languages.folding import fold_word

UNUSUAL: Final = gettext_noop("Is this word spelt right? %(found)s")
_PART: Final = 4
"""Letters that a part of a compound has at least."""
_LONG_ENOUGH: Final = 7
"""Letters of a word that is nearly another: many short words are."""
_LONG: Final = {"en": 4, "ar": 4}
_MARKS: Final = re.compile("[\u064b-\u0652\u0640]")
_LAST_TWICE: Final = re.compile(r"[وفبك]?ال\w{3,}(\w)\1")
_LETTERS: Final = "abcçdeëfghijklmnopqrstuvxyz"
_TORN: Final = re.compile(rf"[{LATIN}]{{2,}}- (?!(?:dhe|e|ose|apo|and|or|to)\b)[a-zëç]{{2,}}")
_HYPHEN: Final = re.compile(rf"(?<![{LATIN}-])([{LATIN}]{{3,}})-([a-zëç]{{2,}})(?![{LATIN}-])")
_PRONOUN: Final = re.compile(r"(?<=j)(?:i|e|a|u)ni$")
_SMALL: Final = (
    "janë",
    "është",
    "kundër",
    "jashtë",
    "edhe",
    "dhe",
    "për",
    "nga",
    "kurse",
    "sepse",
    "ndërsa",
    "gjatë",
    "sipas",
    "rreth",
    "deri",
)
_SMALL_ARABIC: Final = ("من", "في", "على", "إلى", "عن")
_NEVER_BEGIN: Final = ("të", "në", "së", "që", "na", "nuk")
"""Small words that no word of ours begins with, where the rest is one too."""
_BEFORE_A_NOUN: Final = ("pa", "te", "me", "e", "i", "një", "për", "nga", "dhe")
_BEFORE_A_VERB: Final = ("ta", "po", "u")
_NUMBERS: Final = (
    "dy",
    "tre",
    "tri",
    "katër",
    "pesë",
    "gjashtë",
    "shtatë",
    "tetë",
    "nëntë",
    "dhjetë",
)
_OLD: Final = ("vjeçar", "vjeçare", "vjeçarë", "vjeçari")
_ORDINAL: Final = re.compile(
    r"(?:e|i|të|së)(?:parë|dytë|tretë|katërt|pestë|gjashtë|shtatë|tetë|nëntë|dhjetë|fundit|gjithë|tjera)"
)
_MAY_END: Final = ("në", "me", "të", "dhe", "për", "nga")
"""Small words that begin or end a word that nobody knows, where the rest is one."""
_END_IN_ARTICLE: Final = re.compile(r"(?:[ëiue]n|it|ut|[ae]t)e$")
_TWO_SMALL: Final = re.compile(
    "dotë|dhet|qindmë|(?:mund|duhet|deri|për|nuk|është|janë|kanë|nga|edhe)"
    "(?:të|në|më|çdo|një|këtë|këto|është|janë|asnjë|asgjë)|më(?:parë|tepër|shumë|pak|mirë|vonë|afër|larg|shpesh|herët)|në(?:dy|tre|tri|katër|pesë|gjashtë|shtatë|tetë|nëntë|dhjetë)|mevete|me(?:një|këtë|këto)|nga(?:e|një|këto|këtë)|nënkontroll|në(?:punë|rast|fund|vend|qendër|shkollë|shtëpi|rrugë|kohë|orën|datën)|dy(?:javë|ditë|orë|muaj|vjet)|tri(?:ditë|orë|javë)|tre(?:muaj|vjet)|pas(?:dy|tre|tri|katër|pesë)|pa(?:asnjë|asgjë|çdo|këtë|pagesë|leje|ndërprerje|ujë|drita)|tëmos|shumë(?:të|e|i)"
)
"""Two small words in one, which some dictionary has."""
_FIRST: Final = frozenset(
    re.findall(
        r"\w+",
        "mirë keq auto audio foto video tele bio eko krimi mini maxi super ndër bashkë vetë para pas jo mos shumë disa "
        "gjysmë një dy tre katër pesë multi anti infra mikro makro mono poli radio elektro hidro termo psiko "
        "social agro pa ri",
    )
)
"""What Albanian compounds begin with."""
_NO_ENDING: Final = re.compile(
    r"\w+(?:[^aeioëuy]ii|[bcçdfgkmpqstvxzh]j|[aeëiou]n[bcçfhmpqv]|ën[kg])"
)
_DEFINITE: Final = re.compile("(?:et|at|ët|it|in|ën|un|ut|ave|eve)$")
_PAST: Final = re.compile("(?:ua|uan|oi|uar|an|jën)$")
_VERB: Final = re.compile(r"(?:an|uan|ën|hen|het|en|et|n)$")
_DOES: Final = re.compile(r"(?:het|hen|ojnë|on)$")
_VERB_AND_MORE: Final = re.compile(
    r"(\w{2,}(?:hen|het|jnë|uan|oi|on))(?:të|në|me|nga|për|dhe|u|i|e)"
)
_CASES: Final = re.compile("(?:i|it|in|ja|së|në|u|ut|un|je|a|es|ës|en|ën|ja|jes|jen|et|ve|ëve)")
"""Albanian cases of an acronym or a foreign name: UNICEF-it."""


def check_alone(reading: Reading) -> Findings:
    for match in _TORN.finditer(reading.prose):
        yield reading.finding(NAME, SPLIT, *match.span())
    if reading.language == "ar":
        yield from _torn_in_arabic(reading)
    if reading.language != "sq":
        return
    yield from _torn_by_a_hyphen(reading)
    if not any(_of_albanian(word.text.lower()) for word in reading.words):
        return
    begins = {start for start, _ in reading.sentences}
    for word in reading.words:
        if word.text.istitle() and word.start not in begins and _is_slip_of_ours(word.text.lower()):
            yield reading.finding(NAME, NO_WORD, word.start, word.end)
    for word in _ours(reading):
        verdict = _of_albanian(word.text.lower())
        if verdict == "glued":
            yield reading.finding(NAME, SPLIT, word.start, word.end)
        elif verdict == "none":
            yield reading.finding(NAME, NO_WORD, word.start, word.end)
        elif verdict == "unusual":
            yield reading.finding("spelling", UNUSUAL, word.start, word.end, severity="warning")


def check(pair: Pair) -> Findings:
    reading, language = pair.text, pair.text.language
    if language == "sq" or pair.source.language != "sq":
        return
    yield from _torn_in_two(pair)
    strange = {
        word.start
        for word in reading.words
        if _is_strange(word.text, language) or (language == "ar" and _is_slip(word.text))
    }
    if not strange:
        return
    theirs = frozenset(word.text for word in pair.source.words)
    names = frozenset(text for text in theirs if text[0].isupper())
    for word in _ours(reading):
        among = names if language == "ar" and _is_slip(word.text) else theirs
        if word.start in strange and not _is_theirs(word, among, language):
            yield reading.finding(NAME, NO_WORD, word.start, word.end)


@lru_cache(maxsize=16384)
def _is_strange(text: str, language: str) -> bool:
    """Whether no dictionary and no text of ours has a word of English or Arabic."""
    key = _MARKS.sub("", text.lower())
    return len(key) >= _LONG[language] and _is_of(key, language) and not _is_word(key, language)


def _ours(reading: Reading) -> list[Word]:
    """Words that are no names, as far as their letters tell, and stand for themselves."""
    begins = {start for start, _ in reading.sentences}
    text = reading.prose
    return [
        word
        for word in reading.words
        if (word.text.islower() or reading.language == "ar" or word.start in begins)
        and word.text[1:].lower() == word.text[1:]
        and text[word.start - 1 : word.start] not in ("-", "’", "'", "/", "_", ".")
        and text[word.end : word.end + 1] not in ("-", "/", "_", "’", "'")
    ]


def _is_of(key: str, language: str) -> bool:
    return bool(re.fullmatch("[a-z]+" if language == "en" else "[\u0621-\u064a]+", key))


@lru_cache(maxsize=16384)
def _is_slip(text: str) -> bool:
    """An Arabic word of no dictionary that is one with two letters exchanged, with a double letter
    once, or without the small word before it: الاقتارع, الأشغالل, منشرطة."""
    key = _MARKS.sub("", text)
    if _LAST_TWICE.fullmatch(key) and not known.is_known(fold_word(key), "ar"):
        return _is_arabic(key[:-1])
    if len(key) < 5 or not is_no_arabic_word(text):
        return False
    return (
        any(map(_is_arabic, known.exchanged(key, range(1, len(key) - 2))))
        or any(map(_is_arabic, _with_one_once(key)))
        or any(key.startswith(one) and _is_arabic(key[len(one) :]) for one in _SMALL_ARABIC)
    )


def _is_arabic(word: str) -> bool:
    return len(word) > _PART - 1 and (
        known.is_known(fold_word(word), "ar") or word in dictionary.forms("ar")
    )


@lru_cache(maxsize=16384)
def is_no_arabic_word(text: str) -> bool:
    """Whether neither a dictionary nor a text of ours has it; a name, mostly."""
    key = _MARKS.sub("", text)
    return _is_of(key, "ar") and not (known.is_known(fold_word(key), "ar") or _is_built(key))


def _is_word(key: str, language: str) -> bool:
    if language == "ar":
        # Verbs have more forms than any dictionary, but not more sequences of letters.
        length = 5 if len(key) > 4 else 4
        if not sequences.strange(key, "ar", length):
            return True
        return known.is_known(fold_word(key), "ar") or _is_built(key)
    return known.is_known(key, "en") or dictionary.is_built(key)


def _is_theirs(word: Word, theirs: frozenset[str], language: str) -> bool:
    """A name or a loan of the source, in its letters or as it sounds."""
    if language == "ar":
        return any(transliteration.sounds_like(word.text, other) for other in theirs)
    small = word.text.lower()
    return any(small == other.lower() for other in theirs) or (
        word.text[0].isupper()
        and any(transliteration.is_one_name(small, o) for o in theirs if o[0].isupper())
    )


@lru_cache(maxsize=16384)
def _of_albanian(key: str) -> str:
    """ "none" for what is no word, "glued" for two in one, "unusual" for what may be none."""
    if _TWO_SMALL.fullmatch(key):
        return "glued"
    if len(key) < _PART or _has(key) or known.begins(key, "sq") or _is_told_to(key):
        return ""
    if _NO_ENDING.fullmatch(key):
        return "none"
    if _is_glued(key):
        return "glued"
    if len(key) >= _LONG_ENOUGH and _with_two_exchanged(key):
        return "none"
    if len(key) > _PART and any(map(_has, _with_one_once(key))):
        return "none"
    if _is_near_one_of_ours(key):
        return "none"
    many = sequences.strange(key, "sq", 5)
    if not many or _is_compound(key):
        return ""
    if many > len(key) // 6 or sequences.strange(key, "sq", 4) or _is_near_one(key):
        return "none"
    return "unusual"


def _is_told_to(key: str) -> bool:
    """An imperative with its pronoun inside: dërgojini, kopjojeni."""
    stem = _PRONOUN.sub("", key)
    return stem != key and len(stem) > _PART and (known.begins(stem, "sq") or _has(stem))


def _has(word: str) -> bool:
    return known.is_known(word, "sq")


def _is_glued(key: str) -> bool:
    """A small word before or behind another: edhebrenda; or two words: shërbyenbashkë."""
    if _is_two_words(key):
        return True
    if _swallows_a_small_word(key):
        return True
    if (verb := _VERB_AND_MORE.fullmatch(key)) and _has(verb[1]):
        return True
    if key[0] in "ei" and len(key) > 7 and _DEFINITE.search(key) and _has(key[1:]):
        return True
    if key.endswith("nuk") and _is_long(key.removesuffix("nuk")):
        return True
    if key.startswith("po") and _DOES.search(key) and _is_long(key.removeprefix("po")):
        return True
    if key.startswith("me") and len(key) > 6 and _is_long(key.removeprefix("me")):
        return True
    if not sequences.strange(key, "sq", 5):
        return False
    if key[0] == "u" and _VERB.search(key) and _has(key[1:]):
        return True
    return any(key.startswith(one) and _has(key.removeprefix(one)) for one in _SMALL) or any(
        key.endswith(one) and len(key) > 7 and _has(key.removesuffix(one))
        for one in (*_SMALL, "me", "në")
    )


def _swallows_a_small_word(key: str) -> bool:
    """ "Përmjetet", "uregjistrua": a small word, and one whose ending or length tells that it is one."""
    if key.startswith("mos") and key.endswith("ni") and _has(key[3:]):
        return True
    return any(
        key.startswith(one)
        and len(key) > len(one) + 5
        and _DEFINITE.search(key)
        and _has(key[len(one) :])
        for one in ("për", "por", "nga", "deri", "pas")
    ) or (key[0] == "u" and len(key) > 6 and bool(_PAST.search(key)) and _has(key[1:]))


def _is_two_words(key: str) -> bool:
    if any(key.startswith(one) and _is_long(key.removeprefix(one)) for one in _NEVER_BEGIN):
        return True
    if _END_IN_ARTICLE.search(key) and _has(key[:-1]):
        return True
    if _ORDINAL.fullmatch(key) or (key.endswith("ae") and form(key[:-1]) & Form.DEFINITE):
        return True
    if any(key.startswith(one) and _is_counted(key.removeprefix(one)) for one in _NUMBERS):
        return True
    if _begins_with_a_small_word(key) or any(
        key.endswith(one) and len(key) > len(one) + 3 and form(key[: -len(one)]) != UNKNOWN
        for one in _MAY_END
    ):
        return True
    return (
        bool(sequences.strange(key, "sq", 5))
        and not key.endswith(_OLD)
        and any(
            _is_long(key[:at]) and _is_long(key[at:]) and key[:at] not in _FIRST
            for at in range(4, len(key) - 3)
        )
    )


def _is_counted(word: str) -> bool:
    """What stands behind a number, and is no ending: not "vjeçar", not "katësh"."""
    can_be = form(word)
    return (
        len(word) > _PART
        and not word.startswith("qind")
        and bool(can_be & Form.NOUN)
        and not can_be & (Form.SINGULAR | Form.OTHER | Form.PARTICIPLE)
    )


def _begins_with_a_small_word(key: str) -> bool:
    """ "Palejen", "tamerrni"; not "paparalajmëruar": "pa" makes adjectives."""
    return any(
        key.startswith(one)
        and len(key) > len(one) + 2
        and form(key[len(one) :]) & wanted
        and not form(key[len(one) :]) & other
        for many, wanted, other in (
            (_BEFORE_A_NOUN, Form.NOUN, Form.OTHER | Form.PARTICIPLE),
            (_BEFORE_A_VERB, Form.FINITE | Form.SUBJUNCTIVE, Form.OTHER | Form.NOUN),
        )
        for one in many
    )


def _is_long(word: str) -> bool:
    return len(word) >= _PART and _has(word)


def _with_two_exchanged(key: str) -> bool:
    """Whether two letters, not the last two, must change places: kushtio."""
    last = len(key) - (1 if key.endswith("io") else 2)
    return any(map(_has, known.exchanged(key, range(last))))


@lru_cache(maxsize=16384)
def _is_slip_of_ours(key: str) -> bool:
    """A long word that is one of our texts with two letters exchanged: Drejtroia."""
    return (
        len(key) >= _LONG_ENOUGH
        and not _has(key)
        and not known.begins(key, "sq")
        and any(known.is_ours(word, "sq") for word in known.exchanged(key, range(len(key) - 2)))
    )


def _with_one_once(key: str) -> Iterator[str]:
    """The words that it is when one of its double letters stands once."""
    for at in range(1, len(key) - 1):
        if key[at] == key[at + 1]:
            yield key[:at] + key[at + 1 :]


def _is_compound(key: str) -> bool:
    """Two words of ours in one: projekt-buxhetin."""
    return any(
        (key[:at] in _FIRST and not sequences.strange(key[at:], "sq", 5))
        or (at > 2 and known.begins(key[:at], "sq") and _has(key[at:]))
        for at in range(2, len(key) - _PART)
    )


def _is_near_one(key: str) -> bool:
    """Whether one letter more, less, other or elsewhere makes it a word."""
    for at in range(len(key) - 2):  # its end is its case
        begin, rest = key[:at], key[at:]
        changed = [begin + rest[1:]]
        changed += [begin + letter + tail for letter in _LETTERS for tail in (rest, rest[1:])]
        if any(form != key and _has(form) for form in changed):
            return True
    return False


def _is_near_one_of_ours(key: str) -> bool:
    """Whether it is a word of our texts but for one letter left out, or two that changed places."""
    if len(key) <= _PART or _is_compound(key):
        return False
    lost = (key[:at] + letter + key[at:] for at in range(1, len(key)) for letter in _LETTERS)
    changed = (*known.exchanged(key, range(len(key) - 2)), *lost)
    return any(len(word) > _PART and known.is_ours(word, "sq") for word in changed)


def _torn_in_arabic(reading: Reading) -> Findings:
    """توصي تين: pieces of which one is no word and the whole is."""
    for one, other in pairwise(reading.words):
        if (
            reading.prose[one.end : other.start] == " "
            and min(len(one.key), len(other.key)) > 1
            and not any(bilingual.is_grammar(each.key, "ar") for each in (one, other))
            and (is_no_arabic_word(one.text) or is_no_arabic_word(other.text))
            and not is_no_arabic_word(one.text + other.text)
        ):
            yield reading.finding(NAME, SPLIT, one.start, other.end)


def _torn_in_two(pair: Pair) -> Findings:
    """ "Com plaints": together they say a word of the source, apart one of them says nothing."""
    reading, language = pair.text, pair.text.language
    names = [w.text for w in pair.source.words if w.text[0].isupper()]
    for one, other in pairwise(reading.words):
        halves = (one.key, other.key)
        if reading.prose[one.end : other.start] != " " or min(map(len, halves)) < 2:
            continue
        nothing = [
            word
            for word in (one, other)
            if not (
                bilingual.families(word.key, language) or bilingual.is_grammar(word.key, language)
            )
        ]
        whole = one.key + other.key
        if (
            nothing
            and len(whole) > _PART
            and (language == "ar" or dictionary.has(whole, "en"))
            and pair.said.is_explained(whole)
            and not any(map(pair.said.is_explained, halves))
            and not any(_is_name(word, names, language) for word in nothing)
        ):
            yield reading.finding(NAME, SPLIT, one.start, other.end)


def _is_name(word: Word, names: list[str], language: str) -> bool:
    like = transliteration.sounds_like if language == "ar" else transliteration.is_one_name
    return any(like(word.text, name) for name in names)


def _torn_by_a_hyphen(reading: Reading) -> Findings:
    """Dokum-entet."""
    for match in _HYPHEN.finditer(reading.prose):
        begin, rest = match[1].lower(), match[2].lower()
        if _CASES.fullmatch(rest) or (_has(begin) and _has(rest)):
            continue
        if _has(begin + rest):
            yield reading.finding(NAME, SPLIT, *match.span())


_PREFIXES: Final = (
    "", "و", "ف", "ب", "ل", "ك", "س", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وب", "ول", "وس", "فس",
    "فب", "فل", "أ", "وبال", "است", "سي", "ست", "سن", "وسي", "وست",
)  # fmt: skip
_SUFFIXES: Final = (
    "", "ه", "ها", "هم", "كم", "نا", "ك", "ي", "ان", "ين", "ون", "ات", "وا", "تا", "تين", "تان", "هما", "ا",
    "كن", "ته", "تها", "تهم", "تكم", "تنا", "ت", "ية", "يات", "وه", "وها", "و", "ني", "تي", "هن", "ة", "يين", "يون",
)  # fmt: skip


@lru_cache(maxsize=16384)
def _is_built(key: str) -> bool:
    """An Arabic word with what is joined to its front and to its end."""
    for prefix in _PREFIXES:
        if not key.startswith(prefix):
            continue
        rest = key[len(prefix) :]
        for suffix in _SUFFIXES:
            if not rest.endswith(suffix):
                continue
            stem = rest[: len(rest) - len(suffix)]
            if len(stem) < 3:
                continue
            if known.has_stem(stem) or (
                suffix and any(map(known.has_stem, (f"{stem}ة", re.sub("[ئؤ]$", "ء", stem))))
            ):
                return True
    return False
