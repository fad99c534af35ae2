"""The demonstration's year of situations: believable, whole, and without a person in it."""

import datetime
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council import access, disclosure
from council.access.retention import due
from council.models import FiguresRelease, Marking, Referral, Report
from council.people import Role, System, User, acting_as, person_with_role
from elbasan_council import demonstration
from elbasan_council.demonstration import accounts
from elbasan_council.demonstration.situations import load_situations
from languages import checks
from tests.databases import connected_to, make_database

NAME = "portal_situations"
TEST = System("test")
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
MONTH = demonstration.last_month(TODAY)
PERSONAL = re.compile(
    r"\b(z\.|znj\.|zoti|zonja)\s|\b[A-Z]\d{8}[A-Z]\b|\+?\d[\d ]{8,}\d|\S+@\S+|\b[A-Z]{2} ?\d{3} ?[A-Z]{2}\b",
    re.IGNORECASE,
)
NEVER = ("patrull", "kamera", "lagje problematike", "gabel", "jevg", "magjyp", "zvj")


@pytest.fixture(scope="module")
def loaded_once(django_db_setup: None, django_db_blocker: Any) -> None:
    """A year in a database of its own."""
    with django_db_blocker.unblock():
        make_database(NAME)
        with connected_to(NAME), acting_as(TEST):
            accounts.make_accounts()
            load_situations(MONTH, NOW)


@pytest.fixture
def loaded(loaded_once: None, django_db_blocker: Any) -> Iterator[None]:
    """For tests that only look."""
    with django_db_blocker.unblock(), connected_to(NAME), acting_as(TEST):
        yield


def reader(name: str) -> access.Reader:
    user = User.objects.get(email__startswith=f"{name}@")
    return access.reader(user, on=TODAY)


def test_there_are_about_sixty_of_every_state_marking_and_kind(loaded: None) -> None:
    rows = list(Report.objects.select_related("category"))
    assert 55 <= len(rows) <= 65
    assert {row.state for row in rows} == set(Report.State)
    assert {row.marking for row in rows} == set(Marking)
    assert len({row.category.code for row in rows}) == 12
    assert len({row.reference for row in rows}) == len(rows)
    assert sum(row.on_paper for row in rows) >= 3
    assert all(not row.submitted_at or row.submitted_at <= NOW for row in rows)


def test_referrals_are_done_in_time_done_late_late_refused_and_open(loaded: None) -> None:
    rows = list(Referral.objects.all())
    assert {row.state for row in rows} == set(Referral.State) - {"revoked"}
    done = [row for row in rows if row.state == Referral.State.DONE and row.ended_at]
    kinds = Counter(timezone.localdate(row.ended_at) <= row.due_date for row in done)
    assert kinds[True] > kinds[False] >= 2
    waiting = [row for row in rows if row.ended_at is None]
    assert any(row.due_date < TODAY for row in waiting)
    assert any(row.due_date >= TODAY for row in waiting)
    assert any(row.on_paper for row in rows)


def test_three_institutions_each_have_some_that_another_does_not_read(loaded: None) -> None:
    seen = {
        name: set(access.visible_reports(reader(name)).values_list("pk", flat=True))
        for name in ("liaison", "member", "education", "coordinator", "observer", "transport")
    }
    assert seen["observer"] == seen["transport"] == set()
    for name in ("liaison", "member", "education"):
        own = set(seen[name])
        for other in {"liaison", "member", "education", "coordinator"} - {name}:
            assert own - seen[other], (name, other)


def test_every_word_opens_for_its_institution_and_tells_of_no_person(loaded: None) -> None:
    for row in Report.objects.all():
        opened = disclosure.sealing.envelope_of(row).words(row)
        assert opened["title"] and opened["observed"]
        text = "\n".join(filter(None, map(str.strip, opened.values())))
        assert not PERSONAL.search(text), text
        assert not [word for word in NEVER if word in text.lower()], text
        findings = [found for found in checks.check_text(text, "sq") if found.severity == "error"]
        assert not findings, (text, findings)


def test_something_is_due_something_is_held_and_a_month_waits_to_be_released(loaded: None) -> None:
    assert len(due(reader("chair"))) == 2
    counted = FiguresRelease.objects.get()
    assert counted.bands == {"road_safety": "5–9"}
    assert counted.released_at is None
    assert counted.counted_by == person_with_role(Role.COORDINATOR, TODAY)


def test_loading_them_takes_few_queries_and_little_time(acting: None) -> None:
    accounts.make_accounts()
    start = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        load_situations(MONTH, NOW)
    assert len(queries) < 130
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("month", [datetime.date(2026, 2, 1), datetime.date(2026, 10, 1)])
def test_a_short_month_and_a_long_one_hold_the_same(acting: None, month: datetime.date) -> None:
    accounts.make_accounts()
    load_situations(month, NOW)
    assert Report.objects.count() >= 55
