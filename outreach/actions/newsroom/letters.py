"""Letters to members about news, events and activities: constant words, and a link to the item."""

import datetime

from django.urls import reverse

from council import notices
from council.people import User
from outreach.models import Manuscript

HELD = "newsroom_held"


def register_letters() -> None:
    notices.register(HELD, notices.Words("outreach/office/newsroom/letters", _page))


def tell_held(manuscript: Manuscript, *, at: datetime.datetime) -> None:
    """Its author and whoever approved it learn that it was not published at its hour."""
    ids = {manuscript.author_id, manuscript.approved_by_id}
    people = User.objects.filter(pk__in=[pk for pk in ids if pk], is_active=True)
    for person in people.order_by("email"):
        notices.tell(person=person, kind=HELD, about=f"{manuscript.kind}:{manuscript.pk}", at=at)


def _page(about: str) -> str:
    kind, _colon, pk = about.partition(":")
    return reverse("newsroom_item", kwargs={"kind": kind, "pk": pk})
