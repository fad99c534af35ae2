"""What a table that came back would change, row by row, before anything is changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bulletins.actions import write_text
from bulletins.actions.write_text import Albanian, TooLong
from bulletins.states import Place, TextState
from bulletins.translating.table import Line, as_given
from languages.texts import digest
from press.marks import without_marks


class Outcome(StrEnum):
    NEW = "new"
    SOURCE_CHANGED = "source_changed"
    NEWER = "newer"
    SAME = "same"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    TWICE = "twice"
    NOT_OURS = "not_ours"
    TOO_LONG = "too_long"
    MISSING = "missing"


TAKEN = frozenset({Outcome.NEW, Outcome.SOURCE_CHANGED, Outcome.NEWER})
"""What importing does something with."""

SENTENCES: Mapping[Outcome, Promise] = {
    Outcome.NEW: _("Will be imported."),
    Outcome.SOURCE_CHANGED: _(
        "The Albanian has changed since: it will be imported as outdated, to be looked at again."
    ),
    Outcome.NEWER: _(
        "Somebody has changed this translation since: nothing is overwritten, both texts are kept."
    ),
    Outcome.SAME: _("Nothing has changed."),
    Outcome.EMPTY: _("The cell is empty: what stands here stays."),
    Outcome.UNREADABLE: _("Its cells were merged or taken away: not imported."),
    Outcome.TWICE: _("The row is there twice with different texts: not imported."),
    Outcome.NOT_OURS: _("None of the texts that were given out has this id: not imported."),
    Outcome.TOO_LONG: _("The text is longer than 20,000 characters: not imported."),
    Outcome.MISSING: _("Not in the file: what stands here stays."),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One row of the file, or one text that the file does not have."""

    outcome: Outcome
    line: Line | None
    now: TextState | None
    notes: tuple[Promise, ...] = ()

    @property
    def is_taken(self) -> bool:
        return self.outcome in TAKEN

    @property
    def sentence(self) -> Promise:
        return SENTENCES[self.outcome]

    @property
    def text(self) -> str:
        return (_tidied(self.line, self.now) or "") if self.line else ""

    def read(self) -> Albanian:
        """The Albanian that stood beside it, as far as it can still be said."""
        assert self.line is not None and self.now is not None and self.now.source is not None
        before = self.now.row.translates_text if self.now.row else ""
        for known in (self.now.source.text, self.line.source, before):
            if self.line.is_of(as_given(self.now, known)):
                return Albanian(digest(known), known)
        return Albanian("")


def planned(lines: Sequence[Line], texts: Sequence[TextState]) -> list[Planned]:
    """`texts`: those that whoever brings the table may change. The file's rows come first."""
    known = {text.place: text for text in texts}
    lines = [_as_stored(line, known.get(line.place) if line.place else None) for line in lines]
    said = {
        (line.place, _tidied(line, known.get(line.place)))
        for line in lines
        if line.place is not None and line.whole
    }
    differing: Counter[Place] = Counter(place for place, _text in said)
    seen: set[Place] = set()
    rows = []
    for line in lines:
        now = known.get(line.place) if line.place else None
        again = line.place in seen
        if line.place:
            seen.add(line.place)
        outcome = _outcome(line, now, twice=_count(differing, line) > 1)
        if again and outcome in TAKEN:
            outcome = Outcome.SAME
        rows.append(Planned(outcome, line, now, _notes(line, now)))
    left = [text for place, text in known.items() if place not in seen]
    return [*rows, *(Planned(Outcome.MISSING, None, text) for text in left)]


def _count(differing: Counter[Place], line: Line) -> int:
    return differing[line.place] if line.place else 0


def _outcome(line: Line, now: TextState | None, *, twice: bool) -> Outcome:
    if not line.whole:
        return Outcome.UNREADABLE
    if now is None or now.source is None:
        return Outcome.NOT_OURS
    if twice:
        return Outcome.TWICE
    text = _tidied(line, now)
    if text is None:
        return Outcome.TOO_LONG
    if not text:
        return Outcome.EMPTY
    stored = now.row.text if now.row else ""
    if digest(text) in (digest(stored), digest(as_given(now, stored))):
        return Outcome.SAME
    if line.version != (now.row.version if now.row else 0):
        return Outcome.NEWER
    own = as_given(now, now.source.text)
    return Outcome.NEW if line.is_of(own) else Outcome.SOURCE_CHANGED


def _as_stored(line: Line, now: TextState | None) -> Line:
    """A free text comes back as it is set in Word and is kept as HTML."""
    if now is None or not now.is_rich:
        return line
    source, text = line.set_source or line.source, line.set_text or line.text
    return replace(line, source=without_marks(source), text=without_marks(text))


def _tidied(line: Line, now: TextState | None) -> str | None:
    """As it would be stored; None where it is too long."""
    if now is None or now.source is None:
        return line.text
    place = write_text.Place(now.source.block, now.field, now.language)
    try:
        return write_text.tidied(place, line.text)
    except TooLong:
        return None


def _notes(line: Line, now: TextState | None) -> tuple[Promise, ...]:
    notes = []
    if line.tracked:
        notes.append(_("It holds tracked changes: they count as accepted."))
    if now and now.source and line.whole and not line.is_of(line.source) and line.source:
        notes.append(_("Its Albanian was changed in the file: that is not imported."))
    return tuple(notes)
