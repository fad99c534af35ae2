"""Meetings as the council would have held them: agenda, attendance, votes, minutes, promises.

Rows are written as of the past, without the letters that went with it; minutes are approved and
published by the acts that members use.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils.timezone import localdate

from council.actions.approve_minutes import approve_minutes
from council.actions.publish_facts import publish_meeting
from council.actions.publish_minutes import publish_minutes
from council.minutes_content import canonical, checksum, gathered
from council.models import (
    Action,
    Agency,
    AgendaItem,
    Appointment,
    Attendance,
    Decision,
    ItemMinutes,
    Marking,
    Meeting,
    Presence,
    PublishedFact,
    Rule,
    Seat,
    Series,
    Text,
    User,
    Vote,
)
from council.people import Role, holders_on, person_with_role
from languages import AUTHORITATIVE, LANGUAGES
from languages.texts import digest

Texts = Mapping[str, str]
APPROVED_AFTER = datetime.timedelta(days=21)


@dataclass(frozen=True)
class PromiseData:
    institution: str
    deadline: datetime.date
    done_on: datetime.date | None
    new_deadline: datetime.date | None
    text: Texts
    reason: Texts


@dataclass(frozen=True)
class DecisionData:
    """`text` in three languages; of a closed decision in Albanian alone."""

    institution: str
    kind: str
    deadline: datetime.date | None
    text: Texts


@dataclass(frozen=True)
class ItemData:
    """An item is open (`title`) or closed as a whole (`closed_title`)."""

    title: Texts = field(default_factory=dict)
    closed_title: str = ""
    text: str = ""
    closed_text: str = ""
    said: str = ""
    marking: str = Marking.GREEN
    shared_with: Collection[str] = ()
    presenter: str = ""
    minutes: int = 15
    decisions: Sequence[DecisionData] = ()
    promises: Sequence[PromiseData] = ()
    votes: tuple[int, int, int] | None = None
    """In favour, against, abstained by show of hands; None: consensus."""


@dataclass(frozen=True)
class AgendaData:
    starts_at: datetime.datetime
    place: Texts
    items: Sequence[ItemData] = ()


@dataclass(frozen=True)
class MeetingData(AgendaData):
    text: Texts = field(default_factory=dict)
    excused: Collection[str] = ()
    """Codes of the seats that nobody took."""


def plan_meeting(*, data: AgendaData) -> Meeting:
    """A meeting that is still to come; the one that was planned for the day, where there is one."""
    there = Meeting.objects.filter(starts_at=data.starts_at).first()
    meeting = there or _meeting(data, Meeting.State.PLANNED)
    if not meeting.items.exists():
        for order, item in enumerate(data.items, start=1):
            _item(meeting, order, item)
    return meeting


def hold_meeting(
    *, data: MeetingData, next_meeting: Meeting | None, by: User, at: datetime.datetime
) -> None:
    """A meeting with everything that came of it, approved by the chair and published.

    `by`: who reviewed the translations; `at`: when they did, and when it became public.
    """
    meeting = plan_meeting(data=data)
    _held(meeting, data)
    for item, words in zip(meeting.items.all(), data.items, strict=True):
        _came_of(item, words, by, at)
        if words.title:
            _translate(item.source_key, {"title": words.title}, by, at)
    _translate(meeting.source_key, {"text": data.text, "place": data.place}, by, at)
    if next_meeting:
        _translate(meeting.source_key, {"next_place": data.place}, by, at)
    _settle(meeting, next_meeting, at)


def record_from_sources(*, data: AgendaData, text: Texts, by: User, at: datetime.datetime) -> None:
    """A meeting of long ago of which only public sources tell: no attendance, no votes, no minutes."""
    if Meeting.objects.filter(starts_at=data.starts_at).exists():
        return
    meeting = _meeting(data, Meeting.State.PUBLISHED)
    meeting.open_text = text[AUTHORITATIVE]
    meeting.convened_at = data.starts_at
    meeting.save()
    for order, item in enumerate(data.items, start=1):
        made = _item(meeting, order, item)
        _translate(made.source_key, {"title": item.title}, by, at)
    _translate(meeting.source_key, {"text": text, "place": data.place}, by, at)
    publish_meeting(meeting=meeting, next_meeting=None, at=at)


def tells_of_meetings(*, since: datetime.date) -> bool:
    """Whether meetings of that day or later were published before."""
    facts = PublishedFact.objects.filter(kind=PublishedFact.Kind.MEETING)
    return facts.filter(on_date__gte=since).exists()


def _meeting(data: AgendaData, state: Meeting.State) -> Meeting:
    # The quarter's number, or where an earlier month has taken it the next one after all others.
    number, year = (data.starts_at.month + 2) // 3, data.starts_at.year
    taken = set(Meeting.objects.filter(year=year).values_list("number", flat=True))
    return Meeting.objects.create(
        year=year,
        number=max(taken) + 1 if number in taken else number,
        state=state,
        starts_at=data.starts_at,
        place=data.place[AUTHORITATIVE],
    )


def _item(meeting: Meeting, order: int, data: ItemData) -> AgendaItem:
    item = AgendaItem.objects.create(
        meeting=meeting,
        order=order,
        open_title=data.title.get(AUTHORITATIVE, ""),
        closed_title=data.closed_title,
        open_text=data.text,
        closed_text=data.closed_text,
        marking=data.marking,
        presenter=Seat.objects.get(code=data.presenter) if data.presenter else None,
        minutes_planned=data.minutes,
    )
    item.shared_with.set(Agency.objects.filter(code__in=data.shared_with))
    return item


def _held(meeting: Meeting, data: MeetingData) -> None:
    """Convened in time, opened and closed, attended, written down and circulated."""
    day = localdate(meeting.starts_at)
    secretary = person_with_role(Role.SECRETARY, day)
    chair = Appointment.objects.filter(role=Role.CHAIR).first()
    meeting.open_text = data.text[AUTHORITATIVE]
    meeting.state = Meeting.State.CIRCULATED
    meeting.chair = meeting.convener = chair
    meeting.convened_at = meeting.starts_at - datetime.timedelta(days=10)
    meeting.opened_at = meeting.starts_at
    meeting.ended_at = meeting.starts_at + datetime.timedelta(minutes=meeting.minutes_planned)
    meeting.circulated_at = meeting.starts_at + datetime.timedelta(days=7)
    meeting.corrections_until = day + datetime.timedelta(days=14)
    meeting.written_by = secretary
    meeting.save()
    sitting = {row.seat_id: row for row in holders_on(day)}
    for seat in Seat.objects.exclude(role=Role.SECRETARY):
        state = Presence.EXCUSED if seat.code in data.excused else Presence.PRESENT
        Attendance.objects.create(
            meeting=meeting, seat=seat, state=state, appointment=sitting.get(seat.pk)
        )


def _came_of(item: AgendaItem, data: ItemData, by: User, at: datetime.datetime) -> None:
    closed = not item.open_title
    ItemMinutes.objects.create(
        item=item,
        open_text="" if closed else data.said,
        closed_text=data.said if closed else "",
        version=1,
        edited_by=item.meeting.written_by,
        edited_at=item.meeting.ended_at,
    )
    decisions = [_decide(item, decision, data, by, at) for decision in data.decisions]
    for promise in data.promises:
        own = [row for row in decisions if row.institution.code == promise.institution]
        _promise(item, own[0] if own else None, promise, by, at)
    AgendaItem.objects.filter(pk=item.pk).update(state=AgendaItem.State.DONE)


def _decide(
    item: AgendaItem, data: DecisionData, of: ItemData, by: User, at: datetime.datetime
) -> Decision:
    meeting, closed = item.meeting, not item.open_title
    series = Series.CLOSED if closed else Series.OPEN
    text = data.text[AUTHORITATIVE]
    decision = Decision.objects.create(
        meeting=meeting,
        item=item,
        series=series,
        year=meeting.year,
        serial=_next(Decision, series, meeting.year),
        kind=data.kind,
        institution=Agency.objects.get(code=data.institution),
        due_date=data.deadline,
        open_text="" if closed else text,
        closed_text=text if closed else "",
    )
    if not closed:
        _translate(decision.source_key, {"text": data.text}, by, at)
    _vote(decision, of.votes)
    return decision


def _vote(decision: Decision, hands: tuple[int, int, int] | None) -> None:
    meeting = decision.meeting
    day = localdate(meeting.starts_at)
    voting = Seat.objects.filter(voting=True, pk__in=holders_on(day).values("seat"))
    there = meeting.attendance.filter(state=Presence.PRESENT, seat__in=voting).count()
    in_favour, against, abstained = hands or (there, 0, 0)
    Vote.objects.create(
        decision=decision,
        method=Vote.Method.HANDS if hands else Vote.Method.CONSENSUS,
        rule=Rule.on(day),
        occupied=voting.count(),
        voters=there,
        in_favour=in_favour,
        against=against,
        abstained=abstained,
        quorum=there > voting.count() / 2,
        taken_at=meeting.ended_at or meeting.starts_at,
    )


def _promise(
    item: AgendaItem,
    decision: Decision | None,
    data: PromiseData,
    by: User,
    at: datetime.datetime,
) -> None:
    given = localdate(item.meeting.starts_at)
    action = Action.objects.create(
        decision=decision,
        item=item,
        year=given.year,
        serial=_next(Action, Series.OPEN, given.year),
        institution=Agency.objects.get(code=data.institution),
        given_date=given,
        due_date=data.deadline,
        done_date=data.done_on,
        new_due_date=data.new_deadline,
        open_text=data.text[AUTHORITATIVE],
        late_reason=data.reason.get(AUTHORITATIVE, ""),
    )
    _translate(action.source_key, {"text": data.text, "reason": data.reason}, by, at)


def _next(model: type[Decision] | type[Action], series: Series, year: int) -> int:
    taken = model.objects.filter(series=series, year=year)
    return int(taken.aggregate(last=Max("serial"))["last"] or 0) + 1


def _settle(meeting: Meeting, next_meeting: Meeting | None, at: datetime.datetime) -> None:
    meeting.refresh_from_db()
    approved = meeting.starts_at + APPROVED_AFTER
    approve_minutes(
        meeting=meeting,
        sha256=checksum(canonical(gathered(meeting))),
        by=person_with_role(Role.CHAIR, localdate(approved)),
        at=min(approved, at),
    )
    publish_minutes(
        meeting=meeting,
        next_meeting=next_meeting,
        by=person_with_role(Role.SECRETARY, localdate(at)),
        at=at,
    )


def _translate(key: str, fields: Mapping[str, Texts], by: User, at: datetime.datetime) -> None:
    for name, texts in fields.items():
        for language in LANGUAGES:
            if language == AUTHORITATIVE or language not in texts:
                continue
            Text.objects.create(
                key=key,
                field=name,
                language=language,
                text=texts[language],
                origin=Text.Origin.TRANSLATED,
                translates_digest=digest(texts[AUTHORITATIVE]),
                reviewed_by=by,
                reviewed_at=at,
            )
