"""What arrives: each letter as a mail program reads it."""

import re
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from council.people import acting_as
from languages import LANGUAGES
from outreach import mailing
from outreach.models import Delivery, Departure, Mailing, Subscriber
from outreach.tokens import subscriber_of
from press.mail import UNSUBSCRIBE_SLOT
from tests import make
from tests.outreach.ledger import TEST, delivery, frozen, send
from tests.outreach.relay import parsed


def arrived(outbox: Path, name: str) -> EmailMessage:
    return parsed((outbox / f"{delivery(name).pk}.eml").read_bytes())


def stop_link(letter: EmailMessage) -> str:
    found = re.search(r"<(http[^>]+)>", letter["List-Unsubscribe"])
    assert found
    return found.group(1)


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert isinstance(part, EmailMessage)
    content: str = part.get_content()
    return content


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_has_both_bodies_in_its_reader_s_language(
    committed: None, outbox: Path, language: str
) -> None:
    frozen("lexues", language=language)
    send()
    letter, words = arrived(outbox, "lexues"), make.words("Papër")[language]
    assert letter.get_content_type() == "multipart/alternative"
    assert letter["Subject"] == words
    assert letter["Content-Language"] == language
    assert words in body(letter, "plain")
    assert words in body(letter, "html")


def test_a_letter_goes_to_one_reader(committed: None, outbox: Path) -> None:
    frozen("lexuesi", "tjetri")  # no hexadecimal digit could end a Message-ID so
    send()
    for name, other in (("lexuesi", "tjetri"), ("tjetri", "lexuesi")):
        letter = arrived(outbox, name)
        assert [str(to) for to in letter["To"].addresses] == [f"{name}@example.org"]
        assert letter["Cc"] is None
        assert letter["Bcc"] is None
        assert f"{other}@example.org" not in letter.as_string()


def test_every_reader_has_links_and_an_id_of_their_own(committed: None, outbox: Path) -> None:
    frozen("a", "b")
    send()
    letters = {name: arrived(outbox, name) for name in ("a", "b")}
    assert len({letter["Message-ID"] for letter in letters.values()}) == 2
    for name, letter in letters.items():
        link = stop_link(letter)
        token = urlsplit(link).path.split("/")[-2]
        assert subscriber_of(token) == delivery(name).subscriber_id
        assert link in body(letter, "plain")
        assert f'href="{link}"' in body(letter, "html")
        assert UNSUBSCRIBE_SLOT not in letter.as_string()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_program_can_stop_the_letters_by_one_post(
    committed: None, outbox: Path, language: str
) -> None:
    frozen("lexues", language=language)
    send()
    letter = arrived(outbox, "lexues")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    response = Client(enforce_csrf_checks=True).post(
        urlsplit(stop_link(letter)).path, {"List-Unsubscribe": "One-Click"}
    )
    assert response.status_code == 200
    with acting_as(TEST):
        assert Departure.objects.get().subscriber == delivery("lexues").subscriber_id


def test_a_letter_made_again_is_the_same_letter(committed: None, outbox: Path) -> None:
    """A relay's log can only answer for a Message-ID that a second making does not change."""
    frozen("lexues")
    send()
    file = outbox / f"{delivery('lexues').pk}.eml"
    first = file.read_bytes()
    file.unlink()
    with acting_as(TEST):
        Delivery.objects.update(state=Delivery.State.IN_DOUBT, accepted_at=None)
        Mailing.objects.update(state=Mailing.State.SENDING)
    send()
    assert file.read_bytes() == first
    # Its date is the mailing's, whenever and by whichever process it is made.
    assert parsed(first)["Date"].datetime == make.NOW


def test_an_address_with_a_foreign_domain_or_odd_signs_is_carried(
    committed: None, outbox: Path
) -> None:
    with acting_as(TEST):
        make.subscriber(name="o'neil", domain="këshilli.example")
    frozen("a.b+c_d-e")
    assert send() == 2
    with acting_as(TEST):
        row = Delivery.objects.get(subscriber__address__startswith="o'neil")
    letter = parsed((outbox / f"{row.pk}.eml").read_bytes())
    assert [str(to) for to in letter["To"].addresses] == ["o'neil@xn--kshilli-rya.example"]


def with_document(settings: Settings, *, size: int) -> Path:
    """A mailing to "me" who wants the document and "pa" who does not, and the document."""
    path = Path(settings.PORTAL_VAR) / "documents" / "2024-10-sq-1.pdf"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"%PDF-" + b"x" * (size - 5))
    with acting_as(TEST):
        make.subscriber(name="pa")
        reader = make.subscriber(name="me")
        Subscriber.objects.filter(pk=reader.pk).update(wants_document=True)
        mailing.start(
            month=make.MONTH,
            language="sq",
            edition=1,
            letter=replace(make.letter(), document=path),
            at=timezone.now(),
        )
    return path


def files(letter: EmailMessage) -> list[tuple[str | None, bytes]]:
    return [(part.get_filename(), part.get_content()) for part in letter.iter_attachments()]


def test_who_wants_the_document_gets_it_with_the_letter(
    committed: None, outbox: Path, settings: Settings
) -> None:
    path = with_document(settings, size=mailing.DOCUMENT_BYTES)
    assert send() == 2
    assert files(arrived(outbox, "me")) == [(path.name, path.read_bytes())]
    assert files(arrived(outbox, "pa")) == []
    for name in ("me", "pa"):
        letter = arrived(outbox, name)
        assert stop_link(letter) in body(letter, "plain")
        assert stop_link(letter) in body(letter, "html")


@pytest.mark.parametrize("fate", ["too large", "gone"])
def test_a_letter_without_its_document_still_goes(
    committed: None, outbox: Path, settings: Settings, fate: str
) -> None:
    path = with_document(settings, size=mailing.DOCUMENT_BYTES + (fate == "too large"))
    if fate == "gone":
        path.unlink()
    assert send() == 2
    assert files(arrived(outbox, "me")) == []
