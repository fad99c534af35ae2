import datetime

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from bulletins import documents, published


@require_safe
def document(
    request: HttpRequest, language: str, year: int, month: int
) -> FileResponse | HttpResponse:
    """The stored PDF of the edition in force. Its SHA-256 is its ETag."""
    edition = published.edition(datetime.date(year, month, 1), language)
    if edition is None:
        raise Http404
    etag = f'"{edition.pdf_sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": etag})
    try:
        file = documents.path_of(edition.pdf_name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file,
        content_type="application/pdf",
        filename=edition.pdf_name,
        headers={"ETag": etag, "Cache-Control": "public, max-age=60"},
    )
