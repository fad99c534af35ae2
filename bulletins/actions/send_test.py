"""A month's letter in our own inboxes before it is published."""

import datetime
from dataclasses import dataclass, field

from django.utils.timezone import localdate

from bulletins.access import may_release
from bulletins.actions.publish import latest_edition
from bulletins.composition import draft_of
from bulletins.content import hash_of, issue_from
from bulletins.models import Bulletin, Edition
from bulletins.outputs import rendering
from council.people import User, demand
from languages import LANGUAGES
from outreach import mailing
from outreach.mailing import NoSeeds, TooManyTrials

__all__ = ["NoSeeds", "Sent", "TooManyTrials", "send_test"]


@dataclass
class Sent:
    letters: int = 0
    languages: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    """Of them, those whose letter shows texts that something still stands in the way of."""


def send_test(*, bulletin: Bulletin, by: User, at: datetime.datetime) -> Sent:
    """Each language's letter to every address of ours: the edition that was prepared, else the
    words as they stand. Approves and publishes nothing.

    Raises NotAllowed, NothingToSay, NoSeeds or TooManyTrials.
    """
    demand(may_release(by, on=localdate(at)))
    sent = Sent()
    for language in LANGUAGES:
        edition, finished = _edition(bulletin, language, localdate(at))
        subject, text, html = rendering.letter(edition)
        sent.letters += mailing.send_test(
            month=bulletin.month,
            language=language,
            letter=mailing.Letter(
                subject=subject,
                text=text,
                html=html,
                archive_url=issue_from(edition.content).web_address,
                content_hash=edition.content_hash,
            ),
            by=by,
            at=at,
        )
        sent.languages.append(language)
        if not finished:
            sent.unfinished.append(language)
    return sent


def _edition(bulletin: Bulletin, language: str, on: datetime.date) -> tuple[Edition, bool]:
    prepared = latest_edition(bulletin, language)
    if prepared:
        return prepared, True
    content, faults = draft_of(bulletin=bulletin, language=language, edition=1, on=on)
    draft = Edition(
        bulletin=bulletin,
        language=language,
        content=content,
        content_hash=hash_of(content),
        pdf_pages=0,
        pdf_bytes=0,
    )
    return draft, not faults
