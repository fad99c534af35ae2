"""The second person's part in a change of the register of help lines."""

import datetime
from collections.abc import Sequence

from django.db.models import Max
from django.utils import timezone

from council import audit
from council.people import User
from outreach.actions.help.change_line import (
    CallsNobody,
    Kind,
    NobodyInstead,
    NumberTaken,
    is_taken,
)
from outreach.actions.help.mentions import alone_with, mentions_of, renumber
from outreach.models import HelpChange, HelpLine, HelpTopic

VERBS = {
    Kind.ADD: "help.line_added",
    Kind.CHANGE: "help.change_approved",
    Kind.RETIRE: "help.line_retired",
}


class OwnProposal(Exception):
    """Whoever proposed a change does not approve it."""


class AlreadyDecided(Exception):
    """Somebody was faster."""


def decide_change(*, change: HelpChange, approve: bool, by: User, at: datetime.datetime) -> None:
    """Approved, it holds at once: on the pages, in the topics, and soon on the card.

    Whoever proposed it may take it back. Raises OwnProposal, AlreadyDecided, and NumberTaken,
    CallsNobody or NobodyInstead where the register has changed since it was proposed.
    """
    change = HelpChange.objects.select_for_update().get(pk=change.pk)
    if change.decided_at:
        raise AlreadyDecided
    if approve and change.proposed_by_id == by.pk:
        raise OwnProposal
    if approve:
        _carry_out(change, at)
    change.approved, change.decided_by, change.decided_at = approve, by, at
    change.save()
    verb = VERBS[Kind(change.kind)] if approve else "help.change_refused"
    key = change.line.source_key if change.line else f"helpchange:{change.pk}"
    audit.record(verb=verb, object_key=key, at=at)


def _carry_out(change: HelpChange, at: datetime.datetime) -> None:
    held = HelpLine.objects.select_for_update()
    line = held.get(pk=change.line_id) if change.line_id else None
    if line and change.kind == Kind.RETIRE:
        _retire(change, line, at)
        return
    if is_taken(change.number, line):
        raise NumberTaken
    if line is None:
        last = HelpLine.objects.aggregate(last=Max("order"))["last"]
        line = HelpLine(order=0 if last is None else last + 1)
    elif change.number != line.number:
        change.former_number = line.number
        renumber(line.number, change.number)
    line.number, line.checked_on = change.number, timezone.localdate(at)
    for name, value in {**change.words, **change.facts}.items():
        if name != "topics":
            setattr(line, name, value)
    line.save()
    change.line = line
    if "topics" in change.facts:
        _list_in(change.facts["topics"], line.number)


def _retire(change: HelpChange, line: HelpLine, at: datetime.datetime) -> None:
    """Topics that said its number say the other one, and wait to be checked: the sentence around
    it was written about another line."""
    if mentions_of(line.number):
        if change.instead is None or change.instead.retired_on:
            raise NobodyInstead
        reworded = renumber(line.number, change.instead.number)
        slugs = [key.partition(":")[2] for key in reworded]
        HelpTopic.objects.filter(slug__in=slugs).update(checked_on=None)
    line.retired_on = timezone.localdate(at)
    line.save(update_fields=["retired_on"])


def _list_in(slugs: Sequence[str], number: str) -> None:
    """Exactly these topics tell residents to call it."""
    if alone := alone_with(number, but=slugs):
        raise CallsNobody(alone)
    for topic in HelpTopic.objects.all():
        wanted, listed = topic.slug in slugs, number in topic.numbers
        if wanted != listed:
            kept = [one for one in topic.numbers if one != number]
            topic.numbers = [*kept, number] if wanted else kept
            topic.save(update_fields=["numbers"])
