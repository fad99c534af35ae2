"""Delegation: the chair lets a named person approve for some days."""

import datetime

import pytest
from django.utils import timezone

from council import access
from council.actions import appoint, delegate
from council.models import Appointment, Delegation, Seat, User
from council.people import NotAllowed, Role
from tests import cast, make
from tests.council.browsers import browser_of

pytestmark = pytest.mark.usefixtures("acting")

DAY = datetime.timedelta(days=1)


def today() -> datetime.date:
    return timezone.localdate()


def cleared(*, confirmed: bool = True) -> User:
    """A member on a cleared seat."""
    person = cast.member()
    held = Appointment.objects.get(person=person)
    held.seat = Seat.objects.get(code="social_services")
    if confirmed:
        held.confirmed_by, held.confirmed_at = cast.chair(), timezone.now()
    held.save()
    return person


def delegated(to: User, *, first: int = 0, last: int = 7, by: User | None = None) -> Delegation:
    return delegate.delegate(
        to=to,
        from_date=today() + first * DAY,
        to_date=today() + last * DAY,
        by=by or cast.chair(),
        at=timezone.now(),
    )


def approves(person: User, on: datetime.date) -> bool:
    meeting = make.meeting(number=77, state="circulated")
    answer = access.may_approve(access.reader(person, on=on), meeting)
    meeting.delete()
    return isinstance(answer, access.people.Allowed)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.CHAIR}))
def test_only_the_chair_delegates(role: Role) -> None:
    with pytest.raises(NotAllowed):
        delegated(cleared(), by=cast.person(role=role))


def test_the_delegate_approves_on_these_days_and_on_no_other() -> None:
    person = cleared()
    delegated(person, first=1, last=3)
    days = [approves(person, today() + number * DAY) for number in range(5)]
    assert days == [False, True, True, True, False]


def test_a_delegation_ends_when_it_is_taken_back_and_with_the_chair() -> None:
    person = cleared()
    made = delegated(person)
    delegate.revoke_delegation(delegation=made, by=cast.chair(), at=timezone.now())
    assert not approves(person, today())
    delegated(person)
    assert approves(person, today())
    appoint.end_appointment(
        appointment=Appointment.objects.get(role=Role.CHAIR),
        last_day=today() - DAY,
        by=cast.secretary(),
        at=timezone.now(),
    )
    assert not approves(person, today())


def test_only_who_is_cleared_or_keeps_and_does_not_write_is_chosen() -> None:
    uncleared, closed = cleared(confirmed=False), cast.person(role=Role.COORDINATOR)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    for person in (uncleared, closed, cast.secretary(), cast.chair(), cast.observer()):
        with pytest.raises(delegate.NotFit):
            delegated(person)
    User.objects.filter(pk=closed.pk).update(is_active=True)
    delegated(closed)


def test_days_that_run_backwards_are_over_or_overlap_are_refused() -> None:
    person = cleared()
    for first, last, trouble in (
        (3, 2, delegate.Reversed),
        (-3, -1, delegate.InThePast),
        (0, 7, None),
        (7, 9, delegate.AlreadyDelegated),
        (8, 9, None),
    ):
        if trouble is None:
            delegated(person, first=first, last=last)
        else:
            with pytest.raises(trouble):
                delegated(person, first=first, last=last)


# --- The page


def test_the_chair_delegates_and_takes_back_by_the_page() -> None:
    person, client = cleared(), browser_of(cast.chair())
    given = {"person": str(person.pk), "from_date": f"{today()}", "to_date": f"{today() - DAY}"}
    wrong = client.post("/workspace/delegations/", given)
    assert wrong.status_code == 422
    assert wrong.context["form"].errors.keys() == {"to_date"}
    right = client.post("/workspace/delegations/", {**given, "to_date": f"{today() + DAY}"})
    assert right.status_code == 302
    (made,) = Delegation.objects.all()
    address = f"/workspace/delegations/{made.pk}/revoke/"
    assert address in client.get("/workspace/delegations/").content.decode()
    assert client.post(address).status_code == 302
    made.refresh_from_db()
    assert made.revoked_at


def test_keepers_see_who_approves_and_change_nothing() -> None:
    made = delegated(cleared())
    client = browser_of(cast.secretary())
    page = client.get("/workspace/delegations/").content.decode()
    assert made.delegate.title in page
    assert '<form method="post" class="form"' not in page
    assert client.post("/workspace/delegations/", {}).status_code == 403
    assert client.post(f"/workspace/delegations/{made.pk}/revoke/").status_code == 403


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.EDITOR, Role.AUDITOR])
def test_others_see_no_delegation(role: Role) -> None:
    made = delegated(cleared())
    client = browser_of(cast.person(role=role, agency="education"))
    assert client.get("/workspace/delegations/").status_code == 403
    assert client.post(f"/workspace/delegations/{made.pk}/revoke/").status_code == 404
