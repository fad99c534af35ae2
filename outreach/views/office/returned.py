"""What came back: counts, and what the mail servers said."""

import datetime
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from council.people import User, demand
from outreach.access import may_send
from outreach.models import ReturnedMail
from outreach.returned import figures

LATELY = datetime.timedelta(days=7)
KINDS: dict[str, Promise] = {
    ReturnedMail.Kind.HARD: _("nobody there"),
    ReturnedMail.Kind.SOFT: _("not this time"),
    ReturnedMail.Kind.BLOCKED: _("refused us"),
    ReturnedMail.Kind.COMPLAINT: _("complaints"),
}
REASONS: dict[str, Promise] = {
    "left": _("They left the bulletin."),
    "bounced": _("Nobody has this address."),
    "unreachable": _("Three issues in a row came back."),
    "complained": _("They reported the letter as unwanted."),
}


@require_safe
@login_required
def returned(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    today = timezone.localdate(at)
    demand(may_send(cast(User, request.user), on=today))
    waiting = ReturnedMail.objects.filter(acted_at__isnull=True).count()
    latest = ReturnedMail.objects.order_by("-arrived_at", "-id").first()
    context = {
        "kinds": list(KINDS.values()),
        "months": figures.by_month(on=today),
        "domains": figures.by_domain(on=today),
        "reasons": [(row, KINDS[row.kind]) for row in figures.last_reasons()],
        "suppressions": [
            (REASONS.get(reason, reason), n) for reason, n in figures.suppressions().items()
        ],
        "blocked": figures.blocked_since(at - LATELY),
        "waiting": waiting,
        "latest": latest,
        "reads_folder": settings.BOUNCES is not None,
    }
    return render(request, "outreach/office/returned.html", context)
