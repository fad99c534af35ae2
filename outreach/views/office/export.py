"""The list of subscribers as a file, for the secretary who has confirmed a moment before."""

from collections.abc import Iterator
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council import audit
from outreach.forms.office import words
from outreach.forms.office.fields import units_in
from outreach.forms.office.seeking import FilterForm
from outreach.models import Subscriber
from outreach.office.listing import listed
from outreach.views.office.asking import keeper, language
from press import excel
from press.spreadsheets import CSV, to_csv
from press.step_up import confirmed_lately

MOST_ROWS: Final = 20_000
"""Of a table for Excel; a .csv has no end."""
WIDTHS: Final = (40, 12, 28, 10, 24, 40, 14, 14)
TYPES: Final = {"csv": CSV, "xlsx": excel.MEDIA_TYPE}


@require_safe
@login_required
def subscriber_export(request: HttpRequest, kind: str) -> HttpResponse:
    """`kind`: csv or xlsx. What is looked for stands in the address, as in that of the list."""
    keeper(request)
    if kind not in TYPES:
        raise Http404
    return _taken(request, kind)


@confirmed_lately
def _taken(request: HttpRequest, kind: str) -> HttpResponse:
    form = FilterForm(request.GET, language=language())
    if not form.is_valid():
        return render(request, "outreach/office/export.html", {"form": form}, status=422)
    at = timezone.now()
    rows = listed(form.cleaned_data, on=timezone.localdate(at))
    number = rows.count()
    if kind == "xlsx" and number > MOST_ROWS:
        context = {"form": form, "most": MOST_ROWS, "asked": request.META["QUERY_STRING"]}
        return render(request, "outreach/office/export.html", context, status=422)
    audit.record(verb="subscribers.exported", object_key=f"subscribers:{number}", at=at)
    response = HttpResponse(_file(kind, rows), content_type=TYPES[kind])
    name = f"subscribers-{timezone.localdate(at)}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file(kind: str, rows: QuerySet[Subscriber]) -> bytes:
    heads = [str(words.COLUMN_NAMES[name]) for name in ("address", "language", "unit", "document")]
    heads += [_("Consent"), _("Source of the consent"), _("Day of the consent"), _("Confirmed on")]
    if kind == "csv":
        return to_csv(heads, _lines(rows))
    return excel.to_bytes(_("Subscribers"), heads, _lines(rows), WIDTHS)


def _lines(rows: QuerySet[Subscriber]) -> Iterator[tuple[Any, ...]]:
    names, yes, no = units_in(language()), _("yes"), _("no")
    told = rows.values_list(
        "address", "language", "unit", "wants_document", "consent_way", "consent_text",
        "consented_at", "confirmed_at",
    )  # fmt: skip
    for address, code, unit, document, way, text, consented_at, confirmed_at in told.iterator():
        yield (
            address,
            words.LANGUAGE_NAMES[code],
            names.get(unit, unit),
            yes if document else no,
            str(words.WAYS.get(way.partition(":")[0], way)),
            text,
            timezone.localdate(consented_at),
            timezone.localdate(confirmed_at) if confirmed_at else "",
        )
