"""Who sits where: the table of seats, the history of one, and the list for a spreadsheet."""

import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council import access, audit
from council.forms.accounts import ROLE_NAMES
from council.forms.people import name_of
from council.models import Agency, Appointment, Seat
from council.people import CLEARING, Allowed, Role, demand
from council.views.asking import reader_of
from press import excel
from press.step_up import confirmed_lately

WIDTH = 28
"""Of a column of the table for Excel, in characters."""


@require_safe
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Posts and institutions; no address of anybody."""
    who = reader_of(request)
    demand(access.may_see_seats(who))
    language = translation.get_language() or "sq"
    today = _today(who)
    waiting = (
        access.visible_appointments(who)
        .filter(CLEARING, confirmed_at__isnull=True)
        .exclude(to_date__lt=who.on)
        .select_related("person", "seat", "agency")
    )
    return render(
        request,
        "council/people.html",
        {
            "seats": _seats(today, language),
            "without_seat": [
                _row(row, language) for row in today if row.seat_id is None and row.role
            ],
            "agencies": _agencies(today, language),
            "waiting": [
                {
                    **_row(row, language),
                    "may_confirm": isinstance(access.may_confirm_appointment(who, row), Allowed),
                }
                for row in waiting
            ]
            if who.keeps
            else [],
            "without_liaison": _without_liaison(who, language),
            "keeps": isinstance(access.may_keep_people(who), Allowed),
        },
    )


def _without_liaison(who: access.Reader, language: str) -> list[str]:
    """Names of institutions, for those who see to it that there is one."""
    if not who.keeps:
        return []
    rows = Agency.objects.filter(pk__in=access.without_liaison(on=who.on))
    return [name_of(row, language) for row in rows]


@require_safe
@login_required
def seat(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody who held a seat or stood in on it, and when."""
    who = reader_of(request)
    demand(access.may_see_seats(who))
    found: Seat = get_object_or_404(Seat.objects.select_related("agency"), code=code)
    language = translation.get_language() or "sq"
    rows = (
        access.visible_appointments(who)
        .filter(seat=found)
        .order_by("-from_date", "-pk")
        .select_related("person", "agency", "seat", "substitute_for__person")
    )
    return render(
        request,
        "council/seat.html",
        {
            "seat": found,
            "name": name_of(found, language),
            "agency": name_of(found.agency, language),
            "rows": [
                {
                    **_row(row, language),
                    "state": _state(row, who.on),
                    "may_confirm": isinstance(access.may_confirm_appointment(who, row), Allowed),
                    "may_change": isinstance(access.may_appoint(who, row.person), Allowed),
                }
                for row in rows
            ],
            "keeps": isinstance(access.may_keep_people(who), Allowed),
        },
    )


@require_safe
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """Seats with addresses: the secretary's, who confirms a moment before."""
    who = reader_of(request)
    demand(access.may_keep_people(who))
    return _exported(request, who)


@confirmed_lately
def _exported(request: HttpRequest, who: access.Reader) -> HttpResponse:
    language = translation.get_language() or "sq"
    columns = [_("Seat"), _("Institution"), _("Holder"), _("E-mail address"), _("Role")]
    columns += [_("First day"), _("Last day"), _("Substitutes")]
    rows = []
    for line in _seats(_today(who), language):
        held = line["holder"]
        rows.append(
            [
                line["name"],
                line["agency"],
                *(
                    [held["person"].title, held["person"].email, str(held["role"])]
                    if held
                    else ["", "", ""]
                ),
                held["appointment"].from_date if held else "",
                (held["appointment"].to_date or "") if held else "",
                ", ".join(
                    f"{row['person'].title} <{row['person'].email}>" for row in line["substitutes"]
                ),
            ]
        )
    audit.record(verb="people.exported", object_key="seats", at=timezone.now())
    data = excel.to_bytes(_("Seats"), columns, rows, [WIDTH] * len(columns))
    response = HttpResponse(data, content_type=excel.MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="seats-{who.on:%Y-%m-%d}.xlsx"'
    return response


def _today(who: access.Reader) -> list[Appointment]:
    rows = (
        access.visible_appointments(who).exclude(to_date__lt=who.on).filter(from_date__lte=who.on)
    )
    return list(rows.select_related("person", "agency", "seat"))


def _seats(today: list[Appointment], language: str) -> list[dict[str, Any]]:
    """Every seat with who holds it and who stands in, in the order of the table."""
    holders = {row.seat_id: row for row in today if row.seat_id and not row.substitute_for_id}
    return [
        {
            "seat": seat,
            "name": name_of(seat, language),
            "agency": name_of(seat.agency, language),
            "holder": _row(holders[seat.pk], language) if seat.pk in holders else None,
            "substitutes": [
                _row(row, language)
                for row in today
                if row.seat_id == seat.pk and row.substitute_for_id
            ],
        }
        for seat in Seat.objects.select_related("agency")
    ]


def _agencies(today: list[Appointment], language: str) -> list[dict[str, Any]]:
    """Every institution, and how many of its people have an account with a role."""
    people: dict[int, set[Any]] = {}
    for row in today:
        people.setdefault(row.agency_id, set()).add(row.person_id)
    return [
        {"name": name_of(agency, language), "people": len(people.get(agency.pk, ()))}
        for agency in Agency.objects.all()
    ]


def _row(row: Appointment, language: str) -> dict[str, Any]:
    return {
        "appointment": row,
        "person": row.person,
        "role": ROLE_NAMES[Role(row.role)],
        "agency": name_of(row.agency, language),
        "seat": name_of(row.seat, language) if row.seat else "",
        "waits": row.clears and row.confirmed_at is None,
    }


def _state(row: Appointment, today: datetime.date) -> str:
    if row.from_date > today:
        return "ahead"
    return "over" if row.to_date and row.to_date < today else "now"
