"""The picture that words are about, beside them: small, for who was given the words."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.views.decorators.http import require_safe

from bulletins.models import Assignment, Bulletin, Picture
from bulletins.pictures import of_block, small
from bulletins.views.picture import file_response
from bulletins.views.translating.door import assignment_of, source_of


@require_safe
@login_required
def translation_picture(
    request: HttpRequest, assignment_id: uuid.UUID, source_id: int
) -> FileResponse:
    source = source_of(assignment_of(request, assignment_id), source_id)
    picture = of_block(source.block) if source.field in Picture.WORDS else None
    if picture is None:
        raise Http404
    return file_response(small(picture))


def of_assignment(assignment: Assignment, source_id: int) -> str:
    """Its address, for who was given the text."""
    parts = {"assignment_id": assignment.pk, "source_id": source_id}
    return reverse("translation_picture", kwargs=parts)


def of_month(bulletin: Bulletin, picture: Picture) -> str:
    """Its address, for who writes the month."""
    year, month = bulletin.month.year, bulletin.month.month
    parts = {"year": year, "month": month, "file_name": small(picture)}
    return reverse("studio_picture_file", kwargs=parts)
