"""What the walks over every address need of planning: a plan, a convened meeting, an item, a paper."""

import datetime

from django.utils import timezone

from council.actions.documents import keep_document
from council.models import Document, Meeting
from council.people import Role, person_with_role
from press.files import CleanFile
from tests import make


def parts() -> dict[str, str]:
    """Their ids, by the names that the access table calls them."""
    now = timezone.now()
    in_a_month = now + datetime.timedelta(days=30)
    plan = make.meeting(starts_at=in_a_month, number=96, state=Meeting.State.PLANNED)
    told = make.meeting(starts_at=in_a_month, number=97, state=Meeting.State.CONVENED)
    Meeting.objects.filter(pk=told.pk).update(convened_at=now)
    item = make.item(meeting=told, open_title="Ndriçimi i rrugëve të fshatrave")
    paper = keep_document(
        file=CleanFile("application/pdf", "pdf", b"%PDF-1.7\n%%EOF\n"),
        title="Plani",
        kind=Document.Kind.WORKING,
        by=person_with_role(Role.SECRETARY, timezone.localdate()),
        at=now,
        meeting=told,
        item=item,
    )
    return {
        "plan": str(plan.pk),
        "told": str(told.pk),
        "item": str(item.key),
        "paper": str(paper.pk),
    }
