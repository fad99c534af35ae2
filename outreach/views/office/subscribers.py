"""The subscribers: how many there are, one whom somebody asks about, and some of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from council import audit
from outreach.actions.carry_out import LIFTED
from outreach.forms.office import words
from outreach.forms.office.fields import units_in
from outreach.forms.office.seeking import NO_UNIT, FilterForm, SeekForm
from outreach.models import Subscriber
from outreach.office.counts import Counts, count
from outreach.office.listing import KEY, listed
from outreach.office.person import suppression_of
from outreach.views.office.asking import keeper, language
from press.paging import page


@require_safe
@login_required
def subscribers(request: HttpRequest) -> HttpResponse:
    """Counts, and nobody's address."""
    keeper(request)
    return _overview(request, SeekForm())


def _overview(request: HttpRequest, form: SeekForm) -> HttpResponse:
    now = timezone.now()
    counts = count(today=timezone.localdate(now), at=now)
    context = {
        "form": form,
        "counts": counts,
        "spoken": _rows("letters", words.LANGUAGE_NAMES, counts.languages),
        "ways": _rows("way", words.WAYS, counts.ways),
        "units": _units(counts),
        "states": [
            (name, counts.states[code], f"?state={code}") for code, name in words.STATES.items()
        ],
        "suppressed": [
            (words.SUPPRESSED.get(code, code), number) for code, number in counts.suppressed.items()
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "outreach/office/subscribers.html", context, status=status)


def _rows(
    field: str, names: Mapping[str, Any], numbers: Mapping[str, int]
) -> list[tuple[Any, int, str]]:
    """(name, how many, the list of them): the known ones first, then whatever else there is."""
    codes: Iterable[str] = [*names, *sorted(set(numbers) - set(names))]
    return [
        (names.get(code, code), numbers[code], f"?{urlencode({field: code})}" * (code in names))
        for code in codes
        if numbers.get(code)
    ]


def _units(counts: Counts) -> list[tuple[Any, int, str]]:
    names = units_in(language())
    found = _rows("unit", names, {unit: n for unit, n in counts.units.items() if unit})
    return [("", counts.units[""], f"?unit={NO_UNIT}"), *found] if counts.units[""] else found


@require_POST
@login_required
def seek(request: HttpRequest) -> HttpResponse:
    """One person by the whole address, or the list of a domain."""
    keeper(request)
    form = SeekForm(request.POST)
    if not form.is_valid():
        return _overview(request, form)
    sought: str = form.cleaned_data["sought"]
    if "@" not in sought:
        return redirect(f"{reverse('subscriber_list')}?{urlencode({'domain': sought})}")
    found = Subscriber.objects.filter(address=sought).first()
    if found:
        return redirect("subscriber", subscriber_id=found.pk)
    audit.note(verb="subscriber.sought", object_key="subscribers", at=timezone.now())
    suppression = suppression_of(sought)
    context = {
        "form": form,
        "sought": sought,
        "suppression": suppression,
        "may_return": bool(suppression and suppression.reason in LIFTED),
        "reason": words.SUPPRESSED.get(suppression.reason, suppression.reason)
        if suppression
        else "",
    }
    return render(request, "outreach/office/not_subscribed.html", context)


@require_safe
@login_required
def subscriber_list(request: HttpRequest) -> HttpResponse:
    """Those who fit what is looked for; without that nobody."""
    keeper(request)
    form = FilterForm(request.GET, language=language())
    wrong = not form.is_valid()
    sought = {} if wrong else {name: told for name, told in form.cleaned_data.items() if told}
    now = timezone.now()
    rows = listed(sought, on=timezone.localdate(now)) if sought else Subscriber.objects.none()
    shown = page(rows, request.GET, KEY)
    if shown.rows:
        audit.note(verb="subscribers.listed", object_key=f"subscribers:{len(shown.rows)}", at=now)
    names = units_in(language())
    context = {
        "form": form,
        "page": shown,
        "filtered": bool(sought) or wrong,
        "subscribers": [
            {
                "row": row,
                "day": timezone.localdate(row.consented_at),
                "language": words.LANGUAGE_NAMES[row.language],
                "unit": names.get(row.unit, row.unit),
                "way": words.WAYS.get(row.consent_way.partition(":")[0], row.consent_way),
            }
            for row in shown.rows
        ],
    }
    return render(request, "outreach/office/list.html", context, status=422 if wrong else 200)
