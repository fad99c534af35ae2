"""Seats and appointments: who sits where, since when, instead of whom; and whom a second person clears."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from council import access
from council.actions import appoint as acts
from council.models import Appointment, AuditRecord, Seat, User
from council.people import NotAllowed, Role, is_cleared_on, needs_second_factor, roles_on
from tests import cast, make
from tests.council.browsers import browser_of

pytestmark = pytest.mark.usefixtures("acting")

DAY = datetime.timedelta(days=1)
JANUARY = datetime.date(2024, 1, 1)
JUNE = datetime.date(2024, 6, 1)


def somebody(name: str = "somebody") -> User:
    found = User.objects.filter(email=f"{name.lower()}@example.org").first()
    return found or User.objects.create_user(email=f"{name}@example.org", password="", title=name)


def seat(code: str = "social_services") -> Seat:
    return Seat.objects.select_related("agency").get(code=code)


def appointed(
    person: User | None = None, code: str = "social_services", **more: object
) -> Appointment:
    place = seat(code)
    given: dict[str, object] = {
        "person": person or somebody(),
        "role": Role(place.role),
        "agency": place.agency,
        "seat": place,
        "from_date": JANUARY,
        "to_date": None,
        "by": cast.secretary(),
        "at": timezone.now(),
    }
    return acts.appoint(**{**given, **more})  # type: ignore[arg-type]


def stood_in(holder: Appointment, person: User | None = None, **more: object) -> Appointment:
    given: dict[str, object] = {
        "holder": holder,
        "person": person or somebody("substitute"),
        "from_date": JUNE,
        "to_date": None,
        "by": cast.secretary(),
        "at": timezone.now(),
    }
    return acts.appoint_substitute(**{**given, **more})  # type: ignore[arg-type]


# --- Who may


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY}))
def test_only_the_secretary_appoints(role: Role) -> None:
    by = cast.person(role=role)
    with pytest.raises(NotAllowed):
        appointed(by=by)
    made = appointed()
    for call in (
        lambda: acts.end_appointment(appointment=made, last_day=JUNE, by=by, at=timezone.now()),
        lambda: acts.change_dates(
            appointment=made, from_date=JUNE, to_date=None, by=by, at=timezone.now()
        ),
        lambda: stood_in(made, by=by),
        lambda: acts.withdraw_appointment(appointment=made, by=by, at=timezone.now()),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_nobody_appoints_themselves() -> None:
    with pytest.raises(NotAllowed):
        appointed(cast.secretary())


# --- What cannot be


def test_a_seat_has_one_holder_at_a_time() -> None:
    appointed(to_date=JUNE)
    with pytest.raises(acts.SeatTaken):
        appointed(somebody("other"), from_date=JUNE)
    appointed(somebody("next"), from_date=JUNE + DAY)


def test_a_seat_goes_with_its_own_institution_and_role() -> None:
    with pytest.raises(acts.SeatOfAnother):
        appointed(agency=make.agency(code="education"))
    with pytest.raises(acts.SeatOfObserver):
        appointed(role=Role.OBSERVER)
    with pytest.raises(acts.SeatOfObserver):
        appointed(code="media", role=Role.MEMBER)


def test_days_do_not_run_backwards_or_over_each_other() -> None:
    with pytest.raises(acts.Reversed):
        appointed(from_date=JUNE, to_date=JUNE - DAY)
    person = somebody()
    first = appointed(person, seat=None, to_date=JUNE)
    with pytest.raises(acts.Overlapping):
        appointed(person, seat=None, from_date=JUNE)
    with pytest.raises(acts.Reversed):
        acts.end_appointment(
            appointment=first, last_day=JANUARY - DAY, by=cast.secretary(), at=timezone.now()
        )


def test_a_closed_account_gets_no_role() -> None:
    person = somebody()
    User.objects.filter(pk=person.pk).update(is_active=False)
    person.refresh_from_db()
    with pytest.raises(acts.AccountClosed):
        appointed(person)


def test_the_last_secretary_does_not_end() -> None:
    secretary = cast.secretary()
    own = Appointment.objects.get(person=secretary)
    with pytest.raises(acts.NoSecretaryLeft):
        acts.end_appointment(
            appointment=own, last_day=timezone.localdate(), by=secretary, at=timezone.now()
        )
    appointed(seat=None, role=Role.SECRETARY, agency=make.agency())
    acts.end_appointment(
        appointment=own, last_day=timezone.localdate(), by=secretary, at=timezone.now()
    )


# --- Substitutes


def test_a_substitute_has_the_seat_and_the_role_of_its_holder() -> None:
    made = stood_in(appointed())
    assert (made.seat, made.role) == (seat(), Role.MEMBER)


def test_who_stands_in_for_the_chair_does_not_approve() -> None:
    made = stood_in(appointed(code="chair"))
    assert roles_on(made.person, JUNE) == {Role.MEMBER}


def test_a_substitute_has_no_substitute() -> None:
    substitute = stood_in(appointed())
    with pytest.raises(acts.SubstituteOfSubstitute):
        stood_in(substitute, somebody("third"))


def test_a_substitute_stays_within_the_days_of_the_holder() -> None:
    holder = appointed(to_date=JUNE)
    with pytest.raises(acts.OutsideOfHolder):
        stood_in(holder, from_date=JUNE + DAY)
    with pytest.raises(acts.OutsideOfHolder):
        stood_in(holder, from_date=JANUARY - DAY)
    made = stood_in(holder, from_date=JANUARY)
    assert made.to_date == JUNE
    with pytest.raises(acts.SubstituteForThemselves):
        stood_in(holder, holder.person)


def test_a_substitute_goes_with_the_holder() -> None:
    holder = appointed()
    here = stood_in(holder, from_date=JANUARY)
    later = stood_in(holder, somebody("later"), from_date=JUNE)
    acts.end_appointment(
        appointment=holder, last_day=JUNE - DAY, by=cast.secretary(), at=timezone.now()
    )
    here.refresh_from_db()
    assert here.to_date == JUNE - DAY
    assert not Appointment.objects.filter(pk=later.pk).exists()


# --- The chair


def test_a_new_chair_closes_the_old_one_the_day_before_and_old_meetings_keep_theirs() -> None:
    old = appointed(code="chair")
    meeting = make.meeting(state="planned")
    meeting.chair = old
    meeting.save()
    new = appointed(
        somebody("prefect"), role=Role.CHAIR, agency=make.agency(code="prefecture"), seat=None,
        from_date=JUNE,
    )  # fmt: skip
    old.refresh_from_db()
    meeting.refresh_from_db()
    assert old.to_date == JUNE - DAY
    assert meeting.chair == old
    assert roles_on(old.person, JUNE) == frozenset()
    assert roles_on(new.person, JUNE) == {Role.CHAIR}


def test_a_chair_cannot_begin_before_the_one_that_is() -> None:
    appointed(code="chair", from_date=JUNE)
    with pytest.raises(acts.ChairBegins):
        appointed(somebody("other"), code="chair", from_date=JANUARY)


# --- The second person


def test_a_cleared_seat_clears_nobody_before_a_second_person() -> None:
    made = appointed()
    today = timezone.localdate()
    assert not is_cleared_on(made.person, today)
    assert not access.reader(made.person, on=today).cleared
    assert needs_second_factor(made.person, today)
    acts.confirm_appointment(
        appointment=made, by=cast.person(role=Role.COORDINATOR), at=timezone.now()
    )
    assert is_cleared_on(made.person, today)
    assert access.reader(made.person, on=today).cleared


def test_the_second_person_is_neither_the_first_nor_the_one_appointed() -> None:
    chair = cast.chair()
    made = appointed(chair)
    for by in (cast.secretary(), chair, cast.member(), cast.observer()):
        with pytest.raises(NotAllowed):
            acts.confirm_appointment(appointment=made, by=by, at=timezone.now())
    for column in ("appointed_by", "person"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.filter(pk=made.pk).update(
                confirmed_by=getattr(made, column), confirmed_at=timezone.now()
            )


def test_more_days_need_the_second_person_again_and_fewer_do_not() -> None:
    made = appointed(to_date=JUNE)
    acts.confirm_appointment(
        appointment=made, by=cast.person(role=Role.COORDINATOR), at=timezone.now()
    )
    for last, confirmed in ((JUNE - DAY, True), (None, False)):
        made.refresh_from_db()
        acts.change_dates(
            appointment=made,
            from_date=JANUARY,
            to_date=last,
            by=cast.secretary(),
            at=timezone.now(),
        )
        made.refresh_from_db()
        assert (made.confirmed_at is not None) is confirmed


# --- Sessions, trail


@pytest.mark.parametrize("change", ["appoint", "dates", "end", "substitute"])
def test_a_changed_role_ends_the_persons_sessions(change: str) -> None:
    holder = appointed(code="media")
    person = holder.person if change in ("dates", "end") else somebody("other")
    client = browser_of(person)
    assert client.get("/workspace/").status_code == 200
    by, at = cast.secretary(), timezone.now()
    if change == "appoint":
        appointed(person, code="business")
    elif change == "dates":
        acts.change_dates(appointment=holder, from_date=JUNE, to_date=None, by=by, at=at)
    elif change == "end":
        acts.end_appointment(appointment=holder, last_day=timezone.localdate(), by=by, at=at)
    else:
        stood_in(holder, person)
    answer = client.get("/workspace/account/")
    assert answer["Location"] == "/workspace/login/?next=/workspace/account/"


def test_each_act_leaves_a_line_without_words() -> None:
    made = appointed()
    acts.confirm_appointment(
        appointment=made, by=cast.person(role=Role.COORDINATOR), at=timezone.now()
    )
    acts.end_appointment(appointment=made, last_day=JUNE, by=cast.secretary(), at=timezone.now())
    verbs = AuditRecord.objects.filter(object_key=f"appointment:{made.key}")
    assert list(verbs.order_by("at").values_list("verb", flat=True)) == [
        "appointment.made", "appointment.confirmed", "appointment.ended",
    ]  # fmt: skip


# --- The pages


def test_the_secretary_appoints_by_the_page() -> None:
    client, person = browser_of(cast.secretary()), somebody("Punonjësja")
    vacant = client.get("/workspace/people/")
    assert "/workspace/people/appoint/?seat=social_services" in vacant.content.decode()
    place = seat()
    given = {
        "person": str(person.pk),
        "role": "member",
        "agency": place.agency_id,
        "seat": place.pk,
        "from_date": "1.1.2024",
        "to_date": "",
    }
    answer = client.post("/workspace/people/appoint/", given, follow=True)
    assert answer.redirect_chain[-1][0] == "/workspace/people/seats/social_services/"
    assert "Punonjësja" in answer.content.decode()
    again = client.post("/workspace/people/appoint/", {**given, "person": str(somebody("x").pk)})
    page = again.content.decode()
    assert again.status_code == 422
    assert again.context["form"].errors.keys() == {"seat"}
    assert 'value="2024-01-01"' in page or 'value="1.1.2024"' in page  # nothing typed is lost


def test_dates_that_run_backwards_are_said_at_the_field() -> None:
    client, holder = browser_of(cast.secretary()), appointed()
    address = f"/workspace/people/appointments/{holder.key}"
    for page, given, field in (
        ("end", {"to_date": "2023-12-31"}, "to_date"),
        ("dates", {"from_date": "2024-06-01", "to_date": "2024-05-31"}, "to_date"),
        ("dates", {"from_date": "31 February", "to_date": ""}, "from_date"),
        ("substitute", {"person": str(somebody("x").pk), "from_date": "2023-01-01"}, "from_date"),
    ):
        answer = client.post(f"{address}/{page}/", given)
        assert answer.status_code == 422
        assert answer.context["form"].errors.keys() == {field}, page


def test_chair_or_coordinator_confirm_by_the_page() -> None:
    made = appointed()
    secretary = browser_of(cast.secretary())
    address = f"/workspace/people/appointments/{made.key}/confirm/"
    assert address not in secretary.get("/workspace/people/").content.decode()
    assert secretary.post(address).status_code == 403
    chair = browser_of(cast.chair())
    assert address in chair.get("/workspace/people/").content.decode()
    assert chair.post(address).status_code == 302
    made.refresh_from_db()
    assert made.confirmed_by == cast.chair()


def test_what_has_not_begun_is_taken_back_and_what_has_is_not() -> None:
    client, tomorrow = browser_of(cast.secretary()), timezone.localdate() + DAY
    begun, ahead = appointed(), appointed(somebody("x"), code="media", from_date=tomorrow)
    for row, there in ((begun, True), (ahead, False)):
        client.post(f"/workspace/people/appointments/{row.key}/withdraw/")
        assert Appointment.objects.filter(pk=row.pk).exists() is there


def test_members_see_posts_and_no_addresses() -> None:
    holder = appointed()
    for viewer in (cast.member(), cast.chair()):
        page = browser_of(viewer).get("/workspace/people/").content.decode()
        assert holder.person.title in page
        assert "@example.org" not in page
        assert "/appoint/" not in page


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.EDITOR, Role.TRANSLATOR, Role.AUDITOR])
def test_others_see_no_seats_and_find_no_appointment(role: Role) -> None:
    holder = appointed()
    client = browser_of(cast.person(role=role, agency="local_media"))
    for address in (
        "people/",
        "people/seats/social_services/",
        "people/appoint/",
        "people/seats.xlsx",
    ):
        assert client.get(f"/workspace/{address}").status_code == 403, address
    for act in ("end", "dates", "substitute"):
        answer = client.get(f"/workspace/people/appointments/{holder.key}/{act}/")
        assert answer.status_code == 403, act
    assert client.post(f"/workspace/people/appointments/{holder.key}/confirm/").status_code == 404


def test_the_page_asks_as_often_for_many_holders_as_for_few() -> None:
    client = browser_of(cast.secretary())
    counts = []
    for codes in (("media",), ("education", "court", "police", "business")):
        for code in codes:
            appointed(somebody(code), code=code)
        client.get("/workspace/people/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/workspace/people/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
