"""Why something is not published: one English sentence each, which a reader sees in their language.

Rows and commands keep the English; a page asks `in_words` for it.
"""

import re
from functools import cache

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from bulletins.studio import words
from council import published as council
from languages import AUTHORITATIVE, LANGUAGES, own_name
from languages.checks import alternative

NO_BULLETIN = gettext_noop("There is no bulletin for %(month)s.")
NOTHING_TO_SAY = gettext_noop("The month %(month)s has nothing to publish: no block is filled.")
NOT_PREPARED = gettext_noop("%(language)s: no edition has been prepared for approval.")
NO_NOTE = gettext_noop("%(language)s: edition %(number)s does not say yet what it corrects.")
NOT_APPROVED = gettext_noop(
    "%(language)s: a second person has not approved edition %(number)s yet."
)
APPROVED_BEFORE = gettext_noop(
    "%(language)s: the text has changed since it was approved; approve it again."
)
NOT_THE_APPROVED = gettext_noop("%(language)s: the stored text is not the text that was approved.")
WORDS_CHANGED = gettext_noop(
    "%(language)s: the words have changed since they were approved; approve them again."
)
STANDSTILL = gettext_noop("Publication is switched off since %(since)s: %(reason)s")
UNANSWERED = gettext_noop(
    "%(block)s, %(field)s: the institution (%(agency)s) has not accepted it yet."
)
NOT_ASKED = gettext_noop(
    "%(block)s, %(field)s: the institution (%(agency)s) has not been asked about it yet."
)
ALBANIAN_FIRST = gettext_noop("sq: the Albanian edition is published first.")
SOURCE_GONE = gettext_noop("%(block)s: its source %(key)s is no longer public.")
NOT_RENDERED = gettext_noop("%(language)s: the document has not been rendered.")
ALL_PUBLISHED = gettext_noop("Everything that was chosen is published already.")
SWITCHED_OFF = gettext_noop("Publication was switched off.")
STOPPED_BY_HAND = gettext_noop("Stopped by hand.")
TOO_LATE = gettext_noop("Its hour is long over: choose a new one.")
WITHDRAWN = gettext_noop("The issue was withdrawn.")
FAULT = gettext_noop("%(language)s: %(block)s, %(field)s: %(reason)s")
FAULTS = (
    gettext_noop("the text is missing"),
    gettext_noop("the text is not reviewed"),
    gettext_noop("the Albanian text is missing"),
    gettext_noop("the Albanian has changed since it was translated"),
    gettext_noop("has no name"),
    gettext_noop("a person is quoted, and an election period runs"),
    alternative.MISSING,
)
PATTERN = gettext_noop("Sentence pattern")
_SENTENCES = (
    NO_BULLETIN,
    NOTHING_TO_SAY,
    NOT_PREPARED,
    NO_NOTE,
    NOT_APPROVED,
    APPROVED_BEFORE,
    NOT_THE_APPROVED,
    WORDS_CHANGED,
    STANDSTILL,
    UNANSWERED,
    NOT_ASKED,
    ALBANIAN_FIRST,
    SOURCE_GONE,
    NOT_RENDERED,
    ALL_PUBLISHED,
    SWITCHED_OFF,
    STOPPED_BY_HAND,
    TOO_LATE,
    WITHDRAWN,
    FAULT,
)


def in_words(sentence: str) -> str:
    """In the reader's language, with names for codes; a sentence that is none of ours as it is."""
    for message, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            parts = found.groupdict()
            return _(message) % {name: _named(name, part) for name, part in parts.items()}
    return sentence


def _named(name: str, part: str) -> str:
    """What a reader calls a part of a sentence."""
    if name == "reason":
        return _(part) if part in FAULTS else part
    if name == "language":
        return own_name(part) if part in LANGUAGES else part
    if name == "agency":
        names = council.agency_names().get(part, {})
        return names.get(get_language() or AUTHORITATIVE) or names.get(AUTHORITATIVE) or part
    if name == "key":
        return part.partition(":")[2] or part
    if name == "block":
        return _(PATTERN) if part == "pattern" else words.kind_name(part)
    return words.place_name(part) if name == "field" else part


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (message, re.compile(re.sub(r"%\\\((\w+)\\\)s|%\((\w+)\)s", _group, re.escape(message))))
        for message in _SENTENCES
    )


def _group(found: re.Match[str]) -> str:
    name = found[1] or found[2]
    return f"(?P<{name}>.+)" if name == "reason" else f"(?P<{name}>.+?)"
