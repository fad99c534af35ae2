"""Minutes on their way: finished by who wrote them, circulated, corrected."""

import datetime
import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils.timezone import localdate

from council import audit, notices
from council.access import (
    Reader,
    closed_items,
    may_ask_correction,
    may_keep_meetings,
    reader,
    visible_items,
    writers_of,
)
from council.actions.tell_of_actions import tell_of_actions
from council.models import (
    AgendaItem,
    Delegation,
    ItemMinutes,
    Meeting,
    MinutesCorrection,
    User,
)
from council.people import Role, appointed_on, demand, holders_on

_State = Meeting.State


class WrongState(Exception):
    """The meeting is at another step by now."""


class TooLate(Exception):
    """The time for corrections is over."""


class NoSuchItem(Exception):
    """The item is none of the meeting's, or not theirs to know."""


class AlreadySettled(Exception):
    """The correction was answered before."""


class TextChanged(Exception):
    """Somebody saved the item's minutes meanwhile."""


def in_state(meeting: Meeting, *states: str) -> Meeting:
    """The meeting as it stands now, held until the transaction ends. Raises WrongState."""
    held = Meeting.objects.select_for_update(no_key=True, of=("self",)).get(pk=meeting.pk)
    if held.state not in states:
        raise WrongState(held.state)
    return held


def finish_draft(*, meeting: Meeting, by: User, at: datetime.datetime) -> None:
    """The minutes are written; who finishes them is their author. Raises NotAllowed, WrongState."""
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    held = in_state(meeting, _State.HELD)
    held.state, held.written_by = _State.DRAFTED, by
    held.chair = held.chair or _chair_of(localdate(held.starts_at))
    held.save(update_fields=["state", "written_by", "chair", "edited_at"])
    audit.record(verb="minutes.drafted", object_key=meeting.source_key, at=at)


def circulate(
    *, meeting: Meeting, corrections_until: datetime.date, by: User, at: datetime.datetime
) -> int:
    """Tells every seat that the minutes can be read; how many letters that are.

    Raises NotAllowed, WrongState, or TooLate for a day that is over.
    """
    today = localdate(at)
    demand(may_keep_meetings(reader(by, on=today)))
    if corrections_until < today:
        raise TooLate
    held = in_state(meeting, _State.DRAFTED)
    held.state, held.circulated_at = _State.CIRCULATED, at
    held.corrections_until = corrections_until
    held.save(update_fields=["state", "circulated_at", "corrections_until", "edited_at"])
    people = _at_the_seats(held, today, but=by)
    for person in people:
        notices.tell(
            person=person, kind=notices.Kind.MINUTES_CIRCULATED, about=str(meeting.pk), at=at
        )
    tell_of_actions(meeting=held, at=at)  # those given after the meeting had closed
    audit.record(verb="minutes.circulated", object_key=meeting.source_key, at=at)
    return len(people)


def ask_correction(
    *, meeting: Meeting, item: AgendaItem | None, text: str, by: User, at: datetime.datetime
) -> MinutesCorrection:
    """Raises NotAllowed, NoSuchItem, or TooLate after the last day."""
    today = localdate(at)
    who = reader(by, on=today)
    held = Meeting.objects.get(pk=meeting.pk)
    demand(may_ask_correction(who, held))
    if held.corrections_until and held.corrections_until < today:
        raise TooLate
    if item is not None and not visible_items(who, held).filter(pk=item.pk).exists():
        raise NoSuchItem
    correction = MinutesCorrection.objects.create(
        meeting=held, item=item, by=by, at=at, text=text.strip()
    )
    audit.record(verb="correction.asked", object_key=f"correction:{correction.pk}", at=at)
    return correction


@transaction.atomic
def settle_correction(
    *,
    correction: MinutesCorrection,
    taken: bool,
    answer: str,
    by: User,
    at: datetime.datetime,
    words: tuple[str, str] | None = None,
    version: int = 0,
) -> None:
    """Takes or refuses a correction, with an answer.

    `words`: the item's open and closed minutes as they read from now on; `version`: the one that
    was read. Raises NotAllowed, WrongState, AlreadySettled or TextChanged.
    """
    demand(may_keep_meetings(reader(by, on=localdate(at))))
    in_state(correction.meeting, _State.CIRCULATED)
    state = MinutesCorrection.State.TAKEN if taken else MinutesCorrection.State.REFUSED
    asked = MinutesCorrection.objects.filter(pk=correction.pk, state=MinutesCorrection.State.ASKED)
    if not asked.update(state=state, answer=answer.strip(), settled_at=at):
        raise AlreadySettled
    if taken and words is not None and correction.item is not None:
        _rewrite(correction.item, words, version, by, at)
    verb = "correction.taken" if taken else "correction.refused"
    audit.record(verb=verb, object_key=f"correction:{correction.pk}", at=at)


def ask_approval(*, meeting: Meeting, by: User, at: datetime.datetime) -> int:
    """A letter to everybody who may approve; how many there are. Raises NotAllowed, WrongState."""
    today = localdate(at)
    demand(may_keep_meetings(reader(by, on=today)))
    held = in_state(meeting, _State.CIRCULATED)
    authors = writers_of(held) | {(held.written_by or by).pk}
    tell_approvers(meeting=held, what="minutes", but=authors, at=at)
    audit.record(verb="approval.asked", object_key=meeting.source_key, at=at)
    return len(approvers(today, but=authors))


def tell_approvers(
    *, meeting: Meeting, what: str, but: Collection[uuid.UUID], at: datetime.datetime
) -> None:
    """`what` waits for approval: one letter to each approver, however often it is asked."""
    for person in approvers(localdate(at), but=but):
        notices.tell(
            person=person,
            kind=notices.Kind.APPROVAL_ASKED,
            about=f"{meeting.pk}:{what}",
            at=at,
            once=True,
        )


def approvers(day: datetime.date, *, but: Collection[uuid.UUID]) -> list[User]:
    """The chair, and whom the chair delegated to, on a day. `but`: ids of who wrote it."""
    chairs = appointed_on(day).filter(role=Role.CHAIR)
    delegations = Delegation.objects.filter(
        appointment__in=chairs, from_date__lte=day, to_date__gte=day, revoked_at__isnull=True
    )
    ids = {*chairs.values_list("person_id", flat=True)}
    ids |= {*delegations.values_list("delegate_id", flat=True)}
    return list(User.objects.filter(pk__in=ids - set(but), is_active=True).order_by("email"))


def corrections_for(who: Reader, meeting: Meeting) -> list[MinutesCorrection]:
    """One's own, and to keepers those about items whose closed side they read: what somebody asks
    to be corrected may repeat it."""
    rows = meeting.corrections.select_related("item__minutes", "by")
    if who.keeps_strict:
        return list(rows)
    if not who.keeps:
        return list(rows.filter(by=who.user))
    items = set(closed_items(who).filter(meeting=meeting).values_list("pk", flat=True))
    return [row for row in rows if row.by_id == who.user.pk or row.item_id in items]


def _rewrite(
    item: AgendaItem, words: tuple[str, str], version: int, by: User, at: datetime.datetime
) -> None:
    minutes, _made = ItemMinutes.objects.get_or_create(item=item)
    open_text, closed_text = words
    if (minutes.open_text, minutes.closed_text) == (open_text, closed_text):
        return
    read = ItemMinutes.objects.filter(pk=minutes.pk, version=version)
    if not read.update(
        open_text=open_text,
        closed_text=closed_text,
        version=version + 1,
        edited_by=by,
        edited_at=at,
    ):
        raise TextChanged
    minutes.writers.add(by)
    audit.record(verb="minutes.written", object_key=f"item:{item.key}", at=at)


def _chair_of(day: datetime.date):  # type: ignore[no-untyped-def]
    return appointed_on(day).filter(role=Role.CHAIR, substitute_for__isnull=True).last()


def _at_the_seats(meeting: Meeting, day: datetime.date, *, but: User) -> list[User]:
    """Who holds a seat, and the substitutes who sat there and still may."""
    holders = set(holders_on(day).values_list("person_id", flat=True))
    sat = meeting.attendance.values("appointment")
    holders |= set(appointed_on(day).filter(pk__in=sat).values_list("person_id", flat=True))
    return list(User.objects.filter(pk__in=holders - {but.pk}, is_active=True).order_by("email"))
