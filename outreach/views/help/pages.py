"""Help first: whom to call, where to go, what happens next."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from languages.addresses import address
from outreach import published_help, schema_org
from outreach.models import HelpLine
from outreach.models.help_line import EMERGENCY
from outreach.pages import cacheable
from outreach.views.meeting import Said, Speaker


@require_safe
@cacheable
def index(request: HttpRequest, language: str) -> HttpResponse:
    """Five queries, whatever there is."""
    says = Speaker(language)
    register = published_help.lines()
    lines = [_line(line, says) for line in register]
    topics = [_in_brief(topic, says) for topic in published_help.topics()]
    return render(
        request,
        "outreach/help/index.html",
        {
            "emergency": next((line for line in lines if line["number"] == EMERGENCY), None),
            "lines": [line for line in lines if line["number"] != EMERGENCY],
            "topics": [topic for topic in topics if not topic["seasonal"]],
            "seasonal": [topic for topic in topics if topic["seasonal"]],
            "card": published_help.card(language),
            "data": schema_org.help_lines(register, language),
            "only_albanian": says.met_albanian,
        },
    )


@require_safe
@cacheable
def topic(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Seven queries."""
    found = published_help.topic(slug)
    if found is None:
        raise Http404
    says = Speaker(language)
    texts = {field: says(words) for field, words in found.texts.items()}
    context: dict[str, Any] = {
        "topic": texts,
        "name": texts.get("name") or texts["headline"],
        "steps": [says(step) for step in found.steps],
        "lines": [_line(line, says) for line in found.lines],
        "related": [_in_brief(other, says) for other in found.related],
        "checked_on": found.checked_on,
        "leave_to": settings.CITY.leave_to if found.leave_quickly else "",
        "card": published_help.card(language),
    }
    context["only_albanian"] = says.met_albanian
    return render(request, "outreach/help/topic.html", context)


def _line(line: published_help.CheckedLine, says: Speaker) -> dict[str, Any]:
    return {
        "number": line.number,
        "name": says(line.name),
        "note": says(line.note),
        "hours": says(line.hours),
        "cost": HelpLine.Cost(line.cost).label if line.cost else "",
        "spoken": [HelpLine.Spoken(code).label for code in line.spoken],
        "checked_on": line.checked_on,
    }


def _in_brief(topic: published_help.TopicInBrief, says: Speaker) -> dict[str, Any]:
    name: Said = says(topic.name)
    return {
        "name": name,
        "headline": says(topic.headline),
        "seasonal": topic.seasonal,
        "url": address("help-topic", says.language, slug=topic.slug),
    }
