import datetime

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from bulletins import documents, published
from bulletins.views.issue import gone


@require_safe
def document(
    request: HttpRequest, language: str, year: int, month: int
) -> FileResponse | HttpResponse:
    """The stored PDF of the edition in force. Its SHA-256 is its ETag."""
    first = datetime.date(year, month, 1)
    edition = published.edition(first, language)
    if edition is not None:
        return _file(request, edition.pdf_name, edition.pdf_sha256)
    return _gone(request, first, language)


@require_safe
def numbered(
    request: HttpRequest, language: str, year: int, month: int, number: int
) -> FileResponse | HttpResponse:
    """One edition's PDF for good. A superseded one comes as the copy that says so on every page;
    with `?published` as it was published, byte for byte."""
    first = datetime.date(year, month, 1)
    editions = {edition.number: edition for edition in published.editions(first, language)}
    edition = editions.get(number)
    if edition is None:
        return _gone(request, first, language)
    if edition.marked_name and "published" not in request.GET:
        return _file(request, edition.marked_name, edition.marked_sha256)
    return _file(request, edition.pdf_name, edition.sha256)


def _gone(request: HttpRequest, first: datetime.date, language: str) -> HttpResponse:
    answer = gone(request, first, language)
    if answer is None:
        raise Http404
    return answer


def _file(request: HttpRequest, name: str, sha256: str) -> FileResponse | HttpResponse:
    etag = f'"{sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": etag})
    try:
        file = documents.path_of(name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file,
        content_type="application/pdf",
        filename=name,
        headers={"ETag": etag, "Cache-Control": "public, max-age=60"},
    )
