"""Which texts somebody asks about, among those that they may see."""

import datetime
import uuid

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from bulletins.actions.import_table import Scope
from bulletins.models import Assignment, BlockText, Bulletin
from bulletins.translating import access
from bulletins.views.asking import who
from council.people import demand
from languages import AUTHORITATIVE, LANGUAGES


def assignment_of(request: HttpRequest, assignment_id: uuid.UUID) -> Assignment:
    """Raises Http404 for who may not see it."""
    visible = access.visible_assignments(who(request), on=timezone.localdate())
    rows = visible.select_related("bulletin", "person", "assigned_by")
    return get_object_or_404(rows, pk=assignment_id)


def source_of(assignment: Assignment, source_id: int) -> BlockText:
    """The Albanian of an assigned text. Raises Http404 for any other."""
    own = assignment.texts.values_list("block_id", "field")
    rows = BlockText.objects.select_related("block").filter(language=AUTHORITATIVE, pk=source_id)
    source = rows.filter(block__bulletin=assignment.bulletin_id).first()
    if source is None or (source.block_id, source.field) not in set(own):
        raise Http404
    return source


def bulletin_of(request: HttpRequest, year: int, month: int) -> Bulletin:
    """Of a month, for who assigns its texts. Raises PermissionDenied or Http404."""
    demand(access.may_assign(who(request), on=timezone.localdate()))
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
