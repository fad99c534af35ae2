"""Accounts: invited by the secretary, opened once, protected, closed, and reset by two."""

import datetime
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from council.actions import accounts, sessions
from council.models import AuditRecord, FactorReset, Invitation, Notice, User
from council.people import NotAllowed, Role, needs_second_factor, roles_on
from council.registers import enter_registers
from council.tokens import NotOurs, invitation_of, invitation_token
from tests import cast, make

pytestmark = pytest.mark.usefixtures("acting")

PASSWORD = "një fjali që mbahet mend"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def invited(*, role: Role = Role.OBSERVER, email: str = "new@example.org") -> Invitation:
    return accounts.invite(
        email=email,
        title="Përfaqësuesi i mediave",
        language="sq",
        role=role,
        agency=make.agency(code="local_media"),
        seat=None,
        by=cast.secretary(),
        at=timezone.now(),
    )


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def with_factor(user: User) -> User:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    return user


def address_of(invitation: Invitation) -> str:
    return f"/workspace/invitation/{invitation_token(invitation.pk)}/"


# --- Inviting


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY}))
def test_only_the_secretary_invites(role: Role) -> None:
    with pytest.raises(NotAllowed):
        accounts.invite(
            email="new@example.org",
            title="x",
            language="sq",
            role=Role.MEMBER,
            agency=make.agency(),
            seat=None,
            by=cast.person(role=role),
            at=timezone.now(),
        )
    assert not Invitation.objects.exists()


def test_an_invitation_writes_one_letter_that_holds_no_words() -> None:
    invitation = invited()
    notice = Notice.objects.get()
    assert (notice.kind, notice.address) == (Notice.Kind.INVITATION, "new@example.org")
    assert notice.about == str(invitation.pk)


def test_an_address_is_invited_once_at_a_time() -> None:
    invited()
    with pytest.raises(accounts.AlreadyThere):
        invited(email="NEW@example.org")


def test_who_has_an_account_is_not_invited_again() -> None:
    with pytest.raises(accounts.AlreadyThere):
        invited(email=cast.chair().email)


def test_what_ran_out_does_not_stand_in_the_way() -> None:
    old = invited()
    past = timezone.now() - datetime.timedelta(days=8)
    Invitation.objects.filter(pk=old.pk).update(
        invited_at=past, expires_at=past + accounts.VALID_FOR
    )
    assert invited().pk != old.pk


# --- Opening


def test_opening_the_page_uses_nothing_up() -> None:
    address = address_of(invited())
    assert Client().get(address).status_code == 200
    assert Client().get(address).status_code == 200
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_invitation_opens_an_account_with_its_role_once() -> None:
    address = address_of(invited())
    client = Client()
    given = {"password": PASSWORD, "again": PASSWORD}
    answer = client.post(address, given)
    assert answer.status_code == 302
    user = User.objects.get(email="new@example.org")
    assert roles_on(user, timezone.localdate()) == {Role.OBSERVER}
    assert client.get("/workspace/").status_code == 200
    assert Client().post(address, given).status_code == 404
    assert User.objects.filter(email="new@example.org").count() == 1


@pytest.mark.parametrize(
    ("password", "again"),
    [("kyç", "kyç"), (PASSWORD, "another sentence here"), ("password1234", "password1234")],
)
def test_a_weak_or_mistyped_password_opens_nothing(password: str, again: str) -> None:
    invitation = invited()
    answer = Client().post(address_of(invitation), {"password": password, "again": again})
    assert answer.status_code == 422
    assert not User.objects.filter(email="new@example.org").exists()
    assert password not in answer.content.decode()


@pytest.mark.parametrize("end", ["revoked", "expired", "tampered"])
def test_an_invitation_that_is_over_opens_nothing(end: str) -> None:
    invitation = invited()
    address = address_of(invitation)
    if end == "revoked":
        accounts.revoke_invitation(invitation=invitation, by=cast.secretary(), at=timezone.now())
    elif end == "expired":
        past = timezone.now() - datetime.timedelta(seconds=1)
        Invitation.objects.update(expires_at=past)
    else:
        address = address[:-3] + "xx/"
    answer = Client().post(address, {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 404
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_token_of_another_kind_is_not_ours() -> None:
    with pytest.raises(NotOurs):
        invitation_of("0" * 32 + ".x")


# --- The second factor


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.COORDINATOR, Role.ADMINISTRATOR, Role.CHAIR])
def test_these_roles_get_no_further_without_a_second_factor(role: Role) -> None:
    client = browser_of(cast.person(role=role))
    for page in ("/workspace/", "/workspace/members/", "/workspace/account/"):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"]) == (302, "/workspace/account/app/")


def test_with_a_factor_they_do() -> None:
    assert browser_of(with_factor(cast.secretary())).get("/workspace/members/").status_code == 200


def test_an_observer_needs_none_and_membership_is_not_clearance() -> None:
    observer = cast.observer()
    assert not needs_second_factor(observer, timezone.localdate())
    assert browser_of(observer).get("/workspace/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor() -> None:
    user = cast.secretary()
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert browser_of(user).get("/workspace/").status_code == 302


def test_the_secret_of_a_factor_lies_encrypted() -> None:
    with_factor(cast.secretary())
    stored = str(Authenticator.objects.get(type=Authenticator.Type.TOTP).data)
    assert "JBSWY3DPEHPK3PXP" not in stored


# --- Closing


def test_closing_an_account_ends_every_session_at_once() -> None:
    observer = cast.observer()
    here, there = browser_of(observer), browser_of(observer)
    accounts.deactivate(person=observer, by=cast.secretary(), at=timezone.now())
    for client in (here, there):
        assert client.get("/workspace/").status_code == 302
    assert not sessions.sessions_of(observer)


def test_nobody_closes_their_own_account_and_a_member_closes_none() -> None:
    secretary, member = cast.secretary(), cast.member()
    for by, person in ((secretary, secretary), (member, secretary)):
        with pytest.raises(NotAllowed):
            accounts.deactivate(person=person, by=by, at=timezone.now())


def test_an_account_can_be_opened_again() -> None:
    observer = cast.observer()
    accounts.deactivate(person=observer, by=cast.secretary(), at=timezone.now())
    accounts.reopen(person=observer, by=cast.secretary(), at=timezone.now())
    observer.refresh_from_db()
    assert browser_of(observer).get("/workspace/").status_code == 200


# --- Resetting a factor


def test_a_factor_is_reset_by_coordinator_and_administrator_together() -> None:
    person = with_factor(cast.member())
    coordinator = cast.person(role=Role.COORDINATOR)
    administrator = cast.person(role=Role.ADMINISTRATOR)
    reset = accounts.ask_factor_reset(person=person, by=coordinator, at=timezone.now())
    assert Authenticator.objects.filter(user=person).exists()
    with pytest.raises(NotAllowed):
        accounts.confirm_factor_reset(reset=reset, by=coordinator, at=timezone.now())
    accounts.confirm_factor_reset(reset=reset, by=administrator, at=timezone.now())
    assert not Authenticator.objects.filter(user=person).exists()
    assert Notice.objects.filter(kind=Notice.Kind.FACTOR_RESET, person=person).count() == 1
    verbs = AuditRecord.objects.filter(object_key=f"user:{person.pk}")
    assert {"factor.reset_asked", "factor.reset"} <= set(verbs.values_list("verb", flat=True))


def test_two_of_the_same_role_are_not_two() -> None:
    person = with_factor(cast.member())
    first = cast.person(role=Role.COORDINATOR)
    second = cast.person(role=Role.COORDINATOR, agency="education")
    reset = accounts.ask_factor_reset(person=person, by=first, at=timezone.now())
    with pytest.raises(NotAllowed):
        accounts.confirm_factor_reset(reset=reset, by=second, at=timezone.now())


def test_the_database_refuses_one_person_twice() -> None:
    person, one = cast.member(), cast.person(role=Role.COORDINATOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        FactorReset.objects.create(
            person=person,
            asked_by=one,
            asked_at=timezone.now(),
            confirmed_by=one,
            confirmed_at=timezone.now(),
        )


# --- The page


def test_the_list_is_for_those_who_keep_accounts() -> None:
    assert browser_of(cast.observer()).get("/workspace/members/").status_code == 403
    page = browser_of(with_factor(cast.secretary())).get("/workspace/members/")
    assert re.search(r"Sekretar", page.content.decode())


def test_a_member_cannot_close_anybody_by_guessing_an_address() -> None:
    secretary = cast.secretary()
    answer = browser_of(cast.observer()).post(f"/workspace/members/{secretary.pk}/deactivate/")
    assert answer.status_code == 404
    secretary.refresh_from_db()
    assert secretary.is_active


def test_logging_out_everywhere_else_keeps_this_session() -> None:
    observer = cast.observer()
    here, there = browser_of(observer), browser_of(observer)
    assert here.post("/workspace/account/sessions/end/").status_code == 302
    assert here.get("/workspace/").status_code == 200
    assert there.get("/workspace/").status_code == 302


# --- The first of all


def test_a_new_council_gets_one_first_secretary(capsys: pytest.CaptureFixture[str]) -> None:
    make.agency()
    enter_registers(
        units=settings.CITY.units,
        agencies=settings.CITY.agencies,
        seats=settings.CITY.seats,
        categories=settings.CITY.categories,
    )
    call_command("first_secretary", "Secretary@Example.org")
    password = capsys.readouterr().out.strip().rpartition(" ")[2]
    user = User.objects.get(email="secretary@example.org")
    assert user.check_password(password)
    assert roles_on(user, timezone.localdate()) == {Role.SECRETARY}
    with pytest.raises(CommandError, match="secretary already"):
        call_command("first_secretary", "another@example.org")
