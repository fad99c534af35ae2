"""Sentences longer than readers like: a hint, never a fault."""

from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.reading import Reading
from languages.words import sentences

NAME = "style"
LONG: Final = gettext_noop("A sentence is longer than readers like.")
LONGEST: Final = {"sq": 15, "en": 15, "ar": 20}


def check(reading: Reading) -> Findings:
    for sentence, count in sentences(reading.text):
        if count > LONGEST[reading.language]:
            start = reading.text.find(sentence)
            yield reading.finding(NAME, LONG, start, start + len(sentence), severity="warning")
