from datetime import datetime, time
from html import escape

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bulletins import published
from bulletins.published import IssueSummary, WithdrawnIssue
from languages.addresses import address
from outreach.pages import cacheable

Item = IssueSummary | WithdrawnIssue
MOST = 12
"""Issues in a feed."""


class BulletinFeed(Feed):  # type: ignore[type-arg]
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, language: str) -> str:
        return language

    def title(self, language: str) -> str:
        return f"{settings.CITY.council_name[language]} – {_('Bulletins')}"

    def link(self, language: str) -> str:
        return settings.PORTAL_URL + address("bulletins", language)

    def feed_url(self, language: str) -> str:
        return settings.PORTAL_URL + address("bulletin-feed", language)

    def items(self, language: str) -> list[Item]:
        issues = [one for one in published.summaries(language) if one.language == language]
        every: list[Item] = [*issues, *published.withdrawn(language)]
        return sorted(every, key=lambda one: one.month, reverse=True)[:MOST]

    def item_title(self, item: Item) -> str:
        if isinstance(item, WithdrawnIssue):
            return _("Withdrawn: %(title)s") % {"title": item.title}
        return item.title

    def item_description(self, item: Item) -> str:
        """HTML, as the feed says."""
        if isinstance(item, WithdrawnIssue):
            return escape(item.reason, quote=False)
        return escape(" · ".join(item.headlines), quote=False)

    def item_link(self, item: Item) -> str:
        return f"{settings.PORTAL_URL}{item.url}?k=r"

    def item_pubdate(self, item: Item) -> datetime:
        """With the address it makes the entry's id: a withdrawal changes the entry that was read."""
        return datetime.combine(
            timezone.localdate(item.published_at), time(12), tzinfo=timezone.get_default_timezone()
        )

    def item_updateddate(self, item: Item) -> datetime:
        # RFC 4287 wants one of each entry.
        return item.at if isinstance(item, WithdrawnIssue) else self.item_pubdate(item)


@require_safe
@cacheable
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """The issues of one language, as Atom (RFC 4287). What was withdrawn says so, with the reason."""
    return BulletinFeed()(request, language=language)
