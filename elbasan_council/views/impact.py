"""The impact page: whom a bulletin reached, by which way, and what nobody knows of it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from council import published as council
from council.people import Allowed, User, demand
from elbasan_council.impact import (
    OF_ISSUES,
    Overview,
    Point,
    Series,
    Table,
    Value,
    detail,
    overview,
)
from languages import AUTHORITATIVE, dates, numbers, own_name
from outreach.access import may_see_impact, may_set_targets
from outreach.forms.targets import MEASURES
from outreach.reach import Channel
from outreach.reach.figures import Measure
from press.spreadsheets import CSV, to_csv
from press.trends import Column

CHANNELS = {
    Channel.MAIL: gettext_lazy("Letter by e-mail"),
    Channel.PAPER: gettext_lazy("Code on paper"),
    Channel.SHARE: gettext_lazy("Shared link"),
    Channel.FEED: gettext_lazy("Feed"),
    Channel.UNKNOWN: gettext_lazy("Another way, or not known"),
}
BY = {
    "language": gettext_lazy("Language"),
    "channel": gettext_lazy("Way"),
    "unit": gettext_lazy("Unit"),
}
TITLES = {
    "language": gettext_lazy("By language"),
    "channel": gettext_lazy("By the way it came"),
    "unit": gettext_lazy("By unit"),
}
PAGES = {
    # route name: what readers call it
    "home": gettext_lazy("Home page"),
    "help": gettext_lazy("All help lines and topics"),
    "help-topic": gettext_lazy("Help topic"),
    "news": gettext_lazy("News"),
    "news-article": gettext_lazy("News"),
    "events": gettext_lazy("Meetings and activities"),
    "event": gettext_lazy("Event"),
    "bulletins": gettext_lazy("All bulletins"),
    "issue": gettext_lazy("The issue"),
    "issue-read": gettext_lazy("The issue, to be read aloud"),
    "subscribe": gettext_lazy("Subscribe to the bulletin"),
    "council": gettext_lazy("The Council"),
    "council-meeting": gettext_lazy("Meeting"),
    "decisions": gettext_lazy("All decisions and promises"),
    "decision": gettext_lazy("Decision"),
    "questions": gettext_lazy("You asked, the Council answered"),
    "contact": gettext_lazy("Contact"),
    "feedback": gettext_lazy("Your opinion"),
    "feedback-results": gettext_lazy("What residents said"),
    "mistake": gettext_lazy("Report a mistake in a text"),
    "search": gettext_lazy("Search"),
    "press": gettext_lazy("For the press"),
    "accessibility": gettext_lazy("Accessibility"),
    "privacy": gettext_lazy("Privacy"),
    "site-map": gettext_lazy("Site map"),
}
FIRST_YEAR = 2015
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Trend:
    series: Series
    title: str
    sentence: str
    columns: list[Column]
    target: int | None

    @property
    def is_empty(self) -> bool:
        return self.series.last is None


@require_safe
@login_required
def impact(request: HttpRequest) -> HttpResponse:
    user, today = _reader(request)
    found = overview(today)
    parts = {
        "trends": [_trend(series) for series in found.series.values()],
        "read": found.read,
        "columns": [MEASURES[measure] for measure in OF_ISSUES],
        "issues": [(month, _of_issue(found, month)) for month in found.issues],
        "unknown": _unknown(found.series, silent=bool(found.silent)),
        "may_set": isinstance(may_set_targets(user, on=today), Allowed),
        "today": today,
    }
    return render(request, "workspace/impact/impact.html", parts)


@require_safe
@login_required
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    _user, today = _reader(request)
    first = datetime.date(year, month, 1)
    if first > today or year < FIRST_YEAR:
        raise Http404
    found, units = detail(first), council.unit_names()
    pages = [(row, *row.page.partition(":")[::2]) for row in found.pages]
    parts = {
        "month": first,
        "is_over": first < today.replace(day=1),
        "found": found,
        # A page without a name here keeps its address's.
        "pages": [(row, PAGES.get(kind, kind), which) for row, kind, which in pages],
        "tables": [
            _written(table, units) for table in (found.by_language, found.by_channel, found.by_unit)
        ],
    }
    return render(request, "workspace/impact/month.html", parts)


@require_safe
@login_required
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers as the pages, hidden where they are; one a line."""
    _user, today = _reader(request)
    heads = [_("Month"), _("What"), _("By"), _("Of"), _("Number"), _("Target"), _("Note")]
    response = HttpResponse(to_csv(heads, _lines(today)), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="impact-{today}.csv"'
    return response


def _reader(request: HttpRequest) -> tuple[User, datetime.date]:
    """Raises NotAllowed."""
    user, today = cast(User, request.user), timezone.localdate()
    demand(may_see_impact(user, on=today))
    return user, today


# Words -------------------------------------------------------------------------------------------


def _trend(series: Series) -> Trend:
    title = str(MEASURES[Measure(series.measure)])
    return Trend(
        series=series,
        title=title,
        sentence=_sentence(series.last),
        columns=[
            Column(f"{p.month:%m/%Y}", p.value.n, hidden=p.value.hidden) for p in series.points
        ],
        target=series.points[-1].target,
    )


def _of_issue(found: Overview, month: datetime.date) -> list[Value]:
    points = [found.series[measure].points for measure in OF_ISSUES]
    return [next(point.value for point in own if point.month == month) for own in points]


def _sentence(last: Point | None) -> str:
    """What the chart ends with, against its target."""
    if last is None:
        return _("Nothing is known of this yet.")
    language = translation.get_language() or AUTHORITATIVE
    name = dates.month_and_year(last.month, language)
    if last.reached is None:
        return name
    target = numbers.number(last.target or 0, language)
    words = (
        _("%(month)s: the target of %(target)s is reached.")
        if last.reached
        else _("%(month)s: the target of %(target)s is not reached.")
    )
    return words % {"month": name, "target": target}


def _written(table: Table, names: Names) -> dict[str, Any]:
    """With names in the reader's language."""
    return {
        "title": TITLES[table.by],
        "by": BY[table.by],
        "is_unit": table.by == "unit",
        "columns": [MEASURES[Measure(measure)] for measure in table.measures],
        "rows": [(_name(table.by, name, names), cells) for name, cells in table.rows],
        "sums": table.sums,
    }


def _name(by: str, name: str, units: Names) -> str | Promise:
    if by == "language":
        return own_name(name)
    if by == "channel":
        return CHANNELS[Channel(name)]
    if not name:
        return _("Not known")
    names = units[name]
    return names.get(translation.get_language() or AUTHORITATIVE) or names[AUTHORITATIVE]


def _unknown(series: Mapping[str, Series], *, silent: bool) -> list[str]:
    """What these numbers do not say, openly."""
    told = [
        _("Whether somebody opens a letter: nothing in our letters reports back."),
        _("Who reads: one person who comes twice counts twice, two at one screen count once."),
        _("Who only sees the sheet on a board: of those, only who opens the code on it counts."),
        _("How a letter’s readers are spread over the units: the ledger does not keep it."),
        _("Whether a reader is a person: a program that looks like a browser counts too."),
    ]
    if not silent:
        told.append(_("Which places hung the sheet and which did not answer: not asked yet."))
    missing = [measure for measure, found in series.items() if found.last is None]
    return told + [
        _("%(measure)s: not known yet.") % {"measure": MEASURES[Measure(measure)]}
        for measure in missing
    ]


# CSV ---------------------------------------------------------------------------------------------


def _lines(today: datetime.date) -> Iterator[list[str]]:
    found, units = overview(today), council.unit_names()
    for series in found.series.values():
        for point in series.points:
            yield _line(point.month, series.measure, "", "", point.value, point.target)
    for point in found.read:
        title = _("Pages read, all together")
        yield [f"{point.month:%Y-%m}", title, "", "", _cell(point.value), "", _note(point.value)]
    for issue in found.issues:
        told = detail(issue)
        for table in (told.by_language, told.by_channel, told.by_unit):
            for name, cells in table.rows:
                for measure, value in zip(table.measures, cells, strict=True):
                    of = str(_name(table.by, name, units))
                    yield _line(issue, measure, str(BY[table.by]), of, value, None)


def _line(
    month: datetime.date, measure: str, by: str, of: str, value: Value, target: int | None
) -> list[str]:
    title = str(MEASURES[Measure(measure)])
    wanted = "" if target is None else str(target)
    return [f"{month:%Y-%m}", title, by, of, _cell(value), wanted, _note(value)]


def _cell(value: Value) -> str:
    return "" if value.n is None else str(value.n)


def _note(value: Value) -> str:
    if value.hidden:
        return _("hidden: small, or it would give a small one away")
    return "" if value.known else _("not known")
