"""What was reached, added up for the page that shows it. Sums of the table, and never a person.

What no part of the portal counts yet is None: not known, which is no nought.
"""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from languages import AUTHORITATIVE
from outreach import boards
from outreach.models import (
    Activity,
    Bounce,
    Delivery,
    DeliveryTally,
    QuestionTally,
    ReachCount,
    ReachTarget,
    SurveyWave,
)
from outreach.newsroom.kinds import AUDIENCES

Kind, Measure, Channel = ReachCount.Kind, ReachTarget.Measure, ReachCount.Channel
ISSUE_KINDS = (Kind.READ, Kind.DOWNLOADED, Kind.POSTED, Kind.HEARD)


@dataclass
class Letters:
    """Of one month's issue, by language."""

    accepted: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    bounced: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Issue:
    """How one kind of reaching an issue adds up, three ways. Of a nought there is no entry."""

    languages: Mapping[str, int]
    channels: Mapping[str, int]
    units: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.languages.values())


@dataclass(frozen=True)
class Month:
    """A month's days, whatever they were about."""

    read: int
    outbound: int
    useful: int
    not_useful: int


@dataclass(frozen=True)
class Activities:
    """What was done in the field in a month."""

    held: int
    participants: int
    by_unit: Mapping[str, int]


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> int:
        return round(self.part * 100 / self.whole) if self.whole else 0


def letters(first: datetime.date) -> Mapping[datetime.date, Letters]:
    """By the month of the issue, from one on: what the ledger says."""
    found: dict[datetime.date, Letters] = {}
    tallies = DeliveryTally.objects.filter(
        mailing__month__gte=first, state__in=(Delivery.State.ACCEPTED, Delivery.State.FAILED)
    ).values_list("mailing__month", "mailing__language", "state")
    for month, language, state, n in tallies.annotate(sum=Sum("n")):
        row = found.setdefault(month, Letters())
        (row.accepted if state == Delivery.State.ACCEPTED else row.failed)[language] += n
    back = Bounce.objects.filter(delivery__mailing__month__gte=first)
    for month, language, n in back.values_list(
        "delivery__mailing__month", "delivery__mailing__language"
    ).annotate(n=Count("pk")):
        found.setdefault(month, Letters()).bounced[language] += n
    return found


def issues(first: datetime.date) -> Mapping[tuple[datetime.date, str], Issue]:
    """By (month of the issue, kind), from one on: whenever it was read since."""
    rows = ReachCount.objects.filter(issue__gte=first, kind__in=ISSUE_KINDS)
    sums: dict[tuple[datetime.date, str], tuple[Counter[str], Counter[str], Counter[str]]] = {}
    for issue, kind, language, channel, unit, n in rows.values_list(
        "issue", "kind", "language", "channel", "unit"
    ).annotate(sum=Sum("n")):
        if issue is None:
            continue
        ways = sums.setdefault((issue, kind), (Counter(), Counter(), Counter()))
        for counter, name in zip(ways, (language, channel, unit), strict=True):
            counter[name] += n
    return {key: Issue(*ways) for key, ways in sums.items()} | _on_boards(first)


def _on_boards(first: datetime.date) -> dict[tuple[datetime.date, str], Issue]:
    """Places where a sheet hangs and people who heard it, from what their contacts answered: an
    answer that is corrected counts as it stands."""
    posted: dict[datetime.date, Counter[str]] = {}
    heard: dict[datetime.date, Counter[str]] = {}
    for (month, unit), one in boards.rounds(first, timezone.localdate()).items():
        posted.setdefault(month, Counter())[unit] += one.posted
        heard.setdefault(month, Counter())[unit] += one.heard or 0
    return {
        (month, kind): Issue(
            {AUTHORITATIVE: sum(units.values())}, {Channel.PAPER: sum(units.values())}, units
        )
        for kind, found in ((Kind.POSTED, posted), (Kind.HEARD, heard))
        for month, units in found.items()
        if sum(units.values())
    }


def months(first: datetime.date) -> Mapping[datetime.date, Month]:
    """By the month of the days, from one on."""
    rows = ReachCount.objects.filter(day__gte=first).annotate(month=TruncMonth("day"))
    sums: dict[datetime.date, Counter[str]] = {}
    for month, kind, n in rows.values_list("month", "kind").annotate(sum=Sum("n")):
        sums.setdefault(month, Counter())[kind] += n
    return {
        month: Month(
            read=kinds[Kind.READ],
            outbound=kinds[Kind.OUTBOUND],
            useful=kinds[Kind.USEFUL],
            not_useful=kinds[Kind.NOT_USEFUL],
        )
        for month, kinds in sums.items()
    }


def pages(first: datetime.date, after: datetime.date) -> list[tuple[str, int, int, int]]:
    """(page, read, useful, not useful) of the days [first, after), the most read first."""
    rows = ReachCount.objects.filter(
        day__gte=first, day__lt=after, kind__in=(Kind.READ, Kind.USEFUL, Kind.NOT_USEFUL)
    )
    sums: dict[str, Counter[str]] = {}
    for page, kind, n in rows.values_list("page", "kind").annotate(sum=Sum("n")):
        sums.setdefault(page, Counter())[kind] += n
    found = [
        (page, kinds[Kind.READ], kinds[Kind.USEFUL], kinds[Kind.NOT_USEFUL])
        for page, kinds in sums.items()
    ]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def activities(first: datetime.date) -> Mapping[datetime.date, Activities]:
    """By month, from one on; those that are published."""
    rows = Activity.objects.published(at=timezone.now()).filter(held_on__gte=first)
    units: dict[datetime.date, Counter[str]] = {}
    held: Counter[datetime.date] = Counter()
    for held_on, unit, participants in rows.values_list("held_on", "unit", "participants"):
        month = held_on.replace(day=1)
        units.setdefault(month, Counter())[unit] += participants
        held[month] += 1
    return {month: Activities(held[month], sum(own.values()), own) for month, own in units.items()}


class Targets:
    """What was to be reached, by measure and from a day on."""

    def __init__(self) -> None:
        rows = ReachTarget.objects.order_by("from_date")
        self._rows = list(rows.values_list("measure", "from_date", "value"))

    def on(self, measure: str, day: datetime.date) -> int | None:
        """What holds on a day; None where nothing was set by then."""
        held = [value for name, since, value in self._rows if name == measure and since <= day]
        return held[-1] if held else None


# What other parts of the portal bring ------------------------------------------------------------


def participants_by_audience(month: datetime.date) -> Mapping[str, int] | None:
    """By whom an activity was for, in the reader's words; None where no activity says it.

    One for two audiences counts for both: the sum may be more than all who took part.
    """
    after = (month + datetime.timedelta(days=32)).replace(day=1)
    public = Activity.objects.published(at=timezone.now())
    rows = public.filter(held_on__gte=month, held_on__lt=after).exclude(audiences=[])
    found: Counter[str] = Counter()
    for audiences, participants in rows.values_list("audiences", "participants"):
        for audience in audiences:
            found[str(AUDIENCES[audience])] += participants
    return found or None


def survey_answers(first: datetime.date) -> Mapping[datetime.date, int] | None:
    """Answers to the survey by the month in which it closed, from one on; None without a survey.

    When somebody answered is not kept.
    """
    waves = SurveyWave.objects.filter(closes_on__gte=first, counts__question="channel")
    found: Counter[datetime.date] = Counter()
    for closes_on, n in waves.values_list("closes_on").annotate(sum=Sum("counts__n")):
        found[closes_on.replace(day=1)] += n
    return found or None


def questions_in_time(first: datetime.date) -> Mapping[datetime.date, Share] | None:
    """Questions answered in a month, and of them those in time; None where none was."""
    rows = QuestionTally.objects.filter(month__gte=first, answered__gt=0)
    return {row.month: Share(row.in_time, row.answered) for row in rows} or None


def silent_places(first: datetime.date) -> Mapping[datetime.date, Share] | None:
    """By issue: places that did not answer, of those that were written to; None while nobody is."""
    found: dict[datetime.date, Share] = {}
    for (month, _unit), one in boards.rounds(first, timezone.localdate()).items():
        known = found.get(month, Share(0, 0))
        found[month] = Share(known.part + one.silent, known.whole + one.places)
    return found or None
