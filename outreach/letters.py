"""Single letters to residents and to notice-board contacts: a row first, constant words for each
kind, sent by the worker.
"""

import datetime
import hashlib
import hmac
import logging
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from kombu.exceptions import OperationalError

from languages import AUTHORITATIVE, direction
from languages.addresses import address
from outreach.actions.boards.letter_words import documents_of, pack_context
from outreach.models import Posting, ResidentLetter, Subscriber
from outreach.tokens import confirm_token, preferences_token, stop_token
from press.mail import Message, inline, wrap

Kind = ResidentLetter.Kind
log = logging.getLogger("portal.send")


def put(
    *,
    kind: str,
    subscriber: Subscriber,
    at: datetime.datetime,
    about: str = "",
    language: str = "",
) -> ResidentLetter:
    """Writes a letter, to be sent by a worker once the open transaction holds.

    `language`: the one that they have just written to us in, where it is not their own.
    """
    letter = ResidentLetter.objects.create(
        kind=kind,
        subscriber=subscriber,
        language=language or subscriber.language,
        about=about,
        written_at=at,
        next_at=at,
    )
    transaction.on_commit(wake)
    return letter


def put_to_board(*, kind: str, posting: Posting, at: datetime.datetime) -> bool:
    """Writes a letter to a place's contact; False where that letter was written before."""
    _letter, new = ResidentLetter.objects.get_or_create(
        kind=kind,
        posting=posting,
        defaults={"language": AUTHORITATIVE, "written_at": at, "next_at": at},
    )
    if new:
        transaction.on_commit(wake)
    return new


def wake() -> None:
    """A lost call costs seconds: the timetable calls too."""
    try:
        current_app.send_task("outreach.letters")
    except OperationalError:
        log.warning("Redis does not answer: a letter waits for the timetable")


def name_of(letter: ResidentLetter) -> str:
    """What a hand-over knows it by; in a folder, the name of its file."""
    return f"resident-{letter.pk}"


def message_of(letter: ResidentLetter) -> Message:
    """The same bytes however often it is made, so that a mail server knows a repeated one.

    Raises OSError where a sheet that comes with it cannot be read now.
    """
    city, language = settings.CITY, letter.language
    mark = hmac.new(settings.SECRET_KEY.encode(), name_of(letter).encode(), hashlib.sha256)
    subject, text, html = _words(letter)
    documents = documents_of(letter)
    return Message(
        subject=subject,
        text=text,
        html=html,
        language=language,
        sender_name=city.council_name[language],
        sender_address=city.email,
        recipient=letter.address,
        envelope_sender=city.email,
        message_id=f"<{mark.hexdigest()[:40]}@{city.domain}>",
        date=letter.written_at,
        document=documents[0] if documents else None,
        more_documents=tuple(documents[1:]),
    )


def _words(letter: ResidentLetter) -> tuple[str, str, str]:
    """(subject, text, HTML) of a kind, from `templates/outreach/letters/<kind>…`."""
    language = letter.language
    context: dict[str, Any] = {
        "language": language,
        "direction": direction(language),
        "city": settings.CITY.names(language),
        "demonstration": settings.DEMONSTRATION,
        **(pack_context(letter.posting) if letter.posting else _links(letter)),
    }
    folder = "outreach/letters"
    with translation.override(language):
        subject = render_to_string(f"{folder}/{letter.kind}_subject.txt", context)
        text = render_to_string(f"{folder}/{letter.kind}.txt", context)
        html = render_to_string(f"{folder}/{letter.kind}.html", context)
    return " ".join(subject.split()), wrap(text, language), inline(html)


def _links(letter: ResidentLetter) -> dict[str, str]:
    """The reader's own pages, and the one that anybody may open."""
    whose, language = letter.subscriber_id, letter.language
    assert whose, "a letter to a place has a context of its own"
    confirm = confirm_token(whose, at=letter.written_at)
    pages = {
        "confirm_url": address("confirm", language, token=confirm),
        "preferences_url": address("preferences", language, token=preferences_token(whose)),
        "stop_url": address("stop", language, token=stop_token(whose)),
        "bulletins_url": address("bulletins", language),
    }
    return {name: settings.PORTAL_URL + path for name, path in pages.items()}
