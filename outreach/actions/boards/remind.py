"""One letter more to whoever has not said what became of the sheet."""

import datetime

from django.conf import settings
from django.db import transaction

from outreach import letters
from outreach.actions.boards.hand_out import current_pack
from outreach.models import NoticeBoard, Posting, ResidentLetter


def remind_after() -> datetime.timedelta:
    return datetime.timedelta(days=settings.NOTICE_BOARDS_REMIND_AFTER_DAYS)


@transaction.atomic
def remind(*, at: datetime.datetime) -> int:
    """How many were written to. Each once a pack, and nobody who has answered."""
    pack = current_pack()
    if pack is None:
        return 0
    waiting = Posting.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pack=pack,
        outcome="",
        reminded_at__isnull=True,
        made_at__lte=at - remind_after(),
        board__retired_at__isnull=True,
        board__way=NoticeBoard.Way.MAIL,
    )
    rows = list(waiting)
    for posting in rows:
        letters.put_to_board(kind=ResidentLetter.Kind.PACK_REMINDER, posting=posting, at=at)
    Posting.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_at=at)
    return len(rows)
