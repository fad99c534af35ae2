"""The administrator's tables: rules, institutions, seats, units, categories; behind the members' own login."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from council.models import Agency, AuditRecord, Category, Meeting, Rule, Seat
from council.people import Role
from tests import cast, make
from tests.council.browsers import browser_of

pytestmark = pytest.mark.usefixtures("acting")

HOME = "/workspace/admin/"
TABLES = ("agency", "seat", "unit", "category", "rule")


def administrator() -> Client:
    return browser_of(cast.person(role=Role.ADMINISTRATOR))


def test_the_administrator_keeps_five_tables_and_no_others() -> None:
    client = administrator()
    page = client.get(HOME)
    assert page.status_code == 200
    (app,) = page.context["app_list"]
    assert {row["model"].__name__.lower() for row in app["models"]} == set(TABLES)
    for table in TABLES:
        assert client.get(f"{HOME}council/{table}/").status_code == 200
        assert client.get(f"{HOME}council/{table}/add/").status_code == 200
    for table in (
        "user",
        "meeting",
        "appointment",
        "auditrecord",
        "notice",
        "document",
        "report",
        "referral",
    ):
        assert client.get(f"{HOME}council/{table}/").status_code == 404


def test_it_has_no_door_of_its_own() -> None:
    answer = Client().get(f"{HOME}council/rule/")
    assert answer["Location"] == f"/workspace/login/?next={HOME}council/rule/"
    for page in ("login/", "logout/", "password_change/", "autocomplete/", "r/1/1/", "nope/"):
        assert Client().get(f"{HOME}{page}").status_code == 404, page
    assert Client().get("/admin/").status_code == 404


def test_it_needs_the_second_factor() -> None:
    person = cast.person(role=Role.ADMINISTRATOR)
    client = browser_of(person)
    person.authenticator_set.all().delete()
    assert client.get(HOME)["Location"] == "/workspace/account/app/"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_for_everybody_else_there_is_nothing(role: Role) -> None:
    person = cast.person(role=role)
    person.is_staff = person.is_superuser = True
    person.save()
    client = browser_of(person)
    for page in ("", "council/rule/", "council/rule/add/", "jsi18n/"):
        assert client.get(HOME + page).status_code == 404, page


def test_new_rules_are_entered_and_leave_a_line() -> None:
    client = administrator()
    given = {
        "from_date": "2027-01-01",
        "quorum_percent": 60,
        "majority_percent": 50,
        "majority_base": "present",
        "notice_days": 5,
        "legal_basis": "VKM 678/2024",
    }
    wrong = client.post(f"{HOME}council/rule/add/", {**given, "quorum_percent": 100})
    assert wrong.status_code == 200
    assert wrong.context["errors"]
    answer = client.post(f"{HOME}council/rule/add/", given)
    assert answer.status_code == 302
    made = Rule.on(datetime.date(2027, 1, 1))
    assert made.quorum_percent == 60
    line = AuditRecord.objects.get(verb="settings.added")
    assert line.object_key == f"rule:{made.pk}"
    assert line.person == cast.person(role=Role.ADMINISTRATOR)
    assert not LogEntry.objects.exists()


def test_rules_that_approved_minutes_name_stay() -> None:
    client, rule = administrator(), Rule.objects.get()
    address = f"{HOME}council/rule/{rule.pk}/change/"
    given = {"from_date": "2016-12-01", "quorum_percent": 10, "majority_percent": 10,
             "majority_base": "voting", "notice_days": 1, "legal_basis": ""}  # fmt: skip
    make.meeting(state=Meeting.State.PUBLISHED)
    assert client.post(address, given).status_code == 403
    Meeting.objects.all().delete()
    assert client.post(address, given).status_code == 302
    assert AuditRecord.objects.filter(verb="settings.changed").count() == 1


def test_codes_stay_and_nothing_is_deleted() -> None:
    client, place = administrator(), Seat.objects.get(code="media")
    address = f"{HOME}council/seat/{place.pk}/"
    given = {"code": "changed", "order": 1, "agency": place.agency_id, "role": "observer",
             "name_sq": "Media", "name_en": "Media", "name_ar": "الإعلام"}  # fmt: skip
    assert client.post(f"{address}change/", given).status_code == 302
    place.refresh_from_db()
    assert (place.code, place.name_sq) == ("media", "Media")
    assert client.post(f"{address}delete/", {"post": "yes"}).status_code == 404
    assert client.get(f"{address}history/").status_code == 404
    assert Agency.objects.exists()


def test_how_long_situations_are_kept_and_what_is_too_small_to_publish_are_settings() -> None:
    client, kind = administrator(), Category.objects.get(code="children")
    address = f"{HOME}council/category/{kind.pk}/change/"
    given = {"order": 3, "months_kept": 36, "smallest_cell": 20,
             "name_sq": kind.name_sq, "name_en": kind.name_en, "name_ar": kind.name_ar}  # fmt: skip
    for wrong in ({"smallest_cell": 4}, {"months_kept": 0}):
        answer = client.post(address, {**given, **wrong})
        assert answer.status_code == 200
        assert answer.context["errors"]
    assert client.post(address, given).status_code == 302
    kind.refresh_from_db()
    assert (kind.code, kind.months_kept, kind.smallest_cell) == ("children", 36, 20)
    line = AuditRecord.objects.get(verb="settings.changed")
    assert line.object_key == f"category:{kind.pk}"


def test_its_pages_hold_nothing_that_the_policy_refuses() -> None:
    page = administrator().get(f"{HOME}council/seat/")
    policy = page["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "<style" not in page.content.decode()
    assert " style=" not in page.content.decode()


def test_its_lists_and_choices_speak_the_administrators_language() -> None:
    client = administrator()
    client.get("/workspace/?language=sq")
    seats = client.get(f"{HOME}council/seat/").content.decode()
    assert "Vëzhgues" in seats
    assert "observer" not in re.sub(r"<[^>]*>", "", seats)
    assert "votave pro" in client.get(f"{HOME}council/rule/add/").content.decode()
