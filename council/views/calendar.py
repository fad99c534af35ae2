"""The meetings in one's own calendar program."""

from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from council import access
from council.actions import calendar_feed as feeds
from council.calendars import feed
from council.models import CalendarFeed, User
from council.people import Person, become, demand
from council.views.asking import reader_of


@require_safe
@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    who = reader_of(request)
    demand(access.may_see_meetings(who))
    return _page(request)


@require_POST
@login_required
def make(request: HttpRequest) -> HttpResponse:
    """Shows the new address in the answer itself: a redirect would have to keep it somewhere."""
    token = feeds.make_feed(person=cast(User, request.user), at=timezone.now())
    return _page(request, reverse("calendar_ics", kwargs={"token": token}))


@require_POST
@login_required
def stop(request: HttpRequest) -> HttpResponse:
    feeds.stop_feed(person=cast(User, request.user), at=timezone.now())
    return redirect("calendar_feed")


@require_safe
def ics(request: HttpRequest, token: str) -> HttpResponse:
    """A calendar program has no session: who holds the address reads as its owner, dates alone."""
    try:
        owner = feeds.owner_of(token)
    except feeds.NoSuchFeed:
        raise Http404 from None
    become(Person(str(owner.pk)))
    who = access.reader(owner, on=timezone.localdate())
    data = feed(access.meetings_of_a_calendar(who), language=owner.language)
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response


def _page(request: HttpRequest, path: str = "") -> HttpResponse:
    address = f"{settings.PORTAL_URL}{path}" if path else ""
    context = {
        "feed": CalendarFeed.objects.filter(person=cast(User, request.user)).first(),
        "address": address,
        # Opened by the calendar program instead of the browser.
        "subscribe": f"webcal:{address.partition(':')[2]}" if address else "",
    }
    return render(request, "council/meetings/calendar.html", context)
