"""Sensitive acts ask once more who is there; the export of seats is one of them."""

import io

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from council.actions import appoint
from council.models import AuditRecord, Seat, User
from council.people import Role
from tests import cast
from tests.council.browsers import browser_of
from tests.published import totp

pytestmark = pytest.mark.usefixtures("acting")

EXPORT = "/workspace/people/seats.xlsx"
PASSWORD = "një fjali që mbahet mend"


def secretary() -> Client:
    person = cast.secretary()
    person.set_password(PASSWORD)
    person.save()
    return browser_of(person)


def holder() -> User:
    person = User.objects.create_user(email="h@example.org", password="", title="=1+1")
    place = Seat.objects.get(code="media")
    appoint.appoint(
        person=person,
        role=Role.OBSERVER,
        agency=place.agency,
        seat=place,
        from_date=timezone.localdate(),
        to_date=None,
        by=cast.secretary(),
        at=timezone.now(),
    )
    return person


def test_who_has_not_confirmed_lately_confirms_and_is_led_back() -> None:
    holder()
    client = secretary()
    asked = client.get(EXPORT)
    assert asked["Location"].startswith("/workspace/account/confirm/")
    assert not AuditRecord.objects.filter(verb="people.exported").exists()
    led = client.post(asked["Location"], {"password": PASSWORD, "next": EXPORT})
    assert led["Location"] == EXPORT
    answer = client.get(EXPORT)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    assert len(rows) == Seat.objects.count()
    (media,) = (row for row in rows.values() if row[3].value == "h@example.org")
    assert (media[2].data_type, media[2].value) == ("s", "=1+1")
    assert AuditRecord.objects.filter(verb="people.exported").count() == 1


@pytest.mark.parametrize("name", ["decisions", "actions", "correspondence"])
def test_a_register_leaves_as_a_table_only_with_who_confirms(name: str) -> None:
    client, page = secretary(), f"/workspace/{name}/table.xlsx?year=2024"
    asked = client.get(page)
    assert asked.status_code == 302
    assert asked["Location"].startswith("/workspace/account/confirm/")
    assert not AuditRecord.objects.filter(verb="register.exported").exists()
    led = client.post(asked["Location"], {"password": PASSWORD, "next": page})
    assert led["Location"] == page
    assert client.get(page).status_code == 200
    assert AuditRecord.objects.filter(verb="register.exported").count() == 1


def test_after_five_minutes_it_is_asked_again() -> None:
    client = secretary()
    client.post("/workspace/account/confirm/", {"password": PASSWORD, "next": EXPORT})
    assert client.get(EXPORT).status_code == 200
    stored = client.session
    for record in stored["account_authentication_methods"]:
        record["at"] -= 301
    stored.save()
    assert client.get(EXPORT).status_code == 302


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY}))
def test_nobody_else_is_even_asked(role: Role) -> None:
    assert browser_of(cast.person(role=role)).get(EXPORT).status_code == 403


def test_a_code_will_do_too() -> None:
    from tests.council.browsers import SECRET

    client = secretary()
    page = f"/workspace/account/confirm/code/?next={EXPORT}"
    assert client.get(page).status_code == 200
    assert client.post(page, {"code": totp(SECRET)})["Location"] == EXPORT
    assert client.get(EXPORT).status_code == 200
