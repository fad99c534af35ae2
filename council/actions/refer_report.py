"""Handing a report to an institution for a purpose, by a deadline; and taking it back."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.utils.timezone import localdate

from council import audit, notices, sealing
from council.access import Reader, may_refer, may_revoke
from council.access.referring import informed_people, receiving_agencies
from council.actions.follow_report import follow_report
from council.models import Agency, Notice, Referral, Report
from council.people import demand

LONGEST: Final = datetime.timedelta(days=90)


class OwnInstitution(Exception):
    """The report is its own already."""


class NotCleared(Exception):
    """The institution sits at the table without clearance."""


class NoPurpose(Exception):
    """What the institution is to do is said, or nothing is referred."""


class UnknownBasis(Exception):
    """There is no such legal basis, or none was named."""


class UnknownPart(Exception):
    """A report has no such part."""


class DeadlineNotAhead(Exception):
    """Its deadline lies in the future, and not more than 90 days away."""


class AlreadyReferred(Exception):
    """The institution is dealing with it: one open referral at a time."""


class AlreadyOver(Exception):
    """It was answered to its end, or revoked, before."""


@dataclass(frozen=True)
class Terms:
    """On which an institution receives a report."""

    purpose: str
    basis: str
    due_date: datetime.date
    parts: Collection[str] = ()
    """Beyond category, area, period and level; left out, nothing else goes with it."""


def refer(
    *, report: Report, to: Agency, terms: Terms, by: Reader, at: datetime.datetime
) -> Referral:
    """The institution's informed people read the named parts until it ends, and get a letter.

    Raises NotAllowed, OwnInstitution, NotCleared, NoPurpose, UnknownBasis, UnknownPart,
    DeadlineNotAhead or AlreadyReferred.
    """
    found = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    demand_referable(report=found, to=to, terms=terms, by=by, at=at)
    made = Referral(
        report=found,
        agency=to,
        basis=terms.basis,
        parts=[part for part in Referral.Part.values if part in terms.parts],
        due_date=terms.due_date,
        sent_by=by.user,
        sent_at=at,
    )
    sealing.envelope_of(found).seal(made, {"purpose": terms.purpose.strip()})
    made.save()
    audit.record(verb="referral.sent", object_key=made.source_key, at=at)
    follow_report(report_id=found.pk, at=at)
    for person in informed_people(to.pk, on=localdate(at)):
        notices.tell(person=person, kind=Notice.Kind.REFERRAL_SENT, about=str(made.pk), at=at)
    return made


def demand_referable(
    *, report: Report, to: Agency, terms: Terms, by: Reader, at: datetime.datetime
) -> None:
    """Raises what `refer` would raise, and does nothing."""
    demand(may_refer(by, report))
    _demand_receiver(report, to)
    _demand_terms(terms, today=localdate(at))
    if report.referrals.filter(agency=to, ended_at__isnull=True).exists():
        raise AlreadyReferred


def revoke_referral(*, referral: Referral, by: Reader, at: datetime.datetime) -> None:
    """The right ends at once. Raises NotAllowed or AlreadyOver."""
    found = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if found.ended_at is not None:
        raise AlreadyOver
    demand(may_revoke(by, found))
    end_by_revoking(found, at)
    follow_report(report_id=found.report_id, at=at)


def end_by_revoking(referral: Referral, at: datetime.datetime) -> None:
    """Of one that is open; for acts that have asked, and that let the agenda follow.

    Its institution is told to stop, and not why.
    """
    referral.state, referral.ended_at = Referral.State.REVOKED, at
    referral.save(update_fields=["state", "ended_at"])
    audit.record(verb="referral.revoked", object_key=referral.source_key, at=at)
    for person in informed_people(referral.agency_id, on=localdate(at)):
        notices.tell(
            person=person, kind=Notice.Kind.REFERRAL_REVOKED, about=str(referral.pk), at=at
        )


def _demand_receiver(report: Report, to: Agency) -> None:
    if to.pk == report.agency_id:
        raise OwnInstitution
    if not receiving_agencies(report).filter(pk=to.pk).exists():
        raise NotCleared


def _demand_terms(terms: Terms, *, today: datetime.date) -> None:
    if not terms.purpose.strip():
        raise NoPurpose
    if terms.basis not in Referral.Basis.values:
        raise UnknownBasis
    if not set(terms.parts) <= set(Referral.Part.values):
        raise UnknownPart
    if not today < terms.due_date <= today + LONGEST:
        raise DeadlineNotAhead
