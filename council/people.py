"""Who acts: the principal of the current transaction, and the roles of a person on a day.

Nothing is read or written without a principal. Inside `acting_as` the database knows it too: the
role decides which tables may be touched, `portal.principal` which rows.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from council.models import Appointment, User
from council.models.appointment import CONFIRMED_ROLES, Role
from council.sessions import ran_out

__all__ = [
    "CLEARING",
    "Allowed",
    "Answer",
    "Denied",
    "NoPrincipal",
    "NotAllowed",
    "Person",
    "Principal",
    "Public",
    "Role",
    "System",
    "User",
    "acting_as",
    "appointed_on",
    "become",
    "current_principal",
    "demand",
    "holders_between",
    "holders_on",
    "is_cleared_on",
    "needs_second_factor",
    "person_with_role",
    "ran_out",
    "roles_on",
    "standing_as",
]

ALWAYS_TWO_FACTORS = frozenset({Role.COORDINATOR, Role.SECRETARY, Role.CHAIR, Role.ADMINISTRATOR})

CLEARING = Q(seat__cleared=True) | Q(role__in=CONFIRMED_ROLES)
"""Of appointments: those that open closed words once a second person has confirmed them."""

_PUBLIC_ROLE = "portal_public"
_WORKSPACE_ROLE = "portal_workspace"


class NoPrincipal(Exception):
    """Rows were asked for, and nobody has said who asks."""


@dataclass(frozen=True)
class Public:
    """A visitor of the public pages: nobody, with the public role's rights."""

    database_role = _PUBLIC_ROLE
    key = "public"


@dataclass(frozen=True)
class Person:
    """A member who has logged in, or a visitor of the workspace who has not yet (`user_id` "")."""

    user_id: str
    database_role = _WORKSPACE_ROLE

    @property
    def key(self) -> str:
        return f"user:{self.user_id}"


@dataclass(frozen=True)
class System:
    """A task or a command, by its name."""

    name: str
    database_role = _WORKSPACE_ROLE

    @property
    def key(self) -> str:
        return f"system:{self.name}"


Principal = Public | Person | System


@dataclass(frozen=True)
class Allowed:
    """Yes."""


@dataclass(frozen=True)
class Denied:
    """No; `reason` is a sentence in the reader's language."""

    reason: Promise


Answer = Allowed | Denied


class NotAllowed(PermissionDenied):
    """An act was tried that a rule denies; the message is the rule's reason, in the language of who
    asks. A view that lets it through answers with the page for 403, which says it."""


def demand(answer: Answer) -> None:
    """Raises NotAllowed with the reason."""
    if isinstance(answer, Denied):
        raise NotAllowed(str(answer.reason))


_current: ContextVar[Principal | None] = ContextVar("principal", default=None)


def current_principal() -> Principal:
    """Raises NoPrincipal outside of `acting_as`."""
    principal = _current.get()
    if principal is None:
        raise NoPrincipal("read and write inside `acting_as(…)`")
    return principal


@contextmanager
def acting_as(principal: Principal) -> Iterator[None]:
    """One transaction in which the principal's role and name hold, in Python and in the database.

    Both end with the transaction. Nested, it is a savepoint, which they would outlive: the former
    role and name are asked for, and told again after it.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _database_says() if nested else None
        _tell_database(principal.database_role, principal.key)
        token = _current.set(principal)
        try:
            yield
        finally:
            _current.reset(token)
        # After an exception the rollback restores both settings.
        if before and not connection.needs_rollback:
            _tell_database(*before)


@contextmanager
def standing_as(principal: Principal) -> Iterator[None]:
    """The principal's role and name for the connection itself: each statement commits alone.

    For a process that does one thing for a minute, such as sending; never inside a transaction.
    """
    before = _database_says()
    _tell_database(principal.database_role, principal.key, lasting=True)
    token = _current.set(principal)
    try:
        yield
    finally:
        _current.reset(token)
        try:
            _tell_database(*before, lasting=True)
        except Error:
            # The connection is gone, and with it what was said on it.
            connection.close()


def become(principal: Principal) -> None:
    """Changes who acts, inside an `acting_as` that is open: a request whose session was read."""
    current_principal()
    _current.set(principal)
    _tell_database(principal.database_role, principal.key)


def _database_says() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), coalesce(current_setting('portal.principal', true), '')"
        )
        role, principal = cursor.fetchone()
    return role, principal


def _tell_database(role: str, principal: str, *, lasting: bool = False) -> None:
    """For the open transaction, or for the connection where it is `lasting`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, %s), set_config('portal.principal', %s, %s)",
            [role, not lasting, principal, not lasting],
        )


def roles_on(user: User, day: datetime.date) -> frozenset[str]:
    """The roles that a person's appointments give on a day."""
    return frozenset(appointed_on(day).filter(person=user).values_list("role", flat=True))


def appointed_on(day: datetime.date) -> QuerySet[Appointment]:
    """The appointments that hold on a day."""
    return Appointment.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=day), from_date__lte=day
    )


def is_cleared_on(user: User, day: datetime.date) -> bool:
    """Whether a person holds a cleared seat on a day, and a second person has confirmed it.

    Membership alone is not clearance.
    """
    cleared = appointed_on(day).filter(person=user, seat__cleared=True)
    return cleared.filter(confirmed_at__isnull=False).exists()


def holders_on(day: datetime.date) -> QuerySet[Appointment]:
    """The appointments that hold a seat on a day, substitutes left out: who is invited."""
    return appointed_on(day).filter(seat__isnull=False, substitute_for__isnull=True)


def holders_between(
    first: datetime.date, last: datetime.date | None = None
) -> QuerySet[Appointment]:
    """The appointments that hold a seat on one of these days; without `last` for ever."""
    holders = Appointment.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=first),
        seat__isnull=False,
        substitute_for__isnull=True,
    )
    return holders.filter(from_date__lte=last) if last else holders


def needs_second_factor(user: User, day: datetime.date) -> bool:
    """Whoever reads closed words, confirmed or not yet; secretary, chair, administrator."""
    asks_for_one = CLEARING | Q(role__in=ALWAYS_TWO_FACTORS)
    return appointed_on(day).filter(asks_for_one, person=user).exists()


def person_with_role(role: Role, day: datetime.date) -> User:
    """The person appointed to a role on a day; the latest appointment where there are several.

    Raises User.DoesNotExist.
    """
    return (
        User.objects.filter(appointments__role=role, appointments__from_date__lte=day)
        .filter(Q(appointments__to_date__isnull=True) | Q(appointments__to_date__gte=day))
        .order_by("-appointments__from_date")[:1]
        .get()
    )
