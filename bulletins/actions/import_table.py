"""A table of translations comes back: the rows that are right, one by one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from bulletins import states
from bulletins.actions.translate_text import put_translation
from bulletins.actions.write_text import Place, Words
from bulletins.models import Assignment, Block, BlockText, Bulletin
from bulletins.translating.access import may_assign, may_translate
from bulletins.translating.incoming import Planned, planned
from bulletins.translating.table import Line
from council import audit
from council.people import Answer, User, demand


@dataclass(frozen=True)
class Scope:
    """The texts that a table is about: those of an assignment, else a whole language."""

    bulletin: Bulletin
    language: str
    assignment: Assignment | None = None

    def texts(self) -> list[states.TextState]:
        """Those with an Albanian text; in the bulletin's order. At most two queries."""
        found = states.of(self.bulletin).in_language(self.language)
        if self.assignment:
            own = set(self.assignment.texts.values_list("block_id", "field"))
            found = [text for text in found if text.place in own]
        return [text for text in found if text.source and text.source.text.strip()]

    def may_write(self, user: User, *, on: datetime.date) -> Answer:
        if self.assignment and self.assignment.person_id == user.pk:
            return may_translate(user, self.assignment, on=on)
        return may_assign(user, on=on)

    @property
    def key(self) -> str:
        """For the trail."""
        if self.assignment:
            return f"assignment:{self.assignment.pk}"
        return f"bulletin:{self.bulletin.month:%Y-%m}:{self.language}"


@dataclass(frozen=True)
class Imported:
    rows: list[Planned]
    """As they were found when they were imported, not when they were shown."""
    stored: int
    conflicts: int


def import_table(
    *, scope: Scope, lines: Sequence[Line], by: User, at: datetime.datetime
) -> Imported:
    """Imports what can be; overwrites nothing that is newer. Raises NotAllowed."""
    demand(scope.may_write(by, on=localdate(at)))
    # Nobody changes a block's texts between the look and the act.
    blocks = {
        row.pk: row for row in Block.objects.select_for_update().filter(bulletin=scope.bulletin)
    }
    rows = planned(lines, scope.texts())
    stored = conflicts = 0
    for row in rows:
        if not row.is_taken:
            continue
        assert row.line is not None and row.now is not None
        written = put_translation(
            place=Place(blocks[row.now.block_id], row.now.field, scope.language),
            words=Words(row.text, row.line.version, row.read(), BlockText.Origin.IMPORTED),
            by=by,
            at=at,
        )
        stored += written.changed
        conflicts += written.conflict is not None
    audit.record(verb="bulletin.table_imported", object_key=scope.key, at=at)
    return Imported(rows, stored, conflicts)
