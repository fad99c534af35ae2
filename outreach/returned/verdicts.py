"""What a server's refusal means: nobody there, not this time, or it is us that it does not trust."""

import re

from outreach.models import ReturnedMail

Kind = ReturnedMail.Kind

STATUS = re.compile(r"(?<![.\d])[245]\.\d{1,3}\.\d{1,3}(?![.\d])")
_ABOUT_THE_SENDER = ("5.1.7", "5.1.8")
"""A bad address too, but of whoever sent it."""
_CLOSED = "5.2.1"
"""The mailbox is disabled."""
_SAYS_LITTLE = re.compile(r"|[45]\.0\.\d+|5\.[135]\.0|5\.4\.1")
"""Codes that servers give for anything: here their words decide."""
_OURS = re.compile(
    r"spam|blacklist|blocklist|black list|block list|\bblocked\b|reputation|\bdmarc\b|\bspf\b|\bdkim\b"
    r"|policy|not authenticated|unauthenticated|not authorized|relay(ing)? (access )?denied",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"no such (user|person|recipient|mailbox|address|account)|no mailbox (here|by)|user unknown"
    r"|(unknown|invalid|unrouteable|non-?existent|nonexisting) (user|recipient|mailbox|address|account)"
    r"|(user|recipient|mailbox|address|account|addressee)( \S+)? "
    r"(not found|unknown|does ?n[o']t exist|does not exist|is unknown|is disabled|is inactive"
    r"|unavailable|has been (disabled|deleted))"
    r"|recipient address rejected|doesn['’]t have an? \S+ account",
    re.IGNORECASE,
)


def verdict(status: str, said: str) -> Kind:
    """Of a delivery that has failed for good. Whatever could be our own fault, and whatever is not
    plain, gives nobody up: one full mailbox or one word too many is no reason."""
    if status in _ABOUT_THE_SENDER or status[1:3] == ".7":
        return Kind.BLOCKED
    if _SAYS_LITTLE.fullmatch(status):
        return _by_words(said, temporary=status.startswith("4"))
    if status.startswith("5.1.") or status == _CLOSED:
        return Kind.HARD
    return Kind.SOFT


def _by_words(said: str, *, temporary: bool) -> Kind:
    if _OURS.search(said):
        return Kind.BLOCKED
    return Kind.HARD if _NOBODY.search(said) and not temporary else Kind.SOFT


def plainer(status: str, said: str) -> str:
    """The status that the server itself gave, where the report only says "it failed"."""
    own = STATUS.search(said)
    if own and (not status or re.fullmatch(r"[245]\.0\.0", status)):
        return own.group()
    return status


def says_why(line: str) -> bool:
    return bool(_OURS.search(line) or _NOBODY.search(line))
