"""What came of a reader's report."""

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from languages import AUTHORITATIVE
from languages.texts import digest
from outreach.access import may_settle_mistakes
from outreach.models import Correction, MistakeReport, Text
from outreach.models.publishable import new_code

State = MistakeReport.State
KEPT = datetime.timedelta(days=365)
"""How long a settled report stays: afterwards only the correction does."""


class AlreadySettled(Exception):
    """Somebody else has settled this report."""


def settle_mistake(
    *,
    report_id: uuid.UUID,
    state: str,
    words: Mapping[str, str],
    by: User,
    at: datetime.datetime,
) -> Correction | None:
    """`state`: corrected, right or again. Corrected makes the correction, public at once.

    `words`: what is to be said of it, by language; a second person reads them first. Raises
    NotAllowed, AlreadySettled, MistakeReport.DoesNotExist, ValueError for a state that is none.
    """
    demand(may_settle_mistakes(by, on=localdate(at)))
    if state not in (State.CORRECTED, State.RIGHT, State.AGAIN):
        raise ValueError(state)
    with transaction.atomic():
        report = MistakeReport.objects.select_for_update().get(pk=report_id)
        if report.state != State.OPEN:
            raise AlreadySettled
        report.state, report.settled_at, report.settled_by = state, at, by
        report.save(update_fields=["state", "settled_at", "settled_by"])
        correction = _correct(report, words, by, at) if state == State.CORRECTED else None
        audit.record(verb=f"mistake.{state}", object_key=f"mistake:{report.pk}", at=at)
    return correction


def erase_settled_reports(*, at: datetime.datetime) -> int:
    """Reports that were settled a year ago."""
    old = MistakeReport.objects.filter(settled_at__lt=at - KEPT)
    return old.delete()[0]


def _correct(
    report: MistakeReport, words: Mapping[str, str], by: User, at: datetime.datetime
) -> Correction:
    code = new_code()
    correction = Correction.objects.create(
        code=code,
        slug=code,
        page=report.page,
        language=report.language,
        kind=report.kind,
        written_by=by,
        published_at=at,
    )
    source = words.get(AUTHORITATIVE, "")
    for language, text in words.items():
        if text:
            Text.objects.create(
                key=correction.source_key,
                field="words",
                language=language,
                text=text,
                origin=Text.Origin.WRITTEN if language == AUTHORITATIVE else Text.Origin.TRANSLATED,
                translates_digest="" if language == AUTHORITATIVE else digest(source),
            )
    return correction
