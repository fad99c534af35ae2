"""Patterns said for a bulletin, in one language; what cannot be said is noted, not raised."""

import datetime
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from bulletins.composition import naming
from languages import patterns

Note = Callable[[str, str], None]


class Unnamed(LookupError):
    """A code that the register does not name in every language."""


class Speaker:
    def __init__(self, language: str, *, note: Note) -> None:
        """`note` is called with a pattern's key and the reason why it could not be said."""
        self.language = language
        self._note = note

    def say(self, key: str, **slots: Any) -> str:
        """The sentence; empty, and noted, where it cannot be said."""
        try:
            return patterns.say(key, self.language, **self._named(slots))
        except (patterns.NotReviewed, patterns.SlotError, Unnamed) as error:
            self._note(key, str(error))
            return ""

    def decision(self, row: Mapping[str, Any]) -> str:
        by = {"deadline": day(row["deadline"])} if row["deadline"] else {}
        key = f"decision-{row['kind']}{'-by' if by else ''}"
        return self.say(key, decision=row["number"], institution=row["institution"], **by)

    def promise(self, row: Mapping[str, Any]) -> str:
        """How far a promise was on the last day of the month."""
        known = {"reference": row["reference"], "institution": row["institution"]}
        deadline, moved = day(row["deadline"]), row["new_deadline"]
        if row["state"] == "done" and day(row["done_on"]) <= deadline:
            return self.say("promise-done-in-time", done_on=day(row["done_on"]), **known)
        known["deadline"] = deadline
        if row["state"] == "done":
            return self.say("promise-done-late", done_on=day(row["done_on"]), **known)
        if moved:
            known["new_deadline"] = day(moved)
        if row["state"] == "late":
            return self.say("promise-late-new" if moved else "promise-late-no-new", **known)
        return self.say("promise-in-time-moved" if moved else "promise-in-time", **known)

    def activity(self, row: Mapping[str, Any]) -> str:
        return self.say(
            "activity",
            on=day(row["held_on"]),
            unit=row["unit"],
            participants=row["participants"],
        )

    def event(self, row: Mapping[str, Any]) -> str:
        key = "event-open" if row["open"] else "event-invited"
        at = {"at": hour(row["starts_at"])} if row["starts_at"] else {}
        when = self.say(key if at else f"{key}-day", on=day(row["date"]), **at)
        access = self.say("event-accessible" if row["accessible"] else "event-steps")
        return f"{when} {access}"

    def meeting(self, facts: Mapping[str, Any]) -> str:
        """That the council met."""
        held_on = day(facts["held_on"])
        if facts.get("starts_at"):
            return self.say("meeting-held", on=held_on, at=hour(facts["starts_at"]))
        return self.say("meeting-held-on", on=held_on)

    def _named(self, slots: Mapping[str, Any]) -> dict[str, Any]:
        """Codes of institutions and units become their names."""
        found = dict(slots)
        for slot in {"institution", "unit"} & slots.keys():
            code, register = slots[slot], self._registers[slot]
            if code not in register:
                raise Unnamed(f"{code!r} has no name in every language.")
            found[slot] = register[code]
        return found

    @cached_property
    def _registers(self) -> Mapping[str, Mapping[str, patterns.Name]]:
        return {"institution": naming.institutions(), "unit": naming.units()}


def day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


def hour(iso: str) -> datetime.time:
    return datetime.time.fromisoformat(iso)
