"""Another number or other words for a help line: one person proposes, another approves.

A wrong number costs trust, and perhaps more.
"""

import datetime
import re
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from council import audit
from council.people import User
from languages import AUTHORITATIVE
from languages.texts import digest
from outreach.models import HelpChange, HelpLine, HelpTopic, Text

WORDS = tuple(f"{field}_{code}" for field in ("name", "note") for code in ("sq", "en", "ar"))


class NothingChanges(Exception):
    """What is proposed is what the register says already."""


class NumberTaken(Exception):
    """Another line of the register has this number."""


class AnotherIsOpen(Exception):
    """A change of this line waits for its second person already."""


class OwnProposal(Exception):
    """Whoever proposed a change does not approve it."""


class AlreadyDecided(Exception):
    """Somebody was faster."""


def propose_change(
    *,
    line: HelpLine,
    number: str,
    words: Mapping[str, str],
    reason: str,
    by: User,
    at: datetime.datetime,
) -> HelpChange:
    """`words`: a text for each of WORDS.

    Raises NothingChanges, NumberTaken, AnotherIsOpen.
    """
    if number == line.number and all(words[name] == getattr(line, name) for name in WORDS):
        raise NothingChanges
    if _is_taken(number, line):
        raise NumberTaken
    try:
        with transaction.atomic():
            change = HelpChange.objects.create(
                line=line,
                number=number,
                words={name: words[name] for name in WORDS},
                reason=reason,
                proposed_by=by,
                proposed_at=at,
            )
    except IntegrityError:
        raise AnotherIsOpen from None
    audit.record(verb="help.change_proposed", object_key=line.source_key, at=at)
    return change


def decide_change(*, change: HelpChange, approve: bool, by: User, at: datetime.datetime) -> None:
    """Approved, it holds at once: on the pages, in the topics, and soon on the card.

    Whoever proposed it may take it back. Raises OwnProposal, AlreadyDecided, NumberTaken.
    """
    change = HelpChange.objects.select_for_update().get(pk=change.pk)
    if change.decided_at:
        raise AlreadyDecided
    if approve and change.proposed_by_id == by.pk:
        raise OwnProposal
    line = HelpLine.objects.select_for_update().get(pk=change.line_id)
    if approve:
        if _is_taken(change.number, line):
            raise NumberTaken
        _apply(change, line, at)
    change.approved, change.decided_by, change.decided_at = approve, by, at
    change.save(update_fields=["approved", "decided_by", "decided_at"])
    verb = "help.change_approved" if approve else "help.change_refused"
    audit.record(verb=verb, object_key=line.source_key, at=at)


def _is_taken(number: str, line: HelpLine) -> bool:
    return HelpLine.objects.filter(number=number).exclude(pk=line.pk).exists()


def _apply(change: HelpChange, line: HelpLine, at: datetime.datetime) -> None:
    if change.number != line.number:
        _renumber(line.number, change.number)
    line.number, line.checked_on = change.number, timezone.localdate(at)
    for name, text in change.words.items():
        setattr(line, name, text)
    line.save()


def _renumber(old: str, new: str) -> None:
    """Topics call by the new number: in their lists and wherever their words say it.

    The number is the same in every language, so no translation falls behind by it.
    """
    for topic in HelpTopic.objects.filter(numbers__contains=[old]):
        topic.numbers = [new if number == old else number for number in topic.numbers]
        topic.save(update_fields=["numbers"])
    written = re.compile(
        r"(?<!\d)(?<!\d[ \u00a0])"
        + re.escape(old).replace(r"\ ", "[ \u00a0]")
        + r"(?![ \u00a0]?\d)"
    )
    current: dict[tuple[str, str], tuple[str, str]] = {}
    rows = sorted(
        Text.objects.select_for_update().filter(key__startswith="help:"),
        key=lambda row: row.language != AUTHORITATIVE,
    )
    for row in rows:
        before, row.text = row.text, written.sub(new.replace(" ", "\u00a0"), row.text)
        if row.language == AUTHORITATIVE:
            current[row.key, row.field] = digest(before), digest(row.text)
        was, now = current.get((row.key, row.field), ("", ""))
        if row.translates_digest == was:
            row.translates_digest = now
        if row.text != before:
            row.save(update_fields=["text", "translates_digest"])
