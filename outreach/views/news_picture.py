"""A picture's files, for residents as long as a news item that is public shows it."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from outreach import pictures
from outreach.models import News


class NewsPictureFile:
    """One size of a picture, as WebP or JPEG."""

    regex = r"[0-9a-f]{40}-[0-9]{1,4}\.(?:webp|jpg)"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@require_safe
def news_picture(
    request: HttpRequest, language: str, file_name: str
) -> FileResponse | HttpResponse:
    name = file_name.partition("-")[0]
    public = News.objects.published(at=timezone.now())
    if not public.filter(picture__name=name).exists():
        raise Http404
    etag = f'"{file_name}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": etag})
    response = file_response(file_name)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def file_response(file_name: str) -> FileResponse:
    """Raises Http404 where the file is gone."""
    try:
        file = pictures.path_of(file_name).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    kind = pictures.ENDINGS[file_name.rpartition(".")[2]]
    return FileResponse(file, content_type=kind, filename=file_name)
