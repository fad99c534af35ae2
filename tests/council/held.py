"""A meeting that was held, with open and closed sides everywhere; each closed word is a canary."""

import datetime
import io
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from council.actions import approve_minutes, settle_minutes
from council.minutes_content import canonical, checksum, gathered
from council.models import (
    Action,
    Agency,
    AgendaItem,
    Appointment,
    Attendance,
    AttendanceChange,
    Decision,
    Document,
    ItemMinutes,
    Marking,
    Meeting,
    NamedVote,
    Recusal,
    Rule,
    Seat,
    Series,
    User,
    Vote,
)
from council.people import Role
from tests import cast, make

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CANARY = "kanarina"
DEADLINE = datetime.date(2024, 12, 20)


def browser_of(user: User) -> Client:
    if not user.authenticator_set.exists():
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def seated(role: Role, seat: str) -> User:
    """Somebody who holds a seat; the same person again."""
    place = Seat.objects.select_related("agency").get(code=seat)
    user = cast.person(role=role, agency=place.agency.code)
    Appointment.objects.filter(person=user, role=role).update(seat=place)
    return cast.confirm(user)


def meeting(*, state: str = Meeting.State.HELD) -> Meeting:
    """Two open items with one wholly closed one before them, decisions and actions of each kind."""
    chair = seated(Role.CHAIR, "chair")
    seated(Role.MEMBER, "police")
    seated(Role.OBSERVER, "media")
    held = make.meeting(state=state, open_text="Këshilli u mblodh.", closed_text=word("meeting"))
    held.chair = Appointment.objects.get(person=chair, role=Role.CHAIR)
    held.ended_at = make.MET_AT + datetime.timedelta(minutes=95)
    held.save()
    closed, first, second = _items(held)
    make.attendance(
        meeting=held, states={"chair": "present", "police": "remote", "media": "excused"}
    )
    Attendance.objects.filter(meeting=held, seat__code="chair").update(appointment=held.chair)
    AttendanceChange.objects.create(item=closed, seat=seat("media"), state="absent")
    AttendanceChange.objects.create(item=second, seat=seat("police"), state="excused")
    Recusal.objects.create(item=first, seat=seat("police"), reason=word("recusal"))
    _decisions(held, closed, first)
    return held


def seat(code: str) -> Seat:
    return Seat.objects.get(code=code)


def word(name: str) -> str:
    return f"{CANARY} {name} fjalë të mbyllura"


def _items(held: Meeting) -> tuple[AgendaItem, AgendaItem, AgendaItem]:
    closed = make.item(
        meeting=held,
        order=1,
        closed_title=word("title"),
        closed_text=word("text"),
        marking=Marking.AMBER_STRICT,
    )
    first = make.item(
        meeting=held,
        order=2,
        open_title="Ndriçimi i rrugës së shkollës",
        closed_title=word("side"),
        closed_text=word("side text"),
        marking=Marking.AMBER,
    )
    second = make.item(
        meeting=held, order=3, open_title="Autobusi i nxënësve", state=AgendaItem.State.CARRIED
    )
    ItemMinutes.objects.create(item=closed, closed_text=word("minutes"), open_text=word("hidden"))
    ItemMinutes.objects.create(
        item=first, open_text="U fol për 6 vende.", closed_text=word("side minutes"), version=3
    )
    ItemMinutes.objects.create(item=second, open_text="Pika u shty.")
    return closed, first, second


def _decisions(held: Meeting, closed: AgendaItem, first: AgendaItem) -> None:
    rule = Rule.on(timezone.localdate(held.starts_at))
    opened = make.decision(
        meeting=held, serial=1, item=first, due_date=DEADLINE, closed_text=word("decision side")
    )
    vote = Vote.objects.create(
        decision=opened,
        method=Vote.Method.NAMES,
        rule=rule,
        occupied=3,
        voters=2,
        in_favour=2,
        quorum=False,
        no_quorum_reason=word("quorum"),
        taken_at=make.MET_AT,
    )
    NamedVote.objects.create(vote=vote, seat=seat("chair"), choice="favour")
    secret = make.decision(
        meeting=held,
        serial=1,
        item=closed,
        series=Series.CLOSED,
        open_text="",
        closed_text=word("decision"),
    )
    Vote.objects.create(
        decision=secret,
        method=Vote.Method.HANDS,
        rule=rule,
        occupied=97,
        voters=89,
        in_favour=83,
        quorum=True,
        taken_at=make.MET_AT,
    )
    make.decision(
        meeting=held,
        serial=None,  # type: ignore[arg-type]
        item=first,
        state=Decision.State.REJECTED,
        open_text=word("rejected"),
    )
    given = {"given_date": make.MET_AT.date(), "due_date": DEADLINE, "item": first}
    make.action(serial=1, decision=opened, closed_text=word("action side"), **given)
    make.action(
        serial=1,
        series=Series.CLOSED,
        open_text="",
        closed_text=word("action"),
        decision=secret,
        given_date=make.MET_AT.date(),
        due_date=DEADLINE,
    )


def circulated(*, until: datetime.date | None = None) -> Meeting:
    """As `meeting`, drafted by the secretary and circulated."""
    held, secretary, now = meeting(), cast.secretary(), timezone.now()
    settle_minutes.finish_draft(meeting=held, by=secretary, at=now)
    settle_minutes.circulate(
        meeting=held,
        corrections_until=until or timezone.localdate(now) + datetime.timedelta(days=7),
        by=secretary,
        at=now,
    )
    held.refresh_from_db()
    return held


def read(held: Meeting) -> str:
    """The checksum that the page shows."""
    return checksum(canonical(gathered(Meeting.objects.get(pk=held.pk))))


def approved() -> Meeting:
    held = circulated()
    approve_minutes.approve_minutes(
        meeting=held, sha256=read(held), by=cast.chair(), at=timezone.now()
    )
    held.refresh_from_db()
    return held


def document(held: Meeting, *, title: str, item: AgendaItem | None = None, **more: Any) -> Document:
    """A PDF of one page that was brought to a meeting."""
    import pikepdf

    from council.actions.documents import keep_document
    from press.files import clean

    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
    return keep_document(
        file=clean(out.getvalue(), "a.pdf"),
        title=title,
        kind=Document.Kind.WORKING,
        meeting=held,
        item=item,
        by=cast.secretary(),
        at=timezone.now(),
        **more,
    )


def agency(code: str) -> Agency:
    return Agency.objects.get(code=code)


def actions() -> list[Action]:
    return list(Action.objects.order_by("series"))
