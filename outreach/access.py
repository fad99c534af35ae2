"""May I? The answer for subscribers and their letters, with its reason in the reader's language."""

import datetime

from django.utils.translation import gettext_lazy as _

from council.people import Allowed, Answer, Denied, Role, User, roles_on

BOARD_READERS = frozenset({Role.SECRETARY, Role.EDITOR})
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


def may_keep_boards(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may enter, change and retire notice boards, and what their contacts said."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary keeps the notice boards."))


def may_see_boards(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may see where the sheet hangs, without the contacts' addresses."""
    if roles_on(user, on) & BOARD_READERS:
        return Allowed()
    return Denied(_("Only the secretary and editors see the notice boards."))
