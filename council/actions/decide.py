"""A decision is proposed, put to the vote, and numbered where it is adopted."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.timezone import localdate

from council import audit
from council.actions.correct_notice import withdraw_from_notice
from council.actions.numbering import next_serial
from council.actions.running import opened
from council.attending import Sitting, sitting
from council.models import (
    Agency,
    AgendaItem,
    Decision,
    NamedVote,
    Series,
    User,
    Vote,
)
from council.quorum import Count, Quorum, is_adopted


class ClosedAsAWhole(Exception):
    """The item has no open side: neither has what is decided in it."""


class NoWords(Exception):
    """A decision says something, openly or not."""


class DueBeforeTheMeeting(Exception):
    """What is decided cannot have been due before."""


class NoQuorum(Exception):
    """Too few are there: it goes on only with a reason."""


class NotTheVoters(Exception):
    """A vote by name is by each voting seat that is there and not recused, and by nobody else."""


class AlreadyVoted(Exception):
    """What was put to the vote stays on record."""


@dataclass(frozen=True)
class Proposal:
    kind: str
    institution: Agency
    due_date: datetime.date | None = None
    legal_basis: str = ""
    open_text: str = ""
    closed_text: str = ""


@dataclass(frozen=True)
class Ballot:
    """How it was voted. By consensus nothing is counted; by name, `names` says each seat's choice."""

    method: str
    count: Count = field(default_factory=lambda: Count(0))
    names: Mapping[int, str] = field(default_factory=dict)


def propose(*, item: AgendaItem, proposal: Proposal, by: User, at: datetime.datetime) -> Decision:
    """Raises NotAllowed, NotNow, ClosedAsAWhole, NoWords or DueBeforeTheMeeting."""
    decision = Decision(meeting=item.meeting, item=item, state=Decision.State.PROPOSED)
    return _write(decision, proposal, "decision.proposed", by, at)


def reword(*, decision: Decision, proposal: Proposal, by: User, at: datetime.datetime) -> Decision:
    """As long as nobody has voted on it. Raises AlreadyVoted, and as `propose`."""
    return _write(_not_voted(decision), proposal, "decision.reworded", by, at)


def withdraw(*, decision: Decision, by: User, at: datetime.datetime) -> None:
    """It was never voted on, and is gone. Raises NotAllowed, NotNow or AlreadyVoted."""
    opened(meeting=decision.meeting, by=by, at=at)
    key = f"decision:{decision.pk}"
    _not_voted(decision).delete()
    audit.record(verb="decision.withdrawn", object_key=key, at=at)


def take_vote(
    *,
    decision: Decision,
    ballot: Ballot,
    no_quorum_reason: str = "",
    by: User,
    at: datetime.datetime,
) -> Vote:
    """Puts it to the vote; again, where it was: the later vote counts, and a number stays.

    A decision that a public notice told of and that no longer carries leaves the notice at once.
    Raises NotAllowed, NotNow, NoQuorum, NotTheVoters, or MoreVotesThanVoters of `council.quorum`.
    """
    meeting = opened(meeting=decision.meeting, by=by, at=at)
    found = Decision.objects.select_for_update().get(pk=decision.pk)
    item = found.item
    assert item is not None
    now = sitting(meeting)
    standing = now.quorum(item)
    count = _counted(ballot, now, item, standing)
    adopted = is_adopted(now.rule, count, standing)
    if not standing.reached and not no_quorum_reason.strip():
        raise NoQuorum
    vote, _made = Vote.objects.update_or_create(
        decision=found,
        defaults={
            "method": ballot.method,
            "rule": now.rule,
            "occupied": standing.occupied,
            "voters": standing.present,
            "in_favour": count.in_favour,
            "against": count.against,
            "abstained": count.abstained,
            "quorum": standing.reached,
            "no_quorum_reason": "" if standing.reached else no_quorum_reason.strip(),
            "taken_at": at,
        },
    )
    vote.by_name.all().delete()
    NamedVote.objects.bulk_create(
        NamedVote(vote=vote, seat_id=seat, choice=choice) for seat, choice in ballot.names.items()
    )
    _settle(found, adopted)
    withdraw_from_notice(meeting=meeting, at=at)
    verb = "decision.adopted" if adopted else "decision.rejected"
    audit.record(verb=verb, object_key=f"decision:{found.pk}", at=at)
    return vote


def _settle(decision: Decision, adopted: bool) -> None:
    """Adopted, it has a number; rejected, none."""
    if adopted and decision.serial is None:
        decision.serial = next_serial(Decision, series=decision.series, year=decision.year)
    if not adopted:
        decision.serial = None
    decision.state = Decision.State.ADOPTED if adopted else Decision.State.REJECTED
    decision.save(update_fields=["state", "serial"])


def _counted(ballot: Ballot, now: Sitting, item: AgendaItem, standing: Quorum) -> Count:
    if ballot.method == Vote.Method.CONSENSUS:
        return Count(in_favour=standing.present)
    if ballot.method == Vote.Method.HANDS:
        return ballot.count
    if set(ballot.names) != {place.seat.pk for place in now.voters(item)}:
        raise NotTheVoters
    said = list(ballot.names.values())
    return Count(
        in_favour=said.count(NamedVote.Choice.FAVOUR),
        against=said.count(NamedVote.Choice.AGAINST),
        abstained=said.count(NamedVote.Choice.ABSTAIN),
    )


def _not_voted(decision: Decision) -> Decision:
    found = Decision.objects.select_for_update().get(pk=decision.pk)
    if found.state != Decision.State.PROPOSED:
        raise AlreadyVoted
    return found


def _write(
    decision: Decision, proposal: Proposal, verb: str, by: User, at: datetime.datetime
) -> Decision:
    meeting = opened(meeting=decision.meeting, by=by, at=at)
    item = decision.item
    assert item is not None
    series = series_of(item, open_text=proposal.open_text, closed_text=proposal.closed_text)
    if proposal.due_date and proposal.due_date < localdate(meeting.starts_at):
        raise DueBeforeTheMeeting
    decision.series, decision.year = series, meeting.year
    decision.kind, decision.institution = proposal.kind, proposal.institution
    decision.due_date, decision.legal_basis = proposal.due_date, proposal.legal_basis
    decision.open_text, decision.closed_text = proposal.open_text, proposal.closed_text
    decision.save()
    audit.record(verb=verb, object_key=f"decision:{decision.pk}", at=at)
    return decision


def series_of(item: AgendaItem, *, open_text: str, closed_text: str) -> str:
    """Without an open text it is counted apart. Raises ClosedAsAWhole or NoWords."""
    if open_text and not item.open_title:
        raise ClosedAsAWhole
    if not open_text and not closed_text:
        raise NoWords
    return Series.OPEN if open_text else Series.CLOSED
