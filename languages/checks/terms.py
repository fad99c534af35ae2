"""Words that we do not use: `data/forbidden.csv`, the longest term first."""

from typing import Final

from languages.checks.finding import Findings, gettext_noop
from languages.checks.reading import Reading
from languages.words import forbidden

NAME = "terms"
FORBIDDEN: Final = gettext_noop("A word that we do not use: %(found)s. Instead: %(instead)s.")


def check(reading: Reading) -> Findings:
    for term in forbidden(reading.text, reading.language):
        yield reading.finding(
            NAME, FORBIDDEN, term.start, term.end,
            severity=term.severity, found=term.found, instead=term.instead,
        )  # fmt: skip
