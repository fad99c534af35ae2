"""The register of threat reports: what somebody may see of them, found, counted and paged."""

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from council import access, audit
from council.access import Reader, SoughtReports
from council.forms.report_register import KEPT_LEVELS, ReportFilterForm
from council.people import Allowed, demand
from council.views import registers, report_rows
from council.views.asking import reader_of
from council.views.registers import language
from press.paging import page

KEY: Final = ("edited_at", "id")


@require_safe
@login_required
def reports(request: HttpRequest) -> HttpResponse:
    who = reader_of(request)
    demand(access.may_read_reports(who))
    form = ReportFilterForm(request.GET, language=language())
    valid = form.is_valid()
    sought = report_rows.sought_rows(who, form.sought if valid else SoughtReports())
    shown = page(sought.rows if valid else sought.rows.none(), request.GET, KEY)
    context = {
        "form": form,
        "filtered": registers.filtered(form),
        "page": shown,
        "rows": report_rows.told(who, shown.rows, language()),
        "table": report_rows.table(sought.beside, _beside(request), language()) if valid else [],
        "levels": [{"level": str(level), "word": word} for level, word in KEPT_LEVELS.items()],
        "change": report_rows.change_since_last_meeting(who),
        **_links(who),
    }
    audit.note(verb="report.list", object_key=f"reports:{len(shown.rows)}", at=timezone.now())
    return render(request, "council/reports/register.html", context, status=200 if valid else 422)


def _beside(request: HttpRequest) -> dict[str, str]:
    """What is asked for, without what the table itself says."""
    left_out = ("category", "level", "before")
    asked = request.GET.dict()
    return {name: str(asked[name]) for name in asked if asked[name] and name not in left_out}


def _links(who: Reader) -> dict[str, Any]:
    return {
        "may_file": isinstance(access.may_file(who), Allowed),
        "may_export": isinstance(access.may_export_reports(who), Allowed),
        "may_keep_retention": isinstance(access.may_keep_retention(who), Allowed),
        "may_release_figures": isinstance(access.may_release_figures(who), Allowed),
    }
