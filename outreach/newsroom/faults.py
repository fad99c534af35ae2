"""Why a manuscript may not be published: one English sentence each, said in the reader's language."""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from languages import AUTHORITATIVE
from languages.checks import Rules
from outreach.models import Manuscript
from outreach.newsroom.checking import wrong
from outreach.newsroom.kinds import GO_ON, Kind, fields_of
from outreach.newsroom.states import Standing, by_place, standing_of
from outreach.standards import rules_on

MISSING = gettext_noop("The Albanian text is missing: %(field)s.")
NOT_READY = gettext_noop("Nobody has said that the Albanian text is ready: %(field)s.")
CONFLICT = gettext_noop("Two texts were written at once; choose one: %(field)s.")
FOUND = gettext_noop("The checks found something in a text (%(language)s, %(field)s): %(said)s")
NO_AUDIENCE = gettext_noop("Say for whom the activity was.")
NO_PARTICIPANTS = gettext_noop("Say how many people took part.")
NOT_HELD = gettext_noop("The activity has not taken place yet: it is told afterwards.")
PAST = gettext_noop("The day of the event has passed.")
NOT_REPORTED = gettext_noop(
    "In the election period this must be reported to the election commission first: "
    "enter the number and the day of the report."
)


@dataclass(frozen=True)
class Fault:
    template: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """In the language of now; a field is called as its label says."""
        said = {
            name: _(text) if (text := str(value)) else "" for name, value in self.values.items()
        }
        return _(self.template) % said


def kept(faults: Iterable[Fault]) -> str:
    """Faults as a row keeps them, a line each: they are said in the language of who reads them."""
    with translation.override("en"):
        return "\n".join(
            json.dumps([fault.template, {name: str(value) for name, value in fault.values.items()}])
            for fault in faults
        )


def said(lines: str) -> list[str]:
    """What `kept` made, in the language of now."""
    return [str(Fault(*json.loads(line))) for line in lines.splitlines()]


def faults_of(manuscript: Manuscript, *, at: datetime.datetime) -> list[Fault]:
    """Everything that keeps it from being public at that moment; a missing translation does not."""
    rules = rules_on(localdate(at))
    return [
        *_words(manuscript),
        *_found(manuscript, rules),
        *_facts(manuscript, localdate(at)),
        *([Fault(NOT_REPORTED)] if rules.election and _must_be_reported(manuscript) else []),
    ]


def _words(manuscript: Manuscript) -> Iterator[Fault]:
    rows = by_place(manuscript.texts.all())
    for each in fields_of(manuscript):
        row = rows.get((each.name, AUTHORITATIVE))
        standing = standing_of(row, row)
        if standing is Standing.MISSING and not each.optional:
            yield Fault(MISSING, {"field": each.label})
        if standing is Standing.DRAFT:
            yield Fault(NOT_READY, {"field": each.label})
    labels = {each.name: each.label for each in fields_of(manuscript)}
    waiting = manuscript.texts.filter(conflicts__isnull=False, conflicts__settled_at=None)
    for row in waiting.distinct():
        if row.field in labels:
            yield Fault(CONFLICT, {"field": labels[row.field]})


def _found(manuscript: Manuscript, rules: Rules) -> Iterator[Fault]:
    labels = {each.name: each.label for each in fields_of(manuscript)}
    for row, remark in wrong(manuscript, rules):
        if row.field in labels:
            yield Fault(
                FOUND,
                {"language": row.language, "field": labels[row.field], "said": remark.message},
            )


def _facts(manuscript: Manuscript, today: datetime.date) -> Iterator[Fault]:
    facts = manuscript.facts
    if manuscript.kind == Kind.ACTIVITY:
        if not facts.get("audiences"):
            yield Fault(NO_AUDIENCE)
        if facts.get("participants") is None:
            yield Fault(NO_PARTICIPANTS)
        if datetime.date.fromisoformat(facts["held_on"]) > today:
            yield Fault(NOT_HELD)
    if manuscript.kind == Kind.EVENT and manuscript.published_at is None:
        last = facts.get("until") or facts["on_date"]
        if datetime.date.fromisoformat(last) < today:
            yield Fault(PAST)


def _must_be_reported(manuscript: Manuscript) -> bool:
    if manuscript.facts.get("topic") in GO_ON:
        return False
    return not (manuscript.reported_number and manuscript.reported_on)
