"""Single letters to residents: a row, then a message, once."""

import datetime
import email
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from council.people import acting_as
from outreach import letters
from outreach.actions.send_letters import KEPT, erase_old_letters, send_resident_letters
from outreach.models import ResidentLetter, Subscriber
from tests import make
from tests.outreach.ledger import TEST
from tests.outreach.relay import Relay

Kind, State = ResidentLetter.Kind, ResidentLetter.State


def put(kind: str = Kind.WELCOME, *, name: str = "lexues", language: str = "sq") -> ResidentLetter:
    with acting_as(TEST):
        subscriber = make.subscriber(name=name, language=language)
        return letters.put(kind=kind, subscriber=subscriber, at=timezone.now())


def state() -> str:
    with acting_as(TEST):
        return ResidentLetter.objects.get().state


def change(**fields: object) -> None:
    with acting_as(TEST):
        ResidentLetter.objects.update(**fields)


def files(outbox: Path) -> list[EmailMessage]:
    return [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)  # type: ignore[misc]
        for path in sorted(outbox.glob("*.eml"))
    ]


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_letter_becomes_a_file_once(committed: None, outbox: Path) -> None:
    put()
    assert send_resident_letters() == 1
    assert send_resident_letters() == 0
    (letter,) = files(outbox)
    assert letter["To"] == "lexues@example.org"
    assert state() == "accepted"


@pytest.mark.parametrize("kind", [kind for kind in Kind.values if not kind.startswith("pack")])
@pytest.mark.parametrize("language", ["sq", "en", "ar"])
def test_a_letter_speaks_its_readers_language_and_lets_them_leave(
    committed: None, outbox: Path, kind: str, language: str
) -> None:
    put(kind, language=language)
    send_resident_letters()
    (letter,) = files(outbox)
    assert letter["Content-Language"] == language
    html, text = body(letter, "html"), body(letter, "plain")
    way = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{way}">' in html
    assert html.count(f'dir="{way}"') >= 4
    assert len(html) < 60_000
    assert "http://localhost" in text and "&" not in text


def test_a_refused_letter_is_not_tried_again(committed: None, relay: Relay) -> None:
    put()
    relay.at_recipient["lexues@example.org"] = "550 5.1.1 nobody"
    assert send_resident_letters() == 0
    change(next_at=timezone.now())
    send_resident_letters()
    assert state() == "failed"
    assert relay.recipients == []


def test_a_letter_that_is_not_taken_now_goes_later(committed: None, relay: Relay) -> None:
    put()
    relay.at_recipient["lexues@example.org"] = "450 4.2.0 later"
    send_resident_letters()
    assert state() == "pending"
    relay.at_recipient.clear()
    assert send_resident_letters() == 0
    change(next_at=timezone.now())
    assert send_resident_letters() == 1


def test_what_a_killed_sender_held_goes_out_and_never_without_end(
    committed: None, relay: Relay
) -> None:
    put()
    for _ in range(4):
        # No sender of this number lives.
        change(state=State.HANDING_OFF, lease_owner=7)
        send_resident_letters()
    assert relay.recipients == ["lexues@example.org"] * 2
    assert state() == "in_doubt"
    assert len({letter.content for letter in relay.letters}) == 1


def test_what_was_leased_by_the_dead_is_not_lost(committed: None, relay: Relay) -> None:
    put()
    change(state=State.LEASED, lease_owner=7)
    assert send_resident_letters() == 1


def test_in_a_folder_a_file_that_is_there_was_sent(committed: None, outbox: Path) -> None:
    put()
    send_resident_letters()
    change(state=State.HANDING_OFF, lease_owner=7, sent_at=None)
    assert send_resident_letters() == 0
    assert state() == "accepted"


def test_a_demonstration_writes_to_example_domains_only(
    committed: None, relay: Relay, settings: Settings
) -> None:
    settings.DEMONSTRATION = True
    with acting_as(TEST):
        somebody = make.subscriber(domain="example.org.evil.com")
        letters.put(kind=Kind.WELCOME, subscriber=somebody, at=timezone.now())
    send_resident_letters()
    assert (state(), relay.recipients) == ("failed", [])


def test_a_letter_goes_with_its_reader_and_after_thirty_days(db: None) -> None:
    now = timezone.now()
    with acting_as(TEST):
        for name in ("a", "b", "c"):
            somebody = make.subscriber(name=name)
            letters.put(kind=Kind.WELCOME, subscriber=somebody, at=now)
        Subscriber.objects.get(address="a@example.org").delete()
        ResidentLetter.objects.filter(subscriber__address="b@example.org").update(
            state=State.ACCEPTED, written_at=now - KEPT - datetime.timedelta(minutes=1)
        )
        assert erase_old_letters(at=now) == 1
        (left,) = ResidentLetter.objects.all()
        assert left.subscriber.address == "c@example.org"
