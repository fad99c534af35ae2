"""A forgotten password: the secretary sends a letter whose link sets a new one, once.

The secretary never learns it, and whoever reads the mailbox still lacks the second factor.
"""

import datetime
import uuid

from django.db import transaction
from django.utils.timezone import localdate

from council import audit, notices
from council.access import may_renew_password
from council.actions.sessions import end_sessions
from council.models import PasswordRenewal, User
from council.people import demand

VALID_FOR = datetime.timedelta(days=7)


class AccountClosed(Exception):
    """A closed account needs no password."""


class NoLongerValid(Exception):
    """The link was used, replaced by a newer one, or has run out."""


def send_renewal(*, person: User, by: User, at: datetime.datetime) -> PasswordRenewal:
    """Sends the letter; a link sent before opens nothing any more. Raises NotAllowed, AccountClosed."""
    demand(may_renew_password(by, person, on=localdate(at)))
    if not person.is_active:
        raise AccountClosed
    with transaction.atomic():
        PasswordRenewal.objects.filter(
            person=person, used_at__isnull=True, revoked_at__isnull=True
        ).update(revoked_at=at)
        renewal = PasswordRenewal.objects.create(
            person=person, asked_by=by, asked_at=at, expires_at=at + VALID_FOR
        )
    notices.tell(person=person, kind=notices.Kind.RENEWAL, about=str(renewal.pk), at=at)
    audit.record(verb="password.renewal_sent", object_key=f"user:{person.pk}", at=at)
    return renewal


def open_renewal(*, renewal_id: uuid.UUID, at: datetime.datetime) -> PasswordRenewal:
    """The renewal as long as its link works. Raises NoLongerValid."""
    found = PasswordRenewal.objects.select_related("person").filter(
        pk=renewal_id,
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gte=at,
        person__is_active=True,
    )
    renewal = found.first()
    if renewal is None:
        raise NoLongerValid
    return renewal


def renew_password(*, renewal: PasswordRenewal, password: str, at: datetime.datetime) -> None:
    """Sets the password, once, and ends every session; logs nobody in. Raises NoLongerValid."""
    waiting = PasswordRenewal.objects.filter(
        pk=renewal.pk, used_at__isnull=True, revoked_at__isnull=True, expires_at__gte=at
    )
    if not waiting.update(used_at=at):
        raise NoLongerValid
    person = renewal.person
    person.set_password(password)
    person.save(update_fields=["password"])
    end_sessions(person)
    audit.record(verb="password.renewed", object_key=f"user:{person.pk}", at=at)
