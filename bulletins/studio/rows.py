"""The editor's page as values: a block a row, a text a line, a language a cell."""

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext

from bulletins.actions.arrange_blocks import WRITTEN
from bulletins.actions.shape_block import PARTS, count_of
from bulletins.checking import is_rich, remarks
from bulletins.composition.bodies import Field, fields_of
from bulletins.forms.pictures import PictureForm
from bulletins.models import Block, BlockText, Bulletin, Picture, TextConflict
from bulletins.ordering import FIRST, LAST
from bulletins.pictures import of_block, removed_of, small
from bulletins.sources import withdrawn
from bulletins.states import State, state_of
from bulletins.studio.facts import Fact, Facts, Source, source_of
from bulletins.studio.words import LINES, STATES, field_name, kind_name
from languages import AUTHORITATIVE, LANGUAGES, direction, own_name
from languages.checks import Rules
from languages.remarks import Remark
from languages.words import sentences
from outreach.standards import rules_on

LONGEST = {"sq": 15, "en": 15, "ar": 20}
"""Words that a sentence may have (`languages.checks` says so too, of the text as a whole)."""
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


@dataclass
class Cell:
    """One text in one language, written or not."""

    block: Block
    field: str
    language: str
    rich: bool
    row: BlockText | None
    standing: State
    remarks: list[Remark]
    conflicts: list[TextConflict]
    absent: bool
    """It may be absent, and is, in every language."""
    typed: str | None = None
    """What was typed and refused: it is shown instead of what is stored."""
    typed_version: int = 0
    """The version that it was typed over."""
    errors: list[str] = dataclasses.field(default_factory=list)
    kept: bool = False
    """What is shown was typed when a session was over, and is not saved."""

    @property
    def id(self) -> str:
        return f"t{self.block.pk}-{_UNSAFE.sub('-', self.field)}-{self.language}"

    @property
    def text(self) -> str:
        if self.typed is not None:
            return self.typed
        return self.row.text if self.row else ""

    @property
    def version(self) -> int:
        if self.typed is not None:
            return self.typed_version
        return self.row.version if self.row else 0

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Where it is, and what."""
        return [(self.id, error) for error in self.errors]

    @property
    def lines(self) -> int:
        """How high the box is before anybody types."""
        return min(max(2, len(self.text) // 42 + self.text.count("\n") + 1), 14)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def language_name(self) -> str:
        return own_name(self.language)

    @property
    def waits_for_review(self) -> bool:
        return self.standing in (State.DRAFT, State.SUGGESTED, State.OUTDATED)

    @property
    def longest(self) -> int:
        """Words of the longest sentence, where it is longer than readers like."""
        most = max((count for _, count in sentences(self.text)), default=0)
        return most if not self.rich and most > LONGEST[self.language] else 0

    @property
    def shows_source(self) -> bool:
        return bool(self.row and self.row.source_changed_at)


@dataclass(frozen=True)
class Line:
    """A field of a block, side by side in the three languages."""

    name: str
    label: str
    optional: bool
    facts: list[Fact]
    source: Source | None
    cells: tuple[Cell, ...]
    below_picture: bool = False
    """Whether the block's picture stands above it: it is the first of the picture's words."""


@dataclass(frozen=True)
class More:
    """A kind of line that can be added to a block, or taken away."""

    part: str
    label: str
    may_add: bool
    may_remove: bool


@dataclass(frozen=True)
class Row:
    """A block."""

    block: Block
    number: int
    title: str
    facts: list[Fact]
    lines: list[Line]
    sources: list[Source]
    more: list[More]
    places: range
    standings: dict[str, State]
    """Of each language, the text that is furthest behind."""
    picture: Picture | None
    removed_picture: Picture | None
    """One that was taken away and can be brought back."""
    refused: PictureForm | None = None
    """A picture that was not taken."""

    @property
    def may_have_picture(self) -> bool:
        return self.block.kind in Picture.KINDS

    @property
    def picture_file(self) -> str:
        """A small size of it."""
        assert self.picture
        return small(self.picture)

    @property
    def blocked(self) -> bool:
        return any(source.withdrawn for source in self.sources)

    @property
    def open(self) -> bool:
        """Whether anything in it is to do; what is finished is folded."""
        finished = set(self.standings.values()) == {State.REVIEWED}
        cells = [cell for line in self.lines for cell in line.cells]
        waits = any(
            cell.conflicts or cell.errors or cell.shows_source or cell.kept for cell in cells
        )
        wrong = any(remark.is_error for cell in cells for remark in cell.remarks)
        return not finished or self.blocked or waits or wrong or self.refused is not None

    @property
    def fixed(self) -> bool:
        return self.block.kind in (FIRST, LAST)

    @property
    def written(self) -> bool:
        return self.block.kind in WRITTEN


_BEHIND = (
    State.MISSING,
    State.SUGGESTED,
    State.OUTDATED,
    State.DRAFT,
    State.REVIEWED,
)


def rows_of(bulletin: Bulletin) -> list[Row]:
    """Every block that was not taken away; the same few queries however many there are."""
    held = bulletin.blocks.filter(removed_at__isnull=True)
    held = held.select_related("picture")
    blocks = list(held.prefetch_related("texts__accepted", "texts__reviewed_by"))
    gone, facts = withdrawn(blocks), Facts()
    rules = rules_on(localdate())
    conflicts = _conflicts(bulletin)
    return [
        _row(block, number, len(blocks), facts, gone.get(block.pk, []), conflicts, rules=rules)
        for number, block in enumerate(blocks, 1)
    ]


def cells_of(block: Block, field: str) -> tuple[Cell, ...]:
    """One text in the three languages, as it is stored now."""
    own = BlockText.objects.filter(block=block, field=field)
    rows = own.select_related("block__bulletin", "reviewed_by")
    found = {row.language: row for row in rows.prefetch_related("accepted")}
    named = next((each for each in fields_of(block) if each.name == field), Field(field))
    rules = rules_on(localdate())
    return _cells(block, named, found, _conflicts(block.bulletin), rules=rules)


def _conflicts(bulletin: Bulletin) -> dict[int, list[TextConflict]]:
    found: dict[int, list[TextConflict]] = {}
    own = TextConflict.objects.filter(text__block__bulletin=bulletin, settled_at=None)
    for conflict in own.select_related("by", "text__edited_by"):
        found.setdefault(conflict.text_id, []).append(conflict)
    return found


def _row(
    block: Block,
    number: int,
    total: int,
    facts: Facts,
    gone: list[str],
    conflicts: Mapping[int, list[TextConflict]],
    *,
    rules: Rules,
) -> Row:
    texts: dict[str, dict[str, BlockText]] = {}
    for text in block.texts.all():
        texts.setdefault(text.field, {})[text.language] = text
    row_facts = facts.of_rows(block)
    sources = {key: source_of(key, key in gone) for key in block.sources}
    lines: list[Line] = []
    told: set[str] = set()
    for each in fields_of(block):
        key = _key(each.name, row_facts)
        first = bool(key) and key not in told
        told.add(key)
        lines.append(
            Line(
                name=each.name,
                label=_label(block, each.name),
                optional=each.optional,
                facts=row_facts[key] if first else [],
                source=sources.get(key) if first else None,
                cells=_cells(block, each, texts.get(each.name, {}), conflicts, rules=rules),
                below_picture=each.name in Picture.WORDS
                and not any(line.below_picture for line in lines),
            )
        )
    return Row(
        block=block,
        number=number,
        title=kind_name(block.kind),
        facts=facts.of(block),
        lines=lines,
        sources=list(sources.values()),
        more=_more(block, texts),
        places=range(1, total + 1),
        standings={language: _furthest_behind(lines, language) for language in LANGUAGES},
        picture=of_block(block),
        removed_picture=removed_of(block),
    )


def _key(field: str, keys: Iterable[str]) -> str:
    """The row of a table that a field belongs to, if any."""
    return next((key for key in keys if field == key or field.startswith(f"{key}:")), "")


def _label(block: Block, field: str) -> str:
    name = field_name(field)
    if block.kind == Block.Kind.SUMMARY:
        labels = block.facts.get("labels", [])
        place = int(field.rpartition(":")[2])
        return f"{name}: {STATES.get(labels[place], labels[place])}"
    return name


def _cells(
    block: Block,
    field: Field,
    rows: Mapping[str, BlockText],
    conflicts: Mapping[int, list[TextConflict]],
    *,
    rules: Rules,
) -> tuple[Cell, ...]:
    source = rows.get(AUTHORITATIVE)
    absent = field.optional and not any(row.text for row in rows.values())
    cells = []
    for language in LANGUAGES:
        row = rows.get(language)
        standing = state_of(row, source)
        cells.append(
            Cell(
                block=block,
                field=field.name,
                language=language,
                rich=is_rich(block, field.name),
                row=row,
                standing=standing,
                remarks=remarks(row, source, rules) if row and standing != State.MISSING else [],
                conflicts=conflicts.get(row.pk, []) if row else [],
                absent=absent,
            )
        )
    return tuple(cells)


def _more(block: Block, texts: Mapping[str, Mapping[str, BlockText]]) -> list[More]:
    found = []
    for (kind, name), part in PARTS.items():
        if kind != block.kind:
            continue
        count = count_of(block, part)
        last = [texts.get(field.format(count - 1), {}) for field in part.fields]
        written = any(row.text for rows in last for row in rows.values())
        found.append(
            More(
                part=name,
                label=str(LINES[name]),
                may_add=count < part.most,
                may_remove=count > part.least and not written,
            )
        )
    return found


def _furthest_behind(lines: list[Line], language: str) -> State:
    found = {
        cell.standing
        for line in lines
        for cell in line.cells
        if cell.language == language and not cell.absent
    }
    return next((standing for standing in _BEHIND if standing in found), State.REVIEWED)


def said(standing: State, row: BlockText | None) -> str:
    """The state of a text in words."""
    if standing == State.MISSING:
        return gettext("Missing")
    if standing == State.DRAFT:
        return gettext("Draft")
    if standing == State.SUGGESTED:
        return gettext("Suggested – needs review")
    if standing == State.OUTDATED:
        return gettext("The Albanian has changed since")
    who = row.reviewed_by.title if row and row.reviewed_by else ""
    return gettext("Reviewed by %(who)s") % {"who": who} if who else gettext("Reviewed")
