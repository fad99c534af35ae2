"""A month on its way out, and the browsers of those who bring it there."""

from django.test import Client
from django.urls import reverse

from bulletins.actions.ask_approval import ask_approval
from bulletins.models import Bulletin, Edition
from council.people import User
from languages import LANGUAGES
from tests import cast, make
from tests.council.browsers import browser_of

__all__ = ["browser_of"]
PARTS = {"year": 2024, "month": 10}


def url(name: str) -> str:
    return reverse(name, kwargs=PARTS)


def month(*, by: User, headline: str = "Gjinar") -> Bulletin:
    """October with a cover alone."""
    bulletin = make.bulletin()
    make.cover(bulletin=bulletin, by=by, headlines=(headline,))
    return bulletin


def waiting(*, by: User) -> Bulletin:
    """Prepared in three languages and sent to the chair."""
    bulletin = month(by=by)
    ask_approval(bulletin=bulletin, by=by, at=make.NOW, on=make.TODAY)
    return bulletin


def ready(bulletin: Bulletin, *, by: User, languages: tuple[str, ...] = LANGUAGES) -> list[Edition]:
    """Approved, each with its document."""
    editions = [
        make.edition(bulletin=bulletin, language=language, by=by, approved_by=cast.chair())
        for language in languages
    ]
    for edition in editions:
        make.document(edition=edition)
    return editions


def approve(client: Client, language: str = "all") -> None:
    """As the page that is open now would."""
    page = client.get(url("bulletin_approve"))
    hashes = {f"hash_{row.code}": row.edition.content_hash for row in page.context["waiting"]}
    client.post(url("bulletin_approve"), {**hashes, "language": language})
