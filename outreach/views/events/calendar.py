import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from council import published as council
from outreach import ics, published_events
from outreach.pages import cacheable
from outreach.views.events.event import calendar_file


@require_safe
@cacheable
def calendar(request: HttpRequest, language: str) -> HttpResponse:
    """Every public date, for calendar programs: three months back, and all that come."""
    now = timezone.now()
    occasions = published_events.fed(today=timezone.localdate(now), at=now)
    return calendar_file(ics.feed(occasions, _announced(now), language=language), "kalendari.ics")


def _announced(now: datetime.datetime) -> ics.Announced | None:
    meetings = council.meetings_lately(now)
    if meetings.coming is None or meetings.last is None:
        return None
    # It was said in the council's last meeting, or after it.
    said = datetime.datetime.combine(
        meetings.last.on, datetime.time(), timezone.get_default_timezone()
    )
    return (*meetings.coming, said)
