"""Meetings as calendar entries: what a letter carries (RFC 5546), and a private feed (RFC 5545).

An entry says that the council meets, when and where, and leads to the page behind the login. No
word of an agenda comes in here: nothing below reads an item.
"""

import datetime
from collections.abc import Iterable
from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText, vUri

from council.models import Meeting
from languages.dates import TIRANE
from press.calendars import calendar as frame
from press.calendars import name_feed


def number_of(meeting: Meeting) -> str:
    """`4/2026`, as the invitation writes it."""
    return f"{meeting.number}/{meeting.year}"


def page_of(meeting: Meeting) -> str:
    path = reverse("meeting", kwargs={"meeting_id": meeting.pk})
    return f"{settings.PORTAL_URL}{path}"


def method_of(meeting: Meeting) -> Literal["REQUEST", "CANCEL"]:
    """What a letter asks a calendar to do with the meeting as it stands."""
    return "CANCEL" if meeting.state == Meeting.State.CANCELLED else "REQUEST"


def invitation(
    meeting: Meeting, *, recipient: str, optional: bool, language: str, at: datetime.datetime
) -> bytes:
    """The entry for one person, by `method_of`. `optional`: it reaches them for information."""
    with translation.override(language):
        calendar = _calendar(method_of(meeting))
        event = _event(meeting, language, stamp=max(at, meeting.edited_at))
    attendee = vCalAddress(f"mailto:{recipient}")
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("OPT-PARTICIPANT" if optional else "REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("TRUE")
    event.add("attendee", attendee)
    calendar.add_component(event)
    return calendar.to_ical()


def feed(meetings: Iterable[Meeting], *, language: str) -> bytes:
    """A calendar to be read again and again; the same meetings, the same bytes."""
    with translation.override(language):
        calendar = _calendar("PUBLISH")
        name_feed(calendar, _("Meetings of the Council"))
        for meeting in meetings:
            calendar.add_component(_event(meeting, language, stamp=meeting.edited_at))
    return calendar.to_ical()


def _calendar(method: str) -> Calendar:
    return frame(method, prodid=f"-//{settings.CITY.domain}//Council//EN")


def _event(meeting: Meeting, language: str, *, stamp: datetime.datetime) -> Event:
    # In UTC first: an hour that the clock skips or repeats is an hour of the meeting all the same.
    start = meeting.starts_at.astimezone(datetime.UTC)
    end = start + datetime.timedelta(minutes=meeting.minutes_planned)
    cancelled = meeting.state == Meeting.State.CANCELLED
    page = page_of(meeting)
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{settings.CITY.domain}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp.astimezone(datetime.UTC))
    event.add("dtstart", start.astimezone(TIRANE))
    event.add("dtend", end.astimezone(TIRANE))
    event.add(
        "summary", _("Meeting of the Council, no. %(number)s") % {"number": number_of(meeting)}
    )
    event.add("description", _("Agenda and papers, after login: %(page)s") % {"page": page})
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", vUri(page))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    organizer = vCalAddress(f"mailto:{settings.CITY.email}")
    organizer.params["CN"] = vText(settings.CITY.council_name[language])
    event.add("organizer", organizer)
    return event
