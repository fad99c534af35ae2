"""Messages that come back, shaped as different mail servers shape them, and letters they are about."""

import datetime
import textwrap
from email.message import EmailMessage, Message
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from outreach.actions.act_on_returned import act_on_returned
from outreach.actions.freeze import freeze
from outreach.actions.take_returned import read_maildir
from outreach.models import Delivery, ReturnedMail, Subscriber, Suppression
from outreach.tokens import message_mark, return_path, stop_token
from tests import make

NOBODY = "550 5.1.1 <{address}>: Recipient address rejected: User unknown in virtual mailbox table"
FULL = "552 5.2.2 <{address}>: The mailbox is over its quota"
GREETING = "This is the mail system at host relay.example.net."


def accepted(
    name: str = "lexues", *, month: datetime.date = make.MONTH, domain: str = "example.org"
) -> Delivery:
    """A month's letter to somebody, which the mail server has accepted."""
    if not Subscriber.objects.filter(address=f"{name}@{domain}").exists():
        make.subscriber(name=name, domain=domain)
    mailing = make.mailing(month=month)
    freeze(mailing=mailing, at=make.NOW)
    now = timezone.now()
    Delivery.objects.filter(mailing=mailing).update(
        state=Delivery.State.ACCEPTED, accepted_at=now, handed_off_at=now
    )
    return Delivery.objects.select_related("subscriber").get(
        mailing=mailing, subscriber__address=f"{name}@{domain}"
    )


def came_back(maildir: Path, *messages: bytes | Message, act: bool = True) -> ReturnedMail:
    """Delivered to the folder, read there and acted upon; what was recorded last."""
    for part in ("new", "cur"):
        (maildir / part).mkdir(parents=True, exist_ok=True)
    for message in messages:
        raw = message if isinstance(message, bytes) else message.as_bytes()
        number = len(list(maildir.rglob("*.relay*")))
        (maildir / "new" / f"{1_700_000_000 + number}.M1P{number}.relay").write_bytes(raw)
    read_maildir(maildir, at=timezone.now())
    if act:
        act_on_returned(at=timezone.now())
    return ReturnedMail.objects.order_by("-pk")[0]


def suppressed() -> dict[str, str]:
    """Why, by the name of whoever gets no more letters."""
    reasons = dict(Suppression.objects.values_list("address_hash", "reason"))
    return {
        reader.address.partition("@")[0]: reasons[reader.address_hash]
        for reader in Subscriber.objects.all()
        if reader.address_hash in reasons
    }


def sent_from(delivery: Delivery) -> str:
    return f"{return_path(delivery.pk)}@{settings.CITY.domain}"


def reader(delivery: Delivery) -> str:
    assert delivery.subscriber
    return delivery.subscriber.address


def letter(delivery: Delivery) -> Message:
    """As far as servers return it: the header fields that are the letter's own."""
    assert delivery.subscriber_id
    found = Message()
    found["From"] = "Keshilli <keshilli@example.org>"
    found["To"] = reader(delivery)
    found["Subject"] = "Buletini"
    mark = message_mark(delivery.mailing_id, delivery.subscriber_id)
    found["Message-ID"] = f"<{mark}@{settings.CITY.domain}>"
    leave = f"https://portal.example.org/ndalo/{stop_token(delivery.subscriber_id)}/"
    found["List-Unsubscribe"] = f"<{leave}>, <mailto:keshilli@example.org?subject=stop>"
    found.set_payload("Permbajtja e letres, me te cilen askush nuk ka pse te merret.\n")
    return found


def report(
    delivery: Delivery,
    said: str = NOBODY,
    *,
    status: str = "",
    action: str = "failed",
    to: str | None = None,
    subtype: str = "rfc822",
) -> Message:
    """A report as RFC 3464 has it and as Postfix writes it."""
    said = said.format(address=reader(delivery))
    status = status or said.split(" ")[1]
    parts = [
        ("text/plain; charset=us-ascii", f"{GREETING}\n\n<{reader(delivery)}>: {said}\n"),
        (
            "message/delivery-status",
            "Reporting-MTA: dns; relay.example.net\n"
            "X-Postfix-Queue-ID: 4Abc12\n"
            "Arrival-Date: Mon,  4 Nov 2024 09:00:00 +0100 (CET)\n"
            "\n"
            f"Final-Recipient: rfc822; {reader(delivery)}\n"
            f"Original-Recipient: rfc822;{reader(delivery)}\n"
            f"Action: {action}\n"
            f"Status: {status}\n"
            "Remote-MTA: dns; mx.example.org\n"
            f"Diagnostic-Code: smtp; {said}\n",
        ),
        (
            f"message/{subtype}" if subtype == "rfc822" else f"text/{subtype}",
            letter(delivery).as_string(),
        ),
    ]
    return message_from_parts(to if to is not None else sent_from(delivery), *parts)


def message_from_parts(
    to: str, *parts: tuple[str, str], kind: str = "delivery-status", sender: str = "MAILER-DAEMON"
) -> Message:
    body = "".join(f"--limit\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    found = Message()
    found["Return-Path"] = "<>"
    found["Delivered-To"] = to
    found["From"] = f"{sender}@relay.example.net (Mail Delivery System)"
    found["To"] = to
    found["Subject"] = "Undelivered Mail Returned to Sender"
    found["Auto-Submitted"] = "auto-replied"
    found["Content-Type"] = f'multipart/report; report-type={kind}; boundary="limit"'
    found.set_payload(body + "--limit--\n")
    return found


def exim(delivery: Delivery) -> bytes:
    """An older Exim: one text, and a header field of its own."""
    return text(
        f"""
        Return-path: <>
        Envelope-to: {sent_from(delivery)}
        X-Failed-Recipients: {reader(delivery)}
        Auto-Submitted: auto-replied
        From: Mail Delivery System <Mailer-Daemon@relay.example.net>
        To: {sent_from(delivery)}
        Subject: Mail delivery failed: returning message to sender

        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          {reader(delivery)}
            host mx.example.org [192.0.2.25]
            SMTP error from remote mail server after RCPT TO:<{reader(delivery)}>:
            550 No such user here

        ------ This is a copy of the message, including all the headers. ------
        """
    )


def qmail(delivery: Delivery) -> bytes:
    return text(
        f"""
        Return-Path: <>
        Delivered-To: {sent_from(delivery)}
        From: MAILER-DAEMON@relay.example.net
        To: {sent_from(delivery)}
        Subject: failure notice

        Hi. This is the qmail-send program at relay.example.net.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <{reader(delivery)}>:
        Sorry, no mailbox here by that name. (#5.1.1)

        --- Below this line is a copy of the message.
        """
    )


def exchange(delivery: Delivery) -> Message:
    """Much text for people, and a status that only the diagnostic line makes plain."""
    said = (
        "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP\n"
        " address lookup"
    )
    return message_from_parts(
        sent_from(delivery),
        (
            "text/html; charset=utf-8",
            f"<p>Your message to {reader(delivery)} was not delivered.</p>",
        ),
        (
            "message/delivery-status",
            f"Reporting-MTA: dns;exchange.example.net\n\n"
            f"Final-recipient: RFC822;{reader(delivery)}\n"
            f"Action: failed\nStatus: 5.0.0\nDiagnostic-code: {said}\n"
            f"X-Display-Name: Lexues\n",
        ),
        ("message/rfc822", letter(delivery).as_string()),
        sender="postmaster",
    )


def gmail(delivery: Delivery) -> bytes:
    """A picture beside the text, and the words over several lines."""
    inner = message_from_parts(
        sent_from(delivery),
        (
            'multipart/related; boundary="inner"',
            "--inner\nContent-Type: text/html\n\n<p>Address not found</p>\n"
            "--inner\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n"
            "--inner--",
        ),
        (
            "message/delivery-status",
            "Reporting-MTA: dns; mail.example.com\n\n"
            f"Final-Recipient: rfc822; {reader(delivery)}\n"
            "Action: failed\nStatus: 5.1.1\n"
            "Diagnostic-Code: smtp; 550-5.1.1 There is no account of this name here. Please\n"
            " 550-5.1.1 look for mistakes in the address.\n"
            " 550 5.1.1 https://support.example.com/nobody - gsmtp\n"
            "Last-Attempt-Date: Mon, 04 Nov 2024 00:12:00 -0800 (PST)\n",
        ),
        ("message/rfc822", letter(delivery).as_string()),
    )
    return inner.as_bytes().replace(b"\n", b"\r\n")


def complaint(delivery: Delivery, *, kind: str = "abuse", to: str = "fbl@example.org") -> Message:
    return message_from_parts(
        to,
        ("text/plain", "This is a report about a message that one of our users did not want.\n"),
        (
            "message/feedback-report",
            f"Feedback-Type: {kind}\nUser-Agent: Reports/1.0\nVersion: 1\n"
            f"Original-Mail-From: <{sent_from(delivery)}>\nSource-IP: 192.0.2.1\n",
        ),
        ("text/rfc822-headers", letter(delivery).as_string()),
        kind="feedback-report",
    )


def out_of_office(delivery: Delivery) -> EmailMessage:
    found = EmailMessage()
    found["From"] = reader(delivery)
    found["To"] = sent_from(delivery)
    found["Subject"] = "Jam me pushime: Buletini"
    found["Auto-Submitted"] = "auto-replied (vacation)"
    found.set_content("Kthehem të hënën. The user unknown to you answers then.\n")
    return found


def text(message: str) -> bytes:
    return textwrap.dedent(message).lstrip().encode()
