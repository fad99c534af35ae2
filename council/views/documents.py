"""A file of the council's work, to whoever may see it: never shown in the page, always saved."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from council import access, audit
from council.actions.documents import path_of
from council.views.asking import reader_of

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@require_safe
@login_required
def document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponseBase:
    who = reader_of(request)
    found = get_object_or_404(access.visible_documents(who), pk=document_id)
    try:
        file = path_of(found).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    audit.note(verb="document.read", object_key=f"document:{found.pk}", at=timezone.now())
    ending = ENDINGS.get(found.media_type, "bin")
    response = FileResponse(
        file, as_attachment=True, filename=f"{found.title}.{ending}", content_type=found.media_type
    )
    response["Content-Security-Policy"] = "sandbox"
    return response
