"""May I? The answer for subscribers and their letters, with its reason in the reader's language."""

import datetime
import uuid

from django.utils.translation import gettext_lazy as _

from council.people import Allowed, Answer, Denied, Role, User, roles_on

BOARD_READERS = frozenset({Role.SECRETARY, Role.EDITOR})
OBSERVERS = frozenset({Role.SECRETARY, Role.CHAIR, Role.EDITOR})

SETTLERS = frozenset({Role.SECRETARY, Role.EDITOR})
SURVEYORS = frozenset({Role.SECRETARY, Role.CHAIR, Role.COORDINATOR, Role.EDITOR})
RELEASERS = frozenset({Role.SECRETARY, Role.CHAIR, Role.COORDINATOR})


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


def may_settle_mistakes(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may read what readers say is wrong, and say what came of it."""
    if roles_on(user, on) & SETTLERS:
        return Allowed()
    return Denied(_("Only the secretary and editors settle what readers report."))


def may_see_survey(user: User, *, on: datetime.date) -> Answer:
    if roles_on(user, on) & SURVEYORS:
        return Allowed()
    return Denied(_("Only the secretary, the chair, the coordinator and editors see the survey."))


def may_keep_survey(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may open a survey, enter answers from paper and propose its results."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary keeps the survey."))


def may_release_survey(user: User, *, on: datetime.date) -> Answer:
    if roles_on(user, on) & RELEASERS:
        return Allowed()
    return Denied(_("Only the secretary, the chair and the coordinator release results."))


HELP_KEEPERS = frozenset({Role.SECRETARY, Role.EDITOR, Role.COORDINATOR, Role.CHAIR})


def may_keep_help(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody may check help lines and topics, and propose another number."""
    if roles_on(user, on) & HELP_KEEPERS:
        return Allowed()
    return Denied(
        _("Only the secretary, editors, the coordinator and the chair keep the help lines.")
    )


def may_approve_help_change(user: User, proposed_by: uuid.UUID, *, on: datetime.date) -> Answer:
    """`proposed_by`: the key of whoever proposed the change."""
    if user.pk == proposed_by:
        return Denied(_("A second person approves a change of a help line. You proposed this one."))
    return may_keep_help(user, on=on)


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
