"""Letters to members about questions: constant words, and a link to the question's page."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from council import notices
from council.people import Role, User, appointed_on
from outreach.models import Question

HANDED = "question_handed"
DUE = "question_due"
LATE = "question_late"
ANSWERED = "question_answered"
TO_APPROVE = "question_to_approve"
KINDS = (HANDED, DUE, LATE, ANSWERED, TO_APPROVE)
ID = 36
"""The first letters of `about` are the question's id; a reminder says after them which one it is."""


def register_letters() -> None:
    for kind in KINDS:
        notices.register(kind, notices.Words("outreach/office/questions/letters", _page))


def tell(
    people: Collection[User],
    kind: str,
    question: Question,
    *,
    at: datetime.datetime,
    which: str = "",
) -> None:
    """`which`: of letters that a tick writes, each once."""
    about = f"{question.pk}:{which}" if which else str(question.pk)
    for person in people:
        notices.tell(person=person, kind=kind, about=about, at=at, once=bool(which))


def liaisons(agency: str, *, on: datetime.date) -> list[User]:
    """Who answers for an institution, by its code; nobody where it has no account."""
    held = appointed_on(on).filter(role=Role.LIAISON, agency__code=agency)
    return _active(held)


def in_role(*roles: Role, at: datetime.datetime) -> list[User]:
    return _active(appointed_on(localdate(at)).filter(role__in=roles))


def _active(held: QuerySet[Any]) -> list[User]:
    ids = held.values_list("person_id", flat=True)
    return list(User.objects.filter(pk__in=ids, is_active=True).order_by("email"))


def _page(about: str) -> str:
    return reverse("question", kwargs={"question_id": about[:ID]})
