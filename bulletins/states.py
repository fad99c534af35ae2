"""Where each text of a bulletin stands, and how far a language has come. Derived, never stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bulletins.checking import is_rich, plain
from bulletins.models import BlockText, Bulletin
from bulletins.pictures import unsaid
from languages import AUTHORITATIVE, LANGUAGES
from languages.texts import digest

Place = tuple[int, str]
"""A block's id and the field."""


class State(StrEnum):
    MISSING = "missing"
    DRAFT = "draft"
    """Written, and read over by nobody else."""
    SUGGESTED = "suggested"
    """Nobody has written it for this text."""
    REVIEWED = "reviewed"
    OUTDATED = "outdated"
    """It translates another Albanian than today's."""


LABELS: Mapping[State, Promise] = {
    State.MISSING: _("missing"),
    State.DRAFT: _("written, not reviewed"),
    State.SUGGESTED: _("suggested, needs review"),
    State.REVIEWED: _("reviewed"),
    State.OUTDATED: _("outdated: the Albanian has changed"),
}
TO_TRANSLATE = frozenset({State.MISSING, State.OUTDATED})
TO_REVIEW = frozenset({State.DRAFT, State.SUGGESTED})


@dataclass(frozen=True, slots=True)
class TextState:
    """One field in one language: its row, the Albanian row, and where it stands."""

    block_id: int
    field: str
    language: str
    state: State
    row: BlockText | None
    source: BlockText | None

    @property
    def is_rich(self) -> bool:
        """Whether it is HTML."""
        return self.source is not None and is_rich(self.source.block, self.field)

    @property
    def place(self) -> Place:
        return self.block_id, self.field

    @property
    def label(self) -> Promise:
        return LABELS[self.state]


@dataclass(frozen=True, slots=True)
class Coverage:
    """`done` of `total` texts are reviewed and translate today's Albanian."""

    done: int
    total: int

    @property
    def is_whole(self) -> bool:
        return self.done == self.total


@dataclass(frozen=True)
class States:
    """Every text of a bulletin in every language, by block and in the order of writing.

    Blocks that are left out are not in it. A field counts where any language has a row for it.
    """

    texts: Mapping[tuple[int, str, str], TextState]

    def of_text(self, block_id: int, field: str, language: str) -> State:
        found = self.texts.get((block_id, field, language))
        return found.state if found else State.MISSING

    def in_language(self, language: str) -> list[TextState]:
        return [text for text in self.texts.values() if text.language == language]

    def coverage(self, language: str) -> Coverage:
        return _coverage(self.in_language(language))

    def coverage_by_block(self, language: str) -> dict[int, Coverage]:
        """By block's id, in the bulletin's order."""
        blocks: dict[int, list[TextState]] = {}
        for text in self.in_language(language):
            blocks.setdefault(text.block_id, []).append(text)
        return {block_id: _coverage(texts) for block_id, texts in blocks.items()}


def of(bulletin: Bulletin) -> States:
    """One query."""
    rows = BlockText.objects.filter(block__in=bulletin.printed()).exclude(unsaid())
    ordered = rows.select_related("block").order_by("block__order", "block_id", "pk")
    return of_rows(ordered)


def of_rows(rows: Iterable[BlockText]) -> States:
    """Of rows in the order in which they are to be listed."""
    places: dict[Place, dict[str, BlockText]] = {}
    for row in rows:
        places.setdefault((row.block_id, row.field), {})[row.language] = row
    texts = {}
    for (block_id, field), found in places.items():
        source = found.get(AUTHORITATIVE)
        today = digest(source.text) if source else ""
        for language in LANGUAGES:
            own = found.get(language)
            texts[block_id, field, language] = TextState(
                block_id, field, language, _state(own, today), own, source
            )
    return States(texts)


def state_of(row: BlockText | None, source: BlockText | None) -> State:
    """Of one text: what its language has, and the Albanian."""
    return _state(row, digest(source.text) if source else "")


def _state(row: BlockText | None, today: str) -> State:
    if row is None or not plain(row).strip():
        return State.MISSING
    if row.language != AUTHORITATIVE and row.translates_digest != today:
        return State.OUTDATED
    if row.is_reviewed:
        return State.REVIEWED
    if row.origin == BlockText.Origin.SUGGESTED:
        return State.SUGGESTED
    return State.DRAFT


def _coverage(texts: Iterable[TextState]) -> Coverage:
    listed = list(texts)
    done = sum(text.state is State.REVIEWED for text in listed)
    return Coverage(done, len(listed))
