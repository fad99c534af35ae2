import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bulletins import published
from bulletins.outputs import speech
from languages.addresses import address
from outreach.pages import cacheable


@require_safe
@cacheable
def read(request: HttpRequest, language: str, year: int, month: int) -> HttpResponse:
    """An issue as it is read aloud: nothing but words, for ears and for screen readers."""
    edition = published.edition(datetime.date(year, month, 1), language)
    if edition is None:
        raise Http404
    return render(
        request,
        "bulletins/page/read.html",
        {
            "issue": edition.issue,
            "passages": speech.passages(edition.issue),
            "issue_url": address("issue", language, year=year, month=month),
        },
    )
