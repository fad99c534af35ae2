"""What a mail server's answer means, in words for who keeps the letters and not the server."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATUS = r"[245]\.[0-9]{1,3}\.[0-9]{1,3}"
"""The code at the beginning of an answer (RFC 3463)."""


@dataclass(frozen=True)
class Meaning:
    key: str
    title: str | Promise
    advice: str | Promise


MEANINGS = {
    meaning.key: meaning
    for meaning in (
        Meaning(
            "no_server",
            _("No mail server answers"),
            _("Letters wait and go out by themselves once it is there. Tell the administrator."),
        ),
        Meaning(
            "cut",
            _("The connection ended before the answer"),
            _("Nobody knows whether the letter arrived. Look at the uncertain letters."),
        ),
        Meaning(
            "no_address",
            _("The address does not exist"),
            _("Ask the reader for the right one. These addresses are not written to again."),
        ),
        Meaning(
            "full",
            _("The mailbox is full"),
            _("The portal tries again by itself. A reader who empties it gets the next issue."),
        ),
        Meaning(
            "closed",
            _("The mailbox takes no letters"),
            _("It was closed or blocked by its provider. Ask the reader."),
        ),
        Meaning(
            "distrust",
            _("The provider does not trust our letters"),
            _("Tell the administrator: SPF, DKIM and DMARC must be right. No reader is at fault."),
        ),
        Meaning(
            "refused",
            _("The provider refuses the letter as it is"),
            _("It may be too large or taken for spam. Tell the administrator what it said."),
        ),
        Meaning(
            "busy",
            _("The provider wants the letter later"),
            _("Nothing to do: the portal tries again by itself for two days."),
        ),
        Meaning(
            "not_made",
            _("The portal did not send it"),
            _("The address cannot stand in a letter, or a demonstration must not write to it."),
        ),
        Meaning(
            "other",
            _("The provider gave another answer"),
            _("Tell the administrator what it said."),
        ),
    )
}

_BY_SUBJECT = {
    # The second digit of the status says what it is about; some third ones say more.
    "1": "no_address",
    "2": "closed",
    "3": "busy",
    "4": "busy",
    "5": "refused",
    "6": "refused",
    "7": "distrust",
}
_BY_CODE = {421: "busy", 450: "busy", 451: "busy", 452: "busy", 550: "no_address"} | {
    551: "no_address",
    552: "full",
    553: "no_address",
    554: "refused",
}


def meaning_of(code: int | None, text: str) -> Meaning:
    """`code` and `text` as the ledger has them of a letter."""
    return MEANINGS[_key_of(code, text)]


def _key_of(code: int | None, text: str) -> str:
    if not code:
        return _without_code(text)
    found = re.match(STATUS, text)
    if not found:
        return _BY_CODE.get(code, "other")
    _class, subject, detail = found.group().split(".")
    if (subject, detail) == ("2", "2"):
        return "full"
    if (subject, detail) in (("3", "4"), ("2", "3")):
        return "refused"
    if subject == "7" and code // 100 == 4:
        return "busy"
    return _BY_SUBJECT.get(subject, "other")


def _without_code(text: str) -> str:
    """The portal's own words (`press/handover.py`)."""
    if text.startswith(("No connection", "The outbox cannot", "The connection broke")):
        return "no_server"
    if text.startswith(("No answer", "The server's answer", "The outbox did not")):
        return "cut"
    return "not_made"
