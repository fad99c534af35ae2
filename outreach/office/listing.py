"""Some of the subscribers: by language, state, way of consent, unit, domain."""

import datetime
from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from outreach.actions.carry_out import LIFTED
from outreach.forms.office.seeking import NO_UNIT
from outreach.models import Departure, Subscriber, Suppression

KEY = ("consented_at", "id")
"""The newest first."""


def listed(told: Mapping[str, str], *, on: datetime.date) -> QuerySet[Subscriber]:
    """`told`: what the filter's form has cleaned; what is empty does not count."""
    rows = Subscriber.objects.order_by("-consented_at", "-id")
    if code := told.get("letters"):
        rows = rows.filter(language=code)
    if domain := told.get("domain"):
        rows = rows.filter(domain=domain)
    if way := told.get("way"):
        rows = rows.filter(Q(consent_way=way) | Q(consent_way__startswith=f"{way}:"))
    if unit := told.get("unit"):
        rows = rows.filter(unit="" if unit == NO_UNIT else unit)
    if state := told.get("state"):
        rows = rows.filter(_is(state, on))
    return rows


def _is(state: str, on: datetime.date) -> Q:
    suppressed = Suppression.objects.filter(address_hash=OuterRef("address_hash"))
    left = (
        Q(left_at__isnull=False)
        | Exists(Departure.objects.filter(subscriber=OuterRef("pk")))
        | Exists(suppressed.filter(reason__in=LIFTED))
    )
    if state == "left":
        return left
    stopped = Q(Exists(suppressed))
    if state == "stopped":
        return stopped & ~left
    stays = ~left & ~stopped
    if state == "waiting":
        return stays & Q(confirmed_at__isnull=True)
    paused = Q(paused_until__isnull=False, paused_until__gt=on)
    confirmed = stays & Q(confirmed_at__isnull=False)
    return confirmed & (paused if state == "paused" else ~paused)
