"""The audit trail, for the auditor: who did what, when; never a text."""

import datetime
import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from council import access, audit
from council.actions.seal_audit import head
from council.forms.audit import AuditFilterForm
from council.models import AuditRecord
from council.people import demand
from council.views.asking import reader_of

PAGE = 50


@require_safe
@login_required
def trail(request: HttpRequest) -> HttpResponse:
    """Newest first; older pages by the last row shown, so that a long trail costs no more."""
    who = reader_of(request)
    demand(access.may_see_audit(who))
    form = AuditFilterForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = list(_rows(asked, request.GET.get("before", ""))[: PAGE + 1])
    audit.note(verb="audit.read", object_key="audit", at=timezone.now())
    context = {
        "form": form,
        "rows": rows[:PAGE],
        "older": _older(request, rows) if len(rows) > PAGE else "",
        "head": head(),
        "not_sealed": AuditRecord.objects.filter(seal__isnull=True).count(),
    }
    return render(request, "council/audit.html", context, status=422 if form.errors else 200)


def _rows(asked: dict[str, Any], before: str) -> QuerySet[AuditRecord]:
    rows = AuditRecord.objects.select_related("person", "seal").order_by("-at", "-id")
    zone = timezone.get_current_timezone()
    if asked.get("person"):
        rows = rows.filter(person=asked["person"])
    if asked.get("verb"):
        rows = rows.filter(verb__startswith=asked["verb"])
    if asked.get("record"):
        rows = rows.filter(object_key__startswith=asked["record"])
    if asked.get("since"):
        rows = rows.filter(at__gte=datetime.datetime.combine(asked["since"], datetime.time(), zone))
    if asked.get("until"):
        after = asked["until"] + datetime.timedelta(days=1)
        rows = rows.filter(at__lt=datetime.datetime.combine(after, datetime.time(), zone))
    at, _, key = before.partition("~")
    try:
        moment, last = datetime.datetime.fromisoformat(at), uuid.UUID(key)
    except ValueError:
        return rows
    return rows.filter(Q(at__lt=moment) | Q(at=moment, id__lt=last))


def _older(request: HttpRequest, rows: list[AuditRecord]) -> str:
    last = rows[PAGE - 1]
    asked = request.GET.copy()
    asked["before"] = f"{last.at.astimezone(datetime.UTC).isoformat()}~{last.id}"
    return f"?{asked.urlencode()}"
