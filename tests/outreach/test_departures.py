"""Who leaves gets nothing more, from that moment on, and is forgotten but for a keyed hash."""

import datetime
import uuid
from pathlib import Path

from django.utils import timezone

from council.models import AuditRecord
from council.people import acting_as
from outreach.actions.claim import claim
from outreach.actions.subscribers import carry_out_departures, erase_departed, leave
from outreach.addresses import keyed_hash
from outreach.models import Delivery, Departure, Subscriber, Suppression
from tests import make
from tests.outreach.ledger import TEST, delivery, frozen, mailing_state, send, states


def departs(name: str) -> None:
    with acting_as(TEST):
        reader = Subscriber.objects.get(address=f"{name}@example.org")
        leave(subscriber_id=reader.pk, way="one_click", at=timezone.now())


def test_carrying_out_a_departure_ends_the_subscription(acting: None) -> None:
    reader, other = make.subscriber(name="larguar"), make.subscriber(name="mbetur")
    leave(subscriber_id=reader.pk, way="button", at=make.NOW)
    assert carry_out_departures(at=make.NOW) == 1
    reader.refresh_from_db()
    other.refresh_from_db()
    assert (reader.left_at, other.left_at) == (make.NOW, None)
    suppressed = Suppression.objects.get()
    assert suppressed.address_hash == keyed_hash("larguar@example.org")
    assert (suppressed.reason, suppressed.since) == ("left", make.NOW)


def test_a_departure_leaves_a_trail_without_an_address(acting: None) -> None:
    reader = make.subscriber()
    leave(subscriber_id=reader.pk, way="button", at=make.NOW)
    carry_out_departures(at=make.NOW)
    row = AuditRecord.objects.get()
    assert (row.verb, row.object_key) == ("subscriber.left", f"subscriber:{reader.pk}")


def test_carrying_out_again_changes_nothing(acting: None) -> None:
    reader = make.subscriber()
    leave(subscriber_id=reader.pk, way="button", at=make.NOW)
    leave(subscriber_id=reader.pk, way="one_click", at=timezone.now())
    assert Departure.objects.get().way == "button"
    assert [carry_out_departures(at=make.NOW) for _ in range(3)] == [1, 0, 0]
    assert AuditRecord.objects.count() == Suppression.objects.count() == 1


def test_a_departure_of_nobody_known_does_no_harm(acting: None) -> None:
    leave(subscriber_id=uuid.uuid4(), way="one_click", at=make.NOW)
    assert carry_out_departures(at=make.NOW) == 0


def test_who_leaves_after_the_freeze_gets_no_letter(committed: None, outbox: Path) -> None:
    frozen("larguar", "mbetur")
    departs("larguar")
    assert send() == 1
    assert states() == {"larguar": "suppressed", "mbetur": "accepted"}
    assert [file.name for file in outbox.iterdir()] == [f"{delivery('mbetur').pk}.eml"]
    assert mailing_state() == "done"


def test_so_does_who_was_carried_out_meanwhile(committed: None, outbox: Path) -> None:
    frozen("larguar", "mbetur")
    with acting_as(TEST):
        departs("larguar")
        carry_out_departures(at=timezone.now())
    assert send() == 1
    assert states() == {"larguar": "suppressed", "mbetur": "accepted"}


def test_a_letter_that_a_sender_held_already_is_not_sent(committed: None, outbox: Path) -> None:
    frozen("larguar", "mbetur")
    with acting_as(TEST):
        assert len(claim(owner=1, at=timezone.now())) == 2
    departs("larguar")
    assert send() == 1
    assert states() == {"larguar": "suppressed", "mbetur": "accepted"}


def test_a_letter_to_somebody_who_was_erased_is_not_sent(committed: None, outbox: Path) -> None:
    frozen("fshire", "mbetur")
    with acting_as(TEST):
        Subscriber.objects.get(address="fshire@example.org").delete()
    assert send() == 1
    with acting_as(TEST):
        assert Delivery.objects.get(subscriber=None).state == Delivery.State.SUPPRESSED
    assert len(list(outbox.iterdir())) == 1


def test_who_left_thirty_days_ago_is_erased_and_stays_suppressed(acting: None) -> None:
    now = timezone.now()
    stays, left = make.subscriber(name="mbetur"), make.subscriber()
    leave(subscriber_id=left.pk, way="button", at=now - datetime.timedelta(days=31))
    carry_out_departures(at=now)
    assert erase_departed(at=now) == 1
    assert list(Subscriber.objects.all()) == [stays]
    assert not Departure.objects.exists()
    assert Suppression.objects.filter(address_hash=left.address_hash).exists()


def test_who_left_yesterday_is_not_erased_yet(acting: None) -> None:
    now = timezone.now()
    left = make.subscriber()
    leave(subscriber_id=left.pk, way="button", at=now - datetime.timedelta(days=1))
    carry_out_departures(at=now)
    assert erase_departed(at=now) == 0
    assert Subscriber.objects.filter(pk=left.pk).exists()
