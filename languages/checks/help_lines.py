"""Numbers with the beginning of help lines that are none: who dials them reaches nobody."""

from collections.abc import Collection
from typing import Final

from languages.checks.finding import Finding, Findings, gettext_noop
from languages.checks.reading import Reading

NAME = "help-lines"
LINE: Final = 6
"""Digits of a help line with a beginning of its own, such as 116 111."""
NO_LINE: Final = gettext_noop("%(number)s is none of the help lines that we know: %(known)s.")


def check(reading: Reading, known: Collection[str]) -> Findings:
    """`known`: the digits of every line."""
    long = sorted(number for number in known if len(number) == LINE)
    starts = {number[:3] for number in long}
    for number, start, end in reading.figures.telephones if long else ():
        if len(number) == LINE and number[:3] in starts and number not in known:
            yield Finding(
                check=NAME,
                severity="error",
                template=NO_LINE,
                values={"number": _spaced(number), "known": ", ".join(map(_spaced, long))},
                start=start,
                end=end,
                excerpt=reading.raw[start:end].strip(),
            )


def _spaced(number: str) -> str:
    return f"{number[:3]} {number[3:]}"
