"""Who acts, in Python and in the database, and which roles a person has on a day."""

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils.timezone import now

from council import audit
from council.actions.publish_facts import (
    publish_action,
    publish_meeting,
    release_figures,
    withdraw_fact,
)
from council.models import Action, Appointment, Meeting, PublishedFact, User
from council.people import (
    NoPrincipal,
    Person,
    Public,
    Role,
    System,
    acting_as,
    become,
    current_principal,
    person_with_role,
    roles_on,
)
from tests import cast, make
from tests.committed import elsewhere

WORKSPACE, PUBLIC = "portal_workspace", "portal_public"


def database_says() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, coalesce(current_setting('portal.principal', true), '')"
        )
        role, principal = cursor.fetchone()
    return role, principal


# Outside of any transaction of a test ----------------------------------------------------------


def test_the_principal_holds_in_python_and_in_the_database(committed: None) -> None:
    with acting_as(Public()):
        assert current_principal() == Public()
        assert database_says() == (PUBLIC, "public")
    with acting_as(Person("7")):
        assert current_principal() == Person("7")
        assert database_says() == (WORKSPACE, "user:7")


def test_nothing_of_a_principal_stays_on_the_connection(committed: None) -> None:
    with acting_as(Public()):
        pass
    assert database_says() == (WORKSPACE, "")
    with pytest.raises(NoPrincipal):
        current_principal()


def test_nothing_stays_after_an_exception_either(committed: None) -> None:
    with pytest.raises(RuntimeError), acting_as(Public()):
        raise RuntimeError
    assert database_says() == (WORKSPACE, "")
    with pytest.raises(NoPrincipal):
        current_principal()


def test_nothing_stays_after_the_database_refused(committed: None) -> None:
    with pytest.raises(ProgrammingError), acting_as(Public()):
        Meeting.objects.count()
    assert database_says() == (WORKSPACE, "")


def test_nothing_stays_where_a_response_asks_for_a_rollback(committed: None) -> None:
    """As the middleware does for a page that broke."""
    with acting_as(System("request")):
        make.meeting()
        transaction.set_rollback(True)
    assert database_says() == (WORKSPACE, "")
    with acting_as(System("reader")):
        assert not Meeting.objects.exists()


def test_what_an_exception_interrupts_is_not_written(committed: None) -> None:
    with pytest.raises(RuntimeError), acting_as(System("writer")):
        make.meeting()
        raise RuntimeError
    with acting_as(System("reader")):
        assert not Meeting.objects.exists()


def test_another_thread_has_no_principal(committed: None) -> None:
    def ask() -> str:
        with pytest.raises(NoPrincipal):
            current_principal()
        return database_says()[1]

    with acting_as(System("main")):
        assert elsewhere(ask) == ""


# Nested ----------------------------------------------------------------------------------------


def test_the_former_principal_acts_again_after_a_nested_one(acting: None) -> None:
    with acting_as(Person("7")):
        with acting_as(Public()):
            assert database_says() == (PUBLIC, "public")
        assert current_principal() == Person("7")
        assert database_says() == (WORKSPACE, "user:7")


def test_the_former_principal_acts_again_after_an_exception(acting: None) -> None:
    with pytest.raises(RuntimeError), acting_as(Public()):
        raise RuntimeError
    assert current_principal() == System("test")
    assert database_says() == (WORKSPACE, "system:test")


def test_the_former_principal_acts_again_after_the_database_refused(acting: None) -> None:
    make.meeting(number=4)
    with pytest.raises(IntegrityError), acting_as(System("writer")):
        make.meeting(number=4)
    assert database_says() == (WORKSPACE, "system:test")


def test_become_changes_who_acts_until_the_block_ends(acting: None) -> None:
    with acting_as(Person("")):
        become(Person("7"))
        assert current_principal() == Person("7")
        assert database_says() == (WORKSPACE, "user:7")
    assert current_principal() == System("test")
    assert database_says() == (WORKSPACE, "system:test")


def test_the_public_becomes_nobody_by_a_nested_block(acting: None) -> None:
    with acting_as(Public()):
        with acting_as(System("task")):
            assert database_says() == (WORKSPACE, "system:task")
        assert database_says() == (PUBLIC, "public")


# Nobody ----------------------------------------------------------------------------------------


def test_nobody_becomes_anybody_outside_of_a_block(db: None) -> None:
    with pytest.raises(NoPrincipal):
        become(Person("7"))


def test_nobody_records_anything(db: None) -> None:
    with pytest.raises(NoPrincipal):
        audit.record(verb="meeting.published", object_key="meeting:2024-4", at=make.NOW)


def test_nobody_publishes_anything(db: None) -> None:
    meeting, action = make.meeting(), make.action()
    with pytest.raises(NoPrincipal):
        publish_meeting(meeting=meeting, next_meeting=None, at=make.NOW)
    with pytest.raises(NoPrincipal):
        publish_action(action=action, at=make.NOW)
    with pytest.raises(NoPrincipal):
        release_figures(
            month=make.MONTH,
            facts={"bars": []},
            texts={},
            released_by="a",
            confirmed_by="b",
            at=make.NOW,
        )
    assert not PublishedFact.objects.exists()
    assert Meeting.objects.get().state == Meeting.State.APPROVED


def test_nobody_withdraws_anything(db: None) -> None:
    with acting_as(System("test")):
        publish_action(action=make.action(), at=make.NOW)
    with pytest.raises(NoPrincipal):
        withdraw_fact(key="action:2024-1", reasons=make.WHY, at=make.NOW)
    assert PublishedFact.objects.get().withdrawn_at is None


@pytest.mark.parametrize("model", [Meeting, Action, User])
def test_the_public_may_not_read_what_holds_closed_text(acting: None, model: type) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Public()):
        model.objects.count()  # type: ignore[attr-defined]


# Roles -----------------------------------------------------------------------------------------


def test_roles_hold_from_the_first_day_to_the_last(acting: None) -> None:
    first, last = datetime.date(2024, 3, 1), datetime.date(2024, 9, 30)
    secretary = cast.person(role=Role.SECRETARY, since=first, until=last)
    day = datetime.timedelta(days=1)
    assert roles_on(secretary, first) == roles_on(secretary, last) == {Role.SECRETARY}
    assert not roles_on(secretary, first - day)
    assert not roles_on(secretary, last + day)


def test_a_person_has_the_roles_of_all_their_appointments(acting: None) -> None:
    secretary = cast.secretary()
    Appointment.objects.create(
        person=secretary, role=Role.EDITOR, agency=make.agency(), from_date=cast.SINCE
    )
    assert roles_on(secretary, make.TODAY) == {Role.SECRETARY, Role.EDITOR}
    assert not roles_on(User.objects.create(email="mik@example.org"), make.TODAY)


def test_a_new_chair_follows_the_old_one(acting: None) -> None:
    changed = datetime.date(2024, 7, 1)
    before = changed - datetime.timedelta(days=1)
    mayor = cast.person(role=Role.CHAIR, until=before)
    prefect = cast.person(role=Role.CHAIR, agency="prefecture", since=changed)
    assert person_with_role(Role.CHAIR, before) == mayor
    assert person_with_role(Role.CHAIR, changed) == prefect


def test_the_latest_appointment_counts_where_two_overlap(acting: None) -> None:
    cast.person(role=Role.CHAIR)
    prefect = cast.person(role=Role.CHAIR, agency="prefecture", since=make.MONTH)
    assert person_with_role(Role.CHAIR, now().date()) == prefect


def test_a_role_that_nobody_holds_is_not_guessed(acting: None) -> None:
    cast.person(role=Role.CHAIR, until=datetime.date(2023, 12, 31))
    with pytest.raises(User.DoesNotExist):
        person_with_role(Role.CHAIR, make.TODAY)
