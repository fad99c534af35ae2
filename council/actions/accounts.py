"""Accounts: invited, opened, deactivated; a second factor taken away by two."""

import datetime
import uuid

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from council import audit, notices
from council.access import (
    may_ask_factor_reset,
    may_confirm_factor_reset,
    may_deactivate,
    may_invite,
)
from council.actions.appoint import close_the_chair_before
from council.actions.sessions import end_sessions
from council.models import Agency, Appointment, FactorReset, Invitation, Notice, Seat, User
from council.people import Role, demand, holders_between

VALID_FOR = datetime.timedelta(days=7)


class AlreadyThere(Exception):
    """The address has an account, or an invitation that is still open."""


class NoLongerValid(Exception):
    """The invitation was used, revoked, or has run out."""


def invite(
    *,
    email: str,
    title: str,
    language: str,
    role: Role,
    agency: Agency,
    seat: Seat | None,
    by: User,
    at: datetime.datetime,
    from_date: datetime.date | None = None,
    to_date: datetime.date | None = None,
) -> Invitation:
    """Invites somebody by letter. Raises NotAllowed or AlreadyThere.

    Without dates the role begins with the day on which the account is opened.
    """
    if to_date is not None:
        from_date = from_date or localdate(at)
    demand(may_invite(by, on=localdate(at)))
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise AlreadyThere
    _let_go_of_what_ran_out(email, at)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                email=email,
                title=title,
                language=language,
                role=role,
                agency=agency,
                seat=seat,
                from_date=from_date,
                to_date=to_date,
                invited_by=by,
                invited_at=at,
                expires_at=at + VALID_FOR,
            )
    except IntegrityError:
        raise AlreadyThere from None
    notices.put(
        kind=Notice.Kind.INVITATION,
        address=email,
        language=language,
        about=str(invitation.pk),
        at=at,
    )
    audit.record(verb="account.invited", object_key=f"invitation:{invitation.pk}", at=at)
    return invitation


def revoke_invitation(*, invitation: Invitation, by: User, at: datetime.datetime) -> None:
    """Raises NotAllowed. What was used or revoked stays as it is."""
    demand(may_invite(by, on=localdate(at)))
    if _open_invitations(at).filter(pk=invitation.pk).update(revoked_at=at):
        audit.record(verb="invitation.revoked", object_key=f"invitation:{invitation.pk}", at=at)


def open_invitation(*, invitation_id: uuid.UUID, at: datetime.datetime) -> Invitation:
    """The invitation as long as it can be accepted. Raises NoLongerValid."""
    found = _open_invitations(at).select_related("agency", "seat").filter(pk=invitation_id).first()
    if found is None:
        raise NoLongerValid
    return found


def accept_invitation(*, invitation: Invitation, password: str, at: datetime.datetime) -> User:
    """Opens the account, once, with its role. Raises NoLongerValid or appoint.ChairBegins.

    A new chair closes the old chair's appointment the day before. A seat that somebody else holds
    by now is not given; a cleared one waits for a second person.
    """
    with transaction.atomic():
        if not _open_invitations(at).filter(pk=invitation.pk).update(accepted_at=at):
            raise NoLongerValid
        user = User.objects.create_user(
            email=invitation.email,
            password=password,
            title=invitation.title,
            language=invitation.language,
        )
        _appoint_invited(user, invitation, at)
        audit.record(verb="account.opened", object_key=f"user:{user.pk}", at=at)
    return user


def _appoint_invited(user: User, invitation: Invitation, at: datetime.datetime) -> None:
    from_date, seat = invitation.from_date or localdate(at), invitation.seat
    if invitation.role == Role.CHAIR:
        close_the_chair_before(from_date, at)
    if seat and holders_between(from_date, invitation.to_date).filter(seat=seat).exists():
        seat = None
    Appointment.objects.create(
        person=user,
        role=invitation.role,
        agency=invitation.agency,
        seat=seat,
        from_date=from_date,
        to_date=invitation.to_date,
        appointed_by=invitation.invited_by,
    )


def deactivate(*, person: User, by: User, at: datetime.datetime) -> None:
    """Ends an account and every session of it. Raises NotAllowed."""
    demand(may_deactivate(by, person, on=localdate(at)))
    User.objects.filter(pk=person.pk).update(is_active=False)
    end_sessions(person)
    audit.record(verb="account.deactivated", object_key=f"user:{person.pk}", at=at)


def reopen(*, person: User, by: User, at: datetime.datetime) -> None:
    """Opens a closed account again, with the password and the factors that it had."""
    demand(may_deactivate(by, person, on=localdate(at)))
    User.objects.filter(pk=person.pk).update(is_active=True)
    audit.record(verb="account.reopened", object_key=f"user:{person.pk}", at=at)


def ask_factor_reset(*, person: User, by: User, at: datetime.datetime) -> FactorReset:
    """The first of two. Raises NotAllowed. Asking twice is asking once."""
    demand(may_ask_factor_reset(by, person, on=localdate(at)))
    reset, asked = FactorReset.objects.get_or_create(
        person=person, confirmed_at=None, defaults={"asked_by": by, "asked_at": at}
    )
    if asked:
        audit.record(verb="factor.reset_asked", object_key=f"user:{person.pk}", at=at)
    return reset


def confirm_factor_reset(*, reset: FactorReset, by: User, at: datetime.datetime) -> None:
    """The second of two: factors and sessions end; the person is told. Raises NotAllowed."""
    demand(may_confirm_factor_reset(by, reset, on=localdate(at)))
    waiting = FactorReset.objects.filter(pk=reset.pk, confirmed_at=None)
    if not waiting.update(confirmed_by=by, confirmed_at=at):
        return
    person = reset.person
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    notices.put(
        kind=Notice.Kind.FACTOR_RESET,
        address=person.email,
        language=person.language,
        about="",
        at=at,
        person=person,
    )
    audit.record(verb="factor.reset", object_key=f"user:{person.pk}", at=at)


def _open_invitations(at: datetime.datetime):  # type: ignore[no-untyped-def]
    return Invitation.objects.filter(
        accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gte=at
    )


def _let_go_of_what_ran_out(email: str, at: datetime.datetime) -> None:
    """An invitation that ran out does not stand in the way of a new one."""
    Invitation.objects.filter(
        email=email, accepted_at__isnull=True, revoked_at__isnull=True, expires_at__lt=at
    ).update(revoked_at=at)
