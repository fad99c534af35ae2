"""The register of threat reports as a file: for a stated reason, marked with who took it and why."""

import hashlib
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from council import access, audit
from council.access import Reader
from council.access.reports import STRICTNESS
from council.forms.report_names import CERTAINTIES, OUTCOMES
from council.forms.report_register import ReportExportForm, ReportFilterForm
from council.models import Marking, Report
from council.people import demand
from council.views import report_rows
from council.views.asking import reader_of
from council.views.registers import language
from languages.dates import moment
from press import excel
from press.step_up import confirmed_lately

WIDTHS: Final = (12, 20, 22, 12, 14, 26, 30, 24, 14, 12, 12, 36, 60, 40, 16, 40)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report_export(request: HttpRequest) -> HttpResponse:
    """Nobody is asked to confirm who may not take it anyway."""
    who = reader_of(request)
    demand(access.may_export_reports(who))
    return _asked(request, who)


@confirmed_lately
def _asked(request: HttpRequest, who: Reader) -> HttpResponse:
    """What is sought stands in the address, as in that of the list."""
    sought = ReportFilterForm(request.GET, language=language())
    form = ReportExportForm(request.POST if request.method == "POST" else None)
    if not sought.is_valid():
        return render(request, "council/reports/export.html", {"form": sought}, status=422)
    rows = report_rows.sought_rows(who, sought.sought).rows
    if form.is_valid():
        return _file(who, list(rows), form.cleaned_data["reason"])
    context = {
        "form": form,
        "asks": True,
        "count": rows.count(),
        "back": request.META["QUERY_STRING"],
    }
    status = 422 if form.errors else 200
    return render(request, "council/reports/export.html", context, status=status)


def _file(who: Reader, rows: list[Report], reason: str) -> HttpResponse:
    at = timezone.now()
    mark = " · ".join(
        (
            _("Not to be passed on"),
            _highest(rows),
            who.user.title,
            moment(timezone.localtime(at), language()),
            _("Reason: %(reason)s") % {"reason": reason},
        )
    )
    heads = (
        _("Reference"), _("Marking"), _("State"), _("Level"), _("How sure"), _("Category"),
        _("Institution"), _("Administrative unit"), _("Neighbourhood"), _("First day"),
        _("Last day"), _("Situation"), _("What is observed"), _("Protective factors"),
        _("Outcome"), _("Lesson"),
    )  # fmt: skip
    lines = (_line(told) for told in report_rows.told(who, rows, language()))
    data = excel.to_bytes(_("Situations"), heads, lines, WIDTHS, mark=mark)
    digest = hashlib.sha256(data).hexdigest()
    audit.record(verb="report.exported", object_key=f"reports:{len(rows)}:{digest}", at=at)
    sent = [row.source_key for row in rows if row.state != Report.State.DRAFT]
    audit.record_each(verb="report.taken", object_keys=sent, at=at)
    response = HttpResponse(data, content_type=excel.MEDIA_TYPE)
    name = f"situations-{timezone.localdate(at)}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _line(told: dict[str, Any]) -> tuple[Any, ...]:
    row: Report = told["row"]
    words = told["words"]
    return (
        row.reference,
        told["marking"],
        str(told["state"]),
        str(told["level"]),
        str(CERTAINTIES[Report.Certainty(row.certainty)]) if told["whole"] else "",
        told["category"],
        told["agency"],
        told["unit"] or _("The whole municipality"),
        row.neighbourhood,
        row.from_date,
        row.to_date,
        words["title"] if told["opens"] else _("Cannot be opened"),
        words["observed"],
        words["protective"],
        str(OUTCOMES[Report.Outcome(row.outcome)]) if row.outcome and told["whole"] else "",
        words["lesson"],
    )


def _highest(rows: list[Report]) -> str:
    """The strictest marking of what is inside; of an empty list none is needed."""
    inside = {row.marking for row in rows}
    found = [each for each in STRICTNESS if each in inside]
    return Marking(found[-1]).label if found else Marking.CLEAR.label
