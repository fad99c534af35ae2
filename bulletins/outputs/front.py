"""What an issue says first, for sheets, cards and short messages: taken from its content alone."""

import datetime
import re
from dataclasses import dataclass

from bulletins.content import Calendar, Contacts, Cover, Issue, Meeting, Number, Summary

SENTENCES = 3
EMERGENCY = "112"
_NUMBER_AT_END = re.compile(r" (?=\d+[.!?؟]?$)")


@dataclass(frozen=True)
class ComingDate:
    date: datetime.date
    starts_at: datetime.time | None
    title: str
    """Empty where it is the Council's own next meeting."""
    place: str
    open: bool
    accessible: bool


def sentences(issue: Issue, most: int = SENTENCES) -> tuple[str, ...]:
    """The headlines, and where they are fewer than `most`, the first sentences of the summary."""
    summary = issue.block("summary")
    more = [item.text for item in summary.items] if isinstance(summary, Summary) else []
    found = list(dict.fromkeys([*issue.headlines, *more]))
    return tuple(found[:most])


def printed(issue: Issue, most: int = SENTENCES) -> tuple[str, ...]:
    """The same for sheets and cards: a number that ends a sentence stays beside its word."""
    return tuple(_NUMBER_AT_END.sub("\u00a0", text) for text in sentences(issue, most))


def coming_date(issue: Issue) -> ComingDate | None:
    """The first date after the edition's own day, one that is open to everyone before others."""
    dates = [found for found in _dates(issue) if found.date >= issue.published_on]
    dates.sort(key=lambda found: (not found.open, found.date, found.starts_at or datetime.time()))
    return dates[0] if dates else None


def help_numbers(issue: Issue) -> tuple[Number, ...]:
    """The front page's numbers, else the first of the contacts."""
    cover, contacts = issue.block("cover"), issue.block("contacts")
    if isinstance(cover, Cover) and cover.numbers:
        return cover.numbers
    return contacts.lines[:4] if isinstance(contacts, Contacts) else ()


def plain_address(issue: Issue) -> str:
    """The issue's address as people type it: without the scheme."""
    return issue.web_address.partition("://")[2] or issue.web_address


def _dates(issue: Issue) -> list[ComingDate]:
    found = []
    calendar, meeting = issue.block("calendar"), issue.block("meeting")
    if isinstance(calendar, Calendar):
        found = [
            ComingDate(row.date, row.starts_at, row.title, row.place, row.open, row.accessible)
            for row in calendar.rows
        ]
    # The calendar says more of it, where it is there too.
    known = {row.date for row in found}
    if isinstance(meeting, Meeting) and meeting.next_on and meeting.next_on not in known:
        place = meeting.next_place
        found.append(ComingDate(meeting.next_on, meeting.next_at, "", place, False, False))
    return found
