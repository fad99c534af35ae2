"""May I? The bulletin's answer, with its reason in the reader's language."""

import datetime

from django.utils.translation import gettext_lazy as _

from bulletins.models import Edition
from council.people import Allowed, Answer, Denied, Role, User, roles_on

APPROVERS = frozenset({Role.CHAIR})
AUTHORS = frozenset({Role.SECRETARY, Role.EDITOR})


def may_prepare(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may compose an edition and ask for its approval."""
    if roles_on(user, on) & AUTHORS:
        return Allowed()
    return Denied(_("Only the secretary or an editor prepares a bulletin."))


def may_approve(user: User, edition: Edition, *, on: datetime.date) -> Answer:
    """Whether somebody may approve this edition: the chair, and never its author."""
    if edition.author_id == user.pk:
        return Denied(_("Another person must approve what you wrote."))
    if roles_on(user, on) & APPROVERS:
        return Allowed()
    return Denied(_("Only the chair approves a bulletin."))


def may_pass_on(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may see what is made of a published issue for passing on."""
    if roles_on(user, on) & (AUTHORS | APPROVERS):
        return Allowed()
    return Denied(_("Only those who prepare or approve a bulletin find its messages here."))


def may_keep_archive(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may bring past bulletins and throw away what was never public."""
    if roles_on(user, on) & AUTHORS:
        return Allowed()
    return Denied(_("Only the secretary or an editor brings past bulletins."))


def may_see_archive(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may look at what was brought, publish what another brought, withdraw it."""
    if roles_on(user, on) & (AUTHORS | APPROVERS):
        return Allowed()
    return Denied(_("Only those who prepare or approve a bulletin look after past ones."))
