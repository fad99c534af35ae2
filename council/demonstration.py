"""Demonstration data of the council: accounts of a cast, meetings, decisions, promises."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.utils.timezone import localdate

from council.actions.publish_facts import publish_action, publish_meeting, release_figures
from council.models import (
    Action,
    Agency,
    AgendaItem,
    Appointment,
    Attendance,
    Decision,
    Meeting,
    Seat,
    Text,
    User,
)
from council.people import Role, person_with_role
from languages import AUTHORITATIVE, LANGUAGES
from languages.texts import digest

Texts = Mapping[str, str]


@dataclass(frozen=True)
class DecisionData:
    institution: str
    kind: str
    deadline: datetime.date | None
    text: Texts


@dataclass(frozen=True)
class PromiseData:
    institution: str
    given_on: datetime.date
    deadline: datetime.date
    done_on: datetime.date | None
    new_deadline: datetime.date | None
    text: Texts
    reason: Texts


@dataclass(frozen=True)
class MeetingData:
    starts_at: datetime.datetime
    place: Texts
    present: int
    text: Texts
    items: tuple[Texts, ...]
    next_starts_at: datetime.datetime
    next_place: Texts


def account(
    *,
    email: str,
    title: str,
    password: str,
    totp_secret: str,
    role: Role,
    agency: str,
    seat: str,
) -> None:
    """One person of the cast, appointed long ago; safe to repeat."""
    if User.objects.filter(email=email).exists():
        return
    user = User.objects.create_user(email=email, password=password, title=title)
    Appointment.objects.create(
        person=user,
        role=role,
        agency=Agency.objects.get(code=agency),
        seat=Seat.objects.get(code=seat) if seat else None,
        from_date=datetime.date(2020, 1, 1),
    )
    if totp_secret:
        TOTP.activate(user, totp_secret)
        RecoveryCodes.activate(user)


def confirm_clearances(*, at: datetime.datetime) -> None:
    """As a second person does: the chair for the cast, the coordinator for the chair.

    What members have appointed since then waits for the members' own second person.
    """
    waiting = Appointment.objects.filter(
        seat__cleared=True, appointed_by__isnull=True, confirmed_at__isnull=True
    )
    if not waiting.exists():
        return
    today = localdate(at)
    chair, coordinator = (person_with_role(role, today) for role in (Role.CHAIR, Role.COORDINATOR))
    waiting.exclude(person=chair).update(confirmed_by=chair, confirmed_at=at)
    waiting.filter(person=chair).update(confirmed_by=coordinator, confirmed_at=at)


def make_meeting(
    *, held: MeetingData, decisions: Iterable[DecisionData], by: User, at: datetime.datetime
) -> None:
    """A quarterly meeting with approved minutes, published together with its decisions."""
    meeting = _meeting(held.starts_at, held.place, Meeting.State.APPROVED)
    meeting.open_text = held.text[AUTHORITATIVE]
    meeting.chair = Appointment.objects.filter(role=Role.CHAIR).first()
    meeting.save()
    following = _meeting(held.next_starts_at, held.next_place, Meeting.State.PLANNED)
    _translate(meeting.source_key, {"text": held.text, "place": held.place}, by, at)
    _translate(meeting.source_key, {"next_place": held.next_place}, by, at)
    for order, title in enumerate(held.items, start=1):
        AgendaItem.objects.create(meeting=meeting, order=order, open_title=title[AUTHORITATIVE])
        _translate(meeting.source_key, {f"item:{order}": title}, by, at)
    seats = Seat.objects.exclude(role="secretary")
    for number, seat in enumerate(seats, start=1):
        there = number <= held.present
        state = Attendance.State.PRESENT if there else Attendance.State.EXCUSED
        Attendance.objects.create(meeting=meeting, seat=seat, state=state)
    for number, data in enumerate(decisions, start=1):
        decision = Decision.objects.create(
            meeting=meeting,
            year=meeting.year,
            serial=(meeting.number - 1) * 4 + number,
            kind=data.kind,
            institution=Agency.objects.get(code=data.institution),
            due_date=data.deadline,
            open_text=data.text[AUTHORITATIVE],
        )
        _translate(decision.source_key, {"text": data.text}, by, at)
    publish_meeting(meeting=meeting, next_meeting=following, at=at)


def make_promises(*, promises: Iterable[PromiseData], by: User, at: datetime.datetime) -> None:
    for data in promises:
        serials = Action.objects.filter(year=data.given_on.year).count()
        action = Action.objects.create(
            year=data.given_on.year,
            serial=serials + 1,
            institution=Agency.objects.get(code=data.institution),
            given_date=data.given_on,
            due_date=data.deadline,
            done_date=data.done_on,
            new_due_date=data.new_deadline,
            open_text=data.text[AUTHORITATIVE],
            late_reason=data.reason.get(AUTHORITATIVE, ""),
        )
        _translate(action.source_key, {"text": data.text, "reason": data.reason}, by, at)
        publish_action(action=action, at=at)


def make_figures(
    *,
    month: datetime.date,
    title: Texts,
    sentence: Texts,
    unit_label: Texts,
    bars: Iterable[tuple[Texts, int, str]],
    at: datetime.datetime,
) -> None:
    """`bars`: (label, value, tone)."""
    bars = list(bars)
    labels = {f"bar:{n}": label for n, (label, _, _) in enumerate(bars)}
    fields = {"title": title, "sentence": sentence, "unit_label": unit_label, **labels}
    release_figures(
        month=month,
        facts={"bars": [{"value": value, "tone": tone} for _, value, tone in bars]},
        texts={
            language: {name: words[language] for name, words in fields.items()}
            for language in LANGUAGES
        },
        released_by=str(person_with_role(Role.SECRETARY, month).pk),
        confirmed_by=str(person_with_role(Role.CHAIR, month).pk),
        at=at,
    )


def _meeting(starts_at: datetime.datetime, place: Texts, state: Meeting.State) -> Meeting:
    # The quarter's number, or where an earlier month has taken it the next one after all others.
    number, year = (starts_at.month + 2) // 3, starts_at.year
    taken = set(Meeting.objects.filter(year=year).values_list("number", flat=True))
    return Meeting.objects.create(
        year=year,
        number=max(taken) + 1 if number in taken else number,
        state=state,
        starts_at=starts_at,
        place=place[AUTHORITATIVE],
    )


def _translate(key: str, fields: Mapping[str, Texts], by: User, at: datetime.datetime) -> None:
    for field, texts in fields.items():
        for language, text in texts.items():
            if language == AUTHORITATIVE:
                continue
            Text.objects.create(
                key=key,
                field=field,
                language=language,
                text=text,
                origin=Text.Origin.TRANSLATED,
                translates_digest=digest(texts[AUTHORITATIVE]),
                reviewed_by=by,
                reviewed_at=at,
            )
