"""Calendars as other programs read them (RFC 5545): the frame around entries, and its clock."""

import datetime

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from languages.dates import TIRANE

REFRESH = datetime.timedelta(hours=1)


def calendar(method: str, *, prodid: str) -> Calendar:
    """An empty one that knows the hours of Europe/Tirane."""
    made = Calendar()
    made.add("prodid", prodid)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", method)
    made.add_component(_timezone())
    return made


def name_feed(made: Calendar, name: str) -> None:
    """What a calendar that is read again and again is called, and how often to ask for it."""
    for key in ("name", "x-wr-calname"):
        made.add(key, name)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")


def _timezone() -> Timezone:
    """Europe/Tirane as it has been since October 1996: the European Union's two changes a year."""
    zone = Timezone()
    zone.add("tzid", TIRANE.key)
    winter, summer = datetime.timedelta(hours=1), datetime.timedelta(hours=2)
    standard, daylight = TimezoneStandard(), TimezoneDaylight()
    for part, name, start, month, before, after in (
        (standard, "CET", "1996-10-27T03:00", 10, summer, winter),
        (daylight, "CEST", "1997-03-30T02:00", 3, winter, summer),
    ):
        part.add("tzname", name)
        # In the time of the clock before it is changed, and without a zone.
        part.add("dtstart", datetime.datetime.fromisoformat(start))
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        zone.add_component(part)
    return zone
