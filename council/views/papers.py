"""Minutes for Word at once; PDFs asked for, made by a worker, fetched by who asked."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from council import access, audit
from council.access import Reader
from council.actions.ask_paper import ask_paper
from council.minutes_content import record_of
from council.minutes_paper import minutes_blocks, to_word
from council.minutes_standing import standing_for
from council.minutes_versions import public_version, sight_of, version
from council.models import Meeting, Paper
from council.people import Denied, demand
from council.views.asking import reader_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {
    Paper.Kind.INTERNAL_MINUTES: gettext_lazy("Internal minutes"),
    Paper.Kind.PUBLIC_MINUTES: gettext_lazy("Public version"),
    Paper.Kind.PACK: gettext_lazy("Document pack"),
}
NAMES = {"internal": "procesverbali", "public": "procesverbali-publik"}


@require_safe
@login_required
def docx(request: HttpRequest, meeting_id: uuid.UUID, kind: str) -> HttpResponse:
    who, meeting = _asked(request, meeting_id)
    internal = kind == "internal"
    demand(access.may_read_minutes(who, meeting))
    if internal and not who.keeps:
        raise PermissionDenied(_("The internal version is for those who keep the minutes."))
    record = record_of(meeting)
    told = version(record, sight_of(who, meeting)) if internal else public_version(record)
    blocks = minutes_blocks(told, standing_for(who, meeting, internal=internal))
    data = to_word(blocks, title=f"Procesverbali {meeting.reference}")
    audit.record(verb=f"minutes.{kind}.read", object_key=meeting.source_key, at=timezone.now())
    response = HttpResponse(data, content_type=WORD)
    name = f"{NAMES[kind]}-{meeting.reference}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@login_required
def ask(request: HttpRequest, meeting_id: uuid.UUID, kind: str) -> HttpResponse:
    who, meeting = _asked(request, meeting_id)
    if kind not in Paper.Kind.values:
        raise Http404
    ask_paper(meeting=meeting, kind=Paper.Kind(kind), by=who.user, at=timezone.now())
    messages.success(request, _("The PDF is being made. It will be here in a moment."))
    return redirect("minutes", meeting_id=meeting_id)


@require_safe
@login_required
def papers(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The part of the page that shows how far they are: asked again until they are made."""
    who, meeting = _asked(request, meeting_id)
    context = {"meeting": meeting, "papers": papers_of(who, meeting)}
    return render(request, "council/minutes/papers.html", context)


def papers_of(who: Reader, meeting: Meeting) -> dict[str, Any]:
    """What somebody may ask for, with the last of each kind that they asked for; two queries."""
    kinds = [Paper.Kind.PACK] if who.at_table else []
    if not isinstance(access.may_read_minutes(who, meeting), Denied):
        kinds = [Paper.Kind.PUBLIC_MINUTES, *kinds]
        kinds = [Paper.Kind.INTERNAL_MINUTES, *kinds] if who.keeps else kinds
    last: dict[str, Paper] = {}
    found = access.visible_papers(who).filter(meeting=meeting).select_related("document")
    for paper in found.order_by("asked_at"):
        last[paper.kind] = paper
    rows = [{"kind": kind, "name": KINDS[kind], "paper": last.get(kind)} for kind in kinds]
    waits = any(last[kind].made_at is None for kind in kinds if kind in last)
    return {"rows": rows, "waits": waits}


def _asked(request: HttpRequest, meeting_id: uuid.UUID) -> tuple[Reader, Meeting]:
    who = reader_of(request)
    return who, get_object_or_404(access.visible_meetings(who), pk=meeting_id)
