"""What is missing in each language, with the way to it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from bulletins.models import Bulletin, Edition
from bulletins.states import State
from bulletins.studio.rows import Cell, Line, Row, rows_of, said
from bulletins.views.studio_door import for_authors, month_of
from languages import LANGUAGES, dates, direction, own_name

MOST_SHOWN = 40


@dataclass(frozen=True)
class Missing:
    """One thing to do, and where."""

    where: str
    what: str
    anchor: str


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    direction: str
    missing: list[Missing]
    done: int
    total: int
    edition: Edition | None

    @property
    def ready(self) -> bool:
        return not self.missing and self.total > 0

    @property
    def waits(self) -> bool:
        """An edition that nobody has approved yet."""
        return bool(self.edition and not self.edition.published_at)


@require_safe
@for_authors
def ready(request: HttpRequest, year: int, month: int) -> HttpResponse:
    bulletin = month_of(year, month)
    spoken = translation.get_language() or "sq"
    return render(
        request,
        "bulletins/studio/ready.html",
        {
            "bulletin": bulletin,
            "month_name": dates.month_and_year(bulletin.month, spoken),
            "languages_told": _languages(bulletin),
            "most": MOST_SHOWN,
        },
    )


def _languages(bulletin: Bulletin) -> list[Language]:
    rows = [row for row in rows_of(bulletin) if not row.block.left_out]
    newest = {each.language: each for each in bulletin.editions.order_by("number")}
    found = []
    for code in LANGUAGES:
        cells = [
            (row, line, cell)
            for row in rows
            for line in row.lines
            for cell in line.cells
            if cell.language == code and not cell.absent
        ]
        todo = [_missing(*each) for each in cells]
        blocked = [
            Missing(row.title, _("A source of it is no longer public."), f"block-{row.block.pk}")
            for row in rows
            if row.blocked
        ]
        missing = [*blocked, *(each for each in todo if each)]
        done = sum(each is None for each in todo)
        found.append(
            Language(
                code,
                own_name(code),
                direction(code),
                missing,
                done,
                len(cells),
                newest.get(code),
            )
        )
    return found


def _missing(row: Row, line: Line, cell: Cell) -> Missing | None:
    errors = sum(remark.is_error for remark in cell.remarks)
    if cell.standing == State.REVIEWED and not errors:
        return None
    what = said(cell.standing, cell.row)
    if errors:
        what = ngettext(
            "%(count)s error of the checks", "%(count)s errors of the checks", errors
        ) % {"count": errors}
    return Missing(f"{row.number}. {row.title}: {line.label}", what, cell.id)
