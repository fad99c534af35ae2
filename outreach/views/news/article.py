from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from languages import AUTHORITATIVE
from languages.addresses import address
from outreach import published_news, schema_org
from outreach.pages import cacheable
from outreach.published_news import Picture, Withdrawn
from outreach.topics import TOPICS
from outreach.views import codes
from press import pictures


@require_safe
@cacheable
def article(request: HttpRequest, language: str, code: str, slug: str) -> HttpResponse:
    """One news item: 410 with the reason where it was withdrawn, 301 where its slug is another."""
    found = published_news.article(code, at=timezone.now())
    if found is None:
        raise Http404
    if isinstance(found, Withdrawn):
        return codes.gone(request, found, language, kind="news")
    parts = {"code": found.code, "slug": found.slug}
    if slug != found.slug:
        return codes.moved("news-article", language, **parts)
    if language not in found.languages:
        title = found.title.get(AUTHORITATIVE, "")
        return codes.missing(request, "news-article", title, kind="news", **parts)
    return render(
        request,
        "outreach/news/article.html",
        {
            "article": found,
            "title": found.title[language],
            "summary": found.summary.get(language, ""),
            "body": found.body[language],
            "do": found.do.get(language, ""),
            "picture": _picture(found.picture, language) if found.picture else None,
            "topic": TOPICS.get(found.topic, ""),
            "topic_key": found.topic,
            "published_on": timezone.localdate(found.published_at),
            "only_in": {*found.languages, "x-default"},
            "data": schema_org.article(found, language, image=_share_image(language)),
        },
    )


def _picture(picture: Picture, language: str) -> dict[str, Any] | None:
    """What the page shows of it; nothing where its words are missing in the language."""
    alt = "" if picture.decorative else picture.alt.get(language, "")
    if not alt and not picture.decorative:
        return None

    def file(width: int, ending: str) -> str:
        name = pictures.file_name(picture.name, width, ending)
        return address("news-picture", language, file_name=name)

    def choice(ending: str) -> str:
        return ", ".join(f"{file(width, ending)} {width}w" for width in picture.widths)

    return {
        "webp": choice("webp"),
        "jpg": choice("jpg"),
        "src": file(picture.widths[:2][-1], "jpg"),
        "width": picture.width,
        "height": picture.height,
        "alt": alt,
        "credit": picture.credit.get(language, ""),
    }


def _share_image(language: str) -> str:
    return settings.PORTAL_URL + static(f"portal/share/{language}.png")
