"""What is left of what was no situation to keep: who sees it, and who notes that it arrived."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from council.models import AuditRecord, Category, OralMatter, Redirection
from council.people import Role, User
from tests import cast, make
from tests.convened import browser_of

TRACES = "/workspace/reports/traces/"


@pytest.fixture
def police(acting: None) -> User:
    return cast.informed("police")


def _redirection(by: User) -> Redirection:
    return Redirection.objects.create(
        date=datetime.date(2026, 3, 9),
        category=Category.objects.get(code="children"),
        agency=make.agency(code="state_police"),
        mechanism=Redirection.Mechanism.CHILD_PROTECTION,
        redirected_by=by,
    )


def _page(client: Client) -> str:
    return client.get(TRACES, {"language": "en"}).content.decode()


def test_its_institution_and_the_coordinator_see_a_redirection(police: User) -> None:
    _redirection(police)
    for user in (police, cast.coordinator()):
        assert "9 March 2026" in _page(browser_of(user))
    assert "9 March 2026" not in _page(browser_of(cast.informed("education")))


def test_that_the_mechanism_has_it_is_noted_once_with_its_day(police: User) -> None:
    redirection = _redirection(police)
    address = f"{TRACES}{redirection.pk}/acknowledged/"
    client = browser_of(police)
    assert client.post(address).status_code == 302
    redirection.refresh_from_db()
    assert redirection.acknowledged_date == timezone.localdate()
    assert client.post(address).status_code == 403
    verbs = AuditRecord.objects.filter(verb="redirection.acknowledged")
    assert verbs.count() == 1
    assert "confirmed on" in _page(client)


def test_nobody_else_notes_it(police: User) -> None:
    redirection = _redirection(police)
    for user in (cast.informed("education"), cast.observer(), cast.person(role=Role.AUDITOR)):
        answer = browser_of(user).post(f"{TRACES}{redirection.pk}/acknowledged/")
        assert answer.status_code == 404
    redirection.refresh_from_db()
    assert redirection.acknowledged_date is None


def test_who_was_in_the_room_sees_that_something_was_said(police: User) -> None:
    matter = OralMatter.objects.create(
        date=datetime.date(2026, 2, 3),
        agency=make.agency(code="state_police"),
        noted_by=police,
        noted_at=timezone.now(),
    )
    matter.institutions.add(make.agency(code="education"))
    for user in (police, cast.coordinator(), cast.informed("education")):
        assert "3 February 2026" in _page(browser_of(user))
    assert "3 February 2026" not in _page(browser_of(cast.informed("social_services")))
    assert browser_of(cast.observer()).get(TRACES).status_code == 403
