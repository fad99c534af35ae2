"""Telling institutions what they have promised, when the meeting that gave it is closed."""

import datetime

from django.db.models import Q
from django.utils.timezone import localdate

from council import notices
from council.models import Action, Meeting, Notice
from council.recipients import people_of


def tell_of_actions(*, meeting: Meeting, at: datetime.datetime) -> None:
    """A letter about each action of a meeting to its institution's people; once, however often."""
    of_meeting = Q(item__meeting=meeting) | Q(decision__meeting=meeting)
    for action in Action.objects.filter(of_meeting, done_date__isnull=True):
        for person in people_of(action, on=localdate(at)):
            notices.tell(
                person=person, kind=Notice.Kind.ACTION_GIVEN, about=str(action.pk), at=at, once=True
            )
