"""Question and answer become public: submitted by one person, approved by another."""

import datetime
from collections.abc import Mapping

from django.conf import settings
from django.utils.timezone import localdate

from council.people import Role, User, demand
from languages import AUTHORITATIVE
from languages.reasons import in_every_language
from outreach import withdrawing
from outreach.access import (
    may_approve_question,
    may_keep_questions,
    may_withdraw_question,
    question_reader,
)
from outreach.actions.questions import letters
from outreach.actions.questions.trail import IsPublic, Verb, as_it_stands, step
from outreach.actions.questions.words import check_albanian, review_albanian, texts_of
from outreach.models import Question


class NotAnswered(Exception):
    """It still waits for its answer, or counts with another one."""


class NotSubmitted(Exception):
    """Nobody has asked for it, or the words have changed since."""


class NotPublic(Exception):
    """It is not public, or not any more."""


def submit_question(*, question: Question, by: User, at: datetime.datetime) -> None:
    """Asks a second person to publish it.

    Raises NotAllowed, NotAnswered, IsPublic, Incomplete, Faulty.
    """
    demand(may_keep_questions(question_reader(by, on=localdate(at))))
    found = as_it_stands(question)
    if found.answered_on is None or found.merged_into_id or found.withdrawn_at:
        raise NotAnswered
    if found.published_at:
        raise IsPublic
    check_albanian(texts_of(found))
    if found.submitted_at:
        return
    found.submitted_by, found.submitted_at = by, at
    found.save(update_fields=["submitted_by", "submitted_at"])
    step(found, Verb.SUBMITTED, at=at, by=by)
    approvers = [person for person in letters.in_role(Role.CHAIR, at=at) if person.pk != by.pk]
    letters.tell(approvers, letters.TO_APPROVE, found, at=at)


def return_question(*, question: Question, by: User, at: datetime.datetime) -> None:
    """Back to who wrote it. Raises NotAllowed, NotSubmitted."""
    found = as_it_stands(question)
    demand(may_approve_question(question_reader(by, on=localdate(at)), found))
    if not found.submitted_at or found.published_at:
        raise NotSubmitted
    found.submitted_by, found.submitted_at = None, None
    found.save(update_fields=["submitted_by", "submitted_at"])
    step(found, Verb.RETURNED, at=at, by=by)


def publish_question(*, question: Question, seen: str, by: User, at: datetime.datetime) -> None:
    """`seen`: the digest of the Albanian words that the second person has read.

    Raises NotAllowed, NotSubmitted, NotTheSame, Incomplete, Faulty.
    """
    found = as_it_stands(question)
    demand(may_approve_question(question_reader(by, on=localdate(at)), found))
    if not found.submitted_at or found.published_at:
        raise NotSubmitted
    review_albanian(found, seen=seen, by=by, at=at)
    found.published_at = at
    found.save(update_fields=["published_at"])
    step(found, Verb.PUBLISHED, at=at, by=by)


def withdraw_question(
    *, question: Question, reasons: Mapping[str, str], by: User, at: datetime.datetime
) -> None:
    """Its words go at once; that it was there, and why it is gone, stays. `reasons`: by language.

    Raises NotAllowed, NotPublic, languages.reasons.NoReason or languages.gate.RefusedByTheGate.
    """
    demand(may_withdraw_question(question_reader(by, on=localdate(at))))
    found = as_it_stands(question)
    if not found.is_public:
        raise NotPublic
    given = in_every_language(reasons, names=settings.CITY.places())
    found.withdrawn_at, found.withdrawn_reason = at, given[AUTHORITATIVE]
    found.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    withdrawing.tell(found.source_key, given, by_id=by.pk, at=at)
    step(found, Verb.WITHDRAWN, at=at, by=by)
