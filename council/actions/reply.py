"""What an institution answers about an action, online or on paper; both stop the clock alike."""

import datetime

from django.utils.timezone import localdate

from council import audit, notices
from council.access import Reader, may_keep_meetings, may_reply
from council.actions.documents import keep_document
from council.actions.publish_facts import publish_action
from council.models import Action, Document, PublishedFact, Reply, Series
from council.people import Role, demand
from council.recipients import in_role
from press.files import CleanFile


class AlreadyDone(Exception):
    """The action is done; nothing more is to be answered."""


class NoReason(Exception):
    """Who refuses, or asks for another date, says why."""


class NoEvidence(Exception):
    """Who says that it is done says by what it can be seen: in words, or by a file."""


class NotLater(Exception):
    """The date asked for is not after the deadline that counts now."""


class NotThatDay(Exception):
    """A paper cannot have come before the action was given, nor tomorrow."""


class AlreadyAnswered(Exception):
    """The new date was accepted or declined before."""


def reply(
    *,
    action: Action,
    kind: Reply.Kind,
    text: str,
    new_date: datetime.date | None,
    file: CleanFile | None,
    by: Reader,
    at: datetime.datetime,
) -> Reply:
    """The institution's own people answer online; the secretary gets a letter that says so.

    Raises NotAllowed, AlreadyDone, NoReason, NoEvidence or NotLater.
    """
    demand(may_reply(by, action))
    made = _enter(
        action=action,
        kind=kind,
        text=text,
        new_date=new_date,
        file=file,
        by=by,
        at=at,
        received=localdate(at),
        number="",
    )
    for secretary in in_role(Role.SECRETARY, on=localdate(at)):
        if secretary.pk != by.user.pk:
            about = f"{action.pk}:{made.pk}"
            notices.tell(person=secretary, kind=notices.Kind.REPLY_ARRIVED, about=about, at=at)
    return made


def reply_on_paper(
    *,
    action: Action,
    kind: Reply.Kind,
    text: str,
    new_date: datetime.date | None,
    file: CleanFile | None,
    received: datetime.date,
    number: str,
    by: Reader,
    at: datetime.datetime,
) -> Reply:
    """The secretary enters a letter of an institution: when it came, under which number of theirs.

    Raises NotAllowed, AlreadyDone, NotLater or NotThatDay.
    """
    demand(may_keep_meetings(by))
    if not action.given_date <= received <= localdate(at):
        raise NotThatDay
    return _enter(
        action=action,
        kind=kind,
        text=text,
        new_date=new_date,
        file=file,
        by=by,
        at=at,
        received=received,
        number=number,
    )


def accept_new_date(*, reply: Reply, public_reason: str, by: Reader, at: datetime.datetime) -> None:
    """The date that counts is now the one asked for. Raises NotAllowed or AlreadyAnswered.

    `public_reason`: why it is late, as the public may read it; of a closed action nobody does.
    """
    demand(may_keep_meetings(by))
    _answer(reply, accepted_at=at)
    action = Action.objects.select_for_update().get(pk=reply.action_id)
    action.new_due_date = reply.new_date
    action.escalated_at = None
    if action.series == Series.OPEN and public_reason:
        action.late_reason = public_reason
    action.save(update_fields=["new_due_date", "escalated_at", "late_reason"])
    audit.record(verb="reply.accepted", object_key=f"reply:{reply.pk}", at=at)
    _tell_public(action, at)


def decline_new_date(*, reply: Reply, by: Reader, at: datetime.datetime) -> None:
    """The deadline stays. Raises NotAllowed or AlreadyAnswered."""
    demand(may_keep_meetings(by))
    _answer(reply, declined_at=at)
    audit.record(verb="reply.declined", object_key=f"reply:{reply.pk}", at=at)


def _enter(
    *,
    action: Action,
    kind: Reply.Kind,
    text: str,
    new_date: datetime.date | None,
    file: CleanFile | None,
    by: Reader,
    at: datetime.datetime,
    received: datetime.date,
    number: str,
) -> Reply:
    action = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if action.done_date:
        raise AlreadyDone
    # On paper, the letter itself is reason and evidence.
    if kind in (Reply.Kind.REFUSED, Reply.Kind.NEW_DATE) and not (text or number):
        raise NoReason
    if kind == Reply.Kind.DONE and not (text or file or number):
        raise NoEvidence
    if kind == Reply.Kind.NEW_DATE and not (new_date and new_date > action.deadline):
        raise NotLater
    made = Reply.objects.create(
        action=action,
        kind=kind,
        text=text,
        new_date=new_date if kind == Reply.Kind.NEW_DATE else None,
        on_paper=bool(number),
        received_date=received,
        number=number,
        evidence=_keep(file, action, by, at) if file else None,
        by=by.user,
        at=at,
    )
    audit.record(verb="action.replied", object_key=f"reply:{made.pk}", at=at)
    if kind == Reply.Kind.DONE:
        action.done_date = received
        action.save(update_fields=["done_date"])
        audit.record(verb="action.done", object_key=action.source_key, at=at)
        _tell_public(action, at)
    return made


def _keep(file: CleanFile, action: Action, by: Reader, at: datetime.datetime) -> Document:
    return keep_document(
        file=file,
        title=action.reference,
        kind=Document.Kind.EVIDENCE,
        by=by.user,
        at=at,
        closed=action.series == Series.CLOSED,
    )


def _answer(reply: Reply, **when: datetime.datetime) -> None:
    waiting = Reply.objects.filter(
        pk=reply.pk,
        kind=Reply.Kind.NEW_DATE,
        accepted_at__isnull=True,
        declined_at__isnull=True,
        action__done_date__isnull=True,
    )
    if not waiting.update(**when):
        raise AlreadyAnswered


def _tell_public(action: Action, at: datetime.datetime) -> None:
    """What the public reads of a promise follows it; what it never read stays unsaid."""
    told = PublishedFact.objects.filter(key=action.source_key, withdrawn_at__isnull=True)
    if action.series == Series.OPEN and told.exists():
        publish_action(action=action, at=at)
