"""Taking back what was published, with a reason for readers."""

import datetime
from collections.abc import Mapping

from django.utils.timezone import localdate

from bulletins.access import may_release
from bulletins.models import Bulletin, Edition, Release
from bulletins.reasons import WITHDRAWN
from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE
from outreach import boards, mailing, pages


class NotPublished(Exception):
    """Nothing of it is public."""


class AlbanianStays(Exception):
    """The Albanian is what the others translate: it is not withdrawn without them."""


def published_languages(bulletin: Bulletin) -> list[str]:
    """Those of which an edition is public, superseded ones included."""
    rows = Edition.objects.filter(
        bulletin=bulletin, published_at__isnull=False, withdrawn_at__isnull=True
    )
    return sorted(set(rows.values_list("language", flat=True)))


def withdraw(
    *, bulletin: Bulletin, reasons: Mapping[str, str], by: User, at: datetime.datetime
) -> None:
    """Page and documents answer “gone”, with the reason; letters that wait are called off.

    `reasons`: language → the reason, in that language. Raises NotAllowed, NotPublished or
    AlbanianStays.
    """
    demand(may_release(by, on=localdate(at)))
    there = published_languages(bulletin)
    if not there or not set(reasons) <= set(there):
        raise NotPublished
    if AUTHORITATIVE in reasons and set(reasons) != set(there):
        raise AlbanianStays
    for language, reason in reasons.items():
        Edition.objects.filter(
            bulletin=bulletin,
            language=language,
            published_at__isnull=False,
            withdrawn_at__isnull=True,
        ).update(withdrawn_at=at, withdrawn_reason=reason.strip())
        pages.withdraw(key=f"bulletin:{bulletin}", language=language)
        mailing.call_off(month=bulletin.month, language=language)
        audit.record(verb="edition.withdrawn", object_key=f"bulletin:{bulletin}:{language}", at=at)
    if AUTHORITATIVE in reasons:
        boards.withdraw(month=bulletin.month, reason=reasons[AUTHORITATIVE].strip(), at=at)
    Release.objects.filter(bulletin=bulletin, state=Release.State.WAITING).update(
        state=Release.State.STOPPED, settled_at=at, stopped_by=by, reason=WITHDRAWN
    )
