"""A new help line, another number or other words, or a line's end: one person proposes it.

A wrong number costs trust, and perhaps more. `decide_change` is the second person's part.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q

from council import audit
from council.people import User
from languages import LANGUAGES
from languages.checks import Finding
from languages.gate import RefusedByTheGate, errors_in
from outreach.actions.help.mentions import alone_with, mentions_of
from outreach.models import HelpChange, HelpLine, HelpTopic
from outreach.models.help_line import EMERGENCY

FIELDS = ("name", "note", "hours")
WORDS = tuple(f"{field}_{code}" for field in FIELDS for code in LANGUAGES)
Kind = HelpChange.Kind


class NothingChanges(Exception):
    """What is proposed is what the register says already."""


class NumberTaken(Exception):
    """Another line of the register has this number."""


class AnotherIsOpen(Exception):
    """A change of this line, or this new line, waits for its second person already."""


class IsTheEmergencyNumber(Exception):
    """Every page says 112 in its own words."""


class NobodyInstead(Exception):
    """Topics or answers tell residents to call it: they must name another line."""


class CallsNobody(Exception):
    """A topic would be left without any number; `topics`: their slugs."""

    def __init__(self, topics: Sequence[str]) -> None:
        super().__init__(", ".join(topics))
        self.topics = topics


@dataclass(frozen=True)
class Told:
    """What the register shall say of a line."""

    number: str
    words: Mapping[str, str]
    """A text for each of WORDS."""
    cost: str
    spoken: Sequence[str]
    topics: Sequence[str]
    """Slugs of those that tell residents to call it."""

    @property
    def facts(self) -> dict[str, object]:
        spoken = [code for code in HelpLine.Spoken.values if code in self.spoken]
        return {"cost": self.cost, "spoken": spoken, "topics": sorted(self.topics)}


def told_of(line: HelpLine) -> Told:
    """What it says today."""
    return Told(
        number=line.number,
        words={name: getattr(line, name) or "" for name in WORDS},
        cost=line.cost,
        spoken=line.spoken,
        topics=topics_of(line.number),
    )


def topics_of(number: str) -> list[str]:
    rows = HelpTopic.objects.filter(numbers__contains=[number])
    return list(rows.order_by("slug").values_list("slug", flat=True))


def propose_line(*, told: Told, reason: str, by: User, at: datetime.datetime) -> HelpChange:
    """Raises NumberTaken, AnotherIsOpen, RefusedByTheGate."""
    if is_taken(told.number, None):
        raise NumberTaken
    _pass_the_gate(told.words, {})
    change = _propose(Kind.ADD, None, told, reason, by, at)
    audit.record(verb="help.line_proposed", object_key=f"helpchange:{change.pk}", at=at)
    return change


def propose_change(
    *, line: HelpLine, told: Told, reason: str, by: User, at: datetime.datetime
) -> HelpChange:
    """Raises NothingChanges, IsTheEmergencyNumber, NumberTaken, CallsNobody, AnotherIsOpen,
    RefusedByTheGate."""
    now = told_of(line)
    if (told.number, dict(told.words), told.facts) == (now.number, now.words, now.facts):
        raise NothingChanges
    if line.number == EMERGENCY != told.number:
        raise IsTheEmergencyNumber
    if is_taken(told.number, line):
        raise NumberTaken
    if alone := alone_with(line.number, but=told.topics):
        raise CallsNobody(alone)
    _pass_the_gate(told.words, now.words)
    change = _propose(Kind.CHANGE, line, told, reason, by, at)
    audit.record(verb="help.change_proposed", object_key=line.source_key, at=at)
    return change


def propose_end(
    *, line: HelpLine, instead: HelpLine | None, reason: str, by: User, at: datetime.datetime
) -> HelpChange:
    """`instead`: whom to call from then on. Raises IsTheEmergencyNumber, NobodyInstead, AnotherIsOpen."""
    if line.number == EMERGENCY:
        raise IsTheEmergencyNumber
    if mentions_of(line.number) and (instead is None or instead.pk == line.pk):
        raise NobodyInstead
    ended = Told(number=line.number, words={}, cost="", spoken=(), topics=())
    change = _propose(Kind.RETIRE, line, ended, reason, by, at, instead=instead)
    audit.record(verb="help.end_proposed", object_key=line.source_key, at=at)
    return change


def is_taken(number: str, line: HelpLine | None) -> bool:
    others = HelpLine.objects.in_force().filter(number=number)
    return others.exclude(pk=line.pk if line else None).exists()


def _propose(
    kind: Kind,
    line: HelpLine | None,
    told: Told,
    reason: str,
    by: User,
    at: datetime.datetime,
    *,
    instead: HelpLine | None = None,
) -> HelpChange:
    if instead and HelpChange.objects.filter(_ends(instead)).exists():
        raise AnotherIsOpen
    try:
        with transaction.atomic():
            return HelpChange.objects.create(
                kind=kind,
                line=line,
                number=told.number,
                words=dict(told.words),
                facts=told.facts if kind != Kind.RETIRE else {},
                instead=instead,
                reason=reason,
                proposed_by=by,
                proposed_at=at,
            )
    except IntegrityError:
        raise AnotherIsOpen from None


def _ends(line: HelpLine) -> Q:
    return Q(line=line, kind=Kind.RETIRE, decided_at__isnull=True)


def _pass_the_gate(words: Mapping[str, str], former: Mapping[str, str]) -> None:
    """What changes is asked about."""
    wrong: list[tuple[str, Finding]] = []
    for field in FIELDS:
        own = {code: words[f"{field}_{code}"] for code in LANGUAGES}
        if any(own.values()) and own != {code: former.get(f"{field}_{code}") for code in LANGUAGES}:
            found = errors_in(own, names=settings.CITY.places())
            wrong += [(f"{field}_{code}", one) for code, one in found]
    if wrong:
        raise RefusedByTheGate(wrong)
