"""How fast letters leave: limits an hour, a warm-up, domains that want fewer or none."""

import datetime
import itertools

import pytest
from django.utils import timezone

from council.people import acting_as
from outreach import pacing
from outreach.actions.claim import BATCH, claim
from outreach.models import Delivery, DomainPace, SendingPace, Suppression
from tests import make
from tests.outreach.ledger import TEST, delivery, frozen, send, states, tally
from tests.outreach.relay import Relay

HOUR = datetime.timedelta(hours=1)


def paced(**limits: object) -> None:
    with acting_as(TEST):
        SendingPace.objects.update_or_create(pk=1, defaults=limits)


def several(domain: str, count: int) -> list[str]:
    return [make.subscriber(name=f"{domain}-{n:03}", domain=domain).address for n in range(count)]


def waiting_turns(domain: str) -> list[datetime.datetime]:
    rows = Delivery.objects.filter(domain=domain, state="pending", has_slot=True)
    return list(rows.order_by("next_at").values_list("next_at", flat=True))


# Limits ----------------------------------------------------------------------------------------


def test_without_a_limit_a_whole_batch_goes_at_once(acting: None) -> None:
    frozen(*(f"lexues-{n}" for n in range(5)), started_at=make.NOW)
    assert len(claim(owner=7, at=make.NOW)) == 5


def test_letters_an_hour_stand_apart_by_their_share_of_it(acting: None) -> None:
    """At 360 an hour: one every ten seconds, however often and by whomever it is asked."""
    paced(per_hour=360)
    frozen(*(f"lexues-{n}" for n in range(6)), started_at=make.NOW)
    assert len(claim(owner=7, at=make.NOW)) == 1
    assert claim(owner=8, at=make.NOW) == []
    turns = waiting_turns("example.org")
    assert len(turns) == 5
    apart = {later - earlier for earlier, later in itertools.pairwise(turns)}
    assert apart == {datetime.timedelta(seconds=10)}
    assert len(claim(owner=7, at=turns[1])) == 2


def test_a_domain_has_a_limit_of_its_own(acting: None) -> None:
    paced(per_domain_per_hour=360)
    several("example.org", 3)
    several("example.net", 3)
    frozen(started_at=make.NOW)
    first = claim(owner=7, at=make.NOW)
    assert sorted(letter.domain for letter in first) == ["example.net", "example.org"]


def test_both_limits_hold(acting: None) -> None:
    paced(per_hour=3600, per_domain_per_hour=360)
    several("example.org", 30)
    frozen(started_at=make.NOW)
    at, sent = make.NOW, 0
    while at < make.NOW + datetime.timedelta(seconds=100):
        sent += len(claim(owner=7, at=at))
        at += datetime.timedelta(seconds=1)
    assert sent in (10, 11), "the first second may be caught up"


def test_what_stood_still_is_not_made_good_at_once(acting: None) -> None:
    """An hour without a sender is no right to an hour's letters in one go."""
    paced(per_hour=3600)
    frozen(*(f"lexues-{n:02}" for n in range(40)), started_at=make.NOW)
    assert len(claim(owner=7, at=make.NOW + HOUR)) <= 2


@pytest.mark.parametrize(
    ("days", "per_hour", "expected"),
    [
        *((-1, 9000, 9000), (0, 9000, 500), (2, 9000, 2000), (9, 9000, 9000), (0, None, 500)),
        *((30, None, None), (400, 9000, 9000)),
    ],
)
def test_a_new_address_writes_twice_as_much_each_day(
    days: int, per_hour: int | None, expected: int | None
) -> None:
    first = datetime.date(2026, 11, 2)
    pace = SendingPace(per_hour=per_hour, warm_up_from=first)
    assert pacing.letters_an_hour(pace, first + datetime.timedelta(days=days)) == expected


# A domain that wants fewer, or none ------------------------------------------------------------


def test_a_full_mailbox_slows_nobody_down(committed: None, relay: Relay) -> None:
    names = [f"plot-{n}" for n in range(pacing.LATERS + 1)]
    relay.at_recipient = {f"{name}@example.org": "452 4.2.2 Mailbox full" for name in names}
    frozen(*names, "tjeter")
    assert send() == 1
    with acting_as(TEST):
        assert list(pacing.troubled(at=timezone.now())) == []


def test_a_domain_that_keeps_saying_later_gets_a_letter_a_second(
    committed: None, relay: Relay
) -> None:
    names = [f"lexues-{n:02}" for n in range(12)]
    relay.at_recipient = {f"{name}@example.org": "451 4.7.1 Too much mail" for name in names}
    with acting_as(TEST):
        make.subscriber(name="larg", domain="example.net")
    frozen(*names)
    assert send() == 1, "another domain goes on"
    assert len(relay.begun) == 1
    with acting_as(TEST):
        (slow,) = pacing.troubled(at=timezone.now())
        assert (slow.domain, slow.reason) == ("example.org", "4.7.1 Too much mail")
        turns = waiting_turns("example.org")
    assert tally()["deferred"] >= pacing.LATERS
    assert all(b - a >= pacing.SLOWED for a, b in itertools.pairwise(turns))


def test_a_domain_that_refuses_us_is_held_and_nobody_is_given_up(
    committed: None, relay: Relay
) -> None:
    names = [f"lexues-{n}" for n in range(4)]
    relay.at_recipient = {
        f"{name}@example.org": "550 5.7.26 This mail is not authenticated" for name in names
    }
    frozen(*names)
    assert send() == 0
    assert tally() == {"deferred": 1, "pending": 3}
    with acting_as(TEST):
        (held,) = pacing.troubled(at=timezone.now())
        assert held.held_until and held.held_until > timezone.now() + HOUR / 2
        assert not Suppression.objects.exists()
    relay.at_recipient = {}
    assert send() == 0, "it rests"
    with acting_as(TEST):
        pacing.let_go("example.org")
        Delivery.objects.filter(state="deferred").update(next_at=timezone.now())
    assert send() == 4


def test_a_turn_that_falls_into_a_rest_is_given_anew(acting: None) -> None:
    paced(per_hour=360)
    frozen("a", "b", started_at=make.NOW)
    assert len(claim(owner=7, at=make.NOW)) == 1
    pacing.hold("example.org", reason="5.7.1 No", at=make.NOW)
    assert claim(owner=7, at=make.NOW + HOUR / 2) == []
    assert waiting_turns("example.org")[0] >= make.NOW + HOUR


def test_an_address_that_does_not_exist_is_never_written_to_again(
    committed: None, relay: Relay
) -> None:
    relay.at_recipient = {
        "askush@example.org": "550 5.1.1 No such user",
        "plot@example.org": "552 5.2.2 Mailbox full",
    }
    frozen("askush", "plot")
    send()
    assert states() == {"askush": "failed", "plot": "failed"}
    with acting_as(TEST):
        gone = delivery("askush").subscriber
        assert gone is not None
        (entry,) = Suppression.objects.all()
    assert (entry.address_hash, entry.reason) == (gone.address_hash, "bounced")


def test_a_batch_is_looked_at_once_however_many_turns_are_later(acting: None) -> None:
    paced(per_hour=360)
    frozen(*(f"lexues-{n:03}" for n in range(BATCH + 20)), started_at=make.NOW)
    assert len(claim(owner=7, at=make.NOW)) == 1
    assert len(waiting_turns("example.org")) == BATCH - 1
    assert claim(owner=8, at=make.NOW) == []
    assert len(waiting_turns("example.org")) == BATCH + 19
    assert DomainPace.objects.count() == 1
