from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bulletins import published
from outreach.pages import cacheable


@require_safe
@cacheable
def archive(request: HttpRequest, language: str) -> HttpResponse:
    """The newest issue large, the earlier ones by year."""
    issues = published.summaries(language)
    earlier = groupby(issues[1:], key=lambda issue: issue.month.year)
    return render(
        request,
        "bulletins/page/archive.html",
        {
            "latest": issues[0] if issues else None,
            "years": [{"year": year, "issues": list(group)} for year, group in earlier],
            "missing_language": any(issue.language != language for issue in issues),
        },
    )
