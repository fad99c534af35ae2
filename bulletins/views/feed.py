from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bulletins import published
from bulletins.published import IssueSummary
from languages.addresses import address
from outreach.pages import cacheable


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

    def items(self, language: str) -> list[IssueSummary]:
        issues = published.summaries(language)
        return [issue for issue in issues if issue.language == language][:12]

    def item_title(self, item: IssueSummary) -> str:
        return item.title

    def item_description(self, item: IssueSummary) -> str:
        return " · ".join(item.headlines)

    def item_link(self, item: IssueSummary) -> str:
        return settings.PORTAL_URL + item.url

    def item_pubdate(self, item: IssueSummary) -> datetime:
        return datetime.combine(
            timezone.localdate(item.published_at), time(12), tzinfo=timezone.get_default_timezone()
        )

    item_updateddate = item_pubdate  # RFC 4287 wants one of each entry


@require_safe
@cacheable
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """The issues of one language, as Atom (RFC 4287)."""
    return BulletinFeed()(request, language=language)
