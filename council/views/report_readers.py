"""Who will read a situation, told while its marking is chosen and before it is sent."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST

from council import access
from council.access import Reader
from council.forms.report_names import RED
from council.models import Agency, Marking, Report
from council.people import demand
from council.views.asking import reader_of
from council.views.report_row import found_report


@require_POST
@login_required
def readers(request: HttpRequest) -> HttpResponse:
    """A part of the form's page. Takes a marking and institutions; no text of a report."""
    who = reader_of(request)
    demand(access.may_file(who))
    report = found_report(who, given) if (given := request.POST.get("draft")) else None
    context = {"told": told_by(who, request.POST, report)}
    return render(request, "council/reports/readers.html", context)


def told_by(who: Reader, given: QueryDict, report: Report | None) -> dict[str, Any] | None:
    """By what a form says so far; None where it does not say yet which institution reports."""
    agency = report.agency_id if report else _agency(who, given.get("agency", ""))
    marking = given.get("marking") or Marking.AMBER_STRICT
    if marking == RED:
        return {"red": True}
    if agency is None or marking not in Marking.values:
        return None
    return told(who, agency, marking, _numbers(given.getlist("shared")))


def told(who: Reader, agency: int, marking: str, handed: Collection[int]) -> dict[str, Any]:
    """Posts, each person once. `undecided`: nobody could accept it once it is sent."""
    if marking == Marking.AMBER_STRICT:
        handed = ()
    found = access.readership(agency=agency, marking=marking, handed=handed, on=who.on)
    before = {one.user.pk for one in found.before}
    strict = marking == Marking.AMBER_STRICT
    return {
        "readers": posts(found.after),
        "later": posts(one for one in found.after if one.user.pk not in before),
        "never": posts(found.never),
        "undecided": strict and not any(access.triages_strict(one, agency) for one in found.before),
    }


def posts(readers: Iterable[Reader]) -> list[str]:
    return [one.user.title for one in readers]


def _agency(who: Reader, given: str) -> int | None:
    own = set(who.informed)
    if access.coordinates(who):
        own |= set(Agency.objects.values_list("pk", flat=True))
    if given:
        return next((number for number in _numbers([given]) if number in own), None)
    return next(iter(who.informed)) if len(who.informed) == 1 else None


def _numbers(given: Iterable[str]) -> list[int]:
    return [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 10]
