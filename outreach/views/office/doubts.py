"""Uncertain letters: each is sent again or taken as sent, and the office decides."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from languages import own_name
from outreach.actions.resolve import NotInDoubt, resolve, resolve_all
from outreach.mailing import progress
from outreach.models import Delivery
from outreach.tokens import message_mark
from outreach.views.office.asking import Asked, mailed, sending
from outreach.views.office.steering import number

SHOWN = 50
WAYS = {"again": False, "sent": True}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def doubts(request: HttpRequest, month: datetime.date) -> HttpResponse:
    it = sending(request)
    mailed(month)
    if request.method == "POST":
        return _decide(request, it, month)
    there = Delivery.objects.filter(mailing__month=month, state=Delivery.State.IN_DOUBT)
    rows = there.select_related("mailing").defer("mailing__html", "mailing__text")
    asked = request.GET.get("all", "")
    parts = {
        "month": month,
        "rows": [_row(row) for row in rows.order_by("handed_off_at", "pk")[:SHOWN]],
        "count": progress(month).counts["in_doubt"],
        "shown": SHOWN,
        "asked": asked if asked in WAYS else "",
        "has_log": bool(settings.MAIL_LOG),
    }
    return render(request, "outreach/office/letters/doubts.html", parts)


def _decide(request: HttpRequest, it: Asked, month: datetime.date) -> HttpResponse:
    way, which = request.POST.get("way", ""), request.POST.get("letter", "")
    try:
        count = _settle(which, WAYS[way], it, month)
    except (KeyError, ValueError, NotInDoubt):
        messages.info(request, _("It was settled meanwhile. Nothing was done."))
    else:
        messages.success(request, _told(count, WAYS[way]))
    left = Delivery.objects.filter(mailing__month=month, state=Delivery.State.IN_DOUBT).exists()
    return redirect("letters_doubts" if left else "letters_month", month=month)


def _settle(which: str, sent: bool, it: Asked, month: datetime.date) -> int:
    """Raises ValueError or NotInDoubt for what is no letter of this month."""
    if which == "all":
        return resolve_all(month=month, sent=sent, by=it.user, at=it.at)
    letter = Delivery.objects.filter(pk=int(which[:18]), mailing__month=month).first()
    if letter is None:
        raise NotInDoubt
    resolve(delivery_id=letter.pk, sent=sent, by=it.user, at=it.at)
    return 1


def _told(count: int, sent: bool) -> str:
    if sent:
        words = ngettext(
            "%(count)s letter counts as sent.", "%(count)s letters count as sent.", count
        )
    else:
        words = ngettext(
            "%(count)s letter is sent again.", "%(count)s letters are sent again.", count
        )
    return words % {"count": number(count)}


def _row(letter: Delivery) -> dict[str, Any]:
    """What it takes to find the letter in the relay's log; nobody's address."""
    mark = ""
    if letter.subscriber_id:
        mark = f"{message_mark(letter.mailing_id, letter.subscriber_id)}@{settings.CITY.domain}"
    return {
        "id": letter.pk,
        "language": own_name(letter.language),
        "code": letter.language,
        "domain": letter.domain,
        "at": letter.handed_off_at,
        "mark": mark,
        "said": letter.smtp_text,
    }
