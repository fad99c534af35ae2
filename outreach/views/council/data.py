"""The register as data: a flat table and a nested document, the same in every language."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from council import published
from languages import LANGUAGES
from languages.addresses import address
from outreach.pages import cacheable

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
VERSION = 1
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell may not begin with: a table program would work it out."""

COLUMNS: Mapping[str, Any] = {
    "decision": _("Number of the decision; empty where a promise came of no public decision."),
    "decision_kind": _("recommendation, commitment, information or procedural."),
    "decided_on": _("The day of the meeting."),
    "meeting": _("Number of the meeting."),
    "decision_institution": _("Key of the institution that the decision names."),
    "decision_deadline": _("The deadline in the decision, where it has one."),
    "decision_text": _("Text of the decision: one column a language, _sq, _en and _ar."),
    "promise": _("Number of the promise; empty where nothing was promised."),
    "promise_institution": _("Key of the institution that promised."),
    "promise_institution_name": _("Its name: one column a language."),
    "promise_text": _("What was promised: one column a language."),
    "promise_deadline": _("The first deadline."),
    "promise_state": _("done, on_time or late, on the day in as_of."),
    "promise_done_on": _("When it was done."),
    "promise_new_deadline": _("The new deadline, where one was agreed."),
    "promise_reason": _("Why it is late: one column a language."),
    "url": _("The page of the decision, else that of the meeting."),
    "as_of": _("The day on which the states hold."),
}
"""In the order of the table. Keys are a contract: none changes its meaning."""
SPOKEN = frozenset({"decision_text", "promise_institution_name", "promise_text", "promise_reason"})


@require_safe
@cacheable
def decisions_csv(request: HttpRequest, language: str) -> HttpResponse:
    out = io.StringIO(newline="")
    # A table program takes UTF-8 for another encoding without the mark.
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(heads())
    writer.writerows([safe(cell) for cell in row] for row in _table())
    return _file(HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8"), "csv")


@require_safe
@cacheable
def decisions_json(request: HttpRequest, language: str) -> HttpResponse:
    today = timezone.localdate()
    names = published.agency_names()
    entries = published.register()
    said = {
        "$schema": schema_url(),
        "version": VERSION,
        "publisher": dict(settings.CITY.council_name),
        "licence": LICENCE,
        "as_of": today,
        "institutions": names,
        "decisions": [_decision(entry, today) for entry in entries if entry.kind],
        "promises_without_decision": [
            _promise(entry.promises[0], today) for entry in entries if not entry.kind
        ],
    }
    return _file(JsonResponse(said, json_dumps_params={"ensure_ascii": False}), "json")


@require_safe
@cacheable
def decisions_schema(request: HttpRequest) -> HttpResponse:
    context = {"id": schema_url()}
    kind = "application/schema+json"
    return render(request, "outreach/council/decisions.schema.json", context, content_type=kind)


def schema_url() -> str:
    return settings.PORTAL_URL + reverse("decisions-schema")


def columns() -> list[dict[str, Any]]:
    """What the table's columns mean, for a page."""
    return [{"name": name, "meaning": meaning} for name, meaning in COLUMNS.items()]


def heads() -> list[str]:
    return [head for name in COLUMNS for head in _spoken(name)]


def safe(cell: str) -> str:
    """As it is, or after an apostrophe where a table program would read a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _spoken(name: str) -> list[str]:
    return [f"{name}_{language}" for language in LANGUAGES] if name in SPOKEN else [name]


def _table() -> Iterator[list[str]]:
    """A row a promise, and one for a decision that nothing was promised in."""
    names = published.agency_names()
    today = timezone.localdate()
    for entry in published.register():
        for promise in entry.promises or (None,):
            values = _of_decision(entry) | _of_promise(promise, names, today)
            values |= {"url": _page(entry), "as_of": today.isoformat()}
            yield [str(values.get(head) or "") for head in heads()]


def _of_decision(entry: published.Registered) -> dict[str, Any]:
    told = {"decided_on": entry.on.isoformat(), "meeting": entry.meeting}
    if not entry.kind:
        return told
    return told | {
        "decision": entry.number,
        "decision_kind": entry.kind,
        "decision_institution": entry.institution,
        "decision_deadline": entry.deadline,
        **{f"decision_text_{code}": text for code, text in entry.text.items()},
    }


def _of_promise(promise: published.Promise | None, names: Any, today: Any) -> dict[str, Any]:
    if promise is None:
        return {}
    spoken = {
        "promise_institution_name": names.get(promise.institution, {}),
        "promise_text": promise.text,
        "promise_reason": promise.reason,
    }
    return {
        "promise": promise.reference,
        "promise_institution": promise.institution,
        "promise_deadline": promise.deadline,
        "promise_state": promise.state_on(today),
        "promise_done_on": promise.done_on,
        "promise_new_deadline": promise.new_deadline,
        **{
            f"{name}_{code}": text for name, texts in spoken.items() for code, text in texts.items()
        },
    }


def _decision(entry: published.Registered, today: Any) -> dict[str, Any]:
    return {
        "number": entry.number,
        "kind": entry.kind,
        "decided_on": entry.on,
        "meeting": entry.meeting or None,
        "institution": entry.institution,
        "deadline": entry.deadline,
        "text": entry.text,
        "urls": {
            code: settings.PORTAL_URL + address("decision", code, number=entry.number)
            for code in LANGUAGES
        },
        "promises": [_promise(promise, today) for promise in entry.promises],
    }


def _promise(promise: published.Promise, today: Any) -> dict[str, Any]:
    return {
        "reference": promise.reference,
        "institution": promise.institution,
        "given_on": promise.given_on,
        "deadline": promise.deadline,
        "state": promise.state_on(today),
        "done_on": promise.done_on,
        "new_deadline": promise.new_deadline,
        "text": promise.text,
        "reason": promise.reason,
    }


def _page(entry: published.Registered) -> str:
    if entry.kind:
        return settings.PORTAL_URL + address("decision", "sq", number=entry.number)
    if entry.meeting:
        return settings.PORTAL_URL + address("council-meeting", "sq", number=entry.meeting)
    return ""


def _file(response: HttpResponse, ending: str) -> HttpResponse:
    response["Content-Disposition"] = f'inline; filename="vendimet-{timezone.localdate()}.{ending}"'
    return response
