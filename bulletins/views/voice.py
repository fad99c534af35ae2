"""The recording of an issue: for listeners, and where it is brought and listened to first."""

import datetime
import uuid
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bulletins import access, personal, published, recordings
from bulletins.actions import voice as acts
from bulletins.forms.voice import HeardForm, VoiceForm
from bulletins.models import Bulletin, Recording
from bulletins.views.asking import who
from bulletins.views.document import stored, whole_or_part
from bulletins.views.studio_door import policy
from council import audit
from council.people import Allowed, User, demand
from languages import AUTHORITATIVE, direction
from press import sound

heard = policy(csp_update({"media-src": SELF}))
"""Only where there is a recording to be played."""


@require_safe
def issue_voice(
    request: HttpRequest, language: str, year: int, month: int
) -> FileResponse | HttpResponse:
    """The recording on the page of an issue in force; with `?gjuha=rom` the one in Romani."""
    first = datetime.date(year, month, 1)
    found = recordings.file(first, language, request.GET.get(recordings.OTHER, ""))
    if found is None or published.edition(first, language) is None:
        raise Http404
    return stored(request, found.name, found.sha256, sound.TYPE)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@heard
def voice(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """What was recorded of a published issue, and a form to bring a recording."""
    user = who(request)
    demand(access.may_pass_on(user, on=timezone.localdate()))
    bulletin = _published(year, month)
    if request.method != "POST":
        words = recordings.words_of(bulletin.month, AUTHORITATIVE)
        return _page(request, bulletin, VoiceForm(initial={"transcript": words}))
    demand(access.may_prepare(user, on=timezone.localdate()))
    form = VoiceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, bulletin, form, status=422)
    given = form.cleaned_data
    try:
        acts.add_recording(
            bulletin=bulletin,
            spoken=given["spoken"],
            speaker=given["speaker"],
            transcript=given["transcript"],
            sound=given["file"],
            by=user,
            at=timezone.now(),
        )
    except acts.NotPublished:
        form.add_error("spoken", _("The issue is not public in this language."))
        return _page(request, bulletin, form, status=422)
    messages.success(
        request, _("The recording is here. Another person listens to it, then it is public.")
    )
    return redirect("voice", year=year, month=month)


@require_safe
@login_required
def recording_file(request: HttpRequest, recording_id: uuid.UUID) -> HttpResponseBase:
    """For who listens to it before the public does."""
    demand(access.may_pass_on(who(request), on=timezone.localdate()))
    recording = _kept(recording_id)
    headers = {"ETag": f'"{recording.sha256}"'}
    answer = whole_or_part(request, recording.name, sound.TYPE, headers)
    if answer.get("Content-Range", "bytes 0-").startswith("bytes 0-"):
        key = f"recording:{recording.pk}"
        audit.note(verb="recording.heard", object_key=key, at=timezone.now())
    return answer


@require_POST
@login_required
@heard
def review_recording(request: HttpRequest, recording_id: uuid.UUID) -> HttpResponse:
    demand(access.may_pass_on(who(request), on=timezone.localdate()))
    recording = _kept(recording_id)
    form = HeardForm(request.POST)
    if not form.is_valid():
        words = recordings.words_of(recording.bulletin.month, AUTHORITATIVE)
        bringing = VoiceForm(initial={"transcript": words})
        return _page(request, recording.bulletin, bringing, heard=(recording, form), status=422)
    try:
        acts.review_recording(recording=recording, by=who(request), at=timezone.now())
    except acts.OwnRecording:
        raise PermissionDenied(_("Another person must listen to what you brought.")) from None
    messages.success(request, _("The recording is public now, on the page of the issue."))
    return _back(recording)


@require_POST
@login_required
def remove_recording(request: HttpRequest, recording_id: uuid.UUID) -> HttpResponse:
    demand(access.may_prepare(who(request), on=timezone.localdate()))
    recording = _kept(recording_id)
    acts.remove_recording(recording=recording, by=who(request), at=timezone.now())
    messages.success(request, _("The recording is taken away."))
    return _back(recording)


def _page(
    request: HttpRequest,
    bulletin: Bulletin,
    form: VoiceForm,
    *,
    heard: tuple[Recording, HeardForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    user = who(request)
    kept = Recording.objects.filter(bulletin=bulletin, removed_at__isnull=True)
    rows = [_row(row, user) for row in kept.select_related("added_by", "reviewed_by")]
    for row in rows:
        if heard and row["recording"] == heard[0]:
            row["form"] = heard[1]
    may_bring = isinstance(access.may_prepare(user, on=timezone.localdate()), Allowed)
    context = {
        "month": bulletin.month,
        "rows": rows,
        "form": heard[1] if heard else form,
        "bringing": form if may_bring else None,
    }
    return render(request, "bulletins/studio/voice.html", context, status=status)


def _row(row: Recording, user: User) -> dict[str, Any]:
    today = recordings.source_of(row.bulletin.month, row.language)
    return {
        "recording": row,
        "direction": "ltr" if row.spoken == Recording.Spoken.ROMANI else direction(row.spoken),
        "is_outdated": row.source_digest != today,
        "own": row.added_by_id == user.pk,
        "form": HeardForm(auto_id=f"id_%s_{row.spoken}"),
        "places": personal.places(row.transcript) if row.reviewed_at is None else [],
    }


def _published(year: int, month: int) -> Bulletin:
    """404 where no issue of the month is public."""
    first = datetime.date(year, month, 1)
    if not published.in_force().filter(bulletin__month=first).exists():
        raise Http404
    return get_object_or_404(Bulletin, month=first)


def _kept(recording_id: uuid.UUID) -> Recording:
    rows = Recording.objects.select_related("bulletin").filter(removed_at__isnull=True)
    return get_object_or_404(rows, pk=recording_id)


def _back(recording: Recording) -> HttpResponse:
    month = recording.bulletin.month
    return redirect("voice", year=month.year, month=month.month)
