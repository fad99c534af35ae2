"""Who asks, about which texts; a refusal becomes a page with its reason."""

import datetime
import uuid
from collections.abc import Callable
from typing import TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bulletins.actions.import_table import Scope
from bulletins.models import Assignment, Bulletin
from bulletins.translating import access
from council.people import Answer, NotAllowed, User, demand
from languages import AUTHORITATIVE, LANGUAGES

Result = TypeVar("Result")


def user_of(request: HttpRequest) -> User:
    return cast(User, request.user)


def must(answer: Answer) -> None:
    """Raises PermissionDenied with the reason."""
    act(lambda: demand(answer))


def act(call: Callable[[], Result]) -> Result:
    """What the call gives. Raises PermissionDenied with a rule's reason."""
    try:
        return call()
    except NotAllowed as error:
        raise PermissionDenied(str(error)) from None


def assignment_of(request: HttpRequest, assignment_id: uuid.UUID) -> Assignment:
    """Raises Http404 for who may not see it."""
    visible = access.visible_assignments(user_of(request), on=timezone.localdate())
    rows = visible.select_related("bulletin", "person", "assigned_by")
    return get_object_or_404(rows, pk=assignment_id)


def bulletin_of(request: HttpRequest, year: int, month: int) -> Bulletin:
    """Of a month, for who assigns its texts. Raises PermissionDenied or Http404."""
    must(access.may_assign(user_of(request), on=timezone.localdate()))
    return get_object_or_404(Bulletin, month=datetime.date(year, month, 1))


def language_of(code: str) -> str:
    if code not in LANGUAGES or code == AUTHORITATIVE:
        raise Http404
    return code


def scope_of_assignment(request: HttpRequest, assignment_id: uuid.UUID) -> Scope:
    assignment = assignment_of(request, assignment_id)
    return Scope(assignment.bulletin, assignment.language, assignment)


def scope_of_month(request: HttpRequest, year: int, month: int, language: str) -> Scope:
    return Scope(bulletin_of(request, year, month), language_of(language))
