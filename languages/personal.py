"""What in a text looks as if it told of a person: found before a report is sent, decided by people.

It finds what is written in a form – titles with names, numbers, addresses – and words for a faith,
a people or an orientation. It does not know names: a text in which it finds nothing may still tell
of somebody.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    NAME = "name"
    INITIALS = "initials"
    ID_NUMBER = "id_number"
    TELEPHONE = "telephone"
    EMAIL = "email"
    PLATE = "plate"
    COMMUNITY = "community"
    """A faith, a people, an orientation: who was harmed may be named, nobody else by it."""


class Found(NamedTuple):
    kind: Kind
    start: int
    end: int


_UPPER = "A-ZÀ-ÖØ-Þ"
_LETTER = r"[^\W\d_]"
_WORD = rf"[{_UPPER}]{_LETTER}+(?:-[{_UPPER}]{_LETTER}+)?"
_OFFICES = (
    "Bashki", "Drejtori", "Gjykat", "Gjimnaz", "Inspektorat", "Kish", "Komisariat", "Këshill",
    "Ministri", "Polici", "Prefektur", "Prokurori", "Qendr", "Shkoll", "Shërbim", "Spital", "Teqe",
    "Univers", "Xhami", "Zyr",
)  # fmt: skip
"""Beginnings of words that follow a title and name no person."""
_NOT_OFFICE = rf"(?!(?:{'|'.join(_OFFICES)}))"
_TITLES = (
    r"z\.|zj\.|znj\.|zt\.|zoti|zotin|zotit|zonja|zonjën|zonjës|zonjusha|zonjushën",
    r"dr\.|prof\.(?:\s?(?:as|asoc|dr)\.)*|av\.|ing\.|mr\.|mrs\.|ms\.",
    r"imam|imami|imamin|imamit|don|pastor|pastori|baba|at",
    r"mësues|mësuesi|mësuesja|mësuese|mësuesin|mësuesen|nxënësi|nxënësja",
    r"shtetas|shtetasi|shtetasja|shtetasin|shtetasen|shtetasit|shtetases",
    r"[ie]\s+quajtur(?:i|a|in|ën|it|ës)?|të\s+quajtur(?:in|ën|it)?|me\s+emr(?:in|ër)|mbiemri|quhet",
)
_INITIAL = rf"(?:[{_UPPER}]|Dh|Gj|Ll|Nj|Rr|Sh|Th|Xh|Zh)"

_NAME = re.compile(
    rf"(?<!\w)(?i:{'|'.join(_TITLES)})\s*(?-i:{_NOT_OFFICE}{_WORD}(?:\s+{_WORD})*|{_INITIAL}\.)"
)
_INITIALS = re.compile(
    rf"(?<![\w.]){_INITIAL}\.\s?{_INITIAL}\.(?!\s?{_INITIAL}\.)(?!\w)"
)  # not R.SH.B.: three are an abbreviation
_NOT_INITIALS = ("sh.a.", "s.a.", "p.s.", "r.sh.", "n.b.")
_ID_NUMBER = re.compile(r"(?<!\w)[A-Za-z]\s?\d{8}\s?[A-Za-z](?!\w)")
_TELEPHONE = re.compile(
    r"(?<![\w+/.])(?:(?:\+|00)\s?\d(?:[ ./()-]{0,2}\d){8,13}|\(?0[2-9](?:[ ./()-]{0,2}\d){7,8})(?![\d/])"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PLATE = re.compile(
    r"(?<!\w)(?:[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}|[A-Z]{2}[ -]?\d{4}[ -]?[A-Z]|"
    r"[a-z]{2}\d{3}[a-z]{2}|[a-z]{2}\d{4}[a-z])(?!\w)"
)
_DATE = re.compile(r"(?<![\d.])\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)")

_COMMUNITIES = (
    r"rom(?:e|et|eve|ve|esh|a|i|it|in|ja|kom)?|jevg\w*|gabel\w*|magjyp\w*|arixhi\w*",
    r"(?:ballkano-?)?egjiptian\w*|egyptians?|gyps(?:y|ies)|vllah\w*|vllehe\w*|arumun\w*",
    r"m[yu]sliman\w*|muslims?|islam(?:e|ik\w*|ist\w*|ic)?|sunit\w*|shiit\w*|selefi\w*|salafi\w*",
    r"ortodoks\w*|orthodox|katolik\w*|catholics?|bektash\w*|krishter\w*|christians?",
    r"evangjelist\w*|ungjillor\w*|protestant(?:e|et|eve|i)?|hebre\w*|cifut\w*|jews?|jewish",
    r"homoseksual\w*|gej|gejve|gay|lesbi\w*|transgjinor\w*|transgender|lgbt\w*",
)
_COMMUNITY = re.compile(rf"(?<!\w)(?:{'|'.join(_COMMUNITIES)})(?!\w)")
_FOLDS = str.maketrans("ëçËÇ", "ecec")


def find(text: str) -> list[Found]:
    """What looks personal, in the order of the text; no two overlap."""
    found: list[Found] = []
    for one in sorted(_all(text), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def find_numbers(text: str) -> list[Found]:
    """Identity numbers and number plates, which look the same in every language."""
    return [
        Found(kind, *match.span())
        for kind, pattern in ((Kind.ID_NUMBER, _ID_NUMBER), (Kind.PLATE, _PLATE))
        for match in pattern.finditer(text)
    ]


def _all(text: str) -> Iterator[Found]:
    for match in _INITIALS.finditer(text):
        if match.group().replace(" ", "").lower() not in _NOT_INITIALS:
            yield Found(Kind.INITIALS, *match.span())
    dateless = _YEAR_FIRST.sub(_blank, _DATE.sub(_blank, text))
    for kind, pattern, where in (
        (Kind.NAME, _NAME, text),
        (Kind.EMAIL, _EMAIL, text),
        (Kind.ID_NUMBER, _ID_NUMBER, text),
        (Kind.PLATE, _PLATE, text),
        (Kind.TELEPHONE, _TELEPHONE, dateless),
        (Kind.COMMUNITY, _COMMUNITY, _folded(text)),
    ):
        for match in pattern.finditer(where):
            yield Found(kind, *match.span())


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match.group())


def _folded(text: str) -> str:
    """Small letters without ë and ç, each where it stood."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one if len(one) == 1 else " " for one in map(str.lower, text))
    return small.translate(_FOLDS)
