"""Web and e-mail addresses stay as they are."""

import re
from itertools import zip_longest
from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.pair import ADDED, LOST, LOST_AND_ADDED, Pair
from languages.checks.reading import ADDRESS, TAG, Reading, may_hold_address

NAME = "addresses"
BREAKS_OFF: Final = gettext_noop("An e-mail address breaks off: %(found)s")
NO_ADDRESS: Final = gettext_noop("This is no web address: %(found)s")
_NO_DOMAIN: Final = re.compile(r"(?<![\w.@/-])[\w.+-]+@[\w-]+(?![\w@-]|\.\w)")
_MISSPELT: Final = re.compile(
    r"https?:/(?!/)[\w./-]+|(?:https?://|www\.|@)[\w.-]*\w,[a-z]{2,}[\w./-]*|[\w.]+@ [\w-]+\.\w[\w.]*"
    r"|(?:https?://|www\.|@)[\w.-]*\.\.[\w./-]*"
    r"|\bwww\.[\w-]+ \.\w[\w.]*"
    r"|\b[a-z0-9-]+\. (?:org|com|gov\.al|net)(?:/[\w./-]*|(?=[\s,;.)]|$))"
)
_NO_SIGN: Final = re.compile(
    r"(?:postë elektronike|[Ee]-?mail|بريد الإلكتروني)(?: (?:në|te|at|to|në adresën|على العنوان))? "
    r"(?!www)[a-z][\w-]*\.[\w-]+\.(?:org|com|al|net)\b"
)
""" "By e-mail to rinia.example.org": a web address where an e-mail's should be."""
_MAY_BREAK: Final = re.compile(r"@|www|:/|\. (?:org|com|gov|net)")
_MARKS = ".,;:!?)]}»”’\"'/>"


def check(pair: Pair) -> Findings:
    theirs, ours = found(pair.source), found(pair.text)
    lost = [address for address in theirs if address not in ours]
    added = [place for address, place in ours.items() if address not in theirs]
    for before, after in zip_longest(lost, added):
        if after is None:
            yield pair.text.finding(NAME, LOST, source=before)
        else:
            template = LOST_AND_ADDED if before else ADDED
            yield pair.text.finding(NAME, template, *after, source=before or "")


def alone(reading: Reading) -> Findings:
    for match in _NO_DOMAIN.finditer(reading.text) if "@" in reading.text else ():
        yield reading.finding(NAME, BREAKS_OFF, *match.span())
    for match in _NO_SIGN.finditer(reading.text):
        yield reading.finding(NAME, NO_ADDRESS, *match.span())
    for match in _MISSPELT.finditer(reading.text) if _MAY_BREAK.search(reading.text) else ():
        yield reading.finding(NAME, NO_ADDRESS, *match.span())


def found(reading: Reading) -> dict[str, tuple[int, int]]:
    """An address without what its language's page adds: `/en/`, a final mark, the scheme."""
    places: dict[str, tuple[int, int]] = {}
    for tag in TAG.finditer(reading.raw):
        for match in ADDRESS.finditer(tag.group()):
            places[_bare(match.group())] = (0, 0)
    if not may_hold_address(reading.text):
        return places
    for match in ADDRESS.finditer(reading.text):
        address = match.group().rstrip(_MARKS)
        places[_bare(address)] = (match.start(), match.start() + len(address))
    return places


def _bare(address: str) -> str:
    bare = re.sub(r"^https?://(?:www\.)?|^www\.", "", address.rstrip(_MARKS))
    return re.sub(r"/(?:en|ar|sq)(?=/|$)", "", bare)
