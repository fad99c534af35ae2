"""What comes back: whose letter it was, what it means for them, and what it never does."""

import datetime
import os
import random
from email.message import Message
from pathlib import Path

import pytest
from django.utils import timezone

from council.models import AuditRecord
from council.people import acting_as
from outreach import mailing as door
from outreach.actions.act_on_returned import act_on_returned
from outreach.actions.claim import claim
from outreach.actions.freeze import freeze
from outreach.actions.take_returned import KEPT_BYTES, forget_returned
from outreach.models import Bounce, Delivery, ReturnedCount, ReturnedMail, Subscriber
from outreach.returned.reading import read
from outreach.tokens import NotOurs, return_path, returned_delivery
from tests import make
from tests.outreach import returns
from tests.outreach.ledger import TEST, delivery, frozen, send
from tests.outreach.relay import Relay
from tests.outreach.returns import FULL, accepted, came_back, report, suppressed

MONTHS = [datetime.date(2024, month, 1) for month in range(1, 9)]
HERE = 10**17
"""No delivery has such an id."""


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    return tmp_path / "returns"


# Nobody there ----------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["report", "exim", "qmail", "exchange", "gmail"])
def test_an_address_that_nobody_has_gets_no_more_letters(
    acting: None, maildir: Path, shape: str
) -> None:
    letter = accepted()
    accepted("tjeter", month=MONTHS[0])
    row = came_back(maildir, getattr(returns, shape)(letter))
    assert (row.kind, row.delivery) == ("hard", letter)
    assert suppressed() == {"lexues": "bounced"}
    letter.refresh_from_db()
    assert letter.state == Delivery.State.ACCEPTED
    assert Bounce.objects.get().delivery == letter


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        ("5.1.1", "550 5.1.1 User unknown", "hard"),
        ("5.1.2", "550 Bad destination system", "hard"),
        ("5.1.10", "550 5.1.10 Recipient not found", "hard"),
        ("5.0.0", "550 No such user", "hard"),
        ("5.0.0", "550-5.1.1 gone", "hard"),
        ("5.2.1", "550 5.2.1 This mailbox is disabled", "hard"),
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied", "hard"),
        ("5.5.0", "550 5.5.0 Requested action not taken: mailbox unavailable", "hard"),
        ("5.7.1", "550 5.7.1 Message rejected", "blocked"),
        ("5.7.26", "550 5.7.26 unauthenticated mail, user unknown", "blocked"),
        ("5.1.8", "550 5.1.8 Sender address rejected: Domain not found", "blocked"),
        ("5.0.0", "554 Blocked: see the blocklist. No such user", "blocked"),
        ("4.7.0", "421 4.7.0 unusual rate", "blocked"),
        ("5.2.2", "552 5.2.2 mailbox full", "soft"),
        ("4.4.1", "connect to mx.example.org: Connection timed out", "soft"),
        ("4.0.0", "450 user unknown for the moment", "soft"),
        ("5.3.4", "552 5.3.4 too large", "soft"),
        ("5.4.4", "Host or domain name not found", "soft"),
        ("5.0.0", "554 Transaction failed", "soft"),
        ("nonsense", "something went wrong", "soft"),
    ],
)
def test_what_a_refusal_means(
    acting: None, maildir: Path, status: str, said: str, kind: str
) -> None:
    row = came_back(maildir, report(accepted(), said, status=status))
    assert row.kind == kind
    assert suppressed() == ({"lexues": "bounced"} if kind == "hard" else {})


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered", "expanded"])
def test_what_has_not_failed_is_no_bounce(acting: None, maildir: Path, action: str) -> None:
    row = came_back(maildir, report(accepted(), action=action))
    assert row.kind == ("delayed" if action == "delayed" else "passed_on")
    assert suppressed() == {}
    assert not Bounce.objects.exists()


def test_of_several_words_about_a_letter_the_worst_stays(acting: None, maildir: Path) -> None:
    letter = accepted()
    for said in (FULL, returns.NOBODY, FULL + " still"):
        came_back(maildir, report(letter, said))
    assert Bounce.objects.get().kind == "hard"


def test_an_answer_from_the_holidays_is_recorded_and_ignored(acting: None, maildir: Path) -> None:
    row = came_back(maildir, returns.out_of_office(accepted()))
    assert row.kind == "auto_reply"
    assert suppressed() == {}


# Not this time ---------------------------------------------------------------------------------


def test_three_issues_in_a_row_that_come_back_softly_end_it(acting: None, maildir: Path) -> None:
    for month in MONTHS[:2]:
        letter = accepted(month=month)
        came_back(maildir, report(letter, FULL), report(letter, FULL + " again"))
    assert suppressed() == {}
    came_back(maildir, report(accepted(month=MONTHS[2]), FULL))
    assert suppressed() == {"lexues": "unreachable"}


def test_an_issue_that_arrives_between_begins_anew(acting: None, maildir: Path) -> None:
    for month in (0, 1):
        came_back(maildir, report(accepted(month=MONTHS[month]), FULL))
    accepted(month=MONTHS[2])
    for month in (3, 4):
        came_back(maildir, report(accepted(month=MONTHS[month]), FULL))
    assert suppressed() == {}
    came_back(maildir, report(accepted(month=MONTHS[5]), FULL))
    assert suppressed() == {"lexues": "unreachable"}


def test_a_server_that_refuses_us_says_nothing_about_its_reader(
    acting: None, maildir: Path
) -> None:
    said = [FULL, "550 5.7.1 Not from you", FULL, "550 5.7.1 Not from you"]
    for month, words in zip(MONTHS, said, strict=False):
        came_back(maildir, report(accepted(month=month), words))
    assert suppressed() == {}
    came_back(maildir, report(accepted(month=MONTHS[4]), FULL))
    assert suppressed() == {"lexues": "unreachable"}


# Complaints ------------------------------------------------------------------------------------


def test_who_complains_gets_no_letter_again(acting: None, maildir: Path) -> None:
    letter = accepted()
    later = make.mailing(month=MONTHS[0])
    row = came_back(maildir, returns.complaint(letter))
    assert (row.kind, suppressed()) == ("complaint", {"lexues": "complained"})
    freeze(mailing=later, at=make.NOW)
    assert later.deliveries.count() == 0


def test_a_letter_that_waits_is_not_sent_to_who_complained(acting: None, maildir: Path) -> None:
    """The next issue is under way when the complaint about the last one comes."""
    letter = accepted(month=MONTHS[0])
    frozen()  # nobody new
    assert Delivery.objects.filter(state="pending").count() == 1
    came_back(maildir, returns.complaint(letter))
    (held,) = claim(owner=7, at=timezone.now())
    assert held.leaves


@pytest.mark.parametrize("kind", ["not-spam", "auth-failure", "virus"])
def test_other_feedback_is_no_complaint(acting: None, maildir: Path, kind: str) -> None:
    assert came_back(maildir, returns.complaint(accepted(), kind=kind)).kind == "other"
    assert suppressed() == {}


# Whose letter ----------------------------------------------------------------------------------


def test_a_returned_letter_is_known_by_its_sender_address(
    committed: None, relay: Relay, maildir: Path
) -> None:
    """As the mail server got it."""
    frozen("lexues")
    send()
    (sent,) = relay.letters
    with acting_as(TEST):
        row = came_back(maildir, report(delivery("lexues"), to=sent.mail_from))
        assert row.delivery == delivery("lexues")
        assert suppressed() == {"lexues": "bounced"}


@pytest.mark.parametrize("name", ["X-Original-To", "Delivered-To", "Envelope-To"])
def test_wherever_the_mail_server_has_noted_the_address(
    acting: None, maildir: Path, name: str
) -> None:
    letter = accepted()
    message = report(letter, to="postmaster@example.org")
    del message[name]
    message[name] = f"<{returns.sent_from(letter).upper()}>"
    assert came_back(maildir, message).delivery == letter


@pytest.mark.parametrize("subtype", ["rfc822", "rfc822-headers"])
@pytest.mark.parametrize("without", ["To", "List-Unsubscribe"])
def test_without_it_the_letters_own_number_says_whose_it_was(
    acting: None, maildir: Path, subtype: str, without: str
) -> None:
    letter = accepted()
    accepted("tjeter", month=MONTHS[0])
    message = report(letter, to="postmaster@example.org", subtype=subtype)
    raw = message.as_bytes().replace(f"\n{without}: ".encode(), b"\nX-Was: ")
    assert came_back(maildir, raw).delivery == letter


def test_an_address_alone_gives_nobody_up(acting: None, maildir: Path) -> None:
    letter = accepted()
    raw = report(letter, to="postmaster@example.org").as_bytes()
    row = came_back(maildir, raw.replace(b"Message-ID: <", b"Message-ID: <0"))
    assert (row.kind, row.delivery) == ("unmatched", None)
    assert suppressed() == {}


def test_a_forged_mark_gives_nobody_up(acting: None, maildir: Path) -> None:
    letter, other = accepted(), accepted("tjeter", month=MONTHS[0])
    mark = return_path(other.pk).partition(".")[2]
    tries = (f"{letter.pk}", f"{letter.pk}.", f"{letter.pk}.{mark}", f"{letter.pk}.{'0' * 16}")
    for number, tag in enumerate(tries):
        to = f"bounces+{tag}@example.org"
        raw = report(letter, to=to, status=f"5.1.{number}").as_bytes()
        row = came_back(maildir, raw.replace(b"Message-ID: <", b"Message-ID: <0"))
        assert row.kind == "unmatched", tag
    assert suppressed() == {}
    assert not Bounce.objects.exists()


@pytest.mark.parametrize("tag", ["", ".", "1", "1.", "-1.00", "01.0000000000000000", "١.0", "é.é"])
def test_a_tag_that_is_not_ours_is_refused(tag: str) -> None:
    with pytest.raises(NotOurs):
        returned_delivery(tag)


def test_the_sender_address_is_short_enough_for_every_server() -> None:
    assert len(return_path(2**63 - 1)) <= 64
    assert returned_delivery(return_path(HERE).partition("+")[2]) == HERE


def test_a_return_to_a_letter_that_is_gone_or_to_nobody_does_nothing(
    acting: None, maildir: Path
) -> None:
    letter = accepted()
    message = report(letter)
    Subscriber.objects.all().delete()
    row = came_back(maildir, message)
    assert (row.kind, row.delivery) == ("hard", letter)
    assert not Bounce.objects.exists()
    letter.pk = HERE
    letter.subscriber = make.subscriber()
    assert came_back(maildir, report(letter)).kind == "unmatched"
    assert suppressed() == {}


# What is kept ----------------------------------------------------------------------------------


def test_the_same_message_twice_is_one(acting: None, maildir: Path) -> None:
    message = report(accepted())
    came_back(maildir, message, message)
    came_back(maildir, message)
    assert ReturnedMail.objects.count() == 1
    assert ReturnedCount.objects.get().n == 1


def test_of_what_the_server_said_no_address_and_no_name_is_kept(
    acting: None, maildir: Path
) -> None:
    letter = accepted("mira.prova")
    words = "550 5.1.1 <{address}> (Mira.Prova) is unknown; ask admin@example.net"
    row = came_back(maildir, report(letter, words))
    assert row.said == "550 5.1.1 <…> (…) is unknown; ask …"
    assert Bounce.objects.get().said == row.said


def test_the_trail_names_ids_only(acting: None, maildir: Path) -> None:
    letter = accepted()
    came_back(maildir, report(letter))
    rows = AuditRecord.objects.order_by("verb").values_list("principal", "verb", "object_key")
    assert list(rows) == [
        ("system:returns", "delivery.hard", f"delivery:{letter.pk}"),
        ("system:returns", "subscriber.suppressed", f"subscriber:{letter.subscriber_id}"),
    ]


def test_progress_counts_what_was_accepted_as_before(acting: None, maildir: Path) -> None:
    letter = accepted()
    before = door.progress(letter.mailing.month)
    came_back(maildir, report(letter))
    assert door.progress(letter.mailing.month) == before


def test_after_thirty_days_only_a_count_is_left(acting: None, maildir: Path) -> None:
    letter = accepted()
    row = came_back(maildir, report(letter), returns.out_of_office(letter))
    (other,) = (path for path in (maildir / "cur").iterdir() if "M1P0" in path.name)
    other.write_bytes(b"put there by somebody else")
    for path in (maildir / "cur").iterdir():
        _age(path)
    now = timezone.now()
    assert forget_returned(maildir, at=now + datetime.timedelta(days=29)) == 0
    assert forget_returned(maildir, at=now + datetime.timedelta(days=31)) == 2
    assert [path.name for path in (maildir / "cur").iterdir()] == [other.name]
    assert not ReturnedMail.objects.filter(pk=row.pk).exists()
    counts = ReturnedCount.objects.order_by("kind").values_list("kind", "domain", "n")
    assert list(counts) == [("auto_reply", "", 1), ("hard", "example.org", 1)]
    assert suppressed() == {"lexues": "bounced"}


def test_what_came_back_of_somebody_who_was_erased_goes_at_once(
    acting: None, maildir: Path
) -> None:
    came_back(maildir, report(accepted()))
    came_back(maildir, report(accepted("tjeter", month=MONTHS[0])))
    for path in (maildir / "cur").iterdir():
        _age(path)
    Subscriber.objects.get(address="lexues@example.org").delete()
    assert forget_returned(maildir, at=timezone.now()) == 1
    assert ReturnedMail.objects.get().delivery == Delivery.objects.get(mailing__month=MONTHS[0])
    (left,) = (maildir / "cur").iterdir()
    assert b"tjeter@" in left.read_bytes()


def test_what_nobody_has_acted_upon_is_not_forgotten(acting: None, maildir: Path) -> None:
    came_back(maildir, report(accepted()), act=False)
    assert forget_returned(maildir, at=timezone.now() + datetime.timedelta(days=99)) == 0
    assert act_on_returned(at=timezone.now()) == 1


def _age(path: Path) -> None:
    os.utime(path, (0, 0))


# Anything at all -------------------------------------------------------------------------------


def broken() -> dict[str, bytes]:
    good = b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    return {
        "nothing": b"",
        "zeros": b"\x00" * 1000,
        "no parts": good,
        "an unended part": good + b"--b\nContent-Type: message/delivery-status\n\nAction:",
        "status in base64": good
        + b"--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n!!!!\n--b--",
        "a charset that is none": b"Content-Type: text/plain; charset=nonsense\n\n\xff\xfe\x00",
        "bytes in the header": b"To: \xff\xfe <bounces+1.\xe9@x>\nSubject: =?nonsense?Q?=ff?=\n\n",
        "a parameter of RFC 2231": b"Content-Type: multipart/report; report-type*=x''%FF\n\n",
        "parts in parts": nested,
        "one endless line": b"From: MAILER-DAEMON\n\n" + b"a" * 300_000,
        "endless header": b"To: " + b"bounces+1.0000000000000000@x," * 9000 + b"\n\n",
        "carriage returns": b"\r\r\r\r\n\r\r" * 1000,
    }


@pytest.mark.parametrize("name", broken())
def test_whatever_comes_is_recorded_and_does_nothing(
    acting: None, maildir: Path, name: str
) -> None:
    accepted()
    row = came_back(maildir, broken()[name])
    assert row.acted_at
    assert row.kind in ("other", "unmatched")
    assert suppressed() == {}


def test_a_report_with_any_byte_changed_never_stops_the_worker(acting: None, maildir: Path) -> None:
    """Four hundred of them, the same ones each time."""
    chance = random.Random(6)
    letter = accepted()
    samples = [report(letter).as_bytes(), returns.gmail(letter), returns.qmail(letter)]
    samples.append(returns.complaint(letter).as_bytes())
    for _ in range(400):
        raw = bytearray(chance.choice(samples))
        for _ in range(chance.randrange(1, 30)):
            place = chance.randrange(len(raw))
            raw[place : place + chance.choice((1, 1, 40))] = chance.randbytes(
                chance.choice((0, 1, 9))
            )
        told = read(bytes(raw))
        assert "\x00" not in told.said
        told.said.encode()
        assert all(hint.isascii() and "\x00" not in hint for hint in told.hints)
    assert read(chance.randbytes(50_000)).kind == "other"


@pytest.mark.parametrize("put", [b"\x00", b"\xff", b"\xd9\xa1", b"%", b"'"])
def test_a_broken_address_in_a_report_does_not_stop_the_worker(
    acting: None, maildir: Path, put: bytes
) -> None:
    """It is looked for in the database; the letter's own number is right."""
    letter = accepted()
    raw = report(letter, to="postmaster@example.org", subtype="rfc822-headers").as_bytes()
    raw = raw.replace(b"rfc822; lexues@", b"rfc822; lex" + put + b"ues@")
    assert came_back(maildir, raw.replace(b"5.1.1", b"5.1." + put + b"1")).acted_at


def test_of_a_huge_message_the_beginning_is_kept(acting: None, maildir: Path) -> None:
    letter = accepted()
    raw = report(letter).as_bytes() + b"x" * (10 * 1024 * 1024)
    row = came_back(maildir, raw)
    assert (row.size, len(row.raw)) == (len(raw), KEPT_BYTES)
    assert row.kind == "hard"


def test_a_report_inside_a_letter_is_no_report(acting: None, maildir: Path) -> None:
    """Somebody forwards a bounce of somebody else's."""
    inner = report(accepted())
    outer = Message()
    outer["To"] = "bounces@example.org"
    outer["Content-Type"] = "message/rfc822"
    outer.set_payload([inner])
    assert came_back(maildir, outer).kind == "other"
    assert suppressed() == {}
