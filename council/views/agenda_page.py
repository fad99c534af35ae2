"""What the pages of an agenda show, as values: rows with their controls, sums, what to copy."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from council import access, circulation
from council.access import Reader
from council.actions import plan_meeting
from council.actions.build_agenda import is_buildable
from council.actions.correct_notice import is_outdated
from council.circulation import ItemForReader
from council.forms.meetings import KIND_NAMES, MODE_NAMES, STATE_NAMES
from council.models import Action, AgendaItem, Document, Meeting, Series
from council.people import Allowed
from council.views.registers import letters_about
from languages.folding import fold


@dataclass(frozen=True)
class Row:
    item: ItemForReader
    places: tuple[int, ...]
    """The numbers that it may have: an open item stands before every closed one."""

    @property
    def first(self) -> bool:
        return self.item.number == self.places[0]

    @property
    def last(self) -> bool:
        return self.item.number == self.places[-1]


def agenda(who: Reader, meeting: Meeting) -> dict[str, Any]:
    items = circulation.items_for(who, meeting)
    total = sum(item.minutes_planned for item in items)
    left = meeting.minutes_planned - total
    return {
        "meeting": meeting,
        "rows": [Row(item, tuple(_places(items, item))) for item in items],
        "total": total,
        "left": max(left, 0),
        "over": max(-left, 0),
    }


def frame(who: Reader, meeting: Meeting) -> dict[str, Any]:
    """Of the meeting's page all but its agenda."""
    may_write = isinstance(access.may_keep_meetings(who), Allowed)
    builds = may_write and is_buildable(meeting)
    return {
        **row(meeting),
        "builds": builds,
        "keeps": who.keeps,
        "short_notice": builds and plan_meeting.is_short_notice(meeting, on=who.on),
        "papers": papers(who, meeting),
        "letters": letters_about(who, meeting.source_key),
        "may_write": may_write,
        "outdated": may_write and is_outdated(meeting),
        "never_told": meeting.state == Meeting.State.PLANNED and meeting.convened_at is None,
    }


def row(meeting: Meeting) -> dict[str, Any]:
    """A meeting in words."""
    return {
        "meeting": meeting,
        "kind": KIND_NAMES[Meeting.Kind(meeting.kind)],
        "mode": MODE_NAMES[Meeting.Mode(meeting.mode)],
        "state": STATE_NAMES[Meeting.State(meeting.state)],
    }


def closed_readers(item: AgendaItem, *, on: datetime.date) -> list[str]:
    """The posts that read its closed side, once the meeting is convened; each once."""
    shared = set(item.shared_with.values_list("pk", flat=True))
    readers = (
        who.user.title
        for who in access.everybody(on=on)
        if access.reads_closed_side(who, marking=item.marking, shared=shared)
    )
    return list(dict.fromkeys(readers))


def papers(who: Reader, meeting: Meeting) -> list[Document]:
    """Of the meeting as a whole."""
    own = access.visible_documents(who).filter(meeting=meeting, item=None)
    return list(own.filter(kind=Document.Kind.WORKING))


def _places(items: Collection[ItemForReader], item: ItemForReader) -> list[int]:
    return [other.number for other in items if _kind(other) == _kind(item)]


def _kind(item: ItemForReader) -> tuple[bool, bool]:
    return item.is_closed, not item.open_title


# --- Copying


@dataclass(frozen=True)
class Offer:
    """What of an earlier meeting, and which late promises, the next agenda may take over."""

    known_items: dict[str, AgendaItem]
    known_actions: dict[str, Action]
    carried: list[tuple[str, str]]
    again: list[tuple[str, str]]
    late: list[tuple[str, str]]
    ticked: dict[str, list[str]]

    def items(self, keys: Collection[str]) -> list[AgendaItem]:
        return [self.known_items[key] for key in keys]

    def actions(self, keys: Collection[str]) -> list[Action]:
        return [self.known_actions[key] for key in keys]


def offer(who: Reader, source: Meeting) -> Offer:
    """Ticked at first: what was left unfinished, and what stood on the last two agendas."""
    items = {str(row.key): row for row in access.visible_items(who, source)}
    titles = {str(row.key): row.title for row in circulation.items_for(who, source)}
    left = {str(key) for key in plan_meeting.unfinished(source).values_list("key", flat=True)}
    before = _titles_before(who, source)
    standing = [
        key for key in items if key not in left and (before is None or fold(titles[key]) in before)
    ]
    late = {str(row.pk): row for row in late_actions(who)}
    return Offer(
        known_items=items,
        known_actions=late,
        carried=[(key, titles[key]) for key in items if key in left],
        again=[(key, titles[key]) for key in items if key not in left],
        late=[(key, promise_line(row)) for key, row in late.items()],
        ticked={"carried": [key for key in items if key in left], "again": standing},
    )


def late_actions(who: Reader) -> list[Action]:
    """What a keeper may see of promises whose day has passed; the longest waiting first."""
    waiting = access.visible_actions(who).filter(done_date=None, due_date__lt=who.on)
    rows = [row for row in waiting.select_related("institution") if row.deadline < who.on]
    return sorted(rows, key=lambda row: row.deadline)


def promise_line(action: Action) -> str:
    """A keeper who sees a closed promise may read it."""
    text = action.closed_text if action.series == Series.CLOSED else action.open_text
    return f"{action.reference} – {institution_of(action)}: {text}"


def institution_of(action: Action) -> str:
    name: str = getattr(action.institution, f"name_{get_language()}", "")
    return name or action.institution.name_sq


def _titles_before(who: Reader, source: Meeting) -> set[str] | None:
    """The folded titles of the agenda before; None where there is none to compare with."""
    earlier = access.visible_meetings(who).exclude(state=Meeting.State.CANCELLED)
    before = earlier.filter(starts_at__lt=source.starts_at).first()
    if before is None:
        return None
    return {fold(row.title) for row in circulation.items_for(who, before)}
