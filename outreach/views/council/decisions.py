"""The register of decisions: what was decided, what was promised, and what came of it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council import published
from languages import AUTHORITATIVE
from languages.addresses import address
from outreach.pages import cacheable
from outreach.views.council.data import columns, schema_url
from outreach.views.council.history import history
from outreach.views.council.sifting import (
    Sieve,
    choices,
    institutions_of,
    late_first,
    sieve_of,
    states_of,
)
from outreach.views.meeting import Speaker

ON_A_PAGE = 15
_NUMBER = re.compile(r"[12]\d{3}-[1-9]\d{0,3}")


@require_safe
@cacheable
def decisions(request: HttpRequest, language: str) -> HttpResponse:
    """Two queries, whatever is in the register."""
    today = timezone.localdate()
    names = institution_names(language)
    sieve = sieve_of(request.GET, names)
    entries = published.register()
    passed = late_first([entry for entry in entries if sieve.passes(entry, today)], today)
    page = _page(passed, request.GET.get("page", "1"))
    says = Speaker(language)
    rows = [entry_row(entry, language, says, names, today) for entry in page.object_list]
    return render(
        request,
        "outreach/council/decisions.html",
        {
            "rows": rows,
            "sieve": sieve,
            "found": len(passed),
            "anything": bool(entries),
            "tally": tally(entries, today),
            "filters": _filters(entries, sieve, names, today),
            "page": page,
            "previous_url": _turned(sieve, page.number - 1) if page.has_previous() else "",
            "next_url": _turned(sieve, page.number + 1) if page.has_next() else "",
            "only_albanian": says.met_albanian,
            "columns": columns(),
            "schema_url": schema_url(),
            "csv_url": address("decisions-csv", language),
            "json_url": address("decisions-json", language),
        },
    )


@require_safe
@cacheable
def decision(request: HttpRequest, language: str, number: str) -> HttpResponse:
    """At most four queries. What was withdrawn is gone (410), with the reason."""
    if not _NUMBER.fullmatch(number):
        raise Http404
    record = published.decision(number)
    if record is None:
        return _withdrawn(request, number, language)
    today = timezone.localdate()
    names = institution_names(language)
    says = Speaker(language)
    context = {
        "number": ltr(number),
        "row": entry_row(record.entry, language, says, names, today),
        "corrections": [
            {
                "number": row.number,
                "what": row.what,
                "said": names.get(row.said or "", row.said or ""),
                "holds": names.get(row.holds or "", row.holds or ""),
            }
            for row in record.corrections
        ],
        "history": history(record, today),
        "today": today,
    }
    context["only_albanian"] = says.met_albanian
    return render(request, "outreach/council/decision.html", context)


def _withdrawn(request: HttpRequest, number: str, language: str) -> HttpResponse:
    gone = published.withdrawal(f"decision:{number}")
    if gone is None:
        raise Http404
    says = Speaker(language)
    context = {"number": ltr(number), "withdrawn_at": gone.at, "reason": says(gone.reasons)}
    return render(request, "outreach/council/withdrawn.html", context, status=410)


def ltr(number: str) -> str:
    """Isolated: between Arabic words `2026-3` would be shown as `3-2026`."""
    return f"\u2066{number}\u2069" if number else ""


def institution_names(language: str) -> Mapping[str, str]:
    every = published.agency_names()
    return {code: name.get(language) or name[AUTHORITATIVE] for code, name in every.items()}


def tally(entries: Sequence[published.Registered], today: date) -> dict[str, int]:
    """Of promises, not of decisions."""
    states = [promise.state_on(today) for entry in entries for promise in entry.promises]
    return {state: states.count(state) for state in ("done", "on_time", "late")}


def entry_row(
    entry: published.Registered,
    language: str,
    says: Speaker,
    names: Mapping[str, str],
    today: date,
) -> dict[str, Any]:
    return {
        "number": entry.number,
        "kind": entry.kind,
        "url": address("decision", language, number=entry.number) if entry.kind else "",
        "on": entry.on,
        "meeting": ltr(entry.meeting),
        "meeting_url": address("council-meeting", language, number=entry.meeting)
        if entry.meeting
        else "",
        "institution": names.get(entry.institution, ""),
        "deadline": entry.deadline,
        "text": says(entry.text),
        "promises": [
            {
                "reference": promise.reference,
                "text": says(promise.text),
                "institution": names.get(promise.institution, ""),
                "deadline": promise.deadline,
                "state": promise.state_on(today),
                "done_on": promise.done_on,
                "reason": says(promise.reason),
                "new_deadline": promise.new_deadline,
                "missed_again": promise.missed_again_on(today),
            }
            for promise in late_promises_first(entry.promises, today)
        ],
    }


def late_promises_first(
    promises: Sequence[published.Promise], today: date
) -> list[published.Promise]:
    order = {"late": 0, "on_time": 1, "done": 2}
    return sorted(promises, key=lambda row: (order[row.state_on(today)], row.deadline))


def _page(entries: Sequence[published.Registered], number: str) -> Any:
    """Raises Http404 for a page that is not there."""
    try:
        return Paginator(entries, ON_A_PAGE).page(number)
    except (EmptyPage, PageNotAnInteger) as wrong:
        raise Http404 from wrong


def _turned(sieve: Sieve, number: int) -> str:
    return sieve.query(page=number if number > 1 else "") or "?"


def _filters(
    entries: Sequence[published.Registered],
    sieve: Sieve,
    names: Mapping[str, str],
    today: date,
) -> dict[str, Any]:
    years = {str(year): str(year) for year in sorted({e.on.year for e in entries}, reverse=True)}
    if sieve.year:
        years.setdefault(sieve.year, sieve.year)
    states = {
        "": _("All"),
        "late": _("Late"),
        "on_time": _("On time"),
        "done": _("Done"),
        "none": _("Without a promise"),
    }
    every = {"": _("All")}
    return {
        "states": choices(
            entries, sieve, "state", states, lambda entry: states_of(entry, today), today
        ),
        "years": choices(
            entries, sieve, "year", every | years, lambda entry: [str(entry.on.year)], today
        ),
        "institutions": choices(
            entries,
            sieve,
            "institution",
            {"": _("All institutions"), **names},
            institutions_of,
            today,
        ),
    }
