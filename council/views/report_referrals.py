"""Referrals of a report, on its page; and each referral as its pages show it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from council import access
from council.access import Reader
from council.forms.referrals import REFERRAL_STATES
from council.forms.registers import name_of
from council.models import Meeting, Referral, Report
from council.people import Allowed


@dataclass(frozen=True)
class Row:
    """A referral in words; nothing of the report where it is no longer theirs."""

    row: Referral
    institution: str
    state: str
    clock: str
    """Such as "3 days left"; "" once it is over."""
    late: bool
    report: Report | None
    """None: they may not read it now."""


def part(who: Reader, report: Report) -> dict[str, Any]:
    """For `council/reports/referrals_part.html`; `report`: one that they see."""
    found = access.visible_referrals(who).filter(report=report)
    return {
        "referrals": rows_of(who, found, known=[report]),
        "referred_report": report.pk,
        "may_refer": isinstance(access.may_refer(who, report), Allowed),
        "may_put_on_agenda": isinstance(access.may_put_on_agenda(who, report), Allowed),
        "on_agendas": _agendas(who, report),
    }


def rows_of(
    who: Reader, referrals: QuerySet[Referral], *, known: Iterable[Report] = ()
) -> list[Row]:
    """In the order given. Two queries; the report is not joined, as it may not be theirs."""
    found = list(referrals.select_related("agency"))
    reports = {report.pk: report for report in known}
    missing = {row.report_id for row in found} - set(reports)
    if missing:
        seen = access.visible_reports(who).filter(pk__in=missing)
        reports |= {row.pk: row for row in seen.select_related("category", "agency")}
    return [_row(row, reports.get(row.report_id), who.on) for row in found]


def clock_words(due: datetime.date, on: datetime.date) -> str:
    left = (due - on).days
    if left == 0:
        return _("due today")
    if left > 0:
        return ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}


def _row(row: Referral, report: Report | None, on: datetime.date) -> Row:
    is_open = row.ended_at is None
    return Row(
        row=row,
        institution=name_of(row.agency, get_language() or "sq"),
        state=str(REFERRAL_STATES[Referral.State(row.state)]),
        clock=clock_words(row.due_date, on) if is_open else "",
        late=is_open and row.due_date < on,
        report=report,
    )


def _agendas(who: Reader, report: Report) -> list[Meeting]:
    """Meetings that have an item about it, as far as they may know of it."""
    items = access.closed_items(who).filter(report=report)
    return list(access.visible_meetings(who).filter(items__in=items).distinct())
