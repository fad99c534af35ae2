"""Sessions: seen by their owner, ended one by one, and over by themselves."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from council.actions import sessions
from council.people import User
from council.sessions import ABSOLUTE, IDLE, SINCE, device_of
from elbasan_council.middleware.session import BY_ITSELF
from tests import cast
from tests.council.browsers import BACKEND, browser_of

pytestmark = pytest.mark.usefixtures("acting")

PAGE = "/workspace/account/"
LOGIN = f"/workspace/login/?next={PAGE}"
MINUTE = datetime.timedelta(minutes=1)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
    " (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)


def row_of(client: Client) -> Session:
    return Session.objects.get(pk=client.cookies["session"].value)


def last_seen(client: Client, ago: datetime.timedelta) -> None:
    """As if the last sign of life lay in the past."""
    Session.objects.filter(pk=row_of(client).pk).update(expire_date=timezone.now() - ago + IDLE)


def logged_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


# --- Ending by themselves


def test_half_an_hour_without_a_sign_of_life_ends_a_session() -> None:
    client = browser_of(cast.observer())
    assert logged_in(client)
    last_seen(client, IDLE - MINUTE)
    assert logged_in(client)
    last_seen(client, IDLE)
    answer = client.get(PAGE)
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)


def test_a_sign_of_life_is_written_at_most_once_a_minute() -> None:
    client = browser_of(cast.observer())
    client.get(PAGE)
    for ago, written in ((2 * MINUTE, True), (MINUTE / 2, False)):
        last_seen(client, ago)
        before = row_of(client).expire_date
        client.get(PAGE)
        assert (row_of(client).expire_date > before) is written


def test_a_page_that_asks_by_itself_keeps_nobody_logged_in() -> None:
    client = browser_of(cast.observer())
    client.get(PAGE)
    last_seen(client, 10 * MINUTE)
    before = row_of(client).expire_date
    assert client.get(PAGE, headers={BY_ITSELF: "1"}).status_code == 200
    assert row_of(client).expire_date == before
    client.get(PAGE)
    assert row_of(client).expire_date > before


def test_twelve_hours_after_the_login_it_is_over_however_busy() -> None:
    client = browser_of(cast.observer())
    client.get(PAGE)
    stored = client.session
    stored[SINCE] = (timezone.now() - ABSOLUTE + 5 * MINUTE).isoformat()
    stored.save()
    assert logged_in(client)
    assert row_of(client).expire_date <= timezone.now() + 5 * MINUTE
    stored = client.session
    stored[SINCE] = (timezone.now() - ABSOLUTE).isoformat()
    stored.save()
    assert not logged_in(client)


def test_a_part_of_a_page_gets_no_login_form_when_the_session_is_over() -> None:
    client = browser_of(cast.observer())
    client.get(PAGE)
    last_seen(client, IDLE)
    answer = client.get(PAGE, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "<form" not in answer.content.decode()


def test_the_login_leads_back_to_the_same_page() -> None:
    person = cast.observer()
    person.set_password("një fjali që mbahet mend")
    person.save()
    client = Client()
    page = client.get(LOGIN).content.decode()
    assert f'value="{PAGE}"' in page
    answer = client.post(
        "/workspace/login/",
        {"login": person.email, "password": "një fjali që mbahet mend", "next": PAGE},
    )
    assert answer["Location"] == PAGE


# --- The list


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "Firefox · Linux"),
        (SAFARI, "Safari · iPhone"),
        (EDGE, "Edge · Windows"),
        ("curl", ""),
    ],
)
def test_a_device_is_told_coarsely(agent: str, device: str) -> None:
    assert device_of(agent) == device


def test_the_account_page_lists_each_session_and_says_which_is_this_one() -> None:
    person = cast.observer()
    here, there = (browser_of(person, HTTP_USER_AGENT=agent) for agent in (FIREFOX, SAFARI))
    for client in (here, there):
        client.get(PAGE)
    page = here.get(PAGE)
    words = page.content.decode()
    assert "Firefox · Linux" in words
    assert "Safari · iPhone" in words
    assert [row.is_this_one for row in page.context["sessions"]].count(True) == 1
    for row in page.context["sessions"]:
        assert row.seen_at.minute % 5 == row.seen_at.second == 0
    for client in (here, there):
        assert client.cookies["session"].value not in words
    assert "127.0.0.1" not in str([row.get_decoded() for row in sessions.sessions_of(person)])


def test_one_session_is_ended_and_the_others_go_on() -> None:
    person = cast.observer()
    here, there = browser_of(person), browser_of(person)
    handle = sessions.handle_of(there.cookies["session"].value)
    assert here.post(f"/workspace/account/sessions/{handle}/end/").status_code == 302
    assert (logged_in(here), logged_in(there)) == (True, False)


def test_nobody_ends_a_session_of_somebody_else() -> None:
    mine, theirs = browser_of(cast.secretary()), browser_of(cast.observer())
    handle = sessions.handle_of(theirs.cookies["session"].value)
    assert mine.post(f"/workspace/account/sessions/{handle}/end/").status_code == 404
    assert logged_in(theirs)


def test_ending_this_very_session_is_logging_out() -> None:
    client = browser_of(cast.observer())
    handle = sessions.handle_of(client.cookies["session"].value)
    answer = client.post(f"/workspace/account/sessions/{handle}/end/")
    assert answer["Location"] == "/workspace/login/"
    assert not logged_in(client)


def test_a_deactivated_account_is_out_with_its_next_request() -> None:
    person: User = cast.observer()
    client = browser_of(person)
    assert logged_in(client)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not logged_in(client)
    again = Client()
    again.force_login(person, backend=BACKEND)
    assert not logged_in(again)
