"""You asked, the Council answered: a year's questions, and how to ask without writing here."""

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from council import published as council
from languages import AUTHORITATIVE
from languages.addresses import address
from outreach import published
from outreach.forms.question_names import CHANNELS, TOPICS
from outreach.models import Question
from outreach.pages import cacheable
from outreach.published import PublicQuestion, Shelf
from outreach.views.meeting import Speaker

ROWS: Final = 20
_NUMBER: Final = re.compile(r"[1-9]\d{0,3}")


@dataclass(frozen=True)
class Sought:
    year: int
    topic: str
    unit: str
    page: int

    def link(self, **changes: Any) -> str:
        told = {"year": self.year, "topic": self.topic, "unit": self.unit, "page": 1, **changes}
        kept = {
            name: value for name, value in told.items() if value and (name, value) != ("page", 1)
        }
        return f"?{urlencode(kept)}"


@require_safe
@cacheable
def questions(request: HttpRequest, language: str) -> HttpResponse:
    """Eight queries at most, whatever was asked."""
    shelves = published.question_shelves()
    sought = _sought(request, shelves)
    fitting = sum(shelf.count for shelf in shelves if _fits(shelf, sought))
    pages = max(-(-fitting // ROWS), 1)
    if sought.page > pages:
        raise Http404
    rows = published.questions_answered(
        year=sought.year,
        topic=sought.topic,
        unit=sought.unit,
        begin=(sought.page - 1) * ROWS,
        most=ROWS,
    )
    agencies, units = (
        _names(council.agency_names(), language),
        _names(council.unit_names(), language),
    )
    says = Speaker(language)
    meetings = {page.reference for page in council.meeting_pages()}
    context = {
        "rows": [
            _row(row, says, agencies, units, _meeting(row, meetings, language)) for row in rows
        ],
        "only_albanian": says.met_albanian,
        "figures": _figures(),
        "years": _years(shelves, sought),
        "topics": _topics(shelves, sought),
        "units": _units(shelves, sought, units),
        "filtered": bool(sought.topic or sought.unit),
        "all_url": sought.link(topic="", unit=""),
        "year": sought.year,
        "number": sought.page,
        "total": pages,
        "previous_url": sought.link(page=sought.page - 1) if sought.page > 1 else "",
        "next_url": sought.link(page=sought.page + 1) if sought.page < pages else "",
    }
    return render(request, "outreach/questions/questions.html", context)


def _sought(request: HttpRequest, shelves: Sequence[Shelf]) -> Sought:
    """Raises Http404 for what is none of ours: a year, topic or unit without a question."""
    asked = request.GET
    years = {str(shelf.year): shelf.year for shelf in shelves}
    latest = max(years.values(), default=timezone.localdate().year)
    page = asked.get("page", "1")
    known = (
        (asked.get("year", str(latest)), {*years, str(latest)}),
        (asked.get("topic", ""), {"", *TOPICS}),
        (asked.get("unit", ""), {"", *(shelf.unit for shelf in shelves)}),
    )
    if any(value not in values for value, values in known) or not _NUMBER.fullmatch(page):
        raise Http404
    (year, _), (topic, _), (unit, _) = known
    return Sought(int(year), topic, unit, int(page))


def _fits(shelf: Shelf, sought: Sought) -> bool:
    return (
        shelf.year == sought.year
        and sought.topic in ("", shelf.topic)
        and sought.unit in ("", shelf.unit)
    )


def _names(rows: Mapping[str, Mapping[str, str]], language: str) -> Mapping[str, str]:
    return {code: names.get(language) or names[AUTHORITATIVE] for code, names in rows.items()}


def _row(
    row: PublicQuestion,
    says: Speaker,
    agencies: Mapping[str, str],
    units: Mapping[str, str],
    meeting_url: str,
) -> dict[str, Any]:
    return {
        "row": row,
        "question": says(row.question),
        "answer": says(row.answer),
        "channel": CHANNELS[Question.Channel(row.channel)],
        "topic": TOPICS[Question.Topic(row.topic)],
        "unit": units.get(row.unit, ""),
        "institution": agencies.get(row.institution, ""),
        "elsewhere": agencies.get(row.elsewhere, ""),
        "reason": says(row.withdrawn_reason),
        "meeting_url": meeting_url,
    }


def _meeting(row: PublicQuestion, public: Collection[str], language: str) -> str:
    """ "" where nothing of the meeting is public yet."""
    if row.meeting not in public:
        return ""
    return address("council-meeting", language, number=row.meeting)


def _figures() -> published.QuestionFigures:
    """Of this month and the eleven before it."""
    this = timezone.localdate().replace(day=1)
    after = _month_on(this)
    return published.questions_in(after.replace(year=after.year - 1), after)


def _month_on(first: datetime.date) -> datetime.date:
    return (first + datetime.timedelta(days=31)).replace(day=1)


def _years(shelves: Sequence[Shelf], sought: Sought) -> list[tuple[int, str, bool]]:
    years = sorted({shelf.year for shelf in shelves}, reverse=True)
    return [(year, sought.link(year=year), year == sought.year) for year in years]


def _topics(shelves: Sequence[Shelf], sought: Sought) -> list[tuple[Any, str, bool]]:
    there = {shelf.topic for shelf in shelves if shelf.year == sought.year}
    return [
        (name, sought.link(topic=topic), topic == sought.topic)
        for topic, name in TOPICS.items()
        if topic in there
    ]


def _units(
    shelves: Sequence[Shelf], sought: Sought, names: Mapping[str, str]
) -> list[tuple[str, str, bool]]:
    there = {shelf.unit for shelf in shelves if shelf.year == sought.year and shelf.unit}
    return [
        (names.get(unit, unit), sought.link(unit=unit), unit == sought.unit)
        for unit in sorted(there, key=lambda unit: names.get(unit, unit))
    ]
