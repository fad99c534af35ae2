"""What every change of a manuscript does first and last."""

import datetime

from council import audit
from outreach.models import Manuscript

State = Manuscript.State


def held(manuscript: Manuscript) -> Manuscript:
    """As it is stored now, kept from others until the transaction ends."""
    return Manuscript.objects.select_for_update(of=("self",)).get(pk=manuscript.pk)


def changed(manuscript: Manuscript, *, at: datetime.datetime) -> None:
    """It says something else: whoever approved it has not approved this. Residents go on reading
    what was published."""
    if manuscript.state != State.DRAFT:
        audit.record(
            verb="newsroom.approval_void" if manuscript.approved_at else "newsroom.draft_again",
            object_key=f"manuscript:{manuscript.pk}",
            at=at,
        )
    manuscript.state = State.DRAFT
    manuscript.submitted_by = manuscript.submitted_at = None
    manuscript.approved_by = manuscript.approved_at = manuscript.due_at = None
    manuscript.approved_digest = ""
    manuscript.changed_at = at
    manuscript.save()


def record(verb: str, manuscript: Manuscript, at: datetime.datetime) -> None:
    audit.record(verb=f"newsroom.{verb}", object_key=f"manuscript:{manuscript.pk}", at=at)
