"""A situation by its address: seen, or not there."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from council import access, audit
from council.access import Reader
from council.models import Report


def found_report(who: Reader, given: uuid.UUID | str) -> Report:
    """Raises Http404."""
    try:
        key = uuid.UUID(str(given))
    except ValueError:
        raise Http404 from None
    rows = access.visible_reports(who).select_related("agency", "category", "unit", "author")
    found: Report = get_object_or_404(rows, pk=key)
    return found


def standing_shares(who: Reader, report: Report) -> list[int]:
    """Ids of the institutions that it is shared with, as far as somebody may know."""
    rows = access.visible_shares(who).filter(report=report, ended_at__isnull=True)
    return list(rows.values_list("agency", flat=True))


def handed(who: Reader, report: Report) -> set[int]:
    """Ids of the institutions that read it by a share or an open referral."""
    referrals = access.visible_referrals(who).filter(report=report, ended_at__isnull=True)
    return {*standing_shares(who, report), *referrals.values_list("agency", flat=True)}


def note_reading(report: Report) -> None:
    """Before its words are shown; a draft is its author's alone, and nobody is told of that."""
    if report.state != Report.State.DRAFT:
        audit.note(verb="report.read", object_key=report.source_key, at=timezone.now())
