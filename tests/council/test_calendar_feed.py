"""The private calendar: a secret address, shown once, that says when and where and nothing else."""

import datetime
import logging
import re

import pytest
from django.conf import settings as portal
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone
from icalendar import Calendar

from council.actions import accounts
from council.models import AuditRecord, CalendarFeed, Meeting, User
from council.people import Role
from elbasan_council.logs import WithoutAddresses
from tests import cast
from tests.convened import (
    CLOSED,
    OPEN,
    agency_person,
    browser_of,
    convened,
    planned,
    seated,
)

pytestmark = pytest.mark.usefixtures("acting")
PAGE = "/workspace/calendar/"
ADDRESS = re.compile(r"<code>([^<]+)</code>")


def made(user: User) -> str:
    """The path of a new address, as its owner copies it from the page."""
    page = browser_of(user).post(f"{PAGE}make/").content.decode()
    (address,) = ADDRESS.findall(page)
    assert address.startswith(f"{portal.PORTAL_URL}/workspace/calendar/")
    assert f'href="webcal:{address.partition(":")[2]}"' in page
    return str(address.removeprefix(portal.PORTAL_URL))


def meetings_in(path: str) -> set[str]:
    """The ids of the meetings that a calendar program finds, without a session."""
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(event["UID"])[len("meeting-") :].partition("@")[0] for event in events}


def test_the_address_is_shown_once_and_kept_nowhere() -> None:
    observer = cast.observer()
    path = made(observer)
    token = path.rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= 40
    assert token not in browser_of(observer).get(PAGE).content.decode()
    feed = CalendarFeed.objects.get()
    assert token not in str(vars(feed))
    assert len(feed.token_hash) == 64
    assert not AuditRecord.objects.filter(object_key__contains=token).exists()


def test_a_calendar_program_reads_without_a_session() -> None:
    meeting, path = convened(), made(cast.observer())
    assert meetings_in(path) == {str(meeting.pk)}
    answer = Client().get(path)
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"


def test_it_shows_what_was_convened_and_never_a_plan_not_even_to_who_plans() -> None:
    planned(number=1)
    facts = {"cancelled_at": timezone.now(), "cancelled_reason": CLOSED}
    planned(number=2, state=Meeting.State.CANCELLED, **facts)
    kept = {
        str(convened(number=3).pk),
        str(convened(number=4, state=Meeting.State.CANCELLED, **facts).pk),
        str(planned(number=5, days=-30, state=Meeting.State.PUBLISHED).pk),
    }
    for user in (cast.secretary(), cast.observer()):
        assert meetings_in(made(user)) == kept


def test_nothing_of_an_item_or_of_a_reason_comes_in() -> None:
    facts = {"cancelled_at": timezone.now(), "cancelled_reason": CLOSED}
    convened(number=1)
    convened(number=2, state=Meeting.State.CANCELLED, **facts)
    for user in (cast.secretary(), seated("police"), cast.observer()):
        text = Client().get(made(user)).content.replace(b"\r\n ", b"").decode()
        assert CLOSED not in text
        assert OPEN not in text


def test_it_is_in_its_owners_language() -> None:
    convened()
    albanian, english = seated("media", role=Role.OBSERVER), seated("police", language="en")
    names = []
    for user in (albanian, english):
        calendar = Calendar.from_ical(Client().get(made(user)).content)
        (event,) = calendar.walk("VEVENT")
        names.append(str(event["ORGANIZER"].params["CN"]))
    assert names == [portal.CITY.council_name["sq"], portal.CITY.council_name["en"]]


def test_a_new_address_ends_the_former_and_stopping_ends_it_for_good() -> None:
    observer = cast.observer()
    first = made(observer)
    second = made(observer)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert browser_of(observer).post(f"{PAGE}stop/")["Location"] == PAGE
    assert Client().get(second).status_code == 404
    assert browser_of(observer).post(f"{PAGE}stop/").status_code == 302
    told = AuditRecord.objects.filter(verb__startswith="calendar.").order_by("at")
    verbs = list(told.values_list("verb", flat=True))
    assert verbs == ["calendar.made", "calendar.made", "calendar.stopped"]


def test_every_address_that_opens_nothing_gets_the_same_bytes() -> None:
    leaver, stopper = cast.observer(), seated("media", role=Role.OBSERVER)
    closed, stopped = made(leaver), made(stopper)
    accounts.deactivate(person=leaver, by=cast.secretary(), at=timezone.now())
    browser_of(stopper).post(f"{PAGE}stop/")
    answers = [
        Client().get(path) for path in (closed, stopped, f"{PAGE}forged.ics", f"{PAGE}x/y.ics")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_who_sits_at_no_table_any_more_finds_an_empty_calendar() -> None:
    convened()
    observer = cast.observer()
    path = made(observer)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    observer.appointments.update(to_date=yesterday)
    assert meetings_in(path) == set()


def test_a_calendar_is_only_read() -> None:
    path = made(cast.observer())
    for method in ("post", "put", "delete"):
        assert getattr(Client(), method)(path).status_code == 405
    assert Client().head(path).status_code == 200


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_does_not_sit_at_the_table_gets_none(role: Role) -> None:
    browser = browser_of(agency_person(role))
    assert browser.get(PAGE).status_code == 403
    assert browser.post(f"{PAGE}make/").status_code == 403
    assert not CalendarFeed.objects.exists()


def test_a_log_line_names_the_route_and_not_the_token() -> None:
    path = made(cast.observer())
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    record = logging.makeLogRecord({"msg": f"Not Found: {path}", "status_code": 500})
    record.request = request
    assert WithoutAddresses().filter(record)
    assert record.getMessage() == "GET /workspace/calendar/<str:token>.ics: 500"


def test_the_account_page_leads_to_the_calendar_only_who_may_have_one() -> None:
    for user, may in ((cast.member(), True), (cast.editor(), False)):
        page = browser_of(user).get("/workspace/account/").content.decode()
        assert ('href="/workspace/calendar/"' in page) is may
