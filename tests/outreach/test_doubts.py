"""Letters in doubt: settled by the relay's log where it knows, else held for the office."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from council.people import acting_as
from outreach import relay_log
from outreach.actions.resolve import NotInDoubt, resolve
from outreach.models import Delivery
from outreach.tokens import message_mark
from tests import cast
from tests.outreach.ledger import TEST, delivery, frozen, send, states, wait_over
from tests.outreach.relay import Relay

MINUTE = datetime.timedelta(minutes=1)


def doubted(relay: Relay, *names: str) -> None:
    """Letters whose connection was cut after the end, two minutes ago."""
    relay.cut = {f"{name}@example.org" for name in names}
    frozen(*names)
    send()
    assert set(states().values()) == {"in_doubt"}
    relay.cut = set()
    with acting_as(TEST):
        Delivery.objects.update(handed_off_at=timezone.now() - 2 * MINUTE)


def mark_of(name: str) -> str:
    row = delivery(name)
    assert row.subscriber_id
    return message_mark(row.mailing_id, row.subscriber_id)


def line(part: str, what: str, *, ago: datetime.timedelta, iso: bool = True) -> str:
    at = timezone.now().astimezone(relay_log.machine_zone()) - ago
    when = at.isoformat() if iso else f"{at:%b} {at.day:2} {at:%H:%M:%S}"
    return f"{when} relay postfix/{part}[4711]: {what}\n"


def written(settings: Settings, tmp_path: Path, *lines: str) -> None:
    path = tmp_path / "mail.log"
    path.write_text("".join(lines), encoding="utf-8")
    settings.MAIL_LOG = (str(tmp_path / "mail.log.1"), str(path))


def before() -> str:
    return line("smtpd", "connect from localhost[127.0.0.1]", ago=5 * MINUTE)


def after() -> str:
    return line("smtpd", "lost connection after END-OF-MESSAGE", ago=MINUTE)


@pytest.mark.parametrize("iso", [True, False])
def test_the_log_says_what_the_relay_has(
    committed: None, relay: Relay, settings: Settings, tmp_path: Path, iso: bool
) -> None:
    doubted(relay, "mori", "smori", "gjysme")
    cleanup = "{}: message-id=<{}@kvsp.example.org>"
    written(
        settings,
        tmp_path,
        line("smtpd", "connect from localhost[127.0.0.1]", ago=5 * MINUTE, iso=iso),
        line("cleanup", cleanup.format("4Abc1", mark_of("mori")), ago=2 * MINUTE, iso=iso),
        line(
            "qmgr",
            "4Abc1: from=<bounces+1@kvsp.example.org>, size=41, nrcpt=1 (queue active)",
            ago=2 * MINUTE,
            iso=iso,
        ),
        line("cleanup", cleanup.format("4Abc2", mark_of("gjysme")), ago=2 * MINUTE, iso=iso),
        line("smtpd", "lost connection after DATA", ago=MINUTE, iso=iso),
    )
    assert send() == 2
    assert relay.recipients == ["gjysme@example.org", "smori@example.org"]
    assert (delivery("mori").state, delivery("mori").queue_id) == ("accepted", "4Abc1")


@pytest.mark.parametrize(
    "lines", [(), (before,), (after,)], ids=["empty", "ends too early", "begins too late"]
)
def test_a_log_that_does_not_reach_the_moment_settles_nothing(
    committed: None,
    relay: Relay,
    settings: Settings,
    tmp_path: Path,
    lines: tuple[Callable[[], str], ...],
) -> None:
    doubted(relay, "lexues")
    written(settings, tmp_path, *(line() for line in lines))
    assert send() == 0
    assert states() == {"lexues": "in_doubt"}
    written(settings, tmp_path, before(), after())
    assert send() == 1


def test_without_a_log_the_office_decides(committed: None, relay: Relay) -> None:
    doubted(relay, "iku", "tjeter")
    assert send() == 0
    with acting_as(TEST):
        office = cast.secretary()
        for name, sent in (("iku", True), ("tjeter", False)):
            row = delivery(name)
            resolve(delivery_id=row.pk, sent=sent, by=office, at=timezone.now())
            with pytest.raises(NotInDoubt):
                resolve(delivery_id=row.pk, sent=sent, by=office, at=timezone.now())
    assert states() == {"iku": "accepted", "tjeter": "pending"}
    wait_over()
    assert send() == 1
    assert relay.recipients == ["tjeter@example.org"]


def test_a_letter_that_was_just_handed_over_is_not_judged_yet(
    committed: None, relay: Relay, settings: Settings, tmp_path: Path
) -> None:
    doubted(relay, "lexues")
    with acting_as(TEST):
        Delivery.objects.update(handed_off_at=timezone.now())
    later = line("smtpd", "disconnect from localhost", ago=-MINUTE)
    written(settings, tmp_path, before(), after(), later)
    assert send() == 0


def test_a_date_without_a_year_is_the_latest_that_has_been() -> None:
    january = datetime.datetime(2027, 1, 2, 9, 0, tzinfo=datetime.UTC)
    assert relay_log._moment("Dec 31 23:59:59", january).year == 2026
    assert relay_log._moment("Jan  2 08:59:59", january).year == 2027
