import datetime

from csp.constants import SELF
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bulletins import archived, published, recordings
from council import published as council
from languages import AUTHORITATIVE
from languages.addresses import address
from outreach import boards
from outreach.pages import cacheable


@require_safe
@cacheable
def issue(request: HttpRequest, language: str, year: int, month: int) -> HttpResponse:
    """An issue as a page; where the language is missing, a page that says so.

    What was withdrawn is gone (410), with the reason.
    """
    first = datetime.date(year, month, 1)
    found = published.month_of_editions(first, language)
    if found is None:
        return (
            gone(request, first, language)
            or _past(request, first, language)
            or _missing(request, first, language)
        )
    edition = found.edition
    voices = recordings.voices(first, edition.issue)
    response = render(
        request,
        "bulletins/page/issue.html",
        {
            "edition": edition,
            "issue": edition.issue,
            "digests": found.digests,
            "editions": found.editions if edition.number > 1 else (),
            "meetings": _meetings(first, language),
            "files": _files(first, language),
            "read_url": address("issue-read", language, year=year, month=month),
            "voices": voices,
            "hung": boards.told_of(first),
        },
    )
    if voices:
        response._csp_update = {"media-src": SELF}  # type: ignore[attr-defined]
    return response


def _past(request: HttpRequest, first: datetime.date, language: str) -> HttpResponse | None:
    """A bulletin of the archive, as it was published at its time."""
    past = archived.issue(first, language)
    if past is None:
        return None
    context = {
        "past": past,
        "file_url": archived.file_url(past),
        "only_in": {*archived.languages(first), "x-default"},
    }
    return render(request, "bulletins/page/as_published.html", context)


def gone(request: HttpRequest, first: datetime.date, language: str) -> HttpResponse | None:
    """The answer for what was withdrawn; None where nothing was."""
    withdrawal = published.withdrawal(first, language) or archived.withdrawal(first, language)
    if withdrawal is None:
        return None
    context = {"withdrawal": withdrawal, "month": first}
    return render(request, "bulletins/page/withdrawn.html", context, status=410)


def _missing(request: HttpRequest, first: datetime.date, language: str) -> HttpResponse:
    if published.edition(first, AUTHORITATIVE) is None and not archived.exists(first):
        raise Http404
    context = {"missing_language": True, "follows": published.follows(first, language)}
    return render(request, "bulletins/page/issue.html", context)


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
