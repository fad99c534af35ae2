"""Rows of the register of threat reports: those sought, counted, and told as values."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet

from council import access, disclosure
from council.access import Reader, SoughtReports
from council.disclosure import ReportForReader
from council.forms.registers import name_of
from council.forms.report_names import STATES
from council.forms.report_register import KEPT_LEVELS
from council.models import Category, Marking, Meeting, Report
from languages.folding import fold

MOST_WORDS: Final = 8
SEARCHED: Final = ("title", "observed", "protective")
MARKINGS: Final = dict(Marking.choices)


@dataclass(frozen=True)
class Sought:
    rows: QuerySet[Report]
    """Of the register, as it was asked for."""
    beside: QuerySet[Report]
    """As if neither a category nor a level had been asked for: what the table counts."""


def sought_rows(who: Reader, sought: SoughtReports) -> Sought:
    """Where words are sought, all that the reader sees is opened and looked through in memory."""
    beside = access.report_register(who, replace(sought, category=None, level=""))
    rows = access.report_register(who, sought)
    if words := fold(sought.words).split()[:MOST_WORDS]:
        found = _found(who, beside, words)
        beside, rows = beside.filter(pk__in=found), rows.filter(pk__in=found)
    return Sought(with_names(rows), beside)


def with_names(rows: QuerySet[Report]) -> QuerySet[Report]:
    return rows.select_related("agency", "category", "unit")


def _found(who: Reader, rows: QuerySet[Report], words: list[str]) -> list[uuid.UUID]:
    """Each word stands in what they may read of it, or is its reference."""
    found = []
    for read in disclosure.reports_for(who, rows):
        text = fold("\n".join((read.row.reference, *(read.words[name] for name in SEARCHED))))
        if all(word in text for word in words):
            found.append(read.row.pk)
    return found


# --- As values


def told(who: Reader, reports: Iterable[Report], language: str) -> list[dict[str, Any]]:
    return [_told(read, language) for read in disclosure.reports_for(who, reports)]


def _told(read: ReportForReader, language: str) -> dict[str, Any]:
    row = read.row
    return {
        "row": row,
        "words": read.words,
        "opens": read.opens,
        "whole": read.whole,
        "level": KEPT_LEVELS[Report.Level(row.level)],
        "state": STATES[Report.State(row.state)],
        "marking": MARKINGS[row.marking],
        "category": name_of(row.category, language),
        "agency": name_of(row.agency, language),
        "unit": name_of(row.unit, language) if row.unit else "",
    }


def table(rows: QuerySet[Report], asked: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """Each category that has any, with how many of each level; the last line is all of them.

    `asked`: what else is sought, for the addresses that lead to just those rows.
    """
    grouped = rows.order_by().values_list("category", "level").annotate(count=Count("pk"))
    counts: dict[tuple[int, str], int] = {(kind, level): n for kind, level, n in grouped}
    kinds = Category.objects.filter(pk__in={kind for kind, _ in counts})
    lines = [
        _line(
            name_of(kind, language),
            {level: counts.get((kind.pk, level), 0) for level in KEPT_LEVELS},
            {**asked, "category": str(kind.pk)},
        )
        for kind in kinds
    ]
    if not lines:
        return []
    sums = {
        level: sum(n for (_, own), n in counts.items() if own == level) for level in KEPT_LEVELS
    }
    return [*lines, _line("", sums, asked)]


def _line(name: str, levels: Mapping[Any, int], asked: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": name,
        "cells": [
            {
                "level": str(level),
                "word": KEPT_LEVELS[level],
                "count": count,
                "url": f"?{urlencode({**asked, 'level': str(level)})}",
            }
            for level, count in levels.items()
        ],
        "all": sum(levels.values()),
        "url": f"?{urlencode(asked)}",
    }


# --- Since the last meeting


@dataclass(frozen=True)
class Change:
    meeting: Meeting
    new: int
    high: int
    """Of the new ones."""
    accepted: int
    closed: int


def change_since_last_meeting(who: Reader) -> Change | None:
    """Of what the reader sees now; None where no meeting was held."""
    meeting = access.last_meeting(who)
    if meeting is None:
        return None
    after = meeting.ended_at or meeting.starts_at
    new = Q(submitted_at__gt=after)
    counted = access.visible_reports(who).aggregate(
        new=Count("pk", filter=new),
        high=Count("pk", filter=new & Q(level=Report.Level.HIGH)),
        accepted=Count("pk", filter=Q(accepted_at__gt=after)),
        closed=Count("pk", filter=Q(closed_at__gt=after)),
    )
    return Change(meeting, **counted)
