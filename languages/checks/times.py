"""Hours of the day, of 24 or of 12, in figures or in words."""

from itertools import zip_longest

from languages.checks.finding import Findings
from languages.checks.pair import ADDED, LOST, LOST_AND_ADDED, Pair

NAME = "times"


def check(pair: Pair) -> Findings:
    made = pair.matched
    for lost, added in zip_longest(made.lost_hours, made.added_hours):
        source = pair.source.text[lost.start : lost.end].strip() if lost else ""
        if added is None:
            yield pair.text.finding(NAME, LOST, source=source)
        else:
            template = LOST_AND_ADDED if lost else ADDED
            yield pair.text.finding(NAME, template, added.start, added.end, source=source)
