"""What is kept about one person, for themselves; and its erasure."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from council import audit
from outreach.actions.erase_subscriber import erase_subscriber
from outreach.forms.office import words
from outreach.forms.office.fields import units_in
from outreach.forms.office.person import LETTER_KINDS, LETTER_STATES, MAIL_STATES
from outreach.models import Subscriber
from outreach.office.person import as_data, person
from outreach.views.office.asking import keeper, language
from press.step_up import confirmed_lately


@require_safe
@login_required
def subscriber(request: HttpRequest, subscriber_id: uuid.UUID) -> HttpResponse:
    keeper(request)
    found = person(get_object_or_404(Subscriber, pk=subscriber_id))
    _note("subscriber.read", subscriber_id)
    who = found.subscriber
    way, _colon, more = who.consent_way.partition(":")
    context = {
        "person": found,
        "subscriber": who,
        "language_name": words.LANGUAGE_NAMES[who.language],
        "unit": units_in(language()).get(who.unit, who.unit),
        "way": words.WAYS.get(way, way),
        "more": words.IMPORT_WAYS.get(more, more),
        "consented_on": timezone.localdate(who.consented_at),
        "paused": who.paused_until if _is_ahead(who) else None,
        "reason": words.SUPPRESSED.get(found.suppression.reason, found.suppression.reason)
        if found.suppression
        else "",
        "mails": [
            (mail, words.LANGUAGE_NAMES[mail.language], MAIL_STATES[mail.state])
            for mail in found.mails
        ],
        "letters": [
            (letter, LETTER_KINDS.get(letter.kind, letter.kind), LETTER_STATES[letter.state])
            for letter in found.letters
        ],
    }
    return render(request, "outreach/office/person.html", context)


def _is_ahead(who: Subscriber) -> bool:
    return bool(who.paused_until and who.paused_until > timezone.localdate())


@require_safe
@login_required
def subscriber_data(request: HttpRequest, subscriber_id: uuid.UUID) -> HttpResponse:
    keeper(request)
    return _taken(request, subscriber_id)


@confirmed_lately
def _taken(request: HttpRequest, subscriber_id: uuid.UUID) -> HttpResponse:
    found = person(get_object_or_404(Subscriber, pk=subscriber_id))
    _note("subscriber.exported", subscriber_id)
    shown = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(as_data(found), json_dumps_params=shown)
    response["Content-Disposition"] = 'attachment; filename="subscriber-data.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def subscriber_erase(request: HttpRequest, subscriber_id: uuid.UUID) -> HttpResponse:
    """A GET says what goes and what stays."""
    keeper(request)
    who = get_object_or_404(Subscriber, pk=subscriber_id)
    if request.method == "POST":
        erase_subscriber(subscriber_id=who.pk, at=timezone.now())
        messages.success(
            request, _("Erased. Only a mark without a name stays, so that nobody writes to them.")
        )
        return redirect("subscribers")
    return render(request, "outreach/office/erase.html", {"subscriber": who})


def _note(verb: str, subscriber_id: uuid.UUID) -> None:
    audit.note(verb=verb, object_key=f"subscriber:{subscriber_id}", at=timezone.now())
