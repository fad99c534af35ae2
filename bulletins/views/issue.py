import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bulletins import archived, published
from council import published as council
from languages import AUTHORITATIVE
from languages.addresses import address
from outreach.pages import cacheable

LOCALES = {"sq": "sq_AL", "en": "en_GB", "ar": "ar_AR"}
"""As the Open Graph protocol writes them."""


@require_safe
@cacheable
def issue(request: HttpRequest, language: str, year: int, month: int) -> HttpResponse:
    """An issue as a page; where the language is missing, a page that says so."""
    first = datetime.date(year, month, 1)
    edition = published.edition(first, language)
    if edition is None and (past := archived.issue(first, language)):
        context = {"past": past, "file_url": archived.file_url(past)}
        return render(request, "bulletins/page/as_published.html", context)
    if edition is None and not _is_in_albanian(first):
        raise Http404
    return render(
        request,
        "bulletins/page/issue.html",
        {
            "edition": edition,
            "issue": edition.issue if edition else None,
            "missing_language": edition is None,
            "meetings": _meetings(first, language) if edition else [],
            "files": _files(first, language) if edition else {},
            "read_url": address("issue-read", language, year=year, month=month),
            "og_locale": LOCALES[language],
        },
    )


def _is_in_albanian(first: datetime.date) -> bool:
    return published.edition(first, AUTHORITATIVE) is not None or archived.exists(first)


def _files(first: datetime.date, language: str) -> dict[str, published.PublishedFile]:
    """Sheets and cards, by names that a template can say."""
    found = published.files(first, language)
    return {kind.replace("-", "_"): file for kind, file in found.items()}


def _meetings(first: datetime.date, language: str) -> list[dict[str, str]]:
    """The public pages of the month's meetings."""
    after = (first + datetime.timedelta(days=31)).replace(day=1)
    return [
        {
            "number": found.reference,
            "url": address("council-meeting", language, number=found.reference),
        }
        for found in council.meeting_pages_in(first, after)
    ]
