"""What letters on paper may say: the slots of their wording, and what fills them.

A wording is Albanian text with slots such as `{number}`. What a slot is filled with is never
looked through for slots again.
"""

import datetime
import re
from collections.abc import Collection, Mapping
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from council.models import Action, Agency, Correspondence, Decision, Meeting, Series
from languages import AUTHORITATIVE
from languages.dates import long_date

Kind = Correspondence.Kind
Record = Decision | Action | Meeting
NO_DEADLINE: Final = "pa afat"
_KEY: Final = re.compile(r"(decision|action|meeting):(\d{4})-(M?)(\d{1,5})")
_TYPED: Final = re.compile(r"(.+?)[\s:]+(\d{4}-M?\d{1,5})")
_NAMES: Mapping[str, Promise] = {
    "decision": _("Decision"),
    "action": _("Action point"),
    "meeting": _("Meeting"),
}
_SLOT: Final = re.compile(r"\{([^{}]*)\}")
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

_OF_ANY: Mapping[str, Promise] = {
    "institution": _("the institution that the letter goes to"),
}
_OF_MEETING: Mapping[str, Promise] = {
    **_OF_ANY,
    "meeting": _("the meeting's number, such as 2026-4"),
    "meeting_date": _("the day of the meeting"),
    "meeting_time": _("the hour of the meeting"),
    "place": _("where the meeting is"),
}
_OF_RECORD: Mapping[str, Promise] = {
    **_OF_ANY,
    "number": _("the number of the decision or the action point"),
    "text": _("its text"),
    "deadline": _("its deadline"),
    "responsible": _("the institution that is responsible"),
    "meeting": _("the meeting's number, such as 2026-4"),
    "meeting_date": _("the day of the meeting"),
}
SLOTS: Mapping[str, Mapping[str, Promise]] = {
    Kind.CONVOCATION: _OF_MEETING,
    Kind.MINUTES: _OF_MEETING,
    Kind.DECISION: {**_OF_RECORD, "legal_basis": _("the legal basis of the decision")},
    Kind.ACTION: {**_OF_RECORD, "given": _("the day on which it was given")},
    Kind.OTHER: _OF_ANY,
}


def unknown_slots(text: str, kind: str) -> list[str]:
    """What stands in braces and is no slot of the kind; a lone brace counts as one."""
    names = [f"{{{name}}}" for name in _SLOT.findall(text) if name not in SLOTS[kind]]
    lone = re.findall(r"[{}]", _SLOT.sub("", text))
    return [*dict.fromkeys(names), *lone[:1]]


def fill(text: str, values: Mapping[str, str]) -> str:
    filled = _SLOT.sub(lambda found: values.get(found[1], ""), text)
    return _UNWRITABLE.sub("", filled)


def record_of(key: str) -> Record | None:
    """The decision, action or meeting with a source key."""
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    kind, year, closed, number = match.groups()
    if kind == "meeting":
        return Meeting.objects.filter(year=year, number=number).first() if not closed else None
    series = Series.CLOSED if closed else Series.OPEN
    named = {"year": year, "serial": number, "series": series}
    if kind == "decision":
        return Decision.objects.filter(**named).select_related("meeting", "institution").first()
    return Action.objects.filter(**named).select_related("institution", "decision").first()


def key_in_words(key: str) -> str:
    """A source key as people say it, such as "Decision 2026-3"."""
    if _KEY.fullmatch(key) is None:
        return key
    kind, _colon, number = key.partition(":")
    return f"{_NAMES[kind]} {number}"


def key_of(typed: str) -> str:
    """The source key that was typed, in words of the page's language or as it is."""
    match = _TYPED.fullmatch(typed.strip())
    if match is None:
        return typed
    said, number = match.groups()
    names = {str(name).casefold(): kind for kind, name in _NAMES.items()}
    return f"{names.get(said.casefold(), said.casefold())}:{number}"


def is_closed(record: Record | None) -> bool:
    """Whether a letter about it is closed."""
    return isinstance(record, Decision | Action) and record.series == Series.CLOSED


def readers(record: Decision | Action) -> Collection[int]:
    """Ids of the institutions to which a letter with its closed text may go."""
    shared = record.item.shared_with.values_list("pk", flat=True) if record.item else ()
    return {record.institution_id, *shared}


def values(record: Record | None, to: Agency) -> dict[str, str]:
    """What fills the slots. Of a record of the open series the open text alone."""
    found = {"institution": to.name_sq}
    if record is None:
        return found
    meeting = record if isinstance(record, Meeting) else _meeting_of(record)
    if meeting is not None:
        local = timezone.localtime(meeting.starts_at)
        found |= {
            "meeting": meeting.reference,
            "meeting_date": _day(local.date()),
            "meeting_time": f"{local:%H:%M}",
            "place": meeting.place,
        }
    if isinstance(record, Meeting):
        return found
    found |= {
        "text": record.closed_text if is_closed(record) else record.open_text,
        "responsible": record.institution.name_sq,
    }
    if isinstance(record, Decision):
        deadline = _day(record.due_date) if record.due_date else NO_DEADLINE
        return found | {
            "number": record.number,
            "deadline": deadline,
            "legal_basis": record.legal_basis,
        }
    return found | {
        "number": record.reference,
        "deadline": _day(record.deadline),
        "given": _day(record.given_date),
    }


def _meeting_of(record: Decision | Action) -> Meeting | None:
    if isinstance(record, Decision):
        return record.meeting
    if record.item is not None:
        return record.item.meeting
    return record.decision.meeting if record.decision is not None else None


def _day(day: datetime.date) -> str:
    return long_date(day, AUTHORITATIVE, weekday=False)
