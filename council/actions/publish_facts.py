"""Making records of the council public: a finished copy of the open text, and nothing else."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from council import audit
from council.models import (
    THERE,
    Action,
    AgendaItem,
    Decision,
    Meeting,
    PublishedFact,
    Series,
    Text,
)
from council.people import current_principal
from council.withdrawn_words import Gone, without
from languages import AUTHORITATIVE
from languages.reasons import in_every_language

_TELLS = (PublishedFact.Kind.MEETING, PublishedFact.Kind.NOTICE, PublishedFact.Kind.MINUTES)
"""Copies that repeat decisions."""


class NotApproved(Exception):
    """Minutes that the council has not approved are not published."""


class NotPublic(Exception):
    """Records of the closed series are never published."""


class TwoPersonsNeeded(Exception):
    """Figures are released by two persons."""


def publish_meeting(
    *, meeting: Meeting, next_meeting: Meeting | None, at: datetime.datetime
) -> None:
    """Publishes an approved meeting's open side and its decisions.

    Raises NotApproved.
    """
    if meeting.state not in (Meeting.State.APPROVED, Meeting.State.PUBLISHED):
        raise NotApproved(f"The minutes of meeting {meeting.reference} are not approved.")
    seats = meeting.attendance.count()
    put(
        key=meeting.source_key,
        kind=PublishedFact.Kind.MEETING,
        on_date=localdate(meeting.starts_at),
        facts={
            "reference": meeting.reference,
            "starts_at": meeting.starts_at.isoformat(),
            "present": meeting.attendance.filter(state__in=THERE).count(),
            "seats": seats,
            "next_starts_at": next_meeting.starts_at.isoformat() if next_meeting else None,
            "items": [position for position, _ in _open_items(meeting)],
        },
        texts=_meeting_texts(meeting, next_meeting),
        at=at,
    )
    for decision in meeting.decisions.filter(
        series=Series.OPEN, state=Decision.State.ADOPTED
    ).select_related("institution"):
        publish_decision(decision=decision, at=at)
    meeting.state = Meeting.State.PUBLISHED
    meeting.save(update_fields=["state"])
    audit.record(verb="meeting.published", object_key=meeting.source_key, at=at)


def publish_decision(*, decision: Decision, at: datetime.datetime) -> None:
    """Raises NotPublic for a decision of the closed series."""
    if decision.series != Series.OPEN:
        raise NotPublic(f"Decision {decision.number} is closed.")
    put(
        key=decision.source_key,
        kind=PublishedFact.Kind.DECISION,
        on_date=decision.taken_on,
        facts={
            "number": decision.number,
            "kind": decision.kind,
            "institution": decision.institution.code,
            "deadline": decision.due_date.isoformat() if decision.due_date else None,
        },
        texts=texts_of(decision.source_key, {"text": decision.open_text}),
        at=at,
    )


def publish_action(*, action: Action, at: datetime.datetime) -> None:
    """Publishes a promise as it stands; publishing again after a change replaces it.

    Raises NotPublic for an action of the closed series.
    """
    if action.series != Series.OPEN:
        raise NotPublic(f"Action {action.reference} is closed.")
    put(
        key=action.source_key,
        kind=PublishedFact.Kind.ACTION,
        on_date=action.given_date,
        facts={
            "reference": action.reference,
            "institution": action.institution.code,
            "deadline": action.due_date.isoformat(),
            "done_on": action.done_date.isoformat() if action.done_date else None,
            "new_deadline": action.new_due_date.isoformat() if action.new_due_date else None,
            "decision": _public_number(action.decision),
        },
        texts=texts_of(action.source_key, {"text": action.open_text, "reason": action.late_reason}),
        at=at,
    )
    audit.record(verb="action.published", object_key=action.source_key, at=at)


def _public_number(decision: Decision | None) -> str | None:
    """Of an open decision that was adopted: whatever else there is has no public number."""
    if not decision or decision.series != Series.OPEN or decision.state != Decision.State.ADOPTED:
        return None
    return decision.number


def release_figures(
    *,
    month: datetime.date,
    facts: dict[str, Any],
    texts: dict[str, dict[str, str]],
    released_by: str,
    confirmed_by: str,
    at: datetime.datetime,
    of: str = "figures",
) -> None:
    """Releases a month's figures; frozen, never computed again.

    `of`: `figures` of the council's functioning, `situations` in bands.

    Raises TwoPersonsNeeded where both ids are the same person's.
    """
    if released_by == confirmed_by:
        raise TwoPersonsNeeded("Another person must confirm the figures.")
    key = f"{of}:{month:%Y-%m}"
    put(
        key=key,
        kind=PublishedFact.Kind.FIGURES,
        on_date=month,
        facts={**facts, "released_by": released_by, "confirmed_by": confirmed_by},
        texts=texts,
        at=at,
    )
    audit.record(verb="figures.released", object_key=key, at=at)


def withdraw_fact(*, key: str, reasons: Mapping[str, str], at: datetime.datetime) -> None:
    """Takes a published fact back; the reason is public in each language, the row stays.

    Raises languages.reasons.NoReason or languages.gate.RefusedByTheGate.
    """
    current_principal()
    given = in_every_language(reasons, names=settings.CITY.places())
    PublishedFact.objects.filter(key=key).update(
        withdrawn_at=at, withdrawn_reasons=given, version=_next_version()
    )
    for row in PublishedFact.objects.filter(key=key, kind=PublishedFact.Kind.DECISION):
        _leave_out_of_its_meeting(row)
    audit.record(verb="fact.withdrawn", object_key=key, at=at)


def _leave_out_of_its_meeting(decision: PublishedFact) -> None:
    """Copies that tell of the decision tell the reason in its place."""
    gone = _withdrawn_on(decision.on_date)
    for row in PublishedFact.objects.filter(kind__in=_TELLS, on_date=decision.on_date):
        told = without(row.facts, row.texts, gone)
        if told != (row.facts, row.texts):
            row.facts, row.texts = told
            row.version = _next_version()
            row.save(update_fields=["facts", "texts", "version"])


def _withdrawn_on(day: datetime.date) -> list[Gone]:
    """The day's decisions that were published and are not any more."""
    rows = PublishedFact.objects.filter(kind=PublishedFact.Kind.DECISION, on_date=day)
    return [
        Gone(
            number=row.facts["number"],
            on=localdate(row.withdrawn_at).isoformat(),
            reasons=row.withdrawn_reasons,
            words=row.texts,
        )
        for row in rows.filter(withdrawn_at__isnull=False)
    ]


def put(*, key: str, kind: str, on_date: datetime.date, facts: Any, texts: Any, at: Any) -> None:
    """The finished copy of one record; the same again changes nothing."""
    current_principal()
    if kind in _TELLS:
        facts, texts = without(facts, texts, _withdrawn_on(on_date))
    published = PublishedFact.objects.filter(key=key).first()
    if published and (published.facts, published.texts) == (facts, texts):
        return
    PublishedFact.objects.update_or_create(
        key=key,
        defaults={
            "kind": kind,
            "on_date": on_date,
            "facts": facts,
            "texts": texts,
            "version": _next_version(),
            "published_at": at,
        },
    )


def _next_version() -> int:
    # One publication at a time, so that whoever reads version n has seen everything below it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('council.published.version'))")
        cursor.execute("SELECT coalesce(max(version), 0) + 1 FROM council_publishedfact")
        (version,) = cursor.fetchone()
    return int(version)


def _meeting_texts(meeting: Meeting, next_meeting: Meeting | None) -> dict[str, dict[str, str]]:
    own = {"text": meeting.open_text, "place": _place(meeting)}
    if next_meeting:
        own["next_place"] = _place(next_meeting)
    texts = texts_of(meeting.source_key, own)
    for position, item in _open_items(meeting):
        # Translated under the item's own key, so that moving it moves its translation.
        for language, words in texts_of(item.source_key, {"title": item.open_title}).items():
            texts.setdefault(language, {})[f"item:{position}"] = words["title"]
    return texts


def _place(meeting: Meeting) -> str:
    """A remote meeting's place is how to join it, which is for those who are invited."""
    return "" if meeting.mode == Meeting.Mode.REMOTE else meeting.place


def _open_items(meeting: Meeting) -> list[tuple[int, AgendaItem]]:
    """Counted among themselves: a hole would tell that something is not said."""
    return list(enumerate(meeting.items.exclude(open_title=""), start=1))


def texts_of(key: str, albanian: dict[str, str]) -> dict[str, dict[str, str]]:
    """The authoritative texts with their reviewed translations; what is missing is left out."""
    texts: dict[str, dict[str, str]] = {AUTHORITATIVE: {k: v for k, v in albanian.items() if v}}
    for row in _current_translations(key, albanian):
        texts.setdefault(row.language, {})[row.field] = row.text
    return texts


def _current_translations(key: str, albanian: dict[str, str]) -> Iterable[Text]:
    reviewed = Text.objects.filter(key=key, reviewed_at__isnull=False)
    for row in reviewed.exclude(language=AUTHORITATIVE):
        if albanian.get(row.field) and not row.is_outdated(albanian[row.field]):
            yield row
