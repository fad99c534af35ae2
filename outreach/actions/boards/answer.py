"""What became of a sheet: said by the link of a letter or by telephone; the last word counts."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from outreach.access import may_keep_boards
from outreach.actions.boards.rounds import tell
from outreach.models import Pack, Posting, PostingAnswer
from outreach.wake import wake_for_wishes

BATCH = 200


@dataclass(frozen=True, kw_only=True)
class Answer:
    outcome: str
    heard: int | None = None
    reason: str = ""
    note: str = ""


def say(*, posting_id: uuid.UUID, answer: Answer, at: datetime.datetime) -> None:
    """From the public side: only a row, for a worker to carry out."""
    PostingAnswer.objects.bulk_create(
        [
            PostingAnswer(
                posting=posting_id,
                outcome=answer.outcome,
                heard=answer.heard,
                reason=answer.reason,
                note=answer.note,
                answered_at=at,
            )
        ]
    )
    transaction.on_commit(wake_for_wishes)


def enter_by_telephone(
    *, posting: Posting, answer: Answer, by: User, at: datetime.datetime
) -> None:
    """Raises NotAllowed."""
    demand(may_keep_boards(by, on=localdate(at)))
    with transaction.atomic():
        _keep(posting.pk, answer, Posting.Way.TELEPHONE, at)
        tell({posting.pack.month})


def carry_out_answers() -> int:
    """What came by links, into the rows of the month."""
    rows = list(
        PostingAnswer.objects.order_by("answered_at").select_for_update(skip_locked=True)[:BATCH]
    )
    for row in rows:
        said = Answer(outcome=row.outcome, heard=row.heard, reason=row.reason, note=row.note)
        _keep(row.posting, said, Posting.Way.LINK, row.answered_at)
    answered = Pack.objects.filter(postings__in=[row.posting for row in rows])
    tell(set(answered.values_list("month", flat=True)))
    PostingAnswer.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _keep(posting_id: uuid.UUID, answer: Answer, way: str, at: datetime.datetime) -> None:
    """Unless something was said later."""
    known = Posting.objects.select_for_update().filter(pk=posting_id)
    posting = known.first()
    if posting is None or (posting.answered_at and posting.answered_at > at):
        return
    known.update(
        outcome=answer.outcome,
        heard=answer.heard,
        reason=answer.reason,
        note=answer.note,
        answered_at=at,
        answered_by=way,
    )
    audit.record(verb="posting.answered", object_key=f"posting:{posting_id}", at=at)
