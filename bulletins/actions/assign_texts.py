"""Texts of a bulletin given to a translator, taken back, and said to be done."""

import datetime
from collections.abc import Collection

from django.utils.timezone import localdate

from bulletins import states
from bulletins.models import AssignedText, Assignment, Bulletin
from bulletins.translating.access import may_assign, may_finish, translators
from council import audit, notices
from council.people import User, demand

Task = Assignment.Task


class NotATranslator(Exception):
    """The person has no such role today."""


class NothingToDo(Exception):
    """No text of the language waits for this, or each is somebody's already."""


class InThePast(Exception):
    """The day by which it is to be done is over."""


def assign_texts(
    *,
    bulletin: Bulletin,
    language: str,
    task: str,
    person: User,
    due_date: datetime.date,
    blocks: Collection[int],
    by: User,
    at: datetime.datetime,
) -> Assignment:
    """Gives somebody every text that waits, of these blocks or (where none is named) of all.

    What the same person still has in the language becomes one with it, under the new day. A letter
    tells them. Raises NotAllowed, NotATranslator, InThePast or NothingToDo.
    """
    demand(may_assign(by, on=localdate(at)))
    if due_date < localdate(at):
        raise InThePast
    if not translators(on=localdate(at)).filter(pk=person.pk).exists():
        raise NotATranslator
    Bulletin.objects.select_for_update().get(pk=bulletin.pk)
    places = waiting(bulletin, language, task, person)
    chosen = [place for place in places if not blocks or place[0] in blocks]
    if not chosen:
        raise NothingToDo
    assignment, _made = Assignment.objects.update_or_create(
        bulletin=bulletin,
        language=language,
        task=task,
        person=person,
        done_at=None,
        ended_at=None,
        defaults={"due_date": due_date, "assigned_by": by, "assigned_at": at},
    )
    AssignedText.objects.bulk_create(
        [AssignedText(assignment=assignment, block_id=block, field=name) for block, name in chosen],
        ignore_conflicts=True,
    )
    notices.tell(person=person, kind=notices.Kind.TEXTS_ASSIGNED, about=str(assignment.pk), at=at)
    _record("bulletin.texts_assigned", assignment, at)
    return assignment


def waiting(bulletin: Bulletin, language: str, task: str, person: User) -> list[states.Place]:
    """The texts that this person can be given: none that another has, and for reading over none
    of their own. Two queries."""
    wanted = states.TO_TRANSLATE if task == Task.TRANSLATE else states.TO_REVIEW
    others = AssignedText.objects.filter(
        assignment__bulletin=bulletin,
        assignment__language=language,
        assignment__task=task,
        assignment__done_at__isnull=True,
        assignment__ended_at__isnull=True,
    ).exclude(assignment__person=person)
    taken = set(others.values_list("block_id", "field"))
    return [
        text.place
        for text in states.of(bulletin).in_language(language)
        if text.state in wanted
        and text.source is not None
        and text.source.text.strip()
        and text.place not in taken
        and not (task == Task.REVIEW and text.row and text.row.edited_by_id == person.pk)
    ]


def end_assignment(*, assignment: Assignment, by: User, at: datetime.datetime) -> None:
    """Takes it back: what is written stays, its holder sees it no more. Raises NotAllowed."""
    demand(may_assign(by, on=localdate(at)))
    if Assignment.objects.filter(pk=assignment.pk, ended_at=None).update(ended_at=at):
        _record("bulletin.assignment_ended", assignment, at)


def finish_assignment(*, assignment: Assignment, by: User, at: datetime.datetime) -> None:
    """Its holder says that it is done; who gave it gets a letter, once. Raises NotAllowed."""
    demand(may_finish(by, assignment, on=localdate(at)))
    own = Assignment.objects.filter(pk=assignment.pk, done_at=None, ended_at=None)
    if not own.update(done_at=at):
        return
    notices.tell(
        person=assignment.assigned_by,
        kind=notices.Kind.TEXTS_DONE,
        about=str(assignment.pk),
        at=at,
        once=True,
    )
    _record("bulletin.assignment_done", assignment, at)


def _record(verb: str, assignment: Assignment, at: datetime.datetime) -> None:
    audit.record(verb=verb, object_key=f"assignment:{assignment.pk}", at=at)
