"""Who was reached, put together from what the council, its letters and its pages know.

A value is a number, hidden because it is small, or not known; never a nought in its place.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bulletins import published as bulletins
from council import published as council
from languages import AUTHORITATIVE, LANGUAGES
from outreach.reach import Channel, Kind, figures
from outreach.reach.figures import Measure
from outreach.small_cells import visible, visible_with_sum

MONTHS = 12
PAGES = 12
"""Pages of a month in a list."""
ISSUE_KINDS = {
    Measure.READ: Kind.READ,
    Measure.DOWNLOADED: Kind.DOWNLOADED,
    Measure.POSTED: Kind.POSTED,
    Measure.HEARD: Kind.HEARD,
}
OF_ISSUES = (Measure.LETTERS, *ISSUE_KINDS)
OF_MONTHS = (Measure.PARTICIPANTS, Measure.SURVEY, Measure.QUESTIONS, Measure.PROMISES)
CHANNELS = (Channel.MAIL, Channel.PAPER, Channel.SHARE, Channel.FEED, Channel.UNKNOWN)
PER_CENT = (Measure.QUESTIONS, Measure.PROMISES)
NOT_PEOPLE = (Measure.POSTED, *PER_CENT)
"""Sheets that hang and words that were kept: no number of people, so none is too small."""


@dataclass(frozen=True)
class Value:
    n: int | None
    hidden: bool = False

    @property
    def known(self) -> bool:
        return self.n is not None or self.hidden


UNKNOWN = Value(None)


@dataclass(frozen=True)
class Point:
    month: datetime.date
    value: Value
    target: int | None
    is_whole: bool
    """The month is over, so nothing more comes to it."""

    @property
    def reached(self) -> bool | None:
        """None where there is no target or nothing to hold against it."""
        if self.target is None or self.value.n is None:
            return None
        return self.value.n >= self.target


@dataclass(frozen=True)
class Series:
    """A measure over the months, the oldest first."""

    measure: str
    points: Sequence[Point]

    @property
    def per_cent(self) -> bool:
        return self.measure in PER_CENT

    @property
    def of_issues(self) -> bool:
        return self.measure in OF_ISSUES

    @property
    def last(self) -> Point | None:
        """The last month of which it is known, if possible one that is over."""
        known = [point for point in self.points if point.value.known]
        return next((p for p in reversed(known) if p.is_whole), known[-1] if known else None)


@dataclass(frozen=True)
class Table:
    """Rows of a kind (languages, channels, units), a column a measure, and the sum below."""

    by: str
    measures: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Value]]]
    sums: Sequence[Value]


@dataclass(frozen=True)
class PageRead:
    page: str
    read: Value
    useful: Value
    not_useful: Value


@dataclass(frozen=True)
class Overview:
    issues: Sequence[datetime.date]
    """Months of which there is an issue or a count of one, the newest first."""
    series: Mapping[str, Series]
    read: Sequence[Point]
    """Every page of a month together."""
    silent: Mapping[datetime.date, figures.Share] | None


@dataclass(frozen=True)
class MonthDetail:
    by_language: Table
    by_channel: Table
    by_unit: Table
    by_audience: Sequence[tuple[str, Value]]
    """Empty while activities do not say whom they were for."""
    pages: Sequence[PageRead]
    failed: Value
    bounced: Value
    silent: figures.Share | None


def months_until(today: datetime.date) -> list[datetime.date]:
    """The first days of the last twelve months, the oldest first; the last one is not over."""
    number = today.year * 12 + today.month - 1
    return [datetime.date(n // 12, n % 12 + 1, 1) for n in range(number - MONTHS + 1, number + 1)]


def overview(today: datetime.date) -> Overview:
    months = months_until(today)
    first = months[0]
    letters, issues = figures.letters(first), figures.issues(first)
    days, targets = figures.months(first), figures.Targets()
    read_of = _readers(first, months, letters, issues, today)

    def point(measure: str, month: datetime.date, value: Value) -> Point:
        end = _after(month) - datetime.timedelta(days=1)
        target = targets.on(measure, min(end, today))
        return Point(month, value, target, measure in OF_ISSUES or end < today)

    series = {
        measure: Series(measure, [point(measure, month, read(month)) for month in months])
        for measure, read in read_of.items()
    }
    return Overview(
        issues=_issues(months, letters, issues),
        series=series,
        read=[point("", m, _value(days[m].read) if m in days else UNKNOWN) for m in months],
        silent=figures.silent_places(first),
    )


def _issues(
    months: Sequence[datetime.date],
    letters: Mapping[datetime.date, figures.Letters],
    issues: Mapping[tuple[datetime.date, str], figures.Issue],
) -> list[datetime.date]:
    published = {summary.month for summary in bulletins.summaries(AUTHORITATIVE)}
    found = published | {*letters} | {month for month, _kind in issues}
    return sorted(found & {*months}, reverse=True)


def _readers(
    first: datetime.date,
    months: Sequence[datetime.date],
    letters: Mapping[datetime.date, figures.Letters],
    issues: Mapping[tuple[datetime.date, str], figures.Issue],
    today: datetime.date,
) -> Mapping[str, Callable[[datetime.date], Value]]:
    """For each measure, what it was in a month."""
    activities = figures.activities(first)
    survey, questions = figures.survey_answers(first), figures.questions_in_time(first)
    promises = _promises(months, today)

    def of_issue(kind: str, *, people: bool) -> Callable[[datetime.date], Value]:
        def read(month: datetime.date) -> Value:
            found = issues.get((month, kind))
            return _value(found.total, people=people) if found else UNKNOWN

        return read

    def accepted(month: datetime.date) -> Value:
        return _value(letters[month].accepted.total()) if month in letters else UNKNOWN

    def participants(month: datetime.date) -> Value:
        if not activities:
            return UNKNOWN
        return _value(activities[month].participants if month in activities else 0)

    def answers(month: datetime.date) -> Value:
        return UNKNOWN if survey is None else _value(survey.get(month, 0))

    return {
        Measure.LETTERS: accepted,
        **{
            measure: of_issue(kind, people=measure not in NOT_PEOPLE)
            for measure, kind in ISSUE_KINDS.items()
        },
        Measure.PARTICIPANTS: participants,
        Measure.SURVEY: answers,
        Measure.QUESTIONS: lambda month: _percent((questions or {}).get(month)),
        Measure.PROMISES: lambda month: _percent(promises.get(month)),
    }


def _promises(
    months: Sequence[datetime.date], today: datetime.date
) -> Mapping[datetime.date, figures.Share]:
    """By the month of the first deadline, of those whose deadline is over: how many were kept by it."""
    every = {
        promise.key: promise
        for day in (months[0], today)
        for promise in council.promises(day)
        if promise.deadline < today
    }
    found: dict[datetime.date, figures.Share] = {}
    for promise in every.values():
        month = promise.deadline.replace(day=1)
        before = found.get(month, figures.Share(0, 0))
        kept = bool(promise.done_on and promise.done_on <= promise.deadline)
        found[month] = figures.Share(before.part + kept, before.whole + 1)
    return found


def detail(month: datetime.date) -> MonthDetail:
    """Of one issue, by language, channel and unit; and of the days of that month."""
    after = _after(month)
    letters = figures.letters(month).get(month, figures.Letters())
    every = figures.issues(month)
    issue = {
        measure: every.get((month, kind), figures.Issue({}, {}, {}))
        for measure, kind in ISSUE_KINDS.items()
    }
    held = figures.activities(month).get(month, figures.Activities(0, 0, {}))
    units = [*council.unit_names(), ""]
    web = (Measure.READ, Measure.DOWNLOADED)
    silent = figures.silent_places(month)
    return MonthDetail(
        by_language=_table(
            "language",
            LANGUAGES,
            {
                Measure.LETTERS: letters.accepted,
                **{measure: found.languages for measure, found in issue.items()},
            },
        ),
        by_channel=_table(
            "channel", [*CHANNELS], {measure: issue[measure].channels for measure in web}
        ),
        by_unit=_table(
            "unit",
            units,
            {
                **{measure: found.units for measure, found in issue.items()},
                Measure.PARTICIPANTS: held.by_unit,
            },
        ),
        by_audience=_audiences(figures.participants_by_audience(month) or {}),
        pages=_pages(month, after),
        failed=_value(letters.failed.total()),
        bounced=_value(letters.bounced.total()),
        silent=silent.get(month) if silent else None,
    )


def _table(by: str, names: Sequence[str], columns: Mapping[str, Mapping[str, int]]) -> Table:
    """What is counted under a name that is not in the list stands with what is not known."""
    parts: list[list[Value]] = []
    sums: list[Value] = []
    for measure, counts in columns.items():
        given = [counts.get(name, 0) for name in names]
        if "" in names:
            given[list(names).index("")] += sum(
                n for name, n in counts.items() if name not in names
            )
        cells, total = _open(given) if measure in NOT_PEOPLE else visible_with_sum(given)
        parts.append([Value(n, hidden=n is None) for n in cells])
        sums.append(Value(total, hidden=total is None))
    return Table(
        by=by,
        measures=list(columns),
        rows=[(name, [column[place] for column in parts]) for place, name in enumerate(names)],
        sums=sums,
    )


def _pages(first: datetime.date, after: datetime.date) -> list[PageRead]:
    """Every page is a part of what was read in the month, also those that are not listed."""
    rows = figures.pages(first, after)
    read, _total = visible_with_sum([n for _page, n, _useful, _not in rows])
    return [
        PageRead(page, Value(seen, hidden=seen is None), _value(useful), _value(not_useful))
        for (page, _n, useful, not_useful), seen in zip(rows, read, strict=True)
    ][:PAGES]


def _audiences(counts: Mapping[str, int]) -> list[tuple[str, Value]]:
    cells, _total = visible_with_sum([*counts.values()])
    return [(name, Value(n, hidden=n is None)) for name, n in zip(counts, cells, strict=True)]


def _open(given: Sequence[int]) -> tuple[list[int | None], int | None]:
    return [*given], sum(given)


def _value(n: int, *, people: bool = True) -> Value:
    seen = visible(n) if people else n
    return Value(seen, hidden=seen is None)


def _percent(share: figures.Share | None) -> Value:
    return Value(share.percent) if share and share.whole else UNKNOWN


def _after(month: datetime.date) -> datetime.date:
    return (month + datetime.timedelta(days=31)).replace(day=1)
