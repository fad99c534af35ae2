"""Invented counts of twelve months, entered through the door that real ones take."""

import datetime
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from typing import Any

from django.utils import timezone

from council import published as council
from council.people import Role, person_with_role
from outreach import demonstration as outreach
from outreach import reach

MONTHS = 12
NOON = datetime.time(12)


def load_reach(data: Mapping[str, Any], *, month: datetime.date, now: datetime.datetime) -> None:
    """What there is stays: on a portal that has counted anything, nothing is invented."""
    if outreach.has_counts():
        return
    for place, issue in enumerate(_months(month)):
        at = min(_noon(_next(issue), day=12), now)
        for kind in ("read", "downloaded"):
            _of_issue(kind, data["issues"][kind][place], data["shares"], issue, at)
        for kind in ("posted", "heard"):
            _of_units(kind, data["issues"][kind][place], issue, at)
        _pages(data, place, min(_noon(_next(issue), day=20), now))
    _targets(data["targets"], _months(month)[0], now)


def _of_issue(
    kind: str, n: int, shares: Mapping[str, Any], issue: datetime.date, at: datetime.datetime
) -> None:
    page = "issue" if kind == "read" else "issue-pdf"
    units = _units()
    for language, in_language in _split(n, shares["languages"]):
        for channel, part in _split(in_language, shares["channels"]):
            unit = next(units) if channel == "paper" else ""
            reach.enter(
                kind=kind, page=page, issue=issue, at=at, language=language, channel=channel,
                unit=unit, place=unit, n=part,
            )  # fmt: skip


def _of_units(kind: str, n: int, issue: datetime.date, at: datetime.datetime) -> None:
    units = dict.fromkeys(islice(_units(), 5 if kind == "heard" else n or 1), 1)
    for unit, part in _split(n, units):
        reach.enter(kind=kind, language="sq", issue=issue, unit=unit, at=at, n=part)


def _pages(data: Mapping[str, Any], place: int, at: datetime.datetime) -> None:
    for page, counts in data["pages"].items():
        for language, n in _split(counts[place], data["shares"]["languages"]):
            reach.enter(kind="read", page=page, language=language, at=at, n=n)
    answers = data["answers"]
    for kind, name in (("useful_yes", "useful"), ("useful_no", "not_useful")):
        if n := answers[name][place]:
            reach.enter(kind=kind, page=answers["page"], language="sq", at=at, n=n)


def _targets(wanted: Mapping[str, int], first: datetime.date, now: datetime.datetime) -> None:
    secretary = person_with_role(Role.SECRETARY, timezone.localdate(now))
    for measure, value in wanted.items():
        outreach.set_target(measure=measure, value=value, from_date=first, by=secretary, at=now)


def _split(n: int, shares: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """A number in whole parts; nothing of it is lost, and noughts are left out."""
    total, given, told = sum(shares.values()), 0, 0
    for name, share in shares.items():
        told += share
        part = round(n * told / total) - given
        given += part
        if part:
            yield name, part


def _units() -> Iterator[str]:
    return cycle(council.unit_names())


def _months(last: datetime.date) -> list[datetime.date]:
    number = last.year * 12 + last.month - 1
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(number - MONTHS + 1, number + 1)]


def _next(month: datetime.date) -> datetime.date:
    return (month + datetime.timedelta(days=31)).replace(day=1)


def _noon(month: datetime.date, *, day: int) -> datetime.datetime:
    return datetime.datetime.combine(month.replace(day=day), NOON, timezone.get_default_timezone())
