"""A forgotten password: a link by letter, once, and still the second factor."""

import datetime
import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from council.actions import renew_password as acts
from council.actions.send_notices import _words
from council.models import AuditRecord, Notice, PasswordRenewal, User
from council.people import NotAllowed, Role
from council.tokens import invitation_token, renewal_token
from tests import cast
from tests.council.browsers import SECRET, browser_of

pytestmark = pytest.mark.usefixtures("acting")

PASSWORD = "një fjali krejt tjetër"
GIVEN = {"password": PASSWORD, "again": PASSWORD}


def sent(person: User) -> PasswordRenewal:
    return acts.send_renewal(person=person, by=cast.secretary(), at=timezone.now())


def address_of(renewal: PasswordRenewal) -> str:
    return f"/workspace/renewal/{renewal_token(renewal.pk)}/"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY}))
def test_only_the_secretary_sends_a_link(role: Role) -> None:
    with pytest.raises(NotAllowed):
        acts.send_renewal(
            person=cast.observer(), by=cast.person(role=role, agency="court"), at=timezone.now()
        )


def test_not_to_themselves_and_not_to_a_closed_account() -> None:
    with pytest.raises(NotAllowed):
        sent(cast.secretary())
    with pytest.raises(IntegrityError), transaction.atomic():
        PasswordRenewal.objects.create(
            person=cast.secretary(),
            asked_by=cast.secretary(),
            asked_at=timezone.now(),
            expires_at=timezone.now(),
        )
    closed = cast.observer()
    closed.is_active = False
    closed.save()
    with pytest.raises(acts.AccountClosed):
        sent(closed)


def test_the_letter_holds_the_link_and_no_more() -> None:
    renewal = sent(cast.observer())
    notice = Notice.objects.get(kind=Notice.Kind.RENEWAL)
    for language in ("sq", "en"):
        notice.language = language
        subject, text, html = _words(notice, None)
        link = settings.PORTAL_URL + address_of(renewal)
        assert link in re.sub(r"\s", "", text)
        assert link in html
        assert subject


def test_the_link_sets_a_password_once_and_logs_out_everywhere() -> None:
    person = cast.observer()
    logged_in, address = browser_of(person), address_of(sent(person))
    assert logged_in.get("/workspace/").status_code == 200
    assert Client().get(address).status_code == 200  # a mail scanner uses nothing up
    answer = Client().post(address, GIVEN)
    assert answer["Location"] == "/workspace/login/"
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert logged_in.get("/workspace/").status_code == 302
    assert Client().post(address, GIVEN).status_code == 404
    verbs = AuditRecord.objects.filter(object_key=f"user:{person.pk}").values_list(
        "verb", flat=True
    )
    assert {"password.renewal_sent", "password.renewed"} <= set(verbs)


def test_whoever_reads_the_mailbox_still_lacks_the_second_factor() -> None:
    person = cast.chair()
    TOTP.activate(person, SECRET)
    client = Client()
    client.post(address_of(sent(person)), GIVEN)
    answer = client.post("/workspace/login/", {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == "/workspace/login/code/"
    assert client.get("/workspace/")["Location"].startswith("/workspace/login/")


@pytest.mark.parametrize("end", ["newer", "expired", "closed", "tampered", "invitation"])
def test_a_link_that_is_over_sets_nothing(end: str) -> None:
    person = cast.observer()
    renewal = sent(person)
    address = address_of(renewal)
    if end == "newer":
        sent(person)
    elif end == "expired":
        past = timezone.now() - datetime.timedelta(seconds=1)
        PasswordRenewal.objects.update(expires_at=past)
    elif end == "closed":
        User.objects.filter(pk=person.pk).update(is_active=False)
    elif end == "tampered":
        address = f"{address[:-4]}xxx/"
    else:
        address = f"/workspace/renewal/{invitation_token(renewal.pk)}/"
    assert Client().get(address).status_code == 404
    assert Client().post(address, GIVEN).status_code == 404
    person.refresh_from_db()
    assert not person.check_password(PASSWORD)


@pytest.mark.parametrize(("password", "again"), [("kyç", "kyç"), (PASSWORD, "another sentence")])
def test_a_weak_or_mistyped_password_sets_nothing(password: str, again: str) -> None:
    address = address_of(sent(cast.observer()))
    answer = Client().post(address, {"password": password, "again": again})
    assert answer.status_code == 422
    assert password not in answer.content.decode()
    assert Client().post(address, GIVEN).status_code == 302


def test_the_secretary_sends_it_by_the_list_of_accounts() -> None:
    person, client = cast.observer(), browser_of(cast.secretary())
    address = f"/workspace/members/{person.pk}/renewal/"
    page = client.get("/workspace/members/").content.decode()
    assert address in page
    assert f"/workspace/members/{cast.secretary().pk}/renewal/" not in page
    assert client.post(address).status_code == 302
    assert PasswordRenewal.objects.get().person == person
    assert client.post(f"/workspace/members/{cast.secretary().pk}/renewal/").status_code == 403


def test_others_cannot_send_a_link() -> None:
    person = cast.chair()
    for who, status in ((cast.observer(), 404), (cast.person(role=Role.COORDINATOR), 403)):
        answer = browser_of(who).post(f"/workspace/members/{person.pk}/renewal/")
        assert answer.status_code == status
    assert not PasswordRenewal.objects.exists()


def test_the_login_says_whom_to_ask() -> None:
    page = Client().get("/workspace/login/?language=en").content.decode()
    assert "Forgotten? Ask the secretary." in page
