"""The dashboard: what to do next, what comes, what is late, where the bulletin stands."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from bulletins import progress as bulletins
from council import progress as council
from council.people import Role
from council.views.asking import reader_of
from outreach import boards, mailing
from outreach import progress as outreach

NEXT_THINGS = 3
BULLETIN_ROLES = {Role.SECRETARY, Role.CHAIR, Role.COORDINATOR, Role.EDITOR}


@require_safe
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    language = translation.get_language() or "sq"
    at = timezone.now()
    who = reader_of(request)
    duties = [
        *council.duties(who, at),
        *bulletins.duties(who, language),
        *outreach.duties(who.user, on=timezone.localdate(at)),
    ]
    duties.sort(key=lambda duty: duty.due)
    bulletin = bulletins.current(who, language) if who.roles & BULLETIN_ROLES else None
    return render(
        request,
        "workspace/home.html",
        {
            "duties": duties[:NEXT_THINGS],
            "later": duties[NEXT_THINGS:],
            "next_meeting": council.next_meeting(who, at),
            "late": council.late_by_agency(who),
            "month": council.month(who) if who.at_table else None,
            "bulletin": bulletin,
            "letters": _letters(bulletin),
            "boards": boards.standing(who.user, on=timezone.localdate(at)),
        },
    )


def _letters(bulletin: bulletins.BulletinProgress | None) -> dict[str, int]:
    """How many letters of the month are out; nothing where there is no bulletin."""
    if bulletin is None:
        return {}
    progress = mailing.progress(bulletin.month)
    return {"accepted": progress.counts["accepted"], "expected": progress.expected}
