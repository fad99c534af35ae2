"""A second person reads the words of a correction before they are public."""

import datetime
import uuid

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from council import audit
from council.people import Denied, User, demand
from outreach.access import may_settle_mistakes
from outreach.models import Correction, Text

_OWN = Denied(_("Somebody else than who wrote the words reads them before they are public."))


def review_correction(*, correction_id: uuid.UUID, by: User, at: datetime.datetime) -> None:
    """Raises NotAllowed, Correction.DoesNotExist."""
    demand(may_settle_mistakes(by, on=localdate(at)))
    with transaction.atomic():
        correction = Correction.objects.select_for_update().get(pk=correction_id)
        if correction.written_by_id == by.pk:
            demand(_OWN)
        waiting = Text.objects.filter(key=correction.source_key, reviewed_at=None)
        if waiting.update(reviewed_by=by, reviewed_at=at):
            audit.record(verb="correction.review", object_key=correction.source_key, at=at)
