from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from languages import AUTHORITATIVE
from languages.addresses import address
from outreach import published_news
from outreach.pages import cacheable
from outreach.topics import TOPICS
from outreach.views import codes


@require_safe
@cacheable
def news(request: HttpRequest, language: str) -> HttpResponse:
    """The latest first; `?tema=`, `?viti=` and `?faqe=` are called so in each language."""
    topic = request.GET.get("tema", "")
    number = codes.page_number(request)
    try:
        year = codes.year(request)
    except ValueError:
        raise Http404 from None
    if number is None or (topic and topic not in TOPICS):
        raise Http404
    found = published_news.listed(topic=topic, year=year, number=number, at=timezone.now())
    if found is None or (year and year not in found.shelf.years):
        raise Http404
    rows = [entry(article, language) for article in found.articles]
    asked = {"tema": topic, "viti": str(year or "")}
    own = address("news", language)
    return render(
        request,
        "outreach/news/list.html",
        {
            "rows": rows,
            "topic_name": TOPICS.get(topic, ""),
            "year": year,
            "topics": [
                {"title": name, "url": _link(own, {**asked, "tema": key}), "current": key == topic}
                for key, name in TOPICS.items()
                if key in found.shelf.topics
            ],
            "years": [
                {"year": each, "url": _link(own, {**asked, "viti": str(each)})}
                for each in found.shelf.years
            ],
            "every_topic_url": _link(own, {**asked, "tema": ""}),
            "every_year_url": _link(own, {**asked, "viti": ""}),
            "number": found.number,
            "total": found.total,
            "previous_url": _page(own, asked, number - 1) if number > 1 else "",
            "next_url": _page(own, asked, number + 1) if number < found.total else "",
            "is_filtered": bool(topic or year),
            "some_missing": any(row["foreign"] for row in rows),
        },
    )


def entry(article: published_news.Article, language: str) -> dict[str, Any]:
    """A row of a list; where the language is missing, the Albanian one, marked so."""
    readable = language in article.languages
    shown = language if readable else AUTHORITATIVE
    return {
        "title": article.title.get(shown, ""),
        "summary": article.summary.get(shown, ""),
        "topic": TOPICS.get(article.topic, ""),
        "on": timezone.localdate(article.published_at),
        "foreign": not readable,
        "url": address("news-article", shown, code=article.code, slug=article.slug),
    }


def _page(own: str, asked: dict[str, str], number: int) -> str:
    return _link(own, {**asked, "faqe": str(number) if number > 1 else ""})


def _link(own: str, asked: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{own}?{query}" if query else own
