"""What is public is taken away, and residents read why."""

import datetime
from collections.abc import Mapping

from django.conf import settings
from django.utils.timezone import localdate

from council.people import User, demand
from languages.reasons import in_every_language
from outreach.access import may_write_news
from outreach.actions.newsroom import records
from outreach.actions.newsroom.changing import State, held, record
from outreach.actions.newsroom.decide import WrongState
from outreach.models import Manuscript


def withdraw(
    *, manuscript: Manuscript, reasons: Mapping[str, str], by: User, at: datetime.datetime
) -> None:
    """`reasons`: by language. Raises NotAllowed, WrongState, NoReason or RefusedByTheGate."""
    demand(may_write_news(by, on=localdate(at)))
    row = held(manuscript)
    if row.published_at is None or row.withdrawn_at is not None:
        raise WrongState
    given = in_every_language(reasons, names=settings.CITY.places())
    records.take_away(records.of(row), given, by_id=by.pk, at=at)
    row.state, row.withdrawn_at, row.due_at = State.WITHDRAWN, at, None
    row.save()
    record("withdrawn", row, at)
