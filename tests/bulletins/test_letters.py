"""A published month as it reaches its readers by mail."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from pytest_django import Settings

from council.people import System, acting_as
from languages import LANGUAGES, direction
from languages.addresses import address
from outreach import mailing
from outreach.actions.send import send_due_letters
from outreach.models import Departure
from tests import cast, make

TEST = System("test")


@pytest.fixture
def letters(
    committed: None, documents: Path, settings: Settings, tmp_path: Path
) -> dict[str, EmailMessage]:
    """What one reader of each language received."""
    settings.EMAIL_URL, settings.OUTBOX = "", tmp_path / "outbox"
    with acting_as(TEST):
        for language in LANGUAGES:
            make.subscriber(name=language, language=language)
        make.published(by=cast.editor(), approved_by=cast.chair())
    assert send_due_letters() == len(LANGUAGES)
    arrived = [
        message_from_bytes(file.read_bytes(), policy=policy.default)
        for file in settings.OUTBOX.iterdir()
    ]
    return {letter["Content-Language"]: letter for letter in arrived}


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert isinstance(part, EmailMessage)
    content: str = part.get_content()
    return content


def test_every_reader_gets_the_month_in_their_language(letters: dict[str, EmailMessage]) -> None:
    assert set(letters) == set(LANGUAGES)
    for language, letter in letters.items():
        assert [str(to) for to in letter["To"].addresses] == [f"{language}@example.org"]
        html, text = body(letter, "html"), " ".join(body(letter, "plain").split())
        assert f'lang="{language}"' in html
        assert f'dir="{direction(language)}"' in html
        assert make.words("Gjinar")[language] in html
        assert make.words("Gjinar")[language] in text
        with translation.override(language):
            assert gettext("You subscribed to this bulletin.") in text
        for name in ("issue", "issue-pdf"):
            path = address(name, language, year=2024, month=10)
            assert path in html
            assert path in text


def test_every_link_to_leave_works(letters: dict[str, EmailMessage]) -> None:
    client = Client(enforce_csrf_checks=True)
    for letter in letters.values():
        link = str(letter["List-Unsubscribe"]).partition(">")[0].lstrip("<")
        assert link in body(letter, "plain")
        assert link in body(letter, "html")
        posted = client.post(urlsplit(link).path, {"List-Unsubscribe": "One-Click"})
        assert posted.status_code == 200
    with acting_as(TEST):
        assert Departure.objects.count() == len(LANGUAGES)


def test_publishing_and_sending_again_sends_nothing(letters: dict[str, EmailMessage]) -> None:
    with acting_as(TEST):
        found = mailing.progress(make.MONTH)
    assert (found.state, found.expected, found.counts["accepted"]) == ("done", 3, 3)
    assert send_due_letters() == 0
