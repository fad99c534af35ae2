"""Convening: who sees whom a meeting was sent to, who answers, what a calendar shows."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from council.access.meetings import HELD, Reader, visible_meetings
from council.models import Meeting, Rsvp
from council.people import Allowed, Answer, Denied


def may_see_invitations(who: Reader) -> Answer:
    """Whom a meeting was sent to, and what everybody answered."""
    if who.keeps:
        return Allowed()
    return Denied(_("Only the secretary, the chair and the coordinator see who was invited."))


def visible_answers(who: Reader) -> QuerySet[Rsvp]:
    """Keepers see all; everybody else their own."""
    answers = Rsvp.objects.filter(meeting__in=visible_meetings(who))
    return answers if who.keeps else answers.filter(person=who.user)


def meetings_of_a_calendar(who: Reader) -> QuerySet[Meeting]:
    """What somebody's calendar shows: never a plan, not even to who plans."""
    sent = Q(convened_at__isnull=False) | Q(state__in=HELD)
    return visible_meetings(who).filter(sent)
