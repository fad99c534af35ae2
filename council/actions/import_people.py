"""A list of people becomes invitations: the rows that are right, one by one."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from council import audit
from council.access import may_invite
from council.actions.accounts import AlreadyThere, invite
from council.models import Agency, Invitation, Seat, User
from council.people import Role, demand, holders_between


@dataclass(frozen=True)
class Candidate:
    """Somebody to invite."""

    email: str
    title: str
    language: str
    role: Role
    agency: Agency
    seat: Seat | None
    from_date: datetime.date | None
    to_date: datetime.date | None

    def meets(self, other: "Candidate") -> bool:
        """Whether both would hold the same seat on one day."""
        if self.seat is None or other.seat is None or self.seat.pk != other.seat.pk:
            return False
        return _not_before(self.to_date, other.from_date) and _not_before(
            other.to_date, self.from_date
        )


@dataclass(frozen=True)
class Known:
    """What the rows are checked against, read once."""

    emails: frozenset[str]
    """With an account or an open invitation."""
    agencies: Sequence[Agency]
    seats: Sequence[Seat]
    held: Sequence[tuple[int, datetime.date, datetime.date | None]]
    """(seat, first day, last day) of today's holders and of those to come."""
    today: datetime.date

    def is_held(self, candidate: Candidate) -> bool:
        first = candidate.from_date or self.today
        return any(
            candidate.seat is not None
            and seat == candidate.seat.pk
            and _not_before(candidate.to_date, begins)
            and _not_before(ends, first)
            for seat, begins, ends in self.held
        )


def what_is_known(*, at: datetime.datetime) -> Known:
    """Four queries."""
    open_ones = Invitation.objects.filter(
        accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gte=at
    )
    emails = [
        *User.objects.values_list("email", flat=True),
        *open_ones.values_list("email", flat=True),
    ]
    today = localdate(at)
    held = holders_between(today).values_list("seat_id", "from_date", "to_date")
    return Known(
        emails=frozenset(emails),
        agencies=list(Agency.objects.all()),
        seats=list(Seat.objects.select_related("agency")),
        held=list(held),
        today=today,
    )


def import_people(
    *, candidates: Iterable[Candidate], by: User, at: datetime.datetime
) -> list[Candidate]:
    """Invites each; returns those whom somebody else has invited meanwhile. Raises NotAllowed."""
    demand(may_invite(by, on=localdate(at)))
    left = []
    for candidate in candidates:
        try:
            invite(
                email=candidate.email,
                title=candidate.title,
                language=candidate.language,
                role=candidate.role,
                agency=candidate.agency,
                seat=candidate.seat,
                from_date=candidate.from_date,
                to_date=candidate.to_date,
                by=by,
                at=at,
            )
        except AlreadyThere:
            left.append(candidate)
    audit.record(verb="people.imported", object_key="invitations", at=at)
    return left


def _not_before(last: datetime.date | None, first: datetime.date | None) -> bool:
    return last is None or first is None or last >= first
