"""Appointments: somebody gets a role or a seat, is stood in for, and leaves it again.

A changed role ends the person's sessions: whoever is logged in has the rights of that login.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from council import audit
from council.access import may_appoint, may_confirm_appointment, may_keep_people, reader
from council.actions.sessions import end_sessions
from council.models import Agency, Appointment, Seat, User
from council.people import Role, demand

DAY = datetime.timedelta(days=1)
CHECK_VIOLATION = "23514"


class Impossible(Exception):
    """Appointments that cannot be; the subclasses say why."""


class Reversed(Impossible):
    """It would end before it begins."""


class EndsEarlier(Impossible):
    """It ends before that day already; longer days are given by changing the dates."""


class SeatTaken(Impossible):
    """The seat has another holder on one of these days."""


class SeatOfAnother(Impossible):
    """The seat belongs to another institution."""


class SeatOfObserver(Impossible):
    """An observer's seat gives the role of an observer, and no other seat does."""


class Overlapping(Impossible):
    """The person has this role in this institution on one of these days."""


class ChairBegins(Impossible):
    """Another chair begins on that day or later, and cannot be closed the day before."""


class SubstituteOfSubstitute(Impossible):
    """A substitute stands in for the holder of a seat, for nobody else."""


class SubstituteForThemselves(Impossible):
    """The holder of the seat is the person who should stand in."""


class OutsideOfHolder(Impossible):
    """The substitute would stay when the holder has not begun or is gone."""


class AccountClosed(Impossible):
    """The person's account is closed."""


class NoSecretaryLeft(Impossible):
    """Nobody would be left to appoint a secretary."""


class HasBegun(Impossible):
    """What has begun is ended, not withdrawn."""


def appoint(
    *,
    person: User,
    role: Role,
    agency: Agency,
    seat: Seat | None,
    from_date: datetime.date,
    to_date: datetime.date | None,
    by: User,
    at: datetime.datetime,
) -> Appointment:
    """Gives a role from a day on. A new chair closes the old chair's appointment the day before.

    On a cleared seat nobody reads closed words before `confirm_appointment`. Raises NotAllowed or
    Impossible.
    """
    demand(may_appoint(reader(by, on=localdate(at)), person))
    _check_person(person)
    _check_dates(from_date, to_date)
    _check_seat(seat, agency, role)
    _check_overlap(person, role, agency, from_date, to_date)
    with _said_plainly():
        if role == Role.CHAIR:
            close_the_chair_before(from_date, at)
        made = Appointment.objects.create(
            person=person,
            role=role,
            agency=agency,
            seat=seat,
            from_date=from_date,
            to_date=to_date,
            appointed_by=by,
        )
    end_sessions(person)
    audit.record(verb="appointment.made", object_key=f"appointment:{made.key}", at=at)
    return made


def appoint_substitute(
    *,
    holder: Appointment,
    person: User,
    from_date: datetime.date,
    to_date: datetime.date | None,
    by: User,
    at: datetime.datetime,
) -> Appointment:
    """Somebody stands in for the holder of a seat, with the holder's role.

    Who stands in for the chair is a member: approval is delegated, not stood in for. Ends at the
    latest with the holder. Raises NotAllowed or Impossible.
    """
    demand(may_appoint(reader(by, on=localdate(at)), person))
    _check_person(person)
    _check_dates(from_date, to_date)
    if holder.seat_id is None:
        raise SubstituteOfSubstitute
    if holder.person_id == person.pk:
        raise SubstituteForThemselves
    ends = holder.to_date
    if from_date < holder.from_date or (ends and (from_date > ends or (to_date or ends) > ends)):
        raise OutsideOfHolder
    role = Role.MEMBER if holder.role == Role.CHAIR else Role(holder.role)
    _check_overlap(person, role, holder.agency, from_date, to_date or ends)
    with _said_plainly():
        made = Appointment.objects.create(
            person=person,
            role=role,
            agency=holder.agency,
            seat=holder.seat,
            from_date=from_date,
            to_date=to_date or ends,
            substitute_for=holder,
            appointed_by=by,
        )
    end_sessions(person)
    audit.record(verb="appointment.substitute", object_key=f"appointment:{made.key}", at=at)
    return made


def end_appointment(
    *, appointment: Appointment, last_day: datetime.date, by: User, at: datetime.datetime
) -> None:
    """Ends it with `last_day`, and with it the substitutes'. Raises NotAllowed or Impossible."""
    demand(may_keep_people(reader(by, on=localdate(at))))
    if last_day < appointment.from_date:
        raise Reversed
    if appointment.to_date and last_day > appointment.to_date:
        raise EndsEarlier
    if appointment.role == Role.SECRETARY and not another_secretary(appointment, last_day):
        raise NoSecretaryLeft
    close(appointment, last_day, at)


def change_dates(
    *,
    appointment: Appointment,
    from_date: datetime.date,
    to_date: datetime.date | None,
    by: User,
    at: datetime.datetime,
) -> None:
    """Corrects the days. Days that nobody confirmed need the second person again.

    Raises NotAllowed or Impossible.
    """
    demand(may_appoint(reader(by, on=localdate(at)), appointment.person))
    _check_dates(from_date, to_date)
    last = to_date
    if appointment.role == Role.SECRETARY and last and not another_secretary(appointment, last):
        raise NoSecretaryLeft
    holder = appointment.substitute_for
    if holder and (from_date < holder.from_date or _later(to_date, holder.to_date)):
        raise OutsideOfHolder
    _check_overlap(
        appointment.person,
        Role(appointment.role),
        appointment.agency,
        from_date,
        to_date,
        but=appointment,
    )
    if from_date < appointment.from_date or _later(to_date, appointment.to_date):
        appointment.confirmed_by = appointment.confirmed_at = None
        appointment.appointed_by = by
    appointment.from_date, appointment.to_date = from_date, to_date
    with _said_plainly():
        appointment.save()
        _keep_substitutes_within(appointment, at)
    end_sessions(appointment.person)
    audit.record(verb="appointment.dates", object_key=f"appointment:{appointment.key}", at=at)


def withdraw_appointment(*, appointment: Appointment, by: User, at: datetime.datetime) -> None:
    """Takes back what has not begun. Raises NotAllowed or HasBegun."""
    demand(may_keep_people(reader(by, on=localdate(at))))
    if appointment.from_date <= localdate(at):
        raise HasBegun
    Appointment.objects.filter(substitute_for=appointment).delete()
    audit.record(verb="appointment.withdrawn", object_key=f"appointment:{appointment.key}", at=at)
    appointment.delete()


def confirm_appointment(*, appointment: Appointment, by: User, at: datetime.datetime) -> None:
    """The second person agrees: from now on the seat clears. Raises NotAllowed."""
    demand(may_confirm_appointment(reader(by, on=localdate(at)), appointment))
    waiting = Appointment.objects.filter(pk=appointment.pk, confirmed_at__isnull=True)
    if waiting.update(confirmed_by=by, confirmed_at=at):
        audit.record(
            verb="appointment.confirmed", object_key=f"appointment:{appointment.key}", at=at
        )


def close(appointment: Appointment, last_day: datetime.date, at: datetime.datetime) -> None:
    """Asks nobody: for acts that have asked. Its substitutes end too, and all their sessions."""
    appointment.to_date = last_day
    with _said_plainly():
        appointment.save(update_fields=["to_date"])
        _keep_substitutes_within(appointment, at)
    end_sessions(appointment.person)
    audit.record(verb="appointment.ended", object_key=f"appointment:{appointment.key}", at=at)


def close_the_chair_before(day: datetime.date, at: datetime.datetime) -> None:
    """There is one chair at a time; asks nobody. Raises ChairBegins."""
    still = Q(to_date__isnull=True) | Q(to_date__gte=day)
    for former in Appointment.objects.filter(
        still, role=Role.CHAIR, substitute_for__isnull=True
    ).select_related("person"):
        if former.from_date >= day:
            raise ChairBegins
        close(former, day - DAY, at)


def _keep_substitutes_within(holder: Appointment, at: datetime.datetime) -> None:
    for row in Appointment.objects.filter(substitute_for=holder).select_related("person"):
        begins = max(row.from_date, holder.from_date)
        ends = holder.to_date if _later(row.to_date, holder.to_date) else row.to_date
        if (begins, ends) == (row.from_date, row.to_date):
            continue
        if ends is not None and ends < begins:
            verb = "appointment.withdrawn"
            row.delete()
        else:
            verb = "appointment.dates"
            row.from_date, row.to_date = begins, ends
            row.save(update_fields=["from_date", "to_date"])
        end_sessions(row.person)
        audit.record(verb=verb, object_key=f"appointment:{row.key}", at=at)


def _later(one: datetime.date | None, other: datetime.date | None) -> bool:
    """Whether a last day comes after another; None is never."""
    if other is None:
        return False
    return one is None or one > other


def another_secretary(appointment: Appointment, last_day: datetime.date) -> bool:
    """Whether somebody who can log in is secretary on the day after."""
    after = last_day + DAY
    others = Appointment.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=after),
        role=Role.SECRETARY,
        from_date__lte=after,
        person__is_active=True,
    )
    return others.exclude(pk=appointment.pk).exists()


def _check_person(person: User) -> None:
    if not person.is_active:
        raise AccountClosed


def _check_dates(from_date: datetime.date, to_date: datetime.date | None) -> None:
    if to_date is not None and to_date < from_date:
        raise Reversed


def _check_seat(seat: Seat | None, agency: Agency, role: Role) -> None:
    if seat is None:
        return
    if seat.agency_id != agency.pk:
        raise SeatOfAnother
    if (seat.role == Role.OBSERVER) != (role == Role.OBSERVER):
        raise SeatOfObserver


def _check_overlap(
    person: User,
    role: Role,
    agency: Agency,
    from_date: datetime.date,
    to_date: datetime.date | None,
    but: Appointment | None = None,
) -> None:
    same = Appointment.objects.filter(person=person, role=role, agency=agency)
    same = same.filter(Q(to_date__isnull=True) | Q(to_date__gte=from_date))
    if to_date is not None:
        same = same.filter(from_date__lte=to_date)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise Overlapping


_BY_CONSTRAINT: dict[str, type[Impossible]] = {
    "appointment_ends_after_it_begins": Reversed,
    "seat_has_one_holder": SeatTaken,
    "appointment_once": Overlapping,
}


@contextmanager
def _said_plainly() -> Iterator[None]:
    """What the database refuses, as the exception that says it; any other error as it is."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        said = getattr(error.__cause__, "diag", None)
        name, state = getattr(said, "constraint_name", None), getattr(said, "sqlstate", "")
        if name in _BY_CONSTRAINT:
            raise _BY_CONSTRAINT[name] from None
        if name is None and state == CHECK_VIOLATION:
            raise SubstituteOfSubstitute from None
        raise
