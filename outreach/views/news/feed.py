import re
import uuid
from datetime import datetime
from html import escape
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from languages.addresses import address
from outreach import published_news
from outreach.pages import cacheable
from outreach.published_news import Article

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML has no way to write."""


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """When anything changed last, a withdrawal too; Django's would be now for an empty feed."""
        changed: datetime = self.feed["changed"]
        return changed


class NewsFeed(Feed):  # type: ignore[type-arg]
    feed_type = _Atom

    def get_object(self, request: HttpRequest, language: str) -> str:
        self.articles, self.changed = published_news.fed(language, at=timezone.now())
        return language

    def title(self, language: str) -> str:
        return f"{settings.CITY.council_name[language]} – {_('News')}"

    def link(self, language: str) -> str:
        return settings.PORTAL_URL + address("news", language)

    def feed_url(self, language: str) -> str:
        return settings.PORTAL_URL + address("news-feed", language)

    def feed_extra_kwargs(self, language: str) -> dict[str, Any]:
        return {"changed": self.changed}

    def items(self, language: str) -> list[tuple[Article, str]]:
        return [(article, language) for article in self.articles]

    def item_title(self, item: tuple[Article, str]) -> str:
        article, language = item
        return _writable(article.title[language])

    def item_description(self, item: tuple[Article, str]) -> str:
        """HTML, as the feed says."""
        article, language = item
        return escape(_writable(article.summary.get(language, "")), quote=False)

    def item_link(self, item: tuple[Article, str]) -> str:
        article, language = item
        parts = {"code": article.code, "slug": article.slug}
        return settings.PORTAL_URL + address("news-article", language, **parts)

    def item_guid(self, item: tuple[Article, str]) -> str:
        """The same for good, whatever its address becomes; each language has its own."""
        article, language = item
        return uuid.uuid5(article.id, language).urn

    def item_pubdate(self, item: tuple[Article, str]) -> datetime:
        return item[0].published_at

    def item_updateddate(self, item: tuple[Article, str]) -> datetime:
        article, language = item
        return article.updated_at(language)

    def item_categories(self, item: tuple[Article, str]) -> tuple[str, ...]:
        return (item[0].topic,)


@require_safe
@cacheable
def feed(request: HttpRequest, language: str) -> HttpResponse:
    """The news of one language, as Atom (RFC 4287)."""
    return NewsFeed()(request, language=language)


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)
