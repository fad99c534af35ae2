"""Dates as residents read them: the list, one date, and calendars that other programs read."""

import datetime
import gzip
import html
import re

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from icalendar import Event as Entry

from outreach import published_events
from outreach.models import Event, Text
from tests import cast, make
from tests.council import held

pytestmark = pytest.mark.usefixtures("acting")
LISTS = {"sq": "/takime/", "en": "/en/events/", "ar": "/ar/events/"}
FEEDS = {
    "sq": "/takime/kalendari.ics",
    "en": "/en/events/calendar.ics",
    "ar": "/ar/events/calendar.ics",
}
DAY = datetime.timedelta(days=1)


def soon(days: int = 9) -> datetime.date:
    return timezone.localdate() + days * DAY


def get(address: str) -> HttpResponse:
    answer = Client().get(address)
    assert not answer.cookies
    return answer


def page(address: str, status: int = 200) -> str:
    answer = get(address)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def address_of(event: Event, language: str = "sq") -> str:
    return f"{LISTS[language]}{event.code}-{event.slug}/"


def file_of(event: Event, language: str = "sq") -> str:
    return address_of(event, language).removesuffix("/") + ".ics"


def entries(address: str) -> list[Entry]:
    answer = get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    read = Calendar.from_ical(answer.content)
    assert read["VERSION"] == "2.0"
    (zone,) = read.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Tirane"
    return list(read.walk("VEVENT"))


def entry(event: Event, language: str = "sq") -> Entry:
    (found,) = entries(file_of(event, language))
    return found


def withdraw(event: Event, **reasons: str) -> None:
    Event.objects.filter(pk=event.pk).update(withdrawn_at=timezone.now())
    make.public_texts(key=event.source_key, fields={"withdrawn": reasons}, by=cast.editor())


# The list --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LISTS)
def test_the_list_says_where_when_and_how_one_gets_in(language: str) -> None:
    event = make.event(by=cast.editor(), on_date=soon())
    told = page(LISTS[language])
    assert make.words("Papër", 6)[language] in told
    assert make.words("Papër", 7)[language] in told
    assert f'href="{address_of(event, language)}"' in told
    assert f'datetime="{soon():%Y-%m-%d}"' in told
    assert "#users" in told
    assert "#accessibility" in told


def test_what_is_over_stands_below_what_comes() -> None:
    editor = cast.editor()
    over = make.event(by=editor, slug="kaloi", on_date=soon(-1))
    today = make.event(by=editor, slug="sot", on_date=soon(0), starts_at=datetime.time(0, 1))
    told = page("/takime/")
    assert told.index('id="coming"') < told.index(today.slug)
    assert told.index(today.slug) < told.index('id="earlier"') < told.index(over.slug)


@pytest.mark.parametrize("language", LISTS)
def test_an_activity_tells_whom_it_reached_and_with_whom(language: str) -> None:
    make.activity(by=cast.editor())
    told = page(LISTS[language])
    for number in (6, 7, 8, 9):
        assert make.words("Gjinar", number)[language] in told
    assert ": 17" in told


@pytest.mark.parametrize("language", LISTS)
def test_without_dates_the_list_says_so(language: str) -> None:
    assert page(LISTS[language]).count('class="empty"') == 2


def test_the_next_meeting_of_the_council_is_in_the_list_and_in_the_calendar() -> None:
    from council.actions.publish_minutes import publish_minutes

    when = timezone.now().replace(microsecond=0) + 40 * DAY
    planned = make.meeting(starts_at=when, number=61)
    meeting = held.approved()
    publish_minutes(meeting=meeting, next_meeting=planned, by=cast.secretary(), at=timezone.now())
    told = page("/en/events/")
    assert f'datetime="{timezone.localtime(when):%Y-%m-%d}"' in told
    assert "/en/council/meetings/2024-4/" in told
    (found,) = entries(FEEDS["en"])
    assert found.start == when


def test_long_lists_have_numbered_pages_and_nothing_is_lost_between_them() -> None:
    editor = cast.editor()
    count = published_events.ON_A_PAGE + 3
    for number in range(count):
        make.event(by=editor, slug=f"takim-{number}", on_date=soon(-1 - number // 3))
    pages = [page("/takime/"), page("/takime/?faqe=2")]
    shown = [set(re.findall(r"takim-\d+", told)) for told in pages]
    assert len(shown[0] | shown[1]) == count
    assert not shown[0] & shown[1]
    assert 'id="coming"' not in pages[1]


@pytest.mark.parametrize("asked", ["0", "2", "-1", "x", "%00", "99999999999", "1.5", ""])
def test_no_such_page_is_not_found_in_the_right_language(asked: str) -> None:
    for language, own in LISTS.items():
        answer = get(f"{own}?faqe={asked}")
        assert answer.status_code == 404
        assert answer["Content-Language"] == language


@pytest.mark.parametrize("count", [3, 30])
def test_the_pages_ask_as_often_for_thirty_as_for_three(count: int) -> None:
    editor = cast.editor()
    for number in range(count):
        event = make.event(by=editor, slug=f"takim-{number}", on_date=soon(number - 5))
        make.activity(by=editor, slug=f"punë-{number}")
    for address, most in (("/takime/", 8), (address_of(event), 4), (FEEDS["sq"], 3)):
        get(address)
        with CaptureQueriesContext(connection) as asked:
            get(address)
        assert len([query for query in asked if "FROM" in query["sql"]]) <= most, address


def test_a_first_visit_stays_small() -> None:
    editor = cast.editor()
    for number in range(published_events.COMING + 5):
        make.event(by=editor, slug=f"takim-{number}", on_date=soon(number))
    assert len(gzip.compress(get("/ar/events/").content)) <= 14_000


# One date --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LISTS)
def test_a_date_says_what_it_is_and_has_a_calendar_file_beside_it(language: str) -> None:
    event = make.event(by=cast.editor(), on_date=soon(), ends_at=datetime.time(19, 30))
    told = page(address_of(event, language))
    assert f'href="{file_of(event, language)}"' in told
    assert make.words("Papër", 7)[language] in told
    assert "19:30" in told
    assert settings.PORTAL_URL + address_of(event, language) in told


@pytest.mark.parametrize("language", LISTS)
def test_another_slug_leads_to_the_address_of_today(language: str) -> None:
    event = make.event(by=cast.editor(), on_date=soon())
    for ending, own in (("/", address_of(event, language)), (".ics", file_of(event, language))):
        answer = get(f"{LISTS[language]}{event.code}-tjeter{ending}")
        assert (answer.status_code, answer["Location"]) == (301, own)


@pytest.mark.parametrize("language", LISTS)
def test_a_withdrawn_date_is_gone_and_says_why(language: str) -> None:
    event = make.event(by=cast.editor(), on_date=soon())
    reasons = {
        "sq": "Salla ishte e gabuar.",
        "en": "The hall was wrong.",
        "ar": "كانت القاعة خاطئة.",
    }
    withdraw(event, **reasons)
    for address in (address_of(event, language), file_of(event, language)):
        told = page(address, status=410)
        assert reasons[language] in told
        assert make.words("Papër", 7)[language] not in told
    assert event.slug not in page(LISTS[language])
    assert entries(FEEDS[language]) == []


def test_where_the_language_is_missing_a_page_says_so_and_leads_to_the_albanian() -> None:
    event = make.event(by=cast.editor(), on_date=soon())
    Text.objects.filter(key=event.source_key).exclude(language="sq").delete()
    told = page(address_of(event, "ar"))
    assert f'href="{address_of(event)}" lang="sq" dir="ltr" hreflang="sq"' in told
    assert make.words("Papër", 7)["sq"] not in told
    assert f'href="{address_of(event)}" hreflang="sq"' in page("/ar/events/")
    assert entry(event, "ar")["SUMMARY"].params["LANGUAGE"] == "sq"


@pytest.mark.parametrize("code", ["aaaaaaa-x", "k7m2p4x", "k7-x", "k7m2p4x-%2e%2e", "%00-x"])
def test_what_never_was_is_not_found(code: str) -> None:
    for ending in ("/", ".ics"):
        assert get(f"/ar/events/{code}{ending}").status_code == 404


def test_what_is_not_public_yet_is_as_if_it_were_not_there() -> None:
    editor = cast.editor()
    for slug, published_at in (("draft", None), ("neser", timezone.now() + DAY)):
        event = make.event(by=editor, slug=slug, on_date=soon(), published_at=published_at)
        assert get(address_of(event)).status_code == 404
        assert get(file_of(event)).status_code == 404
        assert event.slug not in page("/takime/")
    assert entries(FEEDS["sq"]) == []


# Calendars -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", FEEDS)
def test_the_calendar_has_what_each_file_has(language: str) -> None:
    event = make.event(by=cast.editor(), on_date=soon())
    (fed,) = entries(FEEDS[language])
    own = entry(event, language)
    assert fed.to_ical() == own.to_ical()
    assert own["SUMMARY"] == make.words("Papër", 6)[language]
    assert own["LOCATION"] == make.words("Papër", 7)[language]
    assert own["URL"] == settings.PORTAL_URL + address_of(event, language)
    assert own["STATUS"] == "CONFIRMED"
    assert own.start == datetime.datetime.combine(soon(), datetime.time(17), make.TIRANE)


@pytest.mark.parametrize("language", FEEDS)
def test_an_empty_calendar_is_a_calendar(language: str) -> None:
    assert entries(FEEDS[language]) == []
    first, again = (get(FEEDS[language]).content for _ in range(2))
    assert first == again


def test_every_line_is_as_short_as_the_standard_asks_and_ends_as_it_asks() -> None:
    make.event(by=cast.editor(), on_date=soon())
    data = get(FEEDS["ar"]).content
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_a_date_that_moves_stays_the_same_entry_with_a_higher_number() -> None:
    event = make.event(by=cast.editor(), on_date=soon())
    before = entry(event)
    Event.objects.filter(pk=event.pk).update(on_date=soon(12), sequence=1)
    after = entry(event)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert {entry(event, language)["UID"] for language in LISTS} == {before["UID"]}


@pytest.mark.parametrize("language", LISTS)
def test_one_that_was_called_off_stays_and_says_so_everywhere(language: str) -> None:
    event = make.event(by=cast.editor(), on_date=soon())
    before = entry(event, language)
    Event.objects.filter(pk=event.pk).update(called_off_at=timezone.now())
    after = entry(event, language)
    assert (after["STATUS"], after["UID"]) == ("CANCELLED", before["UID"])
    assert after["SEQUENCE"] > before["SEQUENCE"]
    shown = page(address_of(event, language))
    assert "callout--warning" in shown
    assert 'class="button" href="' not in shown, "nobody is asked to note it down"
    assert "tag--late" in page(LISTS[language])
    home = {"sq": "/"}.get(language, f"/{language}/")
    assert make.words("Papër", 6)[language] not in page(home)


@pytest.mark.parametrize(
    ("on", "starts", "ends", "hours"),
    [
        # Past midnight; over the hour that is skipped; over the one that comes twice.
        ("2026-11-20", "22:00", "01:00", 3),
        ("2027-03-27", "23:00", "04:00", 4),
        ("2026-10-24", "23:00", "04:00", 6),
        # From within the skipped hour.
        ("2027-03-28", "02:30", "04:00", 0.5),
    ],
)
def test_hours_are_right_across_midnight_and_changes_of_the_clock(
    on: str, starts: str, ends: str, hours: float
) -> None:
    times = {
        "starts_at": datetime.time.fromisoformat(starts),
        "ends_at": datetime.time.fromisoformat(ends),
    }
    event = make.event(by=cast.editor(), on_date=datetime.date.fromisoformat(on), **times)
    found = entry(event)
    length = found.end.astimezone(datetime.UTC) - found.start.astimezone(datetime.UTC)
    assert length == datetime.timedelta(hours=hours)
    assert starts in page(address_of(event))
    assert ends in page(address_of(event))


def test_a_date_whose_end_the_clock_skips_has_no_end() -> None:
    event = make.event(
        by=cast.editor(),
        on_date=datetime.date(2027, 3, 28),
        starts_at=datetime.time(2, 30),
        ends_at=datetime.time(3, 0),
    )
    assert "DTEND" not in entry(event)


def test_a_date_without_an_hour_is_the_whole_day() -> None:
    event = make.event(by=cast.editor(), on_date=soon(), starts_at=None)
    assert entry(event).start == soon()
    assert page(address_of(event))
