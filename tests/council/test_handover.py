"""Somebody leaves: what they hold is seen, and goes to a successor or ends."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from council import access
from council.actions import appoint, hand_over
from council.actions.accounts import invite
from council.models import (
    Appointment,
    Delegation,
    Invitation,
    ItemMinutes,
    Meeting,
    MinutesCorrection,
    Seat,
    User,
)
from council.people import NotAllowed, Role, roles_on
from tests import cast, make
from tests.council.browsers import browser_of

pytestmark = pytest.mark.usefixtures("acting")

DAY = datetime.timedelta(days=1)
CANARY = "kanarina-e-mbyllur"


def today() -> datetime.date:
    return timezone.localdate()


def leaver() -> User:
    person = cast.member()
    Appointment.objects.filter(person=person).update(seat=Seat.objects.get(code="social_services"))
    return person


def successor() -> User:
    return User.objects.create_user(email="next@example.org", password="", title="Pasardhësja")


def handed(person: User, to: User | None, **more: Any) -> None:
    given = {"from_date": today(), "close_account": False, "by": cast.secretary()}
    hand_over.hand_over(person=person, successor=to, at=timezone.now(), **{**given, **more})


def held(person: User) -> hand_over.Held:
    who = access.reader(cast.secretary(), on=today())
    return hand_over.held_by(person, who=who, at=timezone.now())


def ahead(**fields: Any) -> Meeting:
    made = make.meeting(number=8, state=Meeting.State.PLANNED, starts_at=timezone.now() + 9 * DAY)
    Meeting.objects.filter(pk=made.pk).update(**fields)
    return made


# --- What they hold


def test_what_somebody_holds_is_told_by_numbers() -> None:
    person = leaver()
    own = Appointment.objects.get(person=person)
    draft = make.meeting(number=5, state=Meeting.State.DRAFTED)
    item = make.item(meeting=draft, open_title="x", closed_title=CANARY)
    ItemMinutes.objects.create(item=item, closed_text=CANARY, edited_by=person)
    MinutesCorrection.objects.create(
        meeting=make.meeting(number=6, state=Meeting.State.CIRCULATED),
        by=person,
        at=timezone.now(),
        text=CANARY,
    )
    late = make.action(institution="social_services", closed_text=CANARY)
    convened = ahead(convener=own)
    found = held(person)
    assert [row.pk for row in found.appointments] == [own.pk]
    assert [row.pk for row in found.drafts] == [draft.pk]
    assert len(found.corrections) == 1
    assert [row.pk for row in found.actions] == [late.pk]
    assert [row.pk for row in found.meetings] == [convened.pk]
    page = browser_of(cast.secretary()).get(f"/workspace/people/{person.pk}/handover/")
    words = page.content.decode()
    assert page.status_code == 200
    assert late.reference in words
    assert CANARY not in words


def test_actions_of_an_institution_that_still_has_somebody_are_not_theirs() -> None:
    person = leaver()
    make.action(institution="social_services")
    assert len(held(person).actions) == 1
    cast.person(role=Role.LIAISON, agency="social_services")
    found = held(person)
    assert found.actions == []
    assert [row.role for row in found.colleagues] == [Role.LIAISON]


def test_open_invitations_of_a_secretary_are_told() -> None:
    secretary = cast.secretary()
    invite(
        email="guest@example.org",
        title="Mysafiri",
        language="sq",
        role=Role.OBSERVER,
        agency=make.agency(code="local_media"),
        seat=None,
        by=secretary,
        at=timezone.now(),
    )
    assert list(held(secretary).invitations) == list(Invitation.objects.all())


# --- Handing over


def test_the_successor_has_the_same_from_the_day_on() -> None:
    person, to = leaver(), successor()
    old = Appointment.objects.get(person=person)
    helper = User.objects.create_user(email="h@example.org", password="", title="Ndihmësi")
    appoint.appoint_substitute(
        holder=old,
        person=helper,
        from_date=today() - DAY,
        to_date=None,
        by=cast.secretary(),
        at=timezone.now(),
    )
    meeting = ahead(convener=old, chair=old)
    past = make.meeting(number=2)
    Meeting.objects.filter(pk=past.pk).update(chair=old)
    handed(person, to)
    old.refresh_from_db()
    new = Appointment.objects.get(person=to)
    meeting.refresh_from_db()
    past.refresh_from_db()
    assert old.to_date == today() - DAY
    assert (new.seat, new.role, new.from_date) == (old.seat, old.role, today())
    assert new.confirmed_at is None
    assert (meeting.convener, meeting.chair, past.chair) == (new, new, old)
    standing = Appointment.objects.get(person=helper, from_date=today())
    assert standing.substitute_for == new


def test_without_a_successor_the_seat_is_vacant_and_the_account_may_be_closed() -> None:
    person = leaver()
    client = browser_of(person)
    assert client.get("/workspace/").status_code == 200
    handed(person, None, close_account=True)
    person.refresh_from_db()
    assert roles_on(person, today()) == frozenset()
    assert not person.is_active
    assert client.get("/workspace/").status_code == 302


def test_an_account_that_is_needed_until_then_stays_open() -> None:
    person = leaver()
    with pytest.raises(hand_over.StillNeeded):
        handed(person, None, close_account=True, from_date=today() + DAY)
    assert roles_on(person, today()) == {Role.MEMBER}


def test_delegations_to_who_leaves_are_taken_back() -> None:
    person = cast.person(role=Role.COORDINATOR)
    made = Delegation.objects.create(
        appointment=Appointment.objects.get(person=cast.chair()),
        delegate=person,
        from_date=today(),
        to_date=today() + DAY,
        made_at=timezone.now(),
    )
    assert len(held(person).delegations) == 1
    handed(person, None)
    made.refresh_from_db()
    assert made.revoked_at


def test_a_secretary_who_leaves_names_the_next_one() -> None:
    secretary, to = cast.secretary(), successor()
    with pytest.raises(appoint.NoSecretaryLeft):
        handed(secretary, None, from_date=today() + DAY)
    handed(secretary, to, from_date=today() + DAY)
    assert roles_on(to, today() + DAY) == {Role.SECRETARY}
    assert roles_on(secretary, today() + DAY) == frozenset()


def test_a_refusal_leaves_everything_as_it_was() -> None:
    person, to = leaver(), successor()
    before = list(Appointment.objects.filter(person=person).values_list("pk", "to_date"))
    appoint.appoint(
        person=to,
        role=Role.MEMBER,
        agency=make.agency(code="social_services"),
        seat=None,
        from_date=today(),
        to_date=None,
        by=cast.secretary(),
        at=timezone.now(),
    )
    with pytest.raises(appoint.Overlapping):
        handed(person, to)
    assert list(Appointment.objects.filter(person=person).values_list("pk", "to_date")) == before


def test_nobody_else_hands_over() -> None:
    person, to = leaver(), successor()
    for role in (Role.CHAIR, Role.COORDINATOR, Role.ADMINISTRATOR, Role.OBSERVER):
        with pytest.raises(NotAllowed):
            handed(person, to, by=cast.person(role=role))
    with pytest.raises(NotAllowed):
        handed(person, cast.secretary())  # to themselves


# --- The page


def test_the_page_hands_over_and_says_what_cannot_be() -> None:
    person, to, client = leaver(), successor(), browser_of(cast.secretary())
    address = f"/workspace/people/{person.pk}/handover/"
    tomorrow = today() + DAY
    given = {"successor": str(to.pk), "from_date": f"{tomorrow}", "close_account": "on"}
    wrong = client.post(address, given)
    assert wrong.status_code == 422
    assert wrong.context["form"].errors.keys() == {"close_account"}
    assert f'value="{to.pk}" selected' in wrong.content.decode()
    right = client.post(address, {**given, "close_account": ""})
    assert right.status_code == 302
    assert Appointment.objects.get(person=to).from_date == tomorrow


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.OBSERVER, 404), (Role.MEMBER, 404), (Role.EDITOR, 404), (Role.COORDINATOR, 403)],
)
def test_others_find_no_handover(role: Role, status: int) -> None:
    person, client = leaver(), browser_of(cast.person(role=role, agency="education"))
    address = f"/workspace/people/{person.pk}/handover/"
    assert client.get(address).status_code == status
    assert client.post(address, {"from_date": f"{today()}"}).status_code == status
    assert roles_on(person, today()) == {Role.MEMBER}
