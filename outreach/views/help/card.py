"""The help card: the stored file, never made here."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from outreach import help_documents, published_help


@require_safe
def card(request: HttpRequest, language: str) -> FileResponse | HttpResponse:
    """Its SHA-256 is its ETag."""
    found = published_help.card(language)
    if found is None:
        raise Http404
    etag = f'"{found.sha256}"'
    headers = {"ETag": etag, "Cache-Control": "public, max-age=0, must-revalidate"}
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers=headers)
    try:
        file = help_documents.path_of(found.name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(file, content_type="application/pdf", filename=found.name, headers=headers)
