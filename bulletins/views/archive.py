from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bulletins import archived, published
from outreach.pages import cacheable


@require_safe
@cacheable
def archive(request: HttpRequest, language: str) -> HttpResponse:
    """The newest issue large, the earlier ones by year."""
    issues = published.summaries(language)
    past = archived.summaries(language, without={issue.month for issue in issues})
    rest: list[published.IssueSummary | archived.ArchivedSummary] = [*issues[1:], *past]
    rest.sort(key=lambda issue: issue.month, reverse=True)
    earlier = groupby(rest, key=lambda issue: issue.month.year)
    return render(
        request,
        "bulletins/page/archive.html",
        {
            "latest": issues[0] if issues else None,
            "years": [{"year": year, "issues": list(group)} for year, group in earlier],
            "missing_language": any(issue.language != language for issue in [*issues[:1], *rest]),
        },
    )
