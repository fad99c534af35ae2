"""The dashboard: where the bulletin stands, what is late."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from bulletins import progress as bulletins
from elbasan_council.views.home import next_meeting, promises
from outreach import mailing


@require_safe
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    language = translation.get_language() or "sq"
    shown: dict[str, Any] = promises(language, timezone.localdate()) or {"rows": []}
    shown_bulletin = bulletins.current(language)
    return render(
        request,
        "workspace/home.html",
        {
            "bulletin": shown_bulletin,
            "next_meeting": next_meeting(language),
            "late": [row for row in shown["rows"] if row["state"] == "late"],
            "letters": _letters(shown_bulletin),
        },
    )


def _letters(bulletin: bulletins.BulletinProgress | None) -> dict[str, int]:
    """How many letters of the month are out; nothing where there is no bulletin."""
    if bulletin is None:
        return {}
    progress = mailing.progress(bulletin.month)
    return {"accepted": progress.counts["accepted"], "expected": progress.expected}
