"""Short messages about an issue, to be passed on by hand. No word and no sentence is cut."""

from dataclasses import dataclass
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from bulletins.content import Issue, Number
from bulletins.outputs import front
from languages import dates

WHATSAPP_MOST: Final = 900
SMS_MOST: Final = 160
_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The alphabet of an ordinary SMS (3GPP TS 23.038): it has neither ë nor ç."""
_GSM_TWICE: Final = frozenset("^{}\\[~]|€")
"""Of two places each."""
_PLAIN: Final = str.maketrans("–—’‘“”„\u00a0", '--\'\'""" ')
"""Signs that would make each message more than twice as dear, as ordinary ones."""


@dataclass(frozen=True)
class Sms:
    text: str
    alphabet: str
    """`GSM-7`, or `UCS-2` where one letter of the text is not in that."""
    segments: int
    """How many messages a telephone company counts."""


def whatsapp(issue: Issue, *, most: int = WHATSAPP_MOST) -> str:
    """At most `most` characters, of the issue's own sentences as many as fit.

    The title, help and address are always there.
    """
    with translation.override(issue.language):
        head = [f"*{issue.title}*", issue.council.name]
        if issue.demonstration:
            head.append(_("DEMONSTRATION – invented data"))
        numbers = [_line(line) for line in front.help_numbers(issue)]
        emergency = _line(Number(front.EMERGENCY, _emergency_name(issue)))
        tail = ["", *(numbers[:4] or [emergency]), "", f"{issue.web_address}?k=s"]
        if all(front.EMERGENCY not in line for line in tail[:-1]):
            tail.insert(1, emergency)
        middle: list[str] = []
        for line in _lines(issue):
            if len("\n".join([*head, *middle, line, *tail])) <= most:
                middle.append(line)
    return "\n".join([*head, *middle, *tail])


def sms(issue: Issue) -> Sms:
    """At most 160 characters, with the address and 112; a headline where it fits as a whole."""
    with translation.override(issue.language):
        end = _("Emergency: %(number)s") % {"number": front.EMERGENCY}
        label = [_("DEMONSTRATION – invented data")] if issue.demonstration else []
        month = dates.month_and_year(issue.month, issue.language)
        beginnings = [f"{issue.title}: {text}" for text in front.sentences(issue)]
        beginnings += [*front.sentences(issue), issue.title, month]
        choices = [[*label, start] for start in beginnings] + [[start] for start in beginnings]
        for start in [*choices, []]:
            text = " ".join([*map(_stopped, start), issue.web_address, _stopped(end)])
            text = text.translate(_PLAIN)
            if len(text) <= SMS_MOST:
                break
    return Sms(text, *_size(text))


def _size(text: str) -> tuple[str, int]:
    """Which alphabet a text needs, and in how many messages it goes out."""
    if all(letter in _GSM or letter in _GSM_TWICE for letter in text):
        places = len(text) + sum(letter in _GSM_TWICE for letter in text)
        alphabet, one, many = "GSM-7", 160, 153
    else:
        places = len(text.encode("utf-16-le")) // 2
        alphabet, one, many = "UCS-2", 70, 67
    return alphabet, 1 if places <= one else -(-places // many)


def segments(text: str) -> int:
    return _size(text)[1]


def _stopped(text: str) -> str:
    return text if text[-1:] in ".!?؟" else f"{text}."


def _lines(issue: Issue) -> list[str]:
    lines = ["", *(f"• {text}" for text in front.sentences(issue))]
    if coming := front.coming_date(issue):
        when = dates.long_date(coming.date, issue.language)
        if coming.starts_at:
            comma = "، " if issue.language == "ar" else ", "
            when += comma + dates.clock(coming.starts_at, issue.language)
        title = coming.title.rstrip(".") or _("Next meeting of the Council")
        place = f" · {coming.place}" if coming.place else ""
        lines += ["", f"{when[:1].upper()}{when[1:]}: {title}{place}"]
    return lines


def _line(line: Number) -> str:
    return f"{line.name}: {line.number}" if line.name else line.number


def _emergency_name(issue: Issue) -> str:
    return _("Emergency")
