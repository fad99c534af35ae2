"""Looking whether the domain's records let our letters through."""

import dataclasses
import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from council import audit
from council.people import System, acting_as
from outreach.deliverability.checks import look
from outreach.models import DomainCheck

CHECKER = System("domain")
EVERY = datetime.timedelta(days=1)


def want_check(*, at: datetime.datetime) -> None:
    """Somebody wants to know; the worker asks. Safe to repeat."""
    DomainCheck.objects.update_or_create(pk=1, defaults={"wanted_at": at})
    audit.record(verb="domain.check_wanted", object_key="domain", at=at)


def check_domain_if_due(*, at: datetime.datetime) -> bool:
    """Asks where somebody wants it, and once a day in production. A demonstration's domain is
    nobody's: it asks nobody by itself."""
    with acting_as(CHECKER):
        due = Q(wanted_at__isnull=False)
        if not settings.DEMONSTRATION:
            DomainCheck.objects.get_or_create(pk=1)
            due |= Q(asked_at__isnull=True) | Q(asked_at__lt=at - EVERY)
        if not DomainCheck.objects.filter(due).exists():
            return False
    # No transaction is open while others are waited for.
    answers: dict[str, Any] = {key: dataclasses.asdict(one) for key, one in look().items()}
    with acting_as(CHECKER):
        DomainCheck.objects.filter(pk=1).update(answers=answers, asked_at=at)
        DomainCheck.objects.filter(pk=1, wanted_at__lte=at).update(wanted_at=None)
    return True
