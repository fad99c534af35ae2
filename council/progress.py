"""What somebody has to do next, what comes, and what is late: for the dashboard.

Nothing here says what a closed item says: a duty names a meeting or a record by its number.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from council.access import (
    Reader,
    coordinates,
    may_keep_retention,
    may_release_figures,
    may_triage,
    visible_actions,
    visible_meetings,
    visible_referrals,
    visible_reports,
)
from council.access.retention import standing_purges
from council.models import (
    Action,
    DecisionNotice,
    FactorReset,
    FiguresRelease,
    Meeting,
    MinutesCorrection,
    Referral,
    Reply,
    Report,
    Rsvp,
    Rule,
)
from council.people import Allowed, Denied, Role

SOON = datetime.timedelta(days=14)
"""A deadline that is nearer than this is something to do now."""
_State = Meeting.State


@dataclass(frozen=True)
class Duty:
    text: str
    url: str
    due: datetime.date
    """The day by which it should be done; what is due first is shown first."""


@dataclass(frozen=True)
class NextMeeting:
    reference: str
    url: str
    date: datetime.date
    time: datetime.time
    place: str


@dataclass(frozen=True)
class LateAgency:
    name: str
    count: int
    oldest: datetime.date
    url: str


@dataclass(frozen=True)
class Month:
    """The council's work of the current month, in numbers that lead somewhere."""

    meetings: int
    due: int
    done: int


def duties(who: Reader, at: datetime.datetime) -> tuple[Duty, ...]:
    """What waits for somebody, the most urgent first."""
    found: list[Duty] = []
    if Role.SECRETARY in who.roles:
        found += [*_to_convene(at), *_to_write(at), *_to_settle(at)]
    if Role.CHAIR in who.roles or who.delegations:
        found += _to_approve(who, at)
    if who.roles & {Role.COORDINATOR, Role.ADMINISTRATOR}:
        found += _to_confirm(who, at)
    if who.confirmed_roles:
        found += [*_reports(who), *_to_release(who), *_to_destroy(who)]
    if who.at_table:
        found += [*_to_answer(who, at), *_to_do(who), *_to_read(who)]
    found += _to_refer(who)
    return tuple(sorted(found, key=lambda duty: duty.due))


def next_meeting(who: Reader, at: datetime.datetime) -> NextMeeting | None:
    meeting = (
        visible_meetings(who)
        .filter(starts_at__gte=at - datetime.timedelta(hours=3))
        .filter(state__in=(_State.PLANNED, _State.CONVENED))
        .order_by("starts_at")
        .first()
    )
    if meeting is None:
        return None
    local = timezone.localtime(meeting.starts_at)
    return NextMeeting(
        meeting.reference, _page("meeting", meeting), local.date(), local.time(), meeting.place
    )


def late_by_agency(who: Reader) -> tuple[LateAgency, ...]:
    """Institutions with late actions that the reader may see, the longest list first."""
    language = get_language() or "sq"
    counted: dict[int, list[Action]] = {}
    for action in _late(who).select_related("institution"):
        counted.setdefault(action.institution_id, []).append(action)
    rows = [
        LateAgency(
            name=getattr(late[0].institution, f"name_{language}") or late[0].institution.name_sq,
            count=len(late),
            oldest=min(action.deadline for action in late),
            url=f"{reverse('actions')}?state=late&institution={late[0].institution_id}",
        )
        for late in counted.values()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.oldest)))


def month(who: Reader) -> Month:
    first = who.on.replace(day=1)
    after = (first + datetime.timedelta(days=31)).replace(day=1)
    counts = _by_deadline(who).aggregate(
        due=Count("pk", filter=Q(until__gte=first, until__lt=after)),
        done=Count("pk", filter=Q(done_date__gte=first, done_date__lt=after)),
    )
    meetings = visible_meetings(who).exclude(state=_State.CANCELLED)
    zone = timezone.get_current_timezone()
    starts, ends = (datetime.datetime.combine(day, datetime.time(), zone) for day in (first, after))
    held = meetings.filter(starts_at__gte=starts, starts_at__lt=ends).count()
    return Month(meetings=held, due=counts["due"], done=counts["done"])


# --- The secretary's


def _to_convene(at: datetime.datetime) -> Iterator[Duty]:
    for meeting in Meeting.objects.filter(state=_State.PLANNED, starts_at__gte=at):
        day = localdate(meeting.starts_at)
        notice = datetime.timedelta(days=Rule.on(day).notice_days)
        if day - notice - localdate(at) <= SOON:
            text = _("Send the invitations to meeting %(number)s")
            yield _of(meeting, text, "meeting_invite", day - notice)


def _to_write(at: datetime.datetime) -> Iterator[Duty]:
    held = Meeting.objects.filter(state__in=(_State.HELD, _State.DRAFTED), starts_at__lte=at)
    released = set(DecisionNotice.objects.values_list("meeting_id", flat=True))
    for meeting in held:
        day = localdate(meeting.starts_at)
        if meeting.pk not in released:
            text = _("Release the notice of decisions of meeting %(number)s")
            yield _of(meeting, text, "meeting_publish", day)
        text = _("Circulate the minutes of meeting %(number)s")
        yield _of(meeting, text, "minutes", day + datetime.timedelta(days=7))
    for meeting in Meeting.objects.filter(state=_State.APPROVED):
        text = _("Publish the minutes of meeting %(number)s")
        yield _of(meeting, text, "meeting_publish", localdate(meeting.starts_at))


def _to_settle(at: datetime.datetime) -> Iterator[Duty]:
    asked = MinutesCorrection.objects.filter(state=MinutesCorrection.State.ASKED)
    for row in asked.select_related("meeting"):
        text = _("Settle a correction to the minutes of meeting %(number)s")
        yield _of(row.meeting, text, "minutes", localdate(row.at))
    waiting = Reply.objects.filter(kind=Reply.Kind.NEW_DATE, accepted_at__isnull=True)
    for reply in waiting.filter(action__done_date__isnull=True).select_related("action"):
        text = _("Answer the request for a new date for action %(number)s")
        yield _of_action(reply.action, text, localdate(reply.at))


# --- The chair's, the coordinator's, the administrator's


def _to_approve(who: Reader, at: datetime.datetime) -> Iterator[Duty]:
    notices = DecisionNotice.objects.filter(approved_at__isnull=True)
    for notice in notices.exclude(released_by=who.user).select_related("meeting"):
        text = _("Approve the notice of decisions of meeting %(number)s")
        yield _of(notice.meeting, text, "meeting_publish", localdate(notice.released_at))
    circulated = Meeting.objects.filter(state=_State.CIRCULATED).exclude(written_by=who.user)
    for meeting in circulated:
        until = meeting.corrections_until or who.on
        if until <= who.on:
            text = _("Approve the minutes of meeting %(number)s")
            yield _of(meeting, text, "minutes", until)


def _to_confirm(who: Reader, at: datetime.datetime) -> Iterator[Duty]:
    resets = FactorReset.objects.filter(confirmed_at__isnull=True).exclude(asked_by=who.user)
    for reset in resets.exclude(person=who.user):
        text = _("Confirm that a second factor is reset")
        yield Duty(text, reverse("members"), localdate(reset.asked_at))


# --- Those who are informed of threat reports. Not a word of one is on the dashboard.


def _reports(who: Reader) -> Iterator[Duty]:
    rows = visible_reports(who).filter(state__in=(Report.State.SUBMITTED, Report.State.RETURNED))
    for report in rows:
        url = reverse("report", kwargs={"report_id": report.pk})
        if isinstance(may_triage(who, report), Allowed):
            yield Duty(_("Decide on a situation that was sent"), url, localdate(report.edited_at))
        elif report.state == Report.State.RETURNED and report.author_id == who.user.pk:
            text = _("Change a situation that was returned to you")
            yield Duty(text, url, localdate(report.edited_at))


def _to_release(who: Reader) -> Iterator[Duty]:
    if isinstance(may_release_figures(who), Denied):
        return
    counted = FiguresRelease.objects.filter(released_at__isnull=True)
    for row in counted.exclude(counted_by=who.user):
        parts = {"year": row.month.year, "month": row.month.month}
        url = reverse("figures_month", kwargs=parts)
        yield Duty(_("Release public figures"), url, localdate(row.counted_at))


def _to_destroy(who: Reader) -> Iterator[Duty]:
    if isinstance(may_keep_retention(who), Denied):
        return
    for purge in standing_purges().exclude(asked_by=who.user):
        url = reverse("purge", kwargs={"purge_id": purge.pk})
        yield Duty(_("Confirm that situations are destroyed"), url, localdate(purge.asked_at))


# --- Everybody's


def _to_answer(who: Reader, at: datetime.datetime) -> Iterator[Duty]:
    answered = Rsvp.objects.filter(person=who.user).values("meeting")
    convened = visible_meetings(who).filter(state=_State.CONVENED, starts_at__gte=at)
    for meeting in convened.exclude(pk__in=answered):
        text = _("Say whether you come to meeting %(number)s")
        yield _of(meeting, text, "meeting_answer", localdate(meeting.starts_at))


def _to_do(who: Reader) -> Iterator[Duty]:
    mine = _by_deadline(who).filter(institution__in=who.agencies, done_date__isnull=True)
    if who.only_observes:
        return
    for action in mine.filter(until__lte=who.on + SOON):
        late = (who.on - action.deadline).days
        if late > 0:
            words = ngettext(
                "Action %(number)s is %(days)s day late",
                "Action %(number)s is %(days)s days late",
                late,
            )
            text = words.replace("%(days)s", str(late))
        else:
            text = _("Answer for action %(number)s")
        yield _of_action(action, text, action.deadline)


def _to_read(who: Reader) -> Iterator[Duty]:
    circulated = visible_meetings(who).filter(state=_State.CIRCULATED)
    for meeting in circulated.filter(corrections_until__gte=who.on):
        text = _("Read the minutes of meeting %(number)s")
        yield _of(meeting, text, "minutes", meeting.corrections_until or who.on)


# --- Referrals


def _to_refer(who: Reader) -> Iterator[Duty]:
    """One's own institution's that are near, late or new; to the coordinator the others' late ones."""
    if not (who.informed or coordinates(who)):
        return
    waiting = visible_referrals(who).filter(
        ended_at__isnull=True, report__in=visible_reports(who).values("pk")
    )
    own = Q(agency__in=who.informed) & (
        Q(state=Referral.State.SENT) | Q(due_date__lte=who.on + SOON)
    )
    others = Q(due_date__lt=who.on) if coordinates(who) else Q(pk__in=())
    for referral in waiting.filter(own | others).select_related("agency"):
        yield Duty(
            _of_referral(who, referral),
            reverse("referral", kwargs={"referral_id": referral.pk}),
            referral.due_date,
        )


def _of_referral(who: Reader, referral: Referral) -> str:
    late = (who.on - referral.due_date).days
    if late <= 0:
        return _("Answer a referral")
    if referral.agency_id in who.informed:
        words = ngettext(
            "A referral is %(days)s day late", "A referral is %(days)s days late", late
        )
        return words % {"days": late}
    words = ngettext(
        "A referral to %(institution)s is %(days)s day late",
        "A referral to %(institution)s is %(days)s days late",
        late,
    )
    name = getattr(referral.agency, f"name_{get_language()}", "") or referral.agency.name_sq
    return words % {"days": late, "institution": name}


# --- Rows


def _by_deadline(who: Reader) -> QuerySet[Any]:
    """Actions with `until`, the deadline that counts."""
    return visible_actions(who).annotate(until=Coalesce("new_due_date", F("due_date")))


def _late(who: Reader) -> QuerySet[Any]:
    return _by_deadline(who).filter(done_date__isnull=True, until__lt=who.on)


def _of(meeting: Meeting, text: str, page: str, due: datetime.date) -> Duty:
    return Duty(text % {"number": meeting.reference}, _page(page, meeting), due)


def _of_action(action: Action, text: str, due: datetime.date) -> Duty:
    url = reverse("action", kwargs={"action_id": action.pk})
    return Duty(text % {"number": action.reference}, url, due)


def _page(name: str, meeting: Meeting) -> str:
    return reverse(name, kwargs={"meeting_id": meeting.pk})
