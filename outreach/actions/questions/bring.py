"""A question before the Council: proposed for the next agenda, and followed from there."""

import datetime

from django.utils.timezone import localdate

from council import agenda
from council.people import User, current_principal, demand
from languages import AUTHORITATIVE
from outreach.access import may_bring_question, question_reader
from outreach.actions.questions.trail import NotOpen, Verb, as_it_stands, step
from outreach.models import Question, Text

State = Question.State
TITLE = "Pyetje nga banorët"
"""Titles of the council's papers are in Albanian."""


def bring_before_council(*, question: Question, by: User, at: datetime.datetime) -> str:
    """The reference of the meeting. The secretary moves, words or removes the item there.

    Raises NotAllowed, NotOpen, council.agenda.NoMeetingPlanned.
    """
    demand(may_bring_question(question_reader(by, on=localdate(at))))
    found = as_it_stands(question)
    if not found.is_open:
        raise NotOpen
    words = Text.objects.get(key=found.source_key, field="question", language=AUTHORITATIVE).text
    meeting = agenda.propose(key=_key(found), title=f"{TITLE}: {words}", text=words, by=by, at=at)
    if (found.state, found.meeting) == (State.ON_AGENDA, meeting):
        return meeting
    found.state, found.meeting = State.ON_AGENDA, meeting
    found.save(update_fields=["state", "meeting"])
    step(found, Verb.ON_AGENDA, at=at, by=by, detail=meeting)
    return meeting


def follow_agendas(*, at: datetime.datetime) -> None:
    """What became of questions on agendas: carried over, decided, taken off. Safe to repeat."""
    current_principal()
    rows = Question.objects.exclude(meeting="").filter(merged_into__isnull=True)
    for question in rows.filter(decision="").select_for_update(skip_locked=True):
        _follow(question, at)


def _follow(question: Question, at: datetime.datetime) -> None:
    place = agenda.place_of(_key(question))
    if place is None:
        _off(question, at)
        return
    if place.meeting != question.meeting:
        question.meeting = place.meeting
        question.save(update_fields=["meeting"])
        step(question, Verb.ON_AGENDA, at=at, detail=place.meeting)
    if place.decisions:
        question.decision = place.decisions[0]
        question.save(update_fields=["decision"])
        step(question, Verb.DECIDED, at=at, detail=question.decision)


def _off(question: Question, at: datetime.datetime) -> None:
    """The secretary took the item from the agenda: whoever was asked before is asked again."""
    question.meeting = ""
    if question.state == State.ON_AGENDA:
        asked = State.WITH_INSTITUTION if question.institution else State.RECEIVED
        question.state = asked
    question.save(update_fields=["meeting", "state"])
    step(question, Verb.OFF_AGENDA, at=at)


def _key(question: Question) -> str:
    return question.source_key
