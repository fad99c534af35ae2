import datetime
import os

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from bulletins import archived, documents, published
from bulletins.views.issue import gone
from press import ranges

PDF = "application/pdf"


@require_safe
def document(
    request: HttpRequest, language: str, year: int, month: int
) -> FileResponse | HttpResponse:
    """The stored PDF of the edition in force, else of the archive. Its SHA-256 is its ETag."""
    first = datetime.date(year, month, 1)
    edition = published.edition(first, language)
    if edition is not None:
        return stored(request, edition.pdf_name, edition.pdf_sha256, PDF)
    if archived.issue(first, language):
        return _archived(request, first, language, is_word=False)
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
        return stored(request, edition.marked_name, edition.marked_sha256, PDF)
    return stored(request, edition.pdf_name, edition.sha256, PDF)


def _gone(request: HttpRequest, first: datetime.date, language: str) -> HttpResponse:
    answer = gone(request, first, language)
    if answer is None:
        raise Http404
    return answer


@require_safe
def word(request: HttpRequest, language: str, year: int, month: int) -> FileResponse | HttpResponse:
    """A past bulletin that was kept as a Word document."""
    return _archived(request, datetime.date(year, month, 1), language, is_word=True)


def _archived(
    request: HttpRequest, first: datetime.date, language: str, *, is_word: bool
) -> FileResponse | HttpResponse:
    found = archived.issue(first, language)
    if found is None or found.is_word != is_word:
        return _gone(request, first, language)
    return stored(request, found.name, found.sha256, found.media_type)


@require_safe
def output(
    request: HttpRequest, language: str, year: int, month: int, kind: str
) -> FileResponse | HttpResponse:
    """A sheet or a card of the edition in force; there is none until a worker has made it."""
    found = published.file(datetime.date(year, month, 1), language, kind)
    if found is None:
        raise Http404
    return stored(request, found.name, found.sha256, found.media_type)


def stored(
    request: HttpRequest, name: str, sha256: str, media_type: str
) -> FileResponse | HttpResponse:
    """A public file of the documents' folder, kept by readers as long as it stays the same."""
    etag = f'"{sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": etag})
    headers = {"ETag": etag, "Cache-Control": "public, max-age=0, must-revalidate"}
    return whole_or_part(request, name, media_type, headers)


def whole_or_part(
    request: HttpRequest, name: str, media_type: str, headers: dict[str, str]
) -> FileResponse | HttpResponse:
    """The file, or the part that a player or an interrupted download asks for (206, 416).

    `headers` has its ETag. Raises Http404 where the file is gone.
    """
    try:
        file = documents.path_of(name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    size = os.fstat(file.fileno()).st_size
    headers = {**headers, "Accept-Ranges": "bytes"}
    try:
        part = _part(request, size, headers["ETag"])
    except ranges.NothingThere:
        file.close()
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    if part is None:
        return FileResponse(file, content_type=media_type, filename=name, headers=headers)
    with file:
        file.seek(part.start)
        data = file.read(len(part))
    told = f"bytes {part.start}-{part.stop - 1}/{size}"
    headers = {**headers, "Content-Range": told, "Content-Length": str(len(data))}
    return HttpResponse(data, status=206, content_type=media_type, headers=headers)


def _part(request: HttpRequest, size: int, etag: str) -> range | None:
    """A part is asked for by GET alone."""
    if request.method != "GET":
        return None
    return ranges.wanted(request.headers, size=size, etag=etag)
