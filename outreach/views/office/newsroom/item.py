"""One news item, event or activity: its page, with every text side by side."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from languages import LANGUAGES, own_name
from outreach import pictures
from outreach.actions.newsroom import records
from outreach.calendar import in_election_period, period_of
from outreach.forms.newsroom import FactsForm, HourForm, ReportForm, facts_form
from outreach.models import Manuscript
from outreach.newsroom.faults import Fault, faults_of, said
from outreach.newsroom.kinds import WITH_PICTURE, Kind
from outreach.newsroom.rows import Cell, Line, lines_of
from outreach.views.news_picture import file_response
from outreach.views.office.newsroom.door import (
    address_of,
    asked,
    back_to,
    for_newsroom,
    manuscript_of,
)
from press.picture_field import PictureForm


@dataclass
class Refused:
    """What was typed and not taken: one of these."""

    cell: Cell | None = None
    facts: FactsForm | None = None
    picture: PictureForm | None = None
    hour: HourForm | None = None
    report: ReportForm | None = None
    faults: list[str] | None = None

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Where it is, and what."""
        found = [(self.cell.id, error) for error in self.cell.errors] if self.cell else []
        for form in (self.facts, self.hour, self.report):
            for name, errors in form.errors.items() if form else ():
                where = form[name].id_for_label if form and name != "__all__" else "decide"
                found += [(where, str(error)) for error in errors]
        for name, errors in self.picture.errors.items() if self.picture else ():
            found += [(f"picture-{name}", str(error)) for error in errors]
        return found + [("decide", fault) for fault in self.faults or ()]


@require_safe
@for_newsroom
def item(request: HttpRequest, kind: str, pk: Any) -> HttpResponse:
    manuscript = manuscript_of(kind, pk)
    if not asked(request).writes:
        return redirect(address_of(manuscript, "newsroom_read"))
    return page(request, manuscript)


def page(
    request: HttpRequest,
    manuscript: Manuscript,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; what was refused is shown as it was typed."""
    it = asked(request)
    refused = refused or Refused()
    lines = lines_of(manuscript)
    if refused.cell:
        _show(lines, refused.cell)
    shown = refused.cell.language if refused.cell else request.GET.get("show", "")
    context = {
        "it": manuscript,
        "title": _title(lines, manuscript),
        "lines": lines,
        "facts_form": refused.facts or facts_form(manuscript),
        "hour_form": refused.hour or HourForm(prefix="due"),
        "report_form": refused.report or _report_form(manuscript),
        "may_have_picture": manuscript.kind in WITH_PICTURE,
        "picture_form": refused.picture,
        "picture_file": pictures.small(manuscript.picture) if manuscript.picture else "",
        "dates": _dates(manuscript),
        "faults": open_faults(manuscript, at=it.at),
        "held": said(manuscript.held_reason),
        "refused": refused.problems,
        "election": period_of(it.today),
        "in_election": in_election_period(it.today),
        "may_approve": it.may_approve(manuscript),
        "columns": [(code, own_name(code)) for code in LANGUAGES],
        "shown": shown if shown in LANGUAGES else LANGUAGES[0],
        "person": it.user.pk,
        "today": it.today,
    }
    return render(request, "outreach/office/newsroom/item.html", context, status=status)


def open_faults(manuscript: Manuscript, *, at: datetime.datetime) -> list[Fault]:
    """What is still to do before it can be approved; nothing of what is public as it stands."""
    return [] if manuscript.state == "published" else faults_of(manuscript, at=at)


def _report_form(manuscript: Manuscript) -> ReportForm:
    given = {"number": manuscript.reported_number, "on": manuscript.reported_on}
    return ReportForm(prefix="report", initial=given)


def _show(lines: list[Line], refused: Cell) -> None:
    for line in lines:
        for cell in line.cells:
            if cell.id == refused.id:
                cell.typed, cell.typed_version = refused.typed, refused.typed_version
                cell.errors = refused.errors


def _title(lines: list[Line], manuscript: Manuscript) -> str:
    return lines[0].cells[0].text or manuscript.slug


def _dates(manuscript: Manuscript) -> list[Any]:
    """The public dates of an event."""
    if manuscript.kind != Kind.EVENT or manuscript.published_at is None:
        return []
    return sorted(records.of(manuscript), key=lambda row: row.on_date)


@require_safe
@for_newsroom
def picture_file(request: HttpRequest, kind: str, pk: Any, file_name: str) -> FileResponse:
    """Before it is published."""
    shown = manuscript_of(kind, pk).picture
    if not shown or file_name.partition("-")[0] != shown["name"]:
        raise Http404
    return file_response(file_name)


def done(request: HttpRequest, manuscript: Manuscript, said: str, anchor: str) -> HttpResponse:
    messages.success(request, said)
    return back_to(manuscript, anchor)


def not_any_more(request: HttpRequest, manuscript: Manuscript) -> HttpResponse:
    """Somebody was quicker."""
    messages.warning(request, _("It has changed meanwhile: look at it again."))
    return redirect(address_of(manuscript))
