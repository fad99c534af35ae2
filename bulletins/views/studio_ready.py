"""What is missing in each language, with the way to it; and asking for approval of what is ready."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bulletins.actions.approve import prepare_edition
from bulletins.composition import Incomplete, NothingToSay
from bulletins.models import Bulletin, Edition
from bulletins.states import State
from bulletins.studio_rows import Cell, Line, Row, rows_of, said
from bulletins.views.studio_door import act, author, for_authors, month_of, parts_of
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


@require_POST
@for_authors
def ask(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """An edition of each language that is ready waits for the chair."""
    bulletin, asked = month_of(year, month), []
    now = timezone.now()
    wanted = [code for code in LANGUAGES if code in request.POST.getlist("language")]
    for told in _languages(bulletin):
        if told.code not in wanted or not told.ready:
            continue
        try:
            act(
                lambda code=told.code: prepare_edition(  # type: ignore[misc]
                    bulletin=bulletin,
                    language=code,
                    by=author(request),
                    at=now,
                    on=timezone.localdate(now),
                )
            )
        except (Incomplete, NothingToSay) as error:
            messages.error(request, str(error))
        else:
            asked.append(told.name)
    if asked:
        messages.success(
            request,
            _("Waiting for approval by a second person: %(languages)s.")
            % {"languages": ", ".join(asked)},
        )
    else:
        messages.warning(request, _("No language that you chose is ready yet."))
    return redirect(reverse("studio_ready", kwargs=parts_of(bulletin)))


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
