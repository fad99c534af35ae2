import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bulletins import access, published
from bulletins.models import EditionFile
from bulletins.outputs import messages, speech
from bulletins.views.asking import who
from council.people import demand
from languages import LANGUAGES, direction, own_name

SHEETS = (EditionFile.Kind.POSTER, EditionFile.Kind.LARGE_PRINT)
CARDS = (EditionFile.Kind.CARD, EditionFile.Kind.CARD_TALL)


@require_safe
@login_required
def outputs(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """What can be passed on of a published issue: sheets, cards, a radio script, short messages."""
    demand(access.may_pass_on(who(request), on=timezone.localdate()))
    first = datetime.date(year, month, 1)
    found = [_of(first, language) for language in LANGUAGES]
    languages = [each for each in found if each]
    if not languages:
        raise Http404
    return render(request, "bulletins/studio/outputs.html", {"month": first, "outputs": languages})


def _of(first: datetime.date, language: str) -> dict[str, Any] | None:
    edition = published.edition(first, language)
    if edition is None:
        return None
    files = published.files(first, language)
    script = speech.radio_script(edition.issue)
    whatsapp = messages.whatsapp(edition.issue)
    return {
        "code": language,
        "own_name": own_name(language),
        "direction": direction(language),
        "issue": edition.issue,
        "sheets": [files[kind] for kind in SHEETS if kind in files],
        "cards": [files[kind] for kind in CARDS if kind in files],
        "waiting": len(files) < len(EditionFile.Kind),
        "script": "\n".join(script),
        "script_words": speech.words_in(script),
        "whatsapp": whatsapp,
        "whatsapp_length": len(whatsapp),
        "sms": messages.sms(edition.issue),
    }
