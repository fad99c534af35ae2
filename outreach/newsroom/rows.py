"""A manuscript's page as values: a text a line, a language a cell. And the lists."""

import dataclasses
import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from languages import AUTHORITATIVE, LANGUAGES, direction, own_name
from languages.checks import Rules
from languages.remarks import Remark
from languages.words import sentences
from outreach.models import Manuscript, ManuscriptConflict, ManuscriptText
from outreach.newsroom.checking import remarks
from outreach.newsroom.kinds import PICTURE_WORDS, Field, fields_of
from outreach.newsroom.states import LABELS, Rows, Standing, by_place, coverage, standing_of
from outreach.standards import rules_on

LONGEST = {"sq": 15, "en": 15, "ar": 20}
"""Words that a sentence may have."""
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
MOST_LINES = 16


@dataclass
class Cell:
    """One text in one language, written or not."""

    field: Field
    language: str
    row: ManuscriptText | None
    standing: Standing
    remarks: list[Remark]
    conflicts: list[ManuscriptConflict]
    absent: bool
    """It may be absent, and is, in every language."""
    typed: str | None = None
    """What was typed and refused: it is shown instead of what is stored."""
    typed_version: int = 0
    errors: list[str] = dataclasses.field(default_factory=list)

    @property
    def id(self) -> str:
        return f"t-{_UNSAFE.sub('-', self.field.name)}-{self.language}"

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
    def lines(self) -> int:
        """How high the box is before anybody types."""
        needed = len(self.text) // 42 + self.text.count("\n") + 1
        return min(max(self.field.lines, needed), MOST_LINES)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def language_name(self) -> str:
        return own_name(self.language)

    @property
    def longest(self) -> int:
        """Words of the longest sentence, where it is longer than readers like."""
        most = max((count for _, count in sentences(self.text)), default=0)
        return most if most > LONGEST[self.language] else 0


@dataclass(frozen=True)
class Line:
    """A field side by side in the three languages."""

    field: Field
    cells: tuple[Cell, ...]

    @property
    def of_picture(self) -> bool:
        return self.field.name in PICTURE_WORDS


def lines_of(manuscript: Manuscript, only: str = "") -> list[Line]:
    """Every text that it can have; the same few queries however many there are."""
    texts = manuscript.texts.select_related("manuscript", "reviewed_by", "edited_by")
    rows = by_place(texts.prefetch_related("accepted__by"))
    conflicts = _conflicts(manuscript)
    rules = rules_on(localdate())
    return [
        Line(field, _cells(field, rows, conflicts, rules))
        for field in fields_of(manuscript)
        if only in ("", field.name)
    ]


def _cells(
    field: Field,
    rows: Rows,
    conflicts: Mapping[int, list[ManuscriptConflict]],
    rules: Rules,
) -> tuple[Cell, ...]:
    source = rows.get((field.name, AUTHORITATIVE))
    found = {language: rows.get((field.name, language)) for language in LANGUAGES}
    absent = field.optional and not any(row and row.text for row in found.values())
    return tuple(
        Cell(
            field=field,
            language=language,
            row=row,
            standing=standing_of(row, source),
            remarks=remarks(row, source, rules) if row and row.text else [],
            conflicts=conflicts.get(row.pk, []) if row else [],
            absent=absent,
        )
        for language, row in found.items()
    )


def _conflicts(manuscript: Manuscript) -> dict[int, list[ManuscriptConflict]]:
    found: dict[int, list[ManuscriptConflict]] = {}
    own = ManuscriptConflict.objects.filter(text__manuscript=manuscript, settled_at=None)
    for conflict in own.select_related("by", "text__edited_by"):
        found.setdefault(conflict.text_id, []).append(conflict)
    return found


@dataclass(frozen=True)
class Listed:
    """A manuscript in a list."""

    manuscript: Manuscript
    title: str
    languages: list[tuple[str, str, Standing, str]]
    """Code, own name, how far it has come, and that in words."""

    @property
    def day(self) -> datetime.date | None:
        """The first one of an event, the one of an activity."""
        day = self.manuscript.facts.get("on_date") or self.manuscript.facts.get("held_on")
        return datetime.date.fromisoformat(day) if day else None


def listed(manuscripts: Iterable[Manuscript]) -> list[Listed]:
    """Of manuscripts with their texts prefetched."""
    return [_listed(manuscript) for manuscript in manuscripts]


def _listed(manuscript: Manuscript) -> Listed:
    rows = by_place(manuscript.texts.all())
    found = coverage(manuscript, rows)
    return Listed(
        manuscript=manuscript,
        title=title_of(rows, manuscript),
        languages=[
            (language, own_name(language), standing, str(LABELS[standing]))
            for language, standing in found.items()
        ],
    )


def title_of(rows: Rows, manuscript: Manuscript) -> str:
    row = rows.get(("title", AUTHORITATIVE))
    return row.text if row and row.text else manuscript.slug
