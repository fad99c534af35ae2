"""May I? The answer for subscribers and their letters, with its reason in the reader's language."""

import datetime

from django.utils.translation import gettext_lazy as _

from council.people import Allowed, Answer, Denied, Role, User, roles_on

OBSERVERS = frozenset({Role.SECRETARY, Role.CHAIR, Role.EDITOR})


def may_keep_subscribers(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may see who gets the bulletin, and enter or erase them."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary keeps the list of subscribers."))


def may_send(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may pause, resume, call off and repeat letters, and set their pace."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary decides about letters to subscribers."))


def may_see_progress(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may see how many letters went out: counts, and never who got them."""
    if roles_on(user, on) & OBSERVERS:
        return Allowed()
    return Denied(_("Only the secretary, the chair and editors see how letters go out."))


IMPACT_READERS = frozenset({Role.SECRETARY, Role.CHAIR, Role.COORDINATOR, Role.EDITOR})
TARGET_SETTERS = frozenset({Role.SECRETARY, Role.COORDINATOR})


def may_see_impact(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may see how many are reached: sums, in which small numbers are hidden."""
    if roles_on(user, on) & IMPACT_READERS:
        return Allowed()
    return Denied(_("Only the chair, the secretary, the coordinator and editors see the impact."))


def may_set_targets(user: User, *, on: datetime.date) -> Answer:
    if roles_on(user, on) & TARGET_SETTERS:
        return Allowed()
    return Denied(_("Only the secretary and the coordinator set targets."))
