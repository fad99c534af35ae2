"""The impact page: what it adds up, what it hides, and what it says that it does not know."""

import csv
import datetime
import io
import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council.models import Unit
from outreach import reach
from outreach.actions.set_target import set_target
from outreach.models import ReachCount, ReachTarget
from tests import cast, make
from tests.council.browsers import browser_of, in_english

PAGE = "/workspace/impact/"
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def now(acting: None) -> datetime.datetime:
    return timezone.now()


@pytest.fixture
def month(now: datetime.datetime) -> datetime.date:
    """Last month, whose issue came out in this one."""
    return (timezone.localdate(now).replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


@pytest.fixture
def secretary(acting: None) -> Client:
    return in_english(cast.secretary())


def address(month: datetime.date) -> str:
    return f"{PAGE}{month:%Y/%m}/"


def words(response: HttpResponse) -> str:
    """What a reader sees, in one line."""
    assert response.status_code == 200, response.status_code
    plain = re.sub(r"<[^>]+>", " ", response.content.decode().split("<main", 1)[1])
    return re.sub(r"[\s\u00a0]+", " ", plain)


def rows(client: Client) -> list[dict[str, str]]:
    body = client.get(f"{PAGE}figures.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body), delimiter=";"))


def of(client: Client, what: str, by: str = "", which: str = "") -> dict[str, str]:
    """The line of last month."""
    found = [r for r in rows(client) if (r["What"], r["By"], r["Of"]) == (what, by, which)]
    return found[-2 if not by and len(found) > 1 else -1]


def test_the_first_day_has_no_number_and_says_so(secretary: Client, now: datetime.datetime) -> None:
    said = words(secretary.get(PAGE))
    assert "No issue has come out in the last twelve months." in said
    assert "Answers to the survey: not known yet." in said
    assert "Whether somebody opens a letter: nothing in our letters reports back." in said
    assert 'class="chart' not in secretary.get(PAGE).content.decode()
    today = timezone.localdate(now)
    assert "No page was counted in this month." in words(secretary.get(address(today)))


def test_an_issue_adds_up_by_language_channel_and_unit(
    secretary: Client, now: datetime.datetime, month: datetime.date
) -> None:
    Unit.objects.get_or_create(code="gjinar", defaults={"name_sq": "Gjinar", "name_en": "Gjinar"})
    read = {"kind": "read", "page": "issue", "issue": month, "at": now}
    reach.enter(**read, language="sq", channel="mail", n=200)
    reach.enter(**read, language="sq", channel="paper", place="gjinar", unit="gjinar", n=30)
    reach.enter(**read, language="en", n=20)
    reach.enter(**read, language="ar", n=10)
    reach.enter(kind="heard", language="sq", issue=month, unit="gjinar", at=now, n=45)
    make.activity(by=cast.editor(), unit="gjinar", held_on=month, participants=38)
    assert of(secretary, "Issue read on the web")["Number"] == "260"
    assert of(secretary, "Issue read on the web", "Language", "العربية")["Number"] == "10"
    assert of(secretary, "Issue read on the web", "Way", "Letter by e-mail")["Number"] == "200"
    assert of(secretary, "Issue read on the web", "Unit", "Gjinar")["Number"] == "30"
    assert of(secretary, "People who heard it read aloud", "Unit", "Gjinar")["Number"] == "45"
    assert of(secretary, "People at activities")["Number"] == "38"
    said = words(secretary.get(address(month)))
    assert "Gjinar 30 0 0 45 38" in said
    assert "Total 260 0 0 45 38" in said
    assert str(260) in words(secretary.get(PAGE))


def test_letters_are_counted_from_the_ledger(
    secretary: Client, now: datetime.datetime, month: datetime.date
) -> None:
    from outreach.models import Delivery

    mailing = make.mailing(month=month)
    for number in range(7):
        Delivery.objects.create(
            mailing=mailing,
            subscriber=make.subscriber(name=f"lexues-{number}"),
            language="sq",
            domain="example.org",
            state="accepted" if number < 6 else "failed",
            next_at=now,
            accepted_at=now if number < 6 else None,
        )
    assert of(secretary, "Letters delivered")["Number"] == "6"
    # One that failed is a person's: hidden.
    assert "Refused at once hidden" in words(secretary.get(address(month)))


def test_small_numbers_are_hidden_on_the_pages_and_in_the_table(
    secretary: Client, now: datetime.datetime, month: datetime.date
) -> None:
    read = {"kind": "read", "page": "issue", "issue": month, "at": now}
    for language, n in (("sq", 213), ("en", 37), ("ar", 3)):
        reach.enter(**read, language=language, n=n)
    reach.enter(kind="downloaded", page="issue-pdf", issue=month, at=now, language="ar", n=4)
    said = words(secretary.get(address(month)))
    assert "Shqip 0 213" in said
    assert "English 0 hidden" in said
    assert "العربية 0 hidden" in said
    assert "Total 0 253 hidden" in said
    assert of(secretary, "PDF downloaded")["Number"] == ""
    assert of(secretary, "PDF downloaded")["Note"].startswith("hidden")
    for line in rows(secretary):
        assert line["Number"] not in {"1", "2", "3", "4", "37"}, line


def test_places_are_no_people_and_stay(
    secretary: Client, now: datetime.datetime, month: datetime.date
) -> None:
    reach.enter(kind="posted", language="sq", issue=month, at=now, n=3)
    assert of(secretary, "Places where it hangs")["Number"] == "3"


def test_a_promise_is_kept_by_its_first_deadline_or_not(
    secretary: Client, now: datetime.datetime, month: datetime.date
) -> None:
    from council.actions.publish_facts import put

    late, day = month + datetime.timedelta(days=20), datetime.timedelta(days=1)
    for key, done in (
        ("2026-71", late - day),
        ("2026-72", late),
        ("2026-73", late + day),
        ("2026-74", None),
    ):
        put(
            key=f"action:{key}",
            kind="action",
            on_date=month,
            facts={
                "reference": key,
                "institution": "municipality",
                "deadline": late.isoformat(),
                "done_on": done.isoformat() if done else None,
                "new_deadline": None,
            },
            texts={"text": {"sq": "t"}},
            at=now,
        )
    assert of(secretary, "Promises kept in time (%)")["Number"] == "50"


def test_a_target_holds_from_its_day_on(
    secretary: Client, now: datetime.datetime, month: datetime.date
) -> None:
    reach.enter(kind="read", page="issue", issue=month, language="sq", at=now, n=80)
    before = (month - datetime.timedelta(days=1)).replace(day=1)
    for value, since in ((100, before), (50, month)):
        answer = secretary.post(
            f"{PAGE}targets/", {"measure": "read", "value": value, "from_date": since.isoformat()}
        )
        assert answer.status_code == 302
    lines = [line for line in rows(secretary) if line["What"] == "Issue read on the web"]
    wanted = {line["Month"]: line["Target"] for line in lines if not line["By"]}
    assert (wanted[f"{before:%Y-%m}"], wanted[f"{month:%Y-%m}"]) == ("100", "50")
    assert "the target of 50 is reached" in words(secretary.get(PAGE))
    assert "secretary" in words(secretary.get(f"{PAGE}targets/")).lower()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"measure": "nonsense"}, "Select a valid choice"),
        ({"value": ""}, "Write a whole number from 1"),
        ({"value": "many"}, "Write a whole number from 1 to 1,000,000."),
        ({"measure": "promises", "value": "101"}, "Write at most 100: it is per cent."),
        ({"from_date": "2026-02-30"}, "Choose a day, like"),
        ({"from_date": "1999-01-01"}, "Choose a day within a year from today."),
    ],
)
def test_what_is_wrong_with_a_target_is_said_and_nothing_is_lost(
    secretary: Client, now: datetime.datetime, typed: dict[str, str], told: str
) -> None:
    said = {"measure": "read", "value": "77", "from_date": timezone.localdate(now).isoformat()}
    answer = secretary.post(f"{PAGE}targets/", {**said, **typed})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count(told) >= 2
    assert (typed.get("value", "77") or 'name="value"') in page
    assert not ReachTarget.objects.exists()


def test_the_pages_ask_as_much_for_much_as_for_little(
    secretary: Client, now: datetime.datetime, month: datetime.date
) -> None:
    def asked() -> list[int]:
        counts = []
        for page in (PAGE, address(month)):
            with CaptureQueriesContext(connection) as queries:
                assert secretary.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    secretary.get(PAGE)
    reach.enter(kind="read", page="issue", issue=month, language="sq", at=now, n=80)
    before = asked()
    for number in range(30):
        reach.enter(kind="read", page=f"p{number}", issue=month, language="en", at=now, n=9)
        reach.enter(kind="useful_no", page=f"p{number}", language="en", at=now, n=9)
    assert ReachCount.objects.count() == 61
    assert asked() == before
    assert max(before) <= 40


def test_a_month_that_is_not_there_is_none(secretary: Client, now: datetime.datetime) -> None:
    coming = timezone.localdate(now) + datetime.timedelta(days=40)
    for page in (address(coming), f"{PAGE}2014/12/", f"{PAGE}2026/13/"):
        assert secretary.get(page).status_code == 404


def test_who_prepares_and_approves_bulletins_sees_it_and_nobody_else(
    acting: None, now: datetime.datetime, month: datetime.date
) -> None:
    pages = (PAGE, address(month), f"{PAGE}figures.csv", f"{PAGE}targets/")
    set_target(measure="read", value=5, from_date=month, by=cast.secretary(), at=now)
    for person, seen in (
        (cast.secretary(), [200, 200, 200, 200]),
        (cast.coordinator(), [200, 200, 200, 200]),
        (cast.chair(), [200, 200, 200, 403]),
        (cast.editor(), [200, 200, 200, 403]),
        (cast.member(), [403, 403, 403, 403]),
    ):
        browser = browser_of(person)
        assert [browser.get(page).status_code for page in pages] == seen, person
    assert [Client().get(page).status_code for page in pages] == [302] * 4
