"""Registers: of the rows that somebody sees, those they look for.

A closed word finds a row only for who may read the closed side of that very row.
"""

import datetime
import re
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from council.access.meetings import (
    Reader,
    closed_actions,
    closed_decisions,
    visible_actions,
    visible_correspondence,
    visible_decisions,
)
from council.models import Correspondence, Decision, Reply, Series
from council.models.folded import beginning_with
from languages.folding import fold

MOST_WORDS: Final = 8
_NUMBER: Final = re.compile(r"(\d{4})[-–/](m?)(\d{1,4})", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Sought:
    """What somebody looks for in a register; empty is everything."""

    words: str = ""
    mine: bool = False
    state: str = ""
    """Of actions `open`, `late`, `done`, `asked` (a new date waits for an answer); of decisions
    `late`: something promised in it is late."""
    institution: int | None = None
    year: int | None = None
    kind: str = ""
    direction: str = ""
    about: str = ""


def decision_register(who: Reader, sought: Sought) -> QuerySet[Any]:
    """Adopted decisions, the newest first; `reads_closed` says of each whether they may."""
    rows = visible_decisions(who).filter(state=Decision.State.ADOPTED)
    if sought.kind:
        rows = rows.filter(kind=sought.kind)
    if sought.state == "late":
        promised = visible_actions(who).filter(is_late(who.on), decision=OuterRef("pk"))
        rows = rows.filter(Exists(promised.order_by().values("pk")))
    return _register(rows, who, sought, closed=closed_decisions(who))


def action_register(who: Reader, sought: Sought) -> QuerySet[Any]:
    """Actions, the newest first; `reads_closed` says of each whether they may."""
    rows = visible_actions(who)
    if sought.state:
        rows = rows.filter(_in_state(sought.state, who.on))
    return _register(rows, who, sought, closed=closed_actions(who))


def correspondence_register(who: Reader, sought: Sought) -> QuerySet[Correspondence]:
    """Letters, the one entered last first. A word is one of the subject, or a protocol number."""
    rows = visible_correspondence(who).defer("subject_words")
    asked = {
        "institution": sought.institution,
        "direction": sought.direction,
        "about": sought.about,
        "entered_at__year": sought.year,
    }
    rows = rows.filter(**{field: value for field, value in asked.items() if value})
    for typed in sought.words.split()[:MOST_WORDS]:
        said = Q(protocol_number__iexact=typed)
        if parts := _WORD.findall(fold(typed)):
            said |= Q(*(("subject_words", beginning_with(part)) for part in parts))
        rows = rows.filter(said)
    return rows.order_by("-entered_at", "-id")


def is_late(day: datetime.date) -> Q:
    """Of actions: not done, and the deadline that counts is over."""
    over = Q(new_due_date__isnull=True, due_date__lt=day) | Q(new_due_date__lt=day)
    return Q(done_date__isnull=True) & over


def _in_state(state: str, day: datetime.date) -> Q:
    asked = Reply.objects.filter(
        kind=Reply.Kind.NEW_DATE, accepted_at__isnull=True, declined_at__isnull=True
    )
    return {
        "open": Q(done_date__isnull=True),
        "late": is_late(day),
        "done": Q(done_date__isnull=False),
        "asked": Q(done_date__isnull=True, pk__in=asked.values("action")),
    }[state]


def _register(rows: QuerySet[Any], who: Reader, sought: Sought, *, closed: Q) -> QuerySet[Any]:
    if sought.mine:
        rows = rows.filter(institution__in=who.agencies)
    if sought.institution:
        rows = rows.filter(institution=sought.institution)
    if sought.year:
        rows = rows.filter(year=sought.year)
    reads = ExpressionWrapper(closed, output_field=BooleanField())
    rows = rows.filter(*_asked(sought.words, closed)).annotate(reads_closed=reads)
    return rows.defer("open_words", "closed_words").order_by("-year", "-serial", "-series")


def _asked(words: str, closed: Q) -> list[Q]:
    """Each word must be in the open text, or in the closed one for who may read it; or a number."""
    asked = []
    for typed in words.split()[:MOST_WORDS]:
        if number := _NUMBER.fullmatch(typed):
            series = Series.CLOSED if number[2] else Series.OPEN
            asked.append(Q(series=series, year=int(number[1]), serial=int(number[3])))
            continue
        for part in _WORD.findall(fold(typed)):
            query = beginning_with(part)
            asked.append(Q(open_words=query) | Q(closed, closed_words=query))
    return asked
