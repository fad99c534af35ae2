"""Sending what is due, to a folder and to a real server on this machine."""

import datetime
from pathlib import Path

import pytest
from django.db.models import Count, Sum
from django.utils import timezone
from pytest_django import Settings

from council.people import acting_as
from outreach import mailing
from outreach.models import Delivery, DeliveryTally, Mailing, Subscriber
from outreach.tokens import returned_delivery
from press.handover import MisconfiguredEmail
from tests import make
from tests.outreach.ledger import (
    TEST,
    delivery,
    frozen,
    mailing_state,
    send,
    states,
    tally,
    wait_over,
)
from tests.outreach.relay import Relay, free_port, serving

MINUTE = datetime.timedelta(minutes=1)


# Accepted --------------------------------------------------------------------------------------


def test_letters_become_files_named_by_delivery(committed: None, outbox: Path) -> None:
    frozen("a", "b", "c")
    assert send() == 3
    with acting_as(TEST):
        names = sorted(f"{row.pk}.eml" for row in Delivery.objects.all())
    assert sorted(file.name for file in outbox.iterdir()) == names
    assert tally() == {"accepted": 3}
    assert mailing_state() == "done"


def test_sending_again_sends_nothing(committed: None, outbox: Path) -> None:
    frozen("a", "b")
    send()
    before = {file.name: file.stat().st_mtime_ns for file in outbox.iterdir()}
    assert send() == 0
    assert {file.name: file.stat().st_mtime_ns for file in outbox.iterdir()} == before


def test_a_server_takes_letters_and_the_ledger_knows_its_names(
    committed: None, relay: Relay
) -> None:
    frozen("a", "b")
    assert send() == 2
    assert relay.recipients == ["a@example.org", "b@example.org"]
    rows = [delivery("a"), delivery("b")]
    assert sorted(row.queue_id for row in rows) == ["Q1", "Q2"]
    assert {row.smtp_code for row in rows} == {250}
    assert all(row.accepted_at for row in rows)
    assert mailing_state() == "done"


def test_bounces_come_back_to_the_delivery(committed: None, relay: Relay) -> None:
    frozen("lexues")
    send()
    (letter,) = relay.letters
    tag = letter.mail_from.removeprefix("bounces+").removesuffix("@example.org")
    assert returned_delivery(tag) == delivery("lexues").pk


def test_an_address_that_cannot_be_read_is_said_before_anything_is_claimed(
    committed: None, settings: Settings
) -> None:
    frozen("lexues")
    settings.EMAIL_URL = "mailto:keshilli@example.org"
    with pytest.raises(MisconfiguredEmail):
        send()
    assert (delivery("lexues").state, delivery("lexues").attempt) == ("pending", 0)


# Not now ---------------------------------------------------------------------------------------


def test_a_letter_that_is_not_taken_now_waits(committed: None, relay: Relay) -> None:
    relay.at_recipient = {"plot@example.org": "452 4.2.2 Mailbox full"}
    frozen("plot", "tjeter")
    begun = timezone.now()
    assert send() == 1
    row = delivery("plot")
    assert (row.state, row.smtp_code, row.lease_owner) == ("deferred", 452, None)
    assert row.smtp_text == "4.2.2 Mailbox full"
    assert begun + MINUTE <= row.next_at <= timezone.now() + MINUTE
    assert states()["tjeter"] == "accepted"
    assert mailing_state() == "sending"


@pytest.mark.parametrize("moment", ["at_recipient", "at_end"])
def test_a_server_that_is_closing_delays_one_letter_and_the_others_go(
    committed: None, relay: Relay, moment: str
) -> None:
    """It has said 421 and means the connection: the next letter has another."""
    setattr(relay, moment, {"b@example.org": "421 4.3.2 Shutting down"})
    frozen("a", "b", "c", "d", "e")
    assert send() == 4
    assert states() == {**dict.fromkeys("acde", "accepted"), "b": "deferred"}
    assert relay.recipients == [f"{name}@example.org" for name in "acde"]
    setattr(relay, moment, {})
    wait_over()
    assert send() == 1
    assert mailing_state() == "done"


def test_without_the_tls_that_was_asked_for_every_letter_waits(
    committed: None, relay: Relay, settings: Settings
) -> None:
    settings.EMAIL_URL = settings.EMAIL_URL.replace("smtp://", "smtp+tls://")
    frozen("a", "b")
    assert send() == 0
    assert tally() == {"deferred": 1, "pending": 1}
    assert relay.begun == []


def test_a_waiting_letter_is_sent_when_its_time_has_come(committed: None, relay: Relay) -> None:
    relay.at_end = {"lexues@example.org": "451 4.3.0 Try again later"}
    frozen("lexues")
    assert send() == 0
    relay.at_end = {}
    assert send() == 0
    wait_over()
    assert send() == 1
    assert (delivery("lexues").state, delivery("lexues").attempt) == ("accepted", 2)
    assert mailing_state() == "done"


def test_somebody_who_has_mended_it_need_not_wait(committed: None, relay: Relay) -> None:
    relay.at_recipient = {"lexues@example.org": "452 4.2.2 Mailbox full"}
    frozen("lexues")
    send()
    relay.at_recipient = {}
    with acting_as(TEST):
        mailing.retry(month=make.MONTH)
    assert send() == 1


def test_each_attempt_waits_longer_than_the_last(committed: None, relay: Relay) -> None:
    relay.at_recipient = {"lexues@example.org": "450 4.2.0 Greylisted"}
    frozen("lexues")
    waits = []
    for _ in range(6):
        begun = timezone.now()
        send()
        waits.append((delivery("lexues").next_at - begun) // MINUTE)
        wait_over()
    assert waits == [1, 5, 30, 120, 360, 360]


def test_a_letter_is_given_up_after_two_days(committed: None, relay: Relay) -> None:
    relay.at_recipient = {"lexues@example.org": "450 4.2.0 Greylisted"}
    frozen("lexues", started_at=timezone.now() - datetime.timedelta(hours=48, minutes=1))
    send()
    assert states() == {"lexues": "failed"}
    assert mailing_state() == "done"


# Never -----------------------------------------------------------------------------------------


def test_a_refused_recipient_fails_and_stops_nobody_else(committed: None, relay: Relay) -> None:
    relay.at_recipient = {"askush@example.org": "550 5.1.1 No such user"}
    frozen("a", "askush", "b")
    assert send() == 2
    row = delivery("askush")
    assert (row.state, row.smtp_code, row.smtp_text) == ("failed", 550, "5.1.1 No such user")
    assert relay.recipients == ["a@example.org", "b@example.org"]
    assert mailing_state() == "done"
    with acting_as(TEST):
        assert mailing.last_error(make.MONTH) == "5.1.1 No such user"


def test_a_refused_letter_fails(committed: None, relay: Relay) -> None:
    relay.at_end = {"lexues@example.org": "554 5.6.0 Not this one"}
    frozen("lexues")
    assert send() == 0
    assert (delivery("lexues").state, delivery("lexues").smtp_code) == ("failed", 554)


def test_a_demonstration_sends_nothing_to_a_real_domain(committed: None, relay: Relay) -> None:
    with acting_as(TEST):
        make.subscriber(name="njeri", domain="example.org.evil.com")
    frozen("lexues")
    assert send() == 1
    assert relay.begun == ["lexues@example.org"]
    assert states() == {"njeri": "failed", "lexues": "accepted"}


def test_a_letter_that_cannot_be_made_fails_and_stops_nobody_else(
    committed: None, relay: Relay
) -> None:
    """A register that was imported may hold an address that no letter can carry."""
    with acting_as(TEST):
        reader = make.subscriber(name="i-prishur")
        Subscriber.objects.filter(pk=reader.pk).update(address="i-prishur>@example.org")
    frozen("a", "b")
    assert send() == 2
    assert states() == {"i-prishur>": "failed", "a": "accepted", "b": "accepted"}
    assert mailing_state() == "done"


# No server -------------------------------------------------------------------------------------


def test_nothing_is_lost_where_no_server_answers(committed: None, settings: Settings) -> None:
    settings.EMAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    frozen(*(f"lexues-{number}" for number in range(5)))
    assert send() == 0
    assert tally() == {"deferred": 1, "pending": 4}
    with acting_as(TEST):
        assert not Delivery.objects.exclude(lease_owner=None).exists()
        assert "No connection" in mailing.last_error(make.MONTH)
    assert mailing_state() == "sending"
    relay = Relay()
    with serving(relay) as settings.EMAIL_URL:
        wait_over()
        assert send() == 5
    assert len(relay.recipients) == len(set(relay.recipients)) == 5


def test_nothing_is_lost_where_the_folder_cannot_be_written(committed: None, outbox: Path) -> None:
    outbox.write_text("a file stands where the folder should be")
    frozen("a", "b")
    assert send() == 0
    assert tally() == {"deferred": 1, "pending": 1}
    outbox.unlink()
    wait_over()
    assert send() == 2


# In doubt --------------------------------------------------------------------------------------


def test_a_letter_without_an_answer_is_in_doubt_and_never_sent_by_itself(
    committed: None, relay: Relay
) -> None:
    relay.cut = {"i-prere@example.org"}
    frozen("a", "i-prere", "b")
    assert send() == 2
    assert states() == {"a": "accepted", "i-prere": "in_doubt", "b": "accepted"}
    assert delivery("i-prere").smtp_text
    relay.cut = set()
    wait_over()
    assert send() == 0
    assert relay.begun.count("i-prere@example.org") == 1
    assert states()["i-prere"] == "in_doubt"
    assert mailing_state() == "sending"


def in_doubt(name: str) -> Delivery:
    frozen(name)
    with acting_as(TEST):
        Delivery.objects.update(state=Delivery.State.IN_DOUBT)
    return delivery(name)


def test_the_folder_says_that_a_letter_in_doubt_is_there(committed: None, outbox: Path) -> None:
    file = outbox / f"{in_doubt('lexues').pk}.eml"
    outbox.mkdir()
    file.write_bytes(b"as it was written")
    assert send() == 0
    assert states() == {"lexues": "accepted"}
    assert file.read_bytes() == b"as it was written"
    assert mailing_state() == "done"


def test_the_folder_says_that_a_letter_in_doubt_is_missing(committed: None, outbox: Path) -> None:
    row = in_doubt("lexues")
    assert send() == 1
    assert states() == {"lexues": "accepted"}
    assert (outbox / f"{row.pk}.eml").is_file()


# Pausing ---------------------------------------------------------------------------------------


def test_a_paused_mailing_sends_nothing_until_it_is_resumed(committed: None, relay: Relay) -> None:
    frozen("a", "b")
    with acting_as(TEST):
        mailing.pause(month=make.MONTH)
    assert send() == 0
    assert (relay.begun, tally(), mailing_state()) == ([], {"pending": 2}, "paused")
    with acting_as(TEST):
        mailing.resume(month=make.MONTH)
    assert send() == 2
    assert mailing_state() == "done"


@pytest.mark.parametrize(("state", "left"), [("paused", "pending"), ("cancelled", "cancelled")])
def test_a_sender_stops_before_its_next_letter(
    committed: None, relay: Relay, state: str, left: str
) -> None:
    """It holds all three letters; the word comes while the server has the first."""

    def stop() -> None:
        with acting_as(TEST):
            Mailing.objects.update(state=state)

    relay.after_each = stop
    frozen("a", "b", "c")
    assert send() == 1
    assert len(relay.letters) == 1
    assert tally() == {"accepted": 1, left: 2}
    assert mailing_state() == state


# How far ---------------------------------------------------------------------------------------


def test_progress_is_counted_from_the_ledger(committed: None, relay: Relay) -> None:
    relay.at_recipient = {
        "plot@example.org": "452 4.2.2 Mailbox full",
        "askush@example.org": "550 5.1.1 No such user",
    }
    frozen("a", "plot", "askush", "larguar", language="sq")
    frozen("b", "c", language="en")
    with acting_as(TEST):
        Subscriber.objects.filter(address="larguar@example.org").update(left_at=timezone.now())
    send()
    with acting_as(TEST):
        found = mailing.progress(make.MONTH)
    assert (found.state, found.expected) == ("sending", 6)
    counted = {state: count for state, count in found.counts.items() if count}
    assert counted == {"accepted": 3, "deferred": 1, "failed": 1, "suppressed": 1}
    assert set(found.counts) == set(Delivery.State.values)
    assert sum(found.counts.values()) == found.expected
    assert found.by_language["en"]["accepted"] == 2
    assert found.by_language["sq"]["failed"] == 1
    assert found.waiting == 0


def test_the_database_keeps_the_count_itself(committed: None, relay: Relay) -> None:
    """Whatever happened to a letter, and in however many at once, the tally says the same."""
    relay.at_recipient = {"plot@example.org": "452 4.2.2 Full", "k@example.org": "550 5.1.1 No"}
    relay.cut = {"prerje@example.org"}
    frozen("a", "plot", "prerje", "b", "k", "c")
    send()
    with acting_as(TEST):
        ledger = Delivery.objects.values("domain", "state").annotate(n=Count("pk"))
        tally = DeliveryTally.objects.values("domain", "state").annotate(n=Sum("n"))
        assert {tuple(row.values()) for row in tally.exclude(n=0)} == {
            tuple(row.values()) for row in ledger
        }
        Delivery.objects.filter(state="deferred").delete()
        assert mailing.progress(make.MONTH).counts["deferred"] == 0


def test_a_month_without_a_mailing_has_no_progress(acting: None) -> None:
    found = mailing.progress(make.MONTH)
    assert (found.state, found.expected, found.waiting) == ("none", 0, 0)
    assert found.by_language == {}


def test_a_month_is_as_far_as_its_least_finished_language(acting: None) -> None:
    frozen("a", language="sq", started_at=make.NOW)
    frozen("b", language="en", started_at=make.NOW)
    Mailing.objects.filter(language="en").update(state=Mailing.State.DONE)
    assert mailing.progress(make.MONTH).state == "sending"
    Mailing.objects.filter(language="sq").update(state=Mailing.State.PAUSED)
    assert mailing.progress(make.MONTH).state == "paused"
    assert mailing.progress(make.MONTH).waiting == 2
