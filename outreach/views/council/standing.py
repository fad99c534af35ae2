"""Pages that stand for themselves: accessibility, privacy, and the map of the whole site."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from council import published
from languages import dates
from languages.addresses import address
from outreach import published_help
from outreach.models import HelpTopic, Text
from outreach.pages import cacheable
from outreach.views.council.decisions import ltr

PREPARED = datetime.date(2026, 11, 23)
"""When both statements were last gone through, sentence by sentence."""
Link = dict[str, Any]


@require_safe
@cacheable
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    context = {
        "title": _("Accessibility statement"),
        "about": _(
            "How far everybody can use this portal, what is still missing, and whom to tell."
        ),
        "here": _("Accessibility"),
    }
    return _statement(request, language, "accessibility", context)


@require_safe
@cacheable
def privacy(request: HttpRequest, language: str) -> HttpResponse:
    context = {
        "title": _("Privacy"),
        "about": _(
            "What this portal does not collect, what it keeps of subscribers, and your rights."
        ),
        "here": _("Privacy"),
    }
    return _statement(request, language, "privacy", context)


@require_safe
@cacheable
def site_map(request: HttpRequest, language: str) -> HttpResponse:
    """Five queries at most."""
    sections = [
        (_("Help"), _doors(language, _help(language)) + _topics(language)),
        (_("What was promised"), _doors(language, _promised()) + _years(language)),
        (_("News"), _doors(language, _news())),
        (_("The Council"), _doors(language, _council()) + _meetings(language)),
        (_("Say something back"), _doors(language, _back())),
        (_("About this portal"), _doors(language, _portal())),
    ]
    context = {"sections": [{"title": title, "links": links} for title, links in sections if links]}
    return render(request, "outreach/standing/site_map.html", context)


def _statement(
    request: HttpRequest, language: str, name: str, context: dict[str, Any]
) -> HttpResponse:
    context |= {
        "prose": f"outreach/standing/{name}_{language}.html",
        "prepared": dates.long_date(PREPARED, language, weekday=False),
        "prepared_on": PREPARED,
    }
    return render(request, "outreach/standing/statement.html", context)


def _doors(language: str, doors: list[tuple[str, str]]) -> list[Link]:
    return [{"title": title, "url": address(name, language)} for title, name in doors]


def _help(language: str) -> list[tuple[str, str]]:
    """The card once a worker has made it."""
    card = [(_("Help card to print"), "help-card")] if published_help.card(language) else []
    return [(_("All help lines and topics"), "help"), *card]


def _promised() -> list[tuple[str, str]]:
    return [
        (_("All decisions and promises"), "decisions"),
        (_("The register as data"), "decisions-csv"),
        (_("You asked, the Council answered"), "questions"),
    ]


def _news() -> list[tuple[str, str]]:
    return [
        (_("News"), "news"),
        (_("Feed of news"), "news-feed"),
        (_("Meetings and activities"), "events"),
        (_("Calendar of meetings"), "event-calendar"),
        (_("All bulletins"), "bulletins"),
        (_("Feed of bulletins"), "bulletin-feed"),
        (_("Subscribe to the bulletin"), "subscribe"),
    ]


def _council() -> list[tuple[str, str]]:
    return [(_("What the Council is and who sits in it"), "council"), (_("For the press"), "press")]


def _back() -> list[tuple[str, str]]:
    return [
        (_("Contact"), "contact"),
        (_("Your opinion"), "feedback"),
        (_("What residents said"), "feedback-results"),
        (_("Report a mistake in a text"), "mistake"),
    ]


def _portal() -> list[tuple[str, str]]:
    return [
        (_("Home page"), "home"),
        (_("Search"), "search"),
        (_("Accessibility"), "accessibility"),
        (_("Privacy"), "privacy"),
    ]


def _topics(language: str) -> list[Link]:
    """Help topics that have a page and a title in this language."""
    rows = list(HelpTopic.objects.readable())
    titles = dict(
        Text.objects.filter(
            key__in=[row.source_key for row in rows],
            field="headline",
            language=language,
            reviewed_at__isnull=False,
        ).values_list("key", "text")
    )
    return [
        {
            "title": titles[row.source_key],
            "url": address("help-topic", language, slug=row.slug),
        }
        for row in rows
        if row.source_key in titles
    ]


def _years(language: str) -> list[Link]:
    register = address("decisions", language)
    years = sorted({entry.on.year for entry in published.register()}, reverse=True)
    title = _("Decisions and promises")
    return [{"title": f"{title} {year}", "url": f"{register}?year={year}"} for year in years]


def _meetings(language: str) -> list[Link]:
    return [
        {
            "title": _("Meeting %(number)s") % {"number": ltr(page.reference)},
            "on": page.on,
            "url": address("council-meeting", language, number=page.reference),
        }
        for page in published.meeting_pages()
        if page.on <= timezone.localdate()
    ]
