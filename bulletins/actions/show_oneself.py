"""Who else has a month open: noted at each sign of life, nothing is locked."""

import datetime

from django.utils.timezone import localdate

from bulletins.access import may_prepare
from bulletins.models import Bulletin, StudioEditing
from council.people import User, demand

HERE_FOR = datetime.timedelta(seconds=25)
"""Since the last sign of life; one comes every ten seconds."""


def show_oneself(*, bulletin: Bulletin, by: User, at: datetime.datetime) -> list[User]:
    """Notes that somebody has the month open; who else has. Raises NotAllowed."""
    demand(may_prepare(by, on=localdate(at)))
    StudioEditing.objects.update_or_create(bulletin=bulletin, person=by, defaults={"seen_at": at})
    others = StudioEditing.objects.filter(bulletin=bulletin, seen_at__gt=at - HERE_FOR)
    rows = others.exclude(person=by).select_related("person").order_by("person__title")
    return [row.person for row in rows]
