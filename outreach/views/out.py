"""Leaving for another site: by a name of the city profile's list, never by an address given."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def out(request: HttpRequest, language: str, link: str) -> HttpResponseRedirect:
    """The other site learns nothing of the page one comes from; that somebody left is counted as
    any visit is (`outreach/reach/visits.py`)."""
    found = next((row["url"] for row in settings.CITY.links if row["id"] == link), None)
    if found is None:
        raise Http404
    headers = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}
    return HttpResponseRedirect(found, headers=headers)
