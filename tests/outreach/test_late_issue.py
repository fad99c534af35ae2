"""The current issue for who subscribed after it was mailed: through the ledger, once."""

import datetime
import email
from email import policy
from pathlib import Path

import pytest
from django.utils import timezone

from council.people import acting_as
from outreach.actions import late_issue
from outreach.actions.late_issue import reopen_mailings, send_current_issue
from outreach.actions.suppress import suppress
from outreach.mailing import progress
from outreach.models import Delivery, Mailing, Subscriber
from tests import make
from tests.outreach.ledger import TEST, delivery, frozen, mailing_state, send, states
from tests.outreach.relay import Relay

LONG_AGO = timezone.now() - datetime.timedelta(days=20)


def late(name: str = "vonë", *, language: str = "sq") -> Delivery | None:
    with acting_as(TEST):
        somebody = make.subscriber(name="vone" if name == "vonë" else name, language=language)
        added = send_current_issue(subscriber=somebody, at=timezone.now())
        reopen_mailings()
        return added


def test_a_mailing_that_was_done_sends_one_more_letter(committed: None, outbox: Path) -> None:
    frozen("a", "b", started_at=LONG_AGO)
    assert send() == 2
    assert mailing_state() == "done"
    added = late()
    assert added and mailing_state() == "sending"
    assert send() == 1
    assert send() == 0
    assert mailing_state() == "done"
    assert states() == dict.fromkeys(("a", "b", "vone"), "accepted")
    with acting_as(TEST):
        told = progress(make.MONTH)
    assert (told.expected, told.counts["accepted"]) == (3, 3)
    raw = (outbox / f"{added.pk}.eml").read_bytes()
    letter = email.message_from_bytes(raw, policy=policy.default)
    assert letter["To"] == "vone@example.org"
    written = letter["Date"].datetime
    assert abs(written - timezone.now()) < datetime.timedelta(minutes=5)


def test_asked_twice_it_comes_once(committed: None, outbox: Path) -> None:
    frozen("a", started_at=LONG_AGO)
    send()
    assert late()
    assert late() is None
    assert send() == 1


def test_who_has_the_month_in_another_language_gets_no_second_letter(
    committed: None, outbox: Path
) -> None:
    frozen("a", language="en", started_at=LONG_AGO)
    frozen("b", language="sq", started_at=LONG_AGO)
    with acting_as(TEST):
        reader = Subscriber.objects.get(address="a@example.org")
        reader.language = "sq"
        reader.save()
        assert send_current_issue(subscriber=reader, at=timezone.now()) is None


def test_without_an_issue_in_their_language_nothing_comes(committed: None, outbox: Path) -> None:
    frozen("a", started_at=LONG_AGO)
    assert late(language="ar") is None


def test_a_mailing_that_was_called_off_is_nobodys_issue(committed: None, outbox: Path) -> None:
    frozen("a", started_at=LONG_AGO)
    with acting_as(TEST):
        Mailing.objects.update(state=Mailing.State.CANCELLED)
    assert late() is None


def test_an_address_that_is_not_to_be_written_to_gets_none(committed: None, outbox: Path) -> None:
    frozen("a", started_at=LONG_AGO)
    with acting_as(TEST):
        somebody = make.subscriber(name="vone")
        suppress(subscriber_id=somebody.pk, reason="bounced", at=timezone.now())
    assert late() is None


def test_one_that_is_paused_stays_so(committed: None, outbox: Path) -> None:
    frozen("a", started_at=LONG_AGO)
    with acting_as(TEST):
        Mailing.objects.update(state=Mailing.State.PAUSED)
    assert late()
    assert mailing_state() == "paused"
    assert send() == 0


def test_while_everything_stands_still_none_is_taken_up_again(
    committed: None, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen("a", started_at=LONG_AGO)
    send()
    holds = [True]
    monkeypatch.setattr(late_issue, "_HOLDS", [lambda: holds[0]])
    assert late()
    assert (mailing_state(), send()) == ("done", 0)
    holds.clear()
    holds.append(False)
    with acting_as(TEST):
        assert reopen_mailings() == 1
    assert send() == 1


def test_a_late_letter_that_is_not_taken_now_is_tried_as_long_as_any(
    committed: None, relay: Relay
) -> None:
    frozen("a", started_at=LONG_AGO)
    send()
    late()
    relay.at_recipient["vone@example.org"] = "450 4.2.0 later"
    send()
    assert delivery("vone").state == "deferred"
