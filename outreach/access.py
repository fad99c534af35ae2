"""May I? The answer for subscribers, their letters and news, with its reason in the reader's language."""

import datetime

from django.utils.translation import gettext_lazy as _

from council.people import Allowed, Answer, Denied, Role, User, roles_on
from languages import AUTHORITATIVE
from outreach.models import Manuscript, ManuscriptText

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


# News, events and activities --------------------------------------------------------------------

WRITERS = frozenset({Role.EDITOR, Role.SECRETARY})
APPROVERS = frozenset({Role.EDITOR, Role.SECRETARY, Role.CHAIR})


def may_see_newsroom(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody sees news, events and activities before they are public."""
    if roles_on(user, on) & APPROVERS:
        return Allowed()
    return Denied(_("Only editors, the secretary and the chair see what is not public yet."))


def may_write_news(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody writes, submits and withdraws news, events and activities."""
    if roles_on(user, on) & WRITERS:
        return Allowed()
    return Denied(_("Only editors and the secretary write news and dates."))


def may_review_news(user: User, text: ManuscriptText, *, on: datetime.date) -> Answer:
    """Whether somebody may say that a text is right: of a translation, whoever did not write it."""
    answer = may_write_news(user, on=on)
    if isinstance(answer, Denied):
        return answer
    if text.language != AUTHORITATIVE and text.edited_by_id == user.pk:
        return Denied(_("Another person must review what you translated."))
    return Allowed()


def may_approve_news(user: User, manuscript: Manuscript, *, on: datetime.date) -> Answer:
    """Whether somebody may let it become public: never who began, submitted or wrote it."""
    if not roles_on(user, on) & APPROVERS:
        return Denied(_("Only the chair, the secretary or another editor approves this."))
    wrote = manuscript.texts.filter(edited_by=user, language=AUTHORITATIVE)
    if user.pk in (manuscript.author_id, manuscript.submitted_by_id) or wrote.exists():
        return Denied(_("Another person must approve what you wrote or submitted."))
    return Allowed()


def may_keep_calendar(user: User, *, on: datetime.date) -> Answer:
    """Whether somebody enters the period before an election."""
    if Role.SECRETARY in roles_on(user, on):
        return Allowed()
    return Denied(_("Only the secretary enters the period before an election."))
