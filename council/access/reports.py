"""Threat reports: the marking is the rule (TLP 2.0), and nobody reads by any other way.

- A draft: its author alone.
- Before it is accepted: its own institution; and the coordinator, unless it is AMBER+STRICT.
- AMBER+STRICT: its own institution, for ever.
- AMBER: the coordinator, the institutions it is shared with, and those dealing with an open
  referral of it.
- GREEN and CLEAR: whoever is informed of any institution's reports, and the secretary.

"Its institution" means the informed: confirmed on a cleared seat, or its confirmed liaison
(`Reader.informed`). Administrator, auditor, editor, translator and observers never read one.

A stricter note or file narrows the circle; nothing derived from a report widens it.
"""

import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from council.access.meetings import Reader
from council.models import (
    Marking,
    OralMatter,
    Redirection,
    Referral,
    Report,
    ReportFile,
    ReportLink,
    ReportNote,
    ReportShare,
)
from council.people import Allowed, Answer, Denied, Role, current_principal

_State = Report.State
ACCEPTED = (_State.ACCEPTED, _State.RESPONDING, _State.CLOSED)
FOR_ALL_INFORMED = (Marking.GREEN, Marking.CLEAR)
EDITABLE = (_State.DRAFT, _State.RETURNED)
STRICTNESS = (Marking.CLEAR, Marking.GREEN, Marking.AMBER, Marking.AMBER_STRICT)
"""From the widest circle to the narrowest."""


def coordinates(who: Reader) -> bool:
    return Role.COORDINATOR in who.confirmed_roles


def keeps_record(who: Reader) -> bool:
    """The secretary, cleared: reads what is shared with the whole council."""
    return bool(who.cleared) and Role.SECRETARY in who.confirmed_roles


def is_in_charge(who: Reader, report: Report) -> bool:
    """Of a report that they see: its own institution and the coordinator, who know with whom it is
    shared."""
    return report.agency_id in who.informed or coordinates(who)


# --- Rows


def visible_reports(who: Reader) -> QuerySet[Report]:
    current_principal()
    own_draft = Q(state=_State.DRAFT, author=who.user)
    if not coordinates(who):
        own_draft &= Q(agency__in=who.informed)
    rule = own_draft | (~Q(state=_State.DRAFT) & Q(agency__in=who.informed))
    if coordinates(who):
        rule |= ~Q(state=_State.DRAFT) & ~Q(marking=Marking.AMBER_STRICT)
    accepted = Q(state__in=ACCEPTED)
    if who.informed:
        handed = Q(pk__in=_shared(who)) | Q(pk__in=_referred(who))
        rule |= accepted & ~Q(marking=Marking.AMBER_STRICT) & handed
    if who.informed or keeps_record(who):
        rule |= accepted & Q(marking__in=FOR_ALL_INFORMED)
    return Report.objects.filter(rule)


def reads_whole(who: Reader) -> Q:
    """Of visible reports: those of which they read every part.

    Whoever reads one only for a referral reads the parts that the referral names.
    """
    whole = Q(agency__in=who.informed) | Q(author=who.user, state=_State.DRAFT)
    if coordinates(who):
        whole |= ~Q(marking=Marking.AMBER_STRICT)
    if who.informed or keeps_record(who):
        whole |= Q(marking__in=FOR_ALL_INFORMED)
    return whole | Q(pk__in=_shared(who))


def read_whole(who: Reader, rows: Collection[Report]) -> set[uuid.UUID]:
    """The same as `reads_whole`, of visible reports that are at hand. At most one query."""
    whole = {row.pk for row in rows if _says_whole(who, row)}
    others = [row.pk for row in rows if row.pk not in whole]
    if others and who.informed:
        whole |= set(_shared(who).filter(report__in=others).values_list("report", flat=True))
    return whole


def _says_whole(who: Reader, row: Report) -> bool:
    own_draft = row.state == _State.DRAFT and row.author_id == who.user.pk
    if own_draft or row.agency_id in who.informed:
        return True
    if coordinates(who) and row.marking != Marking.AMBER_STRICT:
        return True
    return row.marking in FOR_ALL_INFORMED and bool(who.informed or keeps_record(who))


def visible_notes(who: Reader) -> QuerySet[ReportNote]:
    """Of a report that they read for a referral alone: those that came after it, and their own."""
    seen = visible_reports(who)
    since = Referral.objects.filter(
        agency__in=who.informed,
        ended_at__isnull=True,
        report=OuterRef("report"),
        sent_at__lte=OuterRef("written_at"),
    )
    meant = Q(report__in=seen.filter(reads_whole(who)).values("pk")) | Q(Exists(since))
    meant |= Q(agency__in=who.informed)
    return ReportNote.objects.filter(_narrowed(who), meant, report__in=seen.values("pk"))


def visible_files(who: Reader) -> QuerySet[ReportFile]:
    """Of a report that they read for a referral alone: only where the referral names files."""
    whole = visible_reports(who).filter(reads_whole(who))
    named = Referral.objects.filter(
        agency__in=who.informed, ended_at__isnull=True, parts__contains=[Referral.Part.FILES]
    )
    reports = Q(report__in=whole.values("pk")) | Q(
        report__in=visible_reports(who).filter(pk__in=named.values("report")).values("pk")
    )
    kept = ReportFile.objects.filter(removed_at__isnull=True)
    return kept.filter(_narrowed(who)).filter(reports)


def visible_shares(who: Reader) -> QuerySet[ReportShare]:
    """With whom a report is shared: for its own institution and the coordinator; else one's own."""
    reports = visible_reports(who)
    return ReportShare.objects.filter(
        _in_charge(who) | Q(agency__in=who.informed), report__in=reports.values("pk")
    )


def visible_referrals(who: Reader) -> QuerySet[Referral]:
    """As of shares; an institution sees its own referral also when it is over and the right gone."""
    current_principal()
    reports = visible_reports(who)
    theirs = Referral.objects.filter(_in_charge(who), report__in=reports.values("pk"))
    # Not joined to its report, which row-level security hides once the right is gone.
    return Referral.objects.filter(Q(pk__in=theirs.values("pk")) | Q(agency__in=who.informed))


def visible_links(who: Reader) -> QuerySet[ReportLink]:
    """Both ends visible, or it does not exist."""
    reports = visible_reports(who).values("pk")
    return ReportLink.objects.filter(lesser__in=reports, greater__in=reports)


def visible_redirections(who: Reader) -> QuerySet[Redirection]:
    current_principal()
    if coordinates(who):
        return Redirection.objects.all()
    return Redirection.objects.filter(agency__in=who.informed)


def visible_oral_matters(who: Reader) -> QuerySet[OralMatter]:
    """For the institutions that were in the room, and the coordinator: they know of it anyway."""
    current_principal()
    if coordinates(who):
        return OralMatter.objects.all()
    there = OralMatter.institutions.through.objects.filter(agency_id__in=who.informed)
    return OralMatter.objects.filter(
        Q(agency__in=who.informed) | Q(pk__in=there.values("oralmatter_id"))
    )


def _shared(who: Reader) -> QuerySet[ReportShare, Any]:
    standing = ReportShare.objects.filter(agency__in=who.informed, ended_at__isnull=True)
    return standing.values("report")


def _referred(who: Reader) -> QuerySet[Referral, Any]:
    open_ones = Referral.objects.filter(agency__in=who.informed, ended_at__isnull=True)
    return open_ones.values("report")


def _in_charge(who: Reader) -> Q:
    """Of what hangs on a report: the report's own institution, and the coordinator."""
    rule = Q(report__agency__in=who.informed)
    if coordinates(who):
        rule |= ~Q(report__marking=Marking.AMBER_STRICT)
    return rule


def _narrowed(who: Reader) -> Q:
    """Of notes and files of visible reports: those whose own marking lets them in."""
    rule = Q(marking__in=FOR_ALL_INFORMED) | Q(agency__in=who.informed)
    amber = Q(report__agency__in=who.informed)
    amber |= Q(report__in=_shared(who)) | Q(report__in=_referred(who))
    if coordinates(who):
        amber |= ~Q(pk__in=())
    return rule | Q(marking=Marking.AMBER) & amber


# --- Acts. Each asks about a report that they see.


def may_read_reports(who: Reader) -> Answer:
    """Whether the pages of reports are for them at all."""
    if who.informed or coordinates(who) or keeps_record(who):
        return Allowed()
    return Denied(_("Situations are for those who are cleared and confirmed."))


def may_file(who: Reader) -> Answer:
    """Writing a report: for one's own institution; the coordinator from another's paper form."""
    if who.informed or coordinates(who):
        return Allowed()
    return Denied(_("Situations are reported by the institutions' cleared people."))


def may_edit(who: Reader, report: Report) -> Answer:
    if report.state not in EDITABLE:
        return Denied(_("It has been sent. What is to be added goes into a note."))
    if report.state == _State.DRAFT and report.author_id != who.user.pk:
        return Denied(_("Only its author changes a draft."))
    return _may_speak_for(who, report)


def may_triage(who: Reader, report: Report) -> Answer:
    """The coordinator; of AMBER+STRICT the liaison of its institution, or whom it has instead."""
    if report.state != _State.SUBMITTED:
        return Denied(_("Only what was sent and waits for triage is triaged."))
    if report.marking != Marking.AMBER_STRICT:
        if coordinates(who):
            return Allowed()
        return Denied(_("The coordinator decides on what is marked GREEN or AMBER."))
    if triages_strict(who, report.agency_id):
        return Allowed()
    return Denied(_("The institution's liaison decides on what is marked AMBER+STRICT."))


def triages_strict(who: Reader, agency: int) -> bool:
    """Whether they decide on what an institution marks AMBER+STRICT."""
    return agency in who.informed and Role.LIAISON in who.confirmed_roles


def may_share(who: Reader, report: Report) -> Answer:
    """Widening or ending the circle of AMBER: its own institution, and the coordinator."""
    if report.marking == Marking.AMBER_STRICT:
        return Denied(_("What is marked AMBER+STRICT stays with its institution."))
    return _in_charge_of(who, report)


def may_refer(who: Reader, report: Report) -> Answer:
    if report.state not in (_State.ACCEPTED, _State.RESPONDING):
        return Denied(_("Only an accepted situation that is still open is referred."))
    return may_share(who, report)


def may_answer(who: Reader, referral: Referral) -> Answer:
    """The institution it was sent to; the coordinator types what came on paper."""
    if referral.ended_at is not None:
        return Denied(_("This referral is over."))
    if referral.agency_id in who.informed:
        return Allowed()
    if coordinates(who):
        return Allowed()
    return Denied(_("Only the institution it was sent to answers."))


def may_revoke(who: Reader, referral: Referral) -> Answer:
    if referral.ended_at is not None:
        return Denied(_("This referral is over."))
    return _in_charge_of(who, referral.report)


def may_mark(who: Reader, report: Report, marking: str) -> Answer:
    """Only its own institution lowers a marking; whoever is in charge of it may raise one.

    The coordinator cannot raise it to AMBER+STRICT: they would shut themselves out unseen.
    """
    if report.agency_id in who.informed:
        return Allowed()
    lowers = STRICTNESS.index(Marking(marking)) < STRICTNESS.index(Marking(report.marking))
    if lowers:
        return Denied(_("Only the institution that reported it lowers its marking."))
    if marking == Marking.AMBER_STRICT:
        return Denied(_("Only the institution that reported it marks it AMBER+STRICT."))
    return _in_charge_of(who, report)


def may_level(who: Reader, report: Report) -> Answer:
    """Raising or lowering the level of what was sent and is still open."""
    if report.state not in (_State.SUBMITTED, _State.ACCEPTED, _State.RESPONDING):
        return Denied(_("The level changes while a situation is open."))
    return _in_charge_of(who, report)


def may_close(who: Reader, report: Report) -> Answer:
    if report.state not in (_State.ACCEPTED, _State.RESPONDING):
        return Denied(_("Only an accepted situation that is still open is closed."))
    return _in_charge_of(who, report)


def may_respond(who: Reader, report: Report) -> Answer:
    """Saying that something is being done about it."""
    if report.state != _State.ACCEPTED:
        return Denied(_("Only an accepted situation goes into response."))
    return _in_charge_of(who, report)


def may_add(who: Reader, report: Report) -> Answer:
    """Notes, files and links: whoever reads it and speaks for an institution."""
    if report.state in (_State.DRAFT, _State.CLOSED):
        return Denied(_("Notes and files are added while it is open."))
    if who.informed or coordinates(who):
        return Allowed()
    return Denied(_("Situations are reported by the institutions' cleared people."))


def may_put_on_agenda(who: Reader, report: Report) -> Answer:
    if report.state not in (_State.ACCEPTED, _State.RESPONDING):
        return Denied(_("Only an accepted situation that is still open is put on an agenda."))
    return _in_charge_of(who, report)


def may_see_who_read(who: Reader, report: Report) -> Answer:
    """Who opened it and when: for the institution that reported it."""
    if report.agency_id in who.informed:
        return Allowed()
    return Denied(_("Who read it is shown to the institution that reported it."))


def may_acknowledge(who: Reader, redirection: Redirection) -> Answer:
    """Noting that the mechanism has it: the institution that brought it, and the coordinator."""
    if redirection.acknowledged_date is not None:
        return Denied(_("It is noted already."))
    if redirection.agency_id in who.informed or coordinates(who):
        return Allowed()
    return Denied(_("Only the institution that reported it and the coordinator may do this."))


def may_export_reports(who: Reader) -> Answer:
    return may_read_reports(who)


def may_keep_retention(who: Reader) -> Answer:
    """Seeing what is due to be destroyed, asking for it, placing holds: no words are shown."""
    if coordinates(who) or Role.CHAIR in who.confirmed_roles:
        return Allowed()
    return Denied(_("Destroying reports is for the coordinator and the chair, together."))


def may_release_figures(who: Reader) -> Answer:
    """Counting, and releasing what another counted."""
    if coordinates(who) or Role.CHAIR in who.confirmed_roles:
        return Allowed()
    return Denied(_("Figures are counted and released by the coordinator and the chair."))


def _may_speak_for(who: Reader, report: Report) -> Answer:
    if report.agency_id in who.informed or (report.on_paper and coordinates(who)):
        return Allowed()
    return Denied(_("Only the institution that reported it may do this."))


def _in_charge_of(who: Reader, report: Report) -> Answer:
    if is_in_charge(who, report):
        return Allowed()
    return Denied(_("Only the institution that reported it and the coordinator may do this."))
