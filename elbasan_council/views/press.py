"""For journalists: the council in three lengths, figures with their day, issues, corrections."""

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from bulletins import published as bulletins
from council import published as council
from languages import AUTHORITATIVE
from languages.addresses import address
from outreach.pages import cacheable

ISSUES = 3
CORRECTIONS = 30
A_YEAR = datetime.timedelta(days=365)


@require_safe
@cacheable
def press(request: HttpRequest, language: str) -> HttpResponse:
    """Six queries."""
    today = timezone.localdate()
    return render(
        request,
        "outreach/council/press.html",
        {
            "prose": f"outreach/standing/press_{language}.html",
            "working": council.functioning(today - A_YEAR, today),
            "since": today - A_YEAR,
            "today": today,
            "issues": bulletins.summaries(language)[:ISSUES],
            "mark_url": static("portal/mark.svg"),
            "corrections": corrections(language)[:CORRECTIONS],
        },
    )


def corrections(language: str) -> list[dict[str, Any]]:
    """Everything that was corrected or withdrawn in public, the newest first."""
    found = [*_of_notices(language), *_of_issues(language)]
    return sorted(found, key=lambda row: row["at"], reverse=True)


def _of_notices(language: str) -> list[dict[str, Any]]:
    names = {
        code: name.get(language) or name[AUTHORITATIVE]
        for code, name in council.agency_names().items()
    }
    return [
        {
            "at": notice.corrected_at,
            "meeting": f"\u2066{notice.reference}\u2069",
            "url": address("council-meeting", language, number=notice.reference),
            "rows": [
                {
                    "number": row.number,
                    "what": row.what,
                    "said": names.get(row.said or "", row.said or ""),
                    "holds": names.get(row.holds or "", row.holds or ""),
                }
                for row in notice.corrections
            ],
        }
        for notice in council.corrected_notices()
    ]


def _of_issues(language: str) -> list[dict[str, Any]]:
    return [
        {
            "at": row.at,
            "title": row.title,
            "url": row.url,
            "note": row.note,
            "withdrawn": row.withdrawn,
        }
        for row in bulletins.corrections(language)
    ]
