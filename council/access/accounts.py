"""Accounts: who may see, invite, close and reset them."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from council.access.meetings import Reader
from council.models import FactorReset, Invitation, User
from council.people import Allowed, Answer, Denied, Role, current_principal, roles_on

INVITERS = frozenset({Role.SECRETARY})
ACCOUNT_KEEPERS = frozenset({Role.SECRETARY, Role.ADMINISTRATOR})
FACTOR_RESETTERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


def visible_accounts(user: User, *, on: datetime.date) -> QuerySet[User]:
    """Accounts that a person may see: those who keep them see all, everybody else their own."""
    current_principal()
    if roles_on(user, on) & (ACCOUNT_KEEPERS | FACTOR_RESETTERS):
        return User.objects.all()
    return User.objects.filter(pk=user.pk)


def visible_invitations(user: User, *, on: datetime.date) -> QuerySet[Invitation]:
    current_principal()
    if roles_on(user, on) & ACCOUNT_KEEPERS:
        return Invitation.objects.all()
    return Invitation.objects.none()


def may_see_members(who: Reader) -> Answer:
    if who.roles & (ACCOUNT_KEEPERS | FACTOR_RESETTERS):
        return Allowed()
    return Denied(_("Only the secretary, the coordinator and the administrator see accounts."))


def may_invite(user: User, *, on: datetime.date) -> Answer:
    if roles_on(user, on) & INVITERS:
        return Allowed()
    return Denied(_("Only the secretary invites members."))


def may_deactivate(user: User, person: User, *, on: datetime.date) -> Answer:
    if user.pk == person.pk:
        return Denied(_("Nobody deactivates their own account."))
    if roles_on(user, on) & ACCOUNT_KEEPERS:
        return Allowed()
    return Denied(_("Only the secretary and the administrator deactivate accounts."))


def may_renew_password(user: User, person: User, *, on: datetime.date) -> Answer:
    """A letter that sets a new password: the secretary sends it, never to themselves."""
    if user.pk == person.pk:
        return Denied(_("Change your own password on the page of your account."))
    if roles_on(user, on) & INVITERS:
        return Allowed()
    return Denied(_("Only the secretary sends a link for a new password."))


def may_ask_factor_reset(user: User, person: User, *, on: datetime.date) -> Answer:
    if user.pk == person.pk:
        return Denied(_("Two other persons must reset your second factor."))
    if roles_on(user, on) & FACTOR_RESETTERS:
        return Allowed()
    return Denied(_("Coordinator and administrator reset a second factor, together."))


def may_confirm_factor_reset(user: User, reset: FactorReset, *, on: datetime.date) -> Answer:
    """One of the two asked; the other one, with the other role, confirms."""
    answer = may_ask_factor_reset(user, reset.person, on=on)
    if isinstance(answer, Denied):
        return answer
    if reset.asked_by_id == user.pk:
        return Denied(_("Another person must confirm what you asked for."))
    both = roles_on(user, on) | roles_on(reset.asked_by, on)
    if both >= FACTOR_RESETTERS:
        return Allowed()
    return Denied(_("Coordinator and administrator reset a second factor, together."))


def may_keep_settings(who: Reader) -> Answer:
    """Rules, institutions, seats, names: the administrator's; never anybody's words."""
    if Role.ADMINISTRATOR in who.roles:
        return Allowed()
    return Denied(_("Only the administrator keeps the settings."))


@dataclass(frozen=True)
class AccountPowers:
    """What somebody may do with the accounts of others, for a list of them."""

    deactivate: bool
    reset_factor: bool
    renew_password: bool


def account_powers(user: User, *, on: datetime.date) -> AccountPowers:
    roles = roles_on(user, on)
    return AccountPowers(
        deactivate=bool(roles & ACCOUNT_KEEPERS),
        reset_factor=bool(roles & FACTOR_RESETTERS),
        renew_password=bool(roles & INVITERS),
    )
