"""What an institution says to a referral: online, or on paper that the coordinator types."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.timezone import localdate

from council import audit, notices, sealing
from council.access import Reader, coordinates, everybody, may_answer
from council.access.referring import still_reads
from council.actions.follow_report import follow_report
from council.actions.refer_report import AlreadyOver
from council.models import Notice, Referral, Report
from council.people import demand

__all__ = [
    "AlreadyOver",
    "NoReason",
    "NoResult",
    "NotNow",
    "PaperWithoutNumber",
    "Withheld",
    "accept_referral",
    "acknowledge",
    "finish_referral",
    "is_on_paper",
    "refuse_referral",
]
_State = Referral.State


class NotNow(Exception):
    """The referral is not at the point where this is said."""


class NoReason(Exception):
    """Who refuses says why."""


class NoResult(Exception):
    """Who is done says what came of it."""


class PaperWithoutNumber(Exception):
    """What came on paper is entered with the number that the institution wrote on it."""


class Withheld(Exception):
    """The institution may not read the report at present: there is nothing to answer."""


@dataclass(frozen=True)
class _Step:
    verb: str
    state: str
    of: Collection[str]
    """States from which it is taken."""


ACKNOWLEDGE = _Step("acknowledged", _State.ACKNOWLEDGED, (_State.SENT,))
ACCEPT = _Step("accepted", _State.ACCEPTED, (_State.SENT, _State.ACKNOWLEDGED))
REFUSE = _Step("refused", _State.REFUSED, (_State.SENT, _State.ACKNOWLEDGED))
FINISH = _Step("done", _State.DONE, (_State.ACCEPTED,))


def is_on_paper(by: Reader, referral: Referral) -> bool:
    """Whether what they enter came on paper: they are not of the institution."""
    return referral.agency_id not in by.informed


def acknowledge(*, referral: Referral, paper: str = "", by: Reader, at: datetime.datetime) -> None:
    """It was received. `paper`: its protocol number, where it came on paper.

    Raises NotAllowed, AlreadyOver, NotNow, Withheld or PaperWithoutNumber; so do all of these.
    """
    found = _taken(referral, ACKNOWLEDGE, paper, by)
    found.acknowledged_at = at
    _say(found, ACKNOWLEDGE, {}, at)


def accept_referral(
    *, referral: Referral, answer: str = "", paper: str = "", by: Reader, at: datetime.datetime
) -> None:
    """The institution deals with it. From the first such answer on the report is in response."""
    found = _taken(referral, ACCEPT, paper, by)
    found.acknowledged_at = found.acknowledged_at or at
    found.answered_at = at
    _say(found, ACCEPT, {"answer": answer.strip()}, at)
    waiting = Report.objects.filter(pk=found.report_id, state=Report.State.ACCEPTED)
    if waiting.update(state=Report.State.RESPONDING):
        audit.record(verb="report.responding", object_key=f"report:{found.report_id}", at=at)
    _tell(found, by, at)


def refuse_referral(
    *, referral: Referral, reason: str, paper: str = "", by: Reader, at: datetime.datetime
) -> None:
    """The right ends. Raises NoReason too."""
    if not reason.strip():
        raise NoReason
    found = _taken(referral, REFUSE, paper, by)
    found.acknowledged_at = found.acknowledged_at or at
    found.answered_at = found.ended_at = at
    _tell(found, by, at)
    _say(found, REFUSE, {"answer": reason.strip()}, at)


def finish_referral(
    *, referral: Referral, result: str, paper: str = "", by: Reader, at: datetime.datetime
) -> None:
    """The right ends. Raises NoResult too."""
    if not result.strip():
        raise NoResult
    found = _taken(referral, FINISH, paper, by)
    found.ended_at = at
    _tell(found, by, at)
    _say(found, FINISH, {"result": result.strip()}, at)


def _taken(referral: Referral, step: _Step, paper: str, by: Reader) -> Referral:
    """The referral, held by this transaction, ready for the step."""
    found = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if found.ended_at is not None:
        raise AlreadyOver
    demand(may_answer(by, found))
    if not still_reads(by, found):
        raise Withheld
    if found.state not in step.of:
        raise NotNow
    on_paper = is_on_paper(by, found)
    if on_paper and not paper.strip():
        raise PaperWithoutNumber
    found.on_paper = on_paper
    found.protocol_number = paper.strip() if on_paper else ""
    return found


def _say(found: Referral, step: _Step, words: dict[str, str], at: datetime.datetime) -> None:
    """Seals before the right ends: afterwards the institution could not open the envelope."""
    found.state = step.state
    envelope = sealing.envelope_of(found.report)
    envelope.seal(found, {**envelope.words(found), **words})
    found.save()
    audit.record(verb=f"referral.{step.verb}", object_key=found.source_key, at=at)
    if found.ended_at is not None:
        follow_report(report_id=found.report_id, at=at)


def _tell(found: Referral, by: Reader, at: datetime.datetime) -> None:
    """Who sent it and the coordinator, as far as they read the report, except who answered."""
    for who in everybody(on=localdate(at)):
        sent = who.user.pk == found.sent_by_id and found.report.agency_id in who.informed
        if (sent or coordinates(who)) and who.user.pk != by.user.pk:
            notices.tell(
                person=who.user, kind=Notice.Kind.REFERRAL_ANSWERED, about=str(found.pk), at=at
            )
