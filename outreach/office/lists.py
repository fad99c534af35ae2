"""A list on its way in, as its page and the file of what is left show it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from outreach.models import SubscriberImport, SubscriberImportRow

Verdict = SubscriberImportRow.Verdict
FINE = (Verdict.GOOD, Verdict.ENTERED)
ROWS = 25


@dataclass(frozen=True)
class Left:
    """A page of the rows that are not entered."""

    rows: list[SubscriberImportRow]
    begins: bool
    after: int | None
    """The last row of this page, where there are more."""


def counts(staged: SubscriberImport) -> Counter[str]:
    """How many rows there are of each verdict."""
    found = staged.rows.order_by().values_list("verdict").annotate(number=Count("pk"))
    return Counter(dict(found))


def left_over(staged: SubscriberImport) -> QuerySet[SubscriberImportRow]:
    return staged.rows.exclude(verdict__in=FINE).order_by("number")


def page_of_left(staged: SubscriberImport, *, after: int) -> Left:
    found = list(left_over(staged).filter(number__gt=after)[: ROWS + 1])
    shown = found[:ROWS]
    more = shown[-1].number if len(found) > ROWS else None
    return Left(shown, begins=after == 0, after=more)


def lines_left(staged: SubscriberImport) -> Iterator[SubscriberImportRow]:
    return left_over(staged).iterator()
