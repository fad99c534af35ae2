"""A picture's files: for residents as long as an edition in force shows it, before for members."""

import datetime

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from bulletins import pictures, published
from bulletins.models import Edition, Picture
from bulletins.views.asking import asked


@require_safe
def picture(
    request: HttpRequest, language: str, year: int, month: int, file_name: str
) -> FileResponse | HttpResponse:
    name = file_name.partition("-")[0]
    if not published.shows_picture(datetime.date(year, month, 1), language, name):
        raise Http404
    etag = f'"{file_name}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": etag})
    response = file_response(file_name)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


@require_safe
@login_required
def before_publication(
    request: HttpRequest, year: int, month: int, file_name: str
) -> FileResponse | HttpResponse:
    """For who writes and approves the month: of a block as it is, or of what waits for approval."""
    it = asked(request, year, month)
    name = file_name.partition("-")[0]
    of_block = Picture.objects.filter(
        block__bulletin=it.bulletin, name=name, removed_at__isnull=True
    )
    of_edition = Edition.objects.filter(
        bulletin=it.bulletin, content__blocks__contains=[{"picture": {"name": name}}]
    )
    if not (of_block.exists() or of_edition.exists()):
        raise Http404
    return file_response(file_name)


def file_response(file_name: str) -> FileResponse:
    """Raises Http404 where the file is gone."""
    try:
        file = pictures.path_of(file_name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    kind = pictures.ENDINGS[file_name.rpartition(".")[2]]
    return FileResponse(file, content_type=kind, filename=file_name)
