"""Which sender holds which letters, also where senders die."""

import datetime
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from council.people import NoPrincipal, _database_says, acting_as, current_principal
from outreach import sender_notes
from outreach.actions.claim import (
    BATCH,
    claim,
    finish_mailings,
    give_back,
    hand_off,
    take_from_the_dead,
)
from outreach.models import Delivery, Mailing
from press.senders import LOCKS, sender
from tests import make
from tests.committed import at_once, elsewhere, until
from tests.outreach.ledger import TEST, delivery, frozen, mailing_state, send, states, tally
from tests.outreach.relay import Relay

HOLD = """
import django, sys
django.setup()
from django.utils import timezone
from council.people import System, acting_as
from outreach.actions.claim import claim
from press.senders import sender
with sender() as owner:
    with acting_as(System("sender")):
        print(len(claim(owner=owner, at=timezone.now())), flush=True)
    sys.stdin.read()
"""
SEND = """
import django
django.setup()
from outreach.actions.send import send_due_letters
send_due_letters()
"""


@contextmanager
def process(program: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A real sender in a process of its own, which is gone when the block ends."""
    started = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "elbasan_council.settings", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with started:
        try:
            yield started
        finally:
            started.kill()


def die(victim: subprocess.Popen[str]) -> None:
    """Killed; and the database has noticed that its connection is gone."""
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    until(lambda: not locks_of_senders())


def locks_of_senders() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s", [LOCKS]
        )
        (count,) = cursor.fetchone()
    return int(count)


def held_by(owner: int) -> int:
    return Delivery.objects.filter(lease_owner=owner).count()


# Claiming --------------------------------------------------------------------------------------


def test_a_claimed_letter_is_its_owner_s_and_counts_as_an_attempt(committed: None) -> None:
    frozen("lexues")
    with acting_as(TEST):
        (letter,) = claim(owner=7, at=timezone.now())
        assert claim(owner=8, at=timezone.now()) == []
        row = Delivery.objects.get(pk=letter.id)
    assert (row.state, row.lease_owner, row.attempt, letter.attempt) == ("leased", 7, 1, 1)


def test_a_letter_is_claimed_when_it_is_due_and_not_before(acting: None) -> None:
    frozen("lexues", started_at=make.NOW)
    assert claim(owner=7, at=make.NOW - datetime.timedelta(seconds=1)) == []
    assert len(claim(owner=7, at=make.NOW)) == 1


@pytest.mark.parametrize(
    "state", [state for state in Delivery.State if state not in ("pending", "deferred")]
)
def test_a_letter_that_is_not_waiting_is_not_claimed(acting: None, state: str) -> None:
    frozen("lexues", started_at=make.NOW)
    Delivery.objects.update(
        state=state,
        lease_owner=7 if state in ("leased", "handing_off") else None,
        accepted_at=make.NOW if state == "accepted" else None,
    )
    assert claim(owner=8, at=timezone.now()) == []


@pytest.mark.parametrize("state", [state for state in Mailing.State if state != "sending"])
def test_only_mailings_under_way_are_claimed_from(acting: None, state: str) -> None:
    frozen("lexues", started_at=make.NOW)
    Mailing.objects.update(state=state)
    assert claim(owner=7, at=timezone.now()) == []


def test_a_sender_takes_a_batch_and_the_longest_waiting_first(acting: None) -> None:
    frozen(*(f"lexues-{number:03}" for number in range(BATCH + 3)), started_at=make.NOW)
    late = Delivery.objects.order_by("pk").first()
    assert late is not None
    Delivery.objects.filter(pk=late.pk).update(next_at=make.NOW + datetime.timedelta(hours=1))
    first = claim(owner=7, at=timezone.now())
    assert len(first) == BATCH
    assert late.pk not in {letter.id for letter in first}
    assert late.pk in {letter.id for letter in claim(owner=8, at=timezone.now())}


def test_a_letter_is_held_by_an_owner_or_by_nobody(acting: None) -> None:
    """The database refuses a lease without an owner, and an owner without a lease."""
    frozen("lexues", started_at=make.NOW)
    for state, owner in (("leased", None), ("handing_off", None), ("pending", 7), ("failed", 7)):
        with pytest.raises(IntegrityError, match="held_by_an_owner"), transaction.atomic():
            Delivery.objects.update(state=state, lease_owner=owner)


def test_accepted_and_the_moment_go_together(acting: None) -> None:
    frozen("lexues", started_at=make.NOW)
    for state, accepted_at in (("accepted", None), ("pending", make.NOW)):
        with pytest.raises(IntegrityError, match="delivery_accepted_at"), transaction.atomic():
            Delivery.objects.update(state=state, accepted_at=accepted_at)


# Two senders -----------------------------------------------------------------------------------


def test_a_sender_passes_by_what_another_is_just_claiming(committed: None) -> None:
    """The first claim is not committed yet: the second neither waits for it nor takes the same."""
    frozen(*(f"lexues-{number:03}" for number in range(BATCH + 20)))

    def second() -> set[int]:
        with acting_as(TEST):
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '5s'")
            return {letter.id for letter in claim(owner=8, at=timezone.now())}

    with acting_as(TEST):
        mine = {letter.id for letter in claim(owner=7, at=timezone.now())}
        theirs = elsewhere(second)
    assert (len(mine), len(theirs)) == (BATCH, 20)
    assert not mine & theirs


def test_senders_at_work_together_send_each_letter_once(committed: None, relay: Relay) -> None:
    names = [f"lexues-{number:03}" for number in range(BATCH + 30)]
    frozen(*names)
    accepted = at_once(send, send)
    assert sum(accepted) == len(names)
    assert relay.recipients == sorted(f"{name}@example.org" for name in names)
    assert tally() == {"accepted": len(names)}
    assert mailing_state() == "done"


# The dead and the living -----------------------------------------------------------------------


def test_what_a_killed_sender_held_is_free_at_once(committed: None, outbox: Path) -> None:
    frozen("a", "b", "c")
    with process(HOLD) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "3\n"
        assert send() == 0
        assert tally() == {"leased": 3}
        die(victim)
    assert send() == 3
    assert tally() == {"accepted": 3}
    assert len(list(outbox.iterdir())) == 3


def killed_at_the_third(relay: Relay, settings: Settings) -> Path:
    """Where the notes are of a sender that was killed when the server had the third letter whole
    and had not answered. The ledger had been told of the second and third together."""
    relay.silent = {"c-treti@example.org"}
    frozen("a-pari", "b-dyti", "c-treti", "d-kater")
    with process(SEND, EMAIL_URL=settings.EMAIL_URL) as victim:
        assert relay.reached.wait(30)
        assert tuple(states().values()) == ("accepted", "handing_off", "handing_off", "leased")
        die(victim)
    relay.silent = set()
    (notes,) = (Path(settings.PORTAL_VAR) / "senders").iterdir()
    return notes


def test_a_letter_that_a_killed_sender_was_handing_over_is_in_doubt(
    committed: None, relay: Relay, settings: Settings
) -> None:
    """Nobody knows whether the server has it: another sender must not send it by itself. What was
    answered before stands in the sender's notes."""
    notes = killed_at_the_third(relay, settings)
    assert send() == 1
    assert send() == 0
    assert tuple(states().values()) == ("accepted", "accepted", "in_doubt", "accepted")
    assert (delivery("b-dyti").queue_id, delivery("b-dyti").smtp_code) == ("Q2", 250)
    assert [name[0] for name in relay.begun] == ["a", "b", "c", "d"]
    assert mailing_state() == "sending"
    assert not notes.exists()


@pytest.mark.parametrize("fate", ["lost", "of another start of the machine", "cut off"])
def test_without_its_notes_all_that_a_killed_sender_announced_is_in_doubt(
    committed: None, relay: Relay, settings: Settings, fate: str
) -> None:
    notes = killed_at_the_third(relay, settings)
    boot, *lines = notes.read_text().splitlines()
    if fate == "lost":
        notes.unlink()
    elif fate == "cut off":
        notes.write_text("\n".join([boot, *(line.rpartition(" 250")[0] or line for line in lines)]))
    else:
        notes.write_text("\n".join(["another", *lines]))
    assert send() == 1
    assert tuple(states().values()) == ("accepted", "in_doubt", "in_doubt", "accepted")
    assert [name[0] for name in relay.begun] == ["a", "b", "c", "d"]


def test_what_was_announced_and_never_ended_goes_out(
    committed: None, relay: Relay, settings: Settings
) -> None:
    notes = killed_at_the_third(relay, settings)
    row = delivery("d-kater")
    with acting_as(TEST):
        owner = int(notes.name)
        Delivery.objects.filter(pk=row.pk).update(state="handing_off", lease_owner=owner)
    assert send() == 1
    assert tuple(states().values()) == ("accepted", "accepted", "in_doubt", "accepted")


def test_a_sender_that_lost_the_database_and_lives_keeps_what_it_announced(
    committed: None, relay: Relay
) -> None:
    """It may just be ending one of them: nobody may send it a second time."""
    frozen("lexues")
    with acting_as(TEST):
        (held,) = claim(owner=7, at=timezone.now())
        assert hand_off(owner=7, accepted=[], ids=[held.id]) == {held.id}
    with sender_notes.keeping(7) as notes:
        assert send() == 0
        assert states() == {"lexues": "handing_off"}
        notes.ends(held.id, held.attempt)
        written = sender_notes._path(7).read_bytes()
    sender_notes._path(7).write_bytes(written)
    assert send() == 0
    assert states() == {"lexues": "in_doubt"}


def test_a_sender_that_ends_leaves_no_notes(
    committed: None, relay: Relay, settings: Settings
) -> None:
    frozen("a", "b", "c")
    assert send() == 3
    assert list((Path(settings.PORTAL_VAR) / "senders").iterdir()) == []


def test_what_a_living_sender_holds_stays_its_own(committed: None) -> None:
    frozen("lexues")
    held, may_go = threading.Event(), threading.Event()

    def living() -> None:
        with sender() as owner:
            with acting_as(TEST):
                claim(owner=owner, at=timezone.now())
            held.set()
            may_go.wait(30)

    def other() -> str:
        held.wait(30)
        try:
            with acting_as(TEST):
                take_from_the_dead()
            return states()["lexues"]
        finally:
            may_go.set()

    assert at_once(living, other) == [None, "leased"]
    with acting_as(TEST):
        take_from_the_dead()
    assert states() == {"lexues": "pending"}


def test_the_dead_lose_their_leases_and_nothing_else(acting: None) -> None:
    frozen("i-mbajtur", "i-pranuar", "i-shtyre", started_at=make.NOW)
    rows = Delivery.objects.order_by("pk")
    first, second, third = (row.pk for row in rows)
    rows.filter(pk=first).update(state="leased", lease_owner=7)
    rows.filter(pk=second).update(state="accepted", accepted_at=make.NOW)
    rows.filter(pk=third).update(state="deferred")
    take_from_the_dead()
    assert [row.state for row in rows.all()] == ["pending", "accepted", "deferred"]
    assert not rows.exclude(lease_owner=None).exists()


def test_a_sender_gives_back_what_it_has_not_handed_over(acting: None) -> None:
    frozen("a", "b", "c", started_at=make.NOW)
    rows = Delivery.objects.order_by("pk")
    first, second, third = (row.pk for row in rows)
    rows.filter(pk=first).update(state="leased", lease_owner=7)
    rows.filter(pk=second).update(state="handing_off", lease_owner=7)
    rows.filter(pk=third).update(state="leased", lease_owner=8)
    give_back(owner=7)
    assert [(row.state, row.lease_owner) for row in rows.all()] == [
        ("pending", None),
        ("handing_off", 7),
        ("leased", 8),
    ]


def test_senders_have_numbers_of_their_own(committed: None) -> None:
    with sender() as one:
        assert locks_of_senders() == 1
        assert elsewhere(number_of_a_sender) != one
    assert locks_of_senders() == 0


def number_of_a_sender() -> int:
    with sender() as number:
        return number


# The end ---------------------------------------------------------------------------------------


def test_a_mailing_is_done_when_no_letter_is_left_to_do(acting: None) -> None:
    frozen("a", "b", "c", "d", started_at=make.NOW)
    rows = Delivery.objects.order_by("pk")
    final = ["accepted", "failed", "suppressed", "cancelled"]
    for row, state in zip(rows, final, strict=True):
        assert mailing_state() == "sending"
        row.state = state
        row.accepted_at = make.NOW if state == "accepted" else None
        row.save()
        finish_mailings(at=make.NOW)
    made = Mailing.objects.get()
    assert (made.state, made.done_at) == (Mailing.State.DONE, make.NOW)


@pytest.mark.parametrize("state", ["pending", "leased", "handing_off", "deferred", "in_doubt"])
def test_a_mailing_with_a_letter_left_is_not_done(acting: None, state: str) -> None:
    frozen("lexues", started_at=make.NOW)
    owner = 7 if state in ("leased", "handing_off") else None
    Delivery.objects.update(state=state, lease_owner=owner)
    finish_mailings(at=make.NOW)
    assert mailing_state() == "sending"


def test_a_mailing_without_readers_is_done_at_once(acting: None) -> None:
    frozen(started_at=make.NOW)
    finish_mailings(at=make.NOW)
    assert mailing_state() == "done"


def test_a_sender_leaves_its_connection_as_it_found_it(committed: None, outbox: Path) -> None:
    """The process goes on with other tasks: neither the sender's role nor its name may stay."""
    frozen("lexues")
    before = _database_says()
    send()
    assert _database_says() == before
    with pytest.raises(NoPrincipal):
        current_principal()
