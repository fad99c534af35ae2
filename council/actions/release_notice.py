"""*Njoftim për vendimet*: what was decided, told on the day, before there are minutes."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from council import audit
from council.access import Reader, may_approve, may_keep_meetings, reader
from council.actions.approve_minutes import delegation_of
from council.actions.publish_facts import put
from council.actions.settle_minutes import in_state, tell_approvers
from council.minutes_content import Record, canonical, checksum, gathered, record_of
from council.minutes_versions import Minutes, public_version
from council.models import DecisionNotice, Meeting, PublishedFact, User
from council.people import Allowed, Answer, Denied, demand
from council.repeating import plain, sentences
from languages import AUTHORITATIVE
from languages.checks import Finding, check_text

MOST_WORDS = 250
_State = Meeting.State
OPEN_FOR_NOTICE = (_State.HELD, _State.DRAFTED, _State.CIRCULATED)
_CLOSED_NUMBER = re.compile(r"\b\d{4}-M\d+\b")


class TooLong(Exception):
    """More words than a notice has; the message is their number."""


class SaysClosedWords(Exception):
    """The text repeats something closed; the message is what."""


class LanguageErrors(Exception):
    """`languages.checks` refuses the text; `findings` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(findings)
        self.findings = findings


class NoticeChanged(Exception):
    """The notice, or a decision in it, is not what was read."""


class AlreadyPublic(Exception):
    """The notice was approved: it is corrected by the minutes, not rewritten."""


def word_count(text: str) -> int:
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def proposed_text(meeting: Meeting) -> str:
    """A notice in Albanian from the open side; the actions are left out where it grows too long."""
    minutes = public_version(record_of(meeting))
    whole = _written(minutes, actions=True)
    return whole if word_count(whole) <= MOST_WORDS else _written(minutes, actions=False)


def release_notice(
    *, meeting: Meeting, text: str, by: User, at: datetime.datetime
) -> DecisionNotice:
    """The first of two: the secretary's text, with the decisions as they stand.

    Raises NotAllowed, WrongState, AlreadyPublic, TooLong, SaysClosedWords or LanguageErrors.
    """
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    held = in_state(meeting, *OPEN_FOR_NOTICE)
    if DecisionNotice.objects.filter(meeting=held, approved_at__isnull=False).exists():
        raise AlreadyPublic
    record = gathered(held)
    text = text.strip()
    _check(text, record)
    notice, _made = DecisionNotice.objects.update_or_create(
        meeting=held,
        defaults={
            "text": text,
            "decisions": told_decisions(public_version(record)),
            "released_by": by,
            "released_at": at,
        },
    )
    tell_approvers(meeting=held, what="notice", but={by.pk}, at=at)
    audit.record(verb="notice.released", object_key=held.source_key, at=at)
    return notice


def notice_checksum(notice: DecisionNotice) -> str:
    """Of what its approver reads."""
    return checksum(canonical({"text": notice.text, "decisions": notice.decisions}))


def may_approve_notice(who: Reader, notice: DecisionNotice) -> Answer:
    if notice.released_by_id == who.user.pk:
        return Denied(_("Another person must approve the notice that you released."))
    answer = may_approve(who, notice.meeting)
    return answer if isinstance(answer, Denied) else Allowed()


def approve_notice(*, notice: DecisionNotice, sha256: str, by: User, at: datetime.datetime) -> None:
    """The second of two: it is public from now on.

    Raises NotAllowed, WrongState, AlreadyPublic or NoticeChanged.
    """
    held = in_state(notice.meeting, *OPEN_FOR_NOTICE)
    current = DecisionNotice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    who = reader(by, on=localdate(at))
    demand(may_approve_notice(who, current))
    if current.approved_at:
        raise AlreadyPublic
    record = gathered(held)
    standing = told_decisions(public_version(record))
    if notice_checksum(current) != sha256 or current.decisions != standing:
        raise NoticeChanged
    _check(current.text, record)
    current.approved_by, current.delegation = by, delegation_of(who)
    current.approved_at = at
    current.save(update_fields=["approved_by", "delegation", "approved_at"])
    put_notice(current, corrections=[], at=at)
    audit.record(verb="notice.published", object_key=held.source_key, at=at)


def put_notice(
    notice: DecisionNotice, *, corrections: list[dict[str, Any]], at: datetime.datetime
) -> None:
    """The public copy of an approved notice, with what was corrected in it."""
    meeting = notice.meeting
    facts, texts = public_copy(notice, corrections)
    put(
        key=f"notice:{meeting.reference}",
        kind=PublishedFact.Kind.NOTICE,
        on_date=localdate(meeting.starts_at),
        facts=facts,
        texts=texts,
        at=at,
    )


def public_copy(
    notice: DecisionNotice, corrections: list[dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
    """The facts and texts that are public of an approved notice.

    Words of a decision that no longer stands are not among them, nor what is closed by now.
    """
    meeting = notice.meeting
    record = record_of(meeting)
    gone = {row["number"] for row in corrections if row["what"] == "missing"}
    standing = [
        row
        for row in notice.decisions
        if row["number"] not in gone and not _is_closed(row["text"], record)
    ]
    text = notice.text
    if gone or _is_closed(text, record):
        text = proposed_text(meeting)
    words = {"text": text, **{f"decision:{row['number']}": row["text"] for row in standing}}
    facts = []
    for number, correction in enumerate(corrections):
        told = dict(correction)
        if correction["what"] == "text":
            said = told.pop("said")
            words[f"correction:{number}:said"] = "" if _is_closed(said, record) else said
            words[f"correction:{number}:holds"] = told.pop("holds")
        facts.append(told)
    told_facts = {
        "reference": meeting.reference,
        "starts_at": meeting.starts_at.isoformat(),
        "decisions": [
            {name: row[name] for name in ("number", "institution", "deadline")} for row in standing
        ],
        "corrections": facts,
    }
    return told_facts, {AUTHORITATIVE: {name: said for name, said in words.items() if said}}


def _is_closed(text: str, record: Record) -> bool:
    return any(True for _words in closed_words_in(text, record))


def told_decisions(minutes: Minutes) -> list[dict[str, Any]]:
    """[{number, institution (its code), deadline, text}] of a public version."""
    return [
        {
            "number": row.number,
            "institution": row.institution.code,
            "deadline": row.deadline.isoformat() if row.deadline else None,
            "text": row.open_text,
        }
        for row in minutes.decisions
    ]


def corrections_of(said: list[dict[str, Any]], holds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where approved minutes differ from the notice: what was said, and what holds.

    `what`: text, institution, deadline; `missing` from the minutes; `added` by them.
    """
    now, found = {row["number"]: row for row in holds}, []
    for row in said:
        other = now.pop(row["number"], None)
        if other is None:
            found.append({"number": row["number"], "what": "missing", "said": None, "holds": None})
            continue
        found += [
            {"number": row["number"], "what": what, "said": row[what], "holds": other[what]}
            for what in ("text", "institution", "deadline")
            if row[what] != other[what]
        ]
    added = [{"number": n, "what": "added", "said": None, "holds": None} for n in now]
    return found + added


def _check(text: str, record: Record) -> None:
    count = word_count(text)
    if count > MOST_WORDS:
        raise TooLong(count)
    for words in closed_words_in(text, record):
        raise SaysClosedWords(words)
    errors = [row for row in check_text(text, AUTHORITATIVE) if row.severity == "error"]
    if errors:
        raise LanguageErrors(errors)


def closed_words_in(text: str, record: Record) -> Iterator[str]:
    """Closed titles, sentences and numbers that a text repeats, however they are spelled."""
    for found in _CLOSED_NUMBER.finditer(text):
        yield found.group()
    said = plain(text)
    # What the open side says as well is not closed by being said twice.
    allowed = " ".join(plain(part) for part in _open_parts(record))
    for part in _closed_parts(record):
        words = plain(part)
        if words.strip() and words in said and words not in allowed:
            yield part


def _open_parts(record: Record) -> Iterator[str]:
    yield record["meeting"]["open_text"]
    for item in record["items"]:
        if item["open_title"]:
            yield from (item["open_title"], item["open_text"], item["open_minutes"])
    for row in (*record["decisions"], *record["actions"]):
        yield row["open_text"]


def _closed_parts(record: Record) -> Iterator[str]:
    texts = [record["meeting"]["closed_text"]]
    for item in record["items"]:
        yield item["closed_title"]
        texts += [item["closed_text"], item["closed_minutes"]]
        if not item["open_title"]:
            texts += [item["open_text"], item["open_minutes"]]
    texts += [row["closed_text"] for row in (*record["decisions"], *record["actions"])]
    for text in texts:
        yield from sentences(text)


def _written(minutes: Minutes, *, actions: bool) -> str:
    context = {
        "minutes": minutes,
        "with_actions": actions,
        "language": AUTHORITATIVE,
        "city": settings.CITY.names(AUTHORITATIVE),
    }
    with translation.override(AUTHORITATIVE):
        return render_to_string("council/paper/notice.txt", context).strip()
