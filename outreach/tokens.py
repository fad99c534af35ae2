"""The signed part of a person's own addresses: it says who and for what, and that we wrote it."""

import base64
import binascii
import datetime
import hashlib
import hmac
import re
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core import signing

RETURNS = "bounces"
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_STOP = signing.Signer(salt="outreach.stop", sep=".")
_CONFIRM = signing.Signer(salt="outreach.confirm", sep=".")
_POSTED = signing.Signer(salt="outreach.posted", sep=".")
_SHEET = signing.Signer(salt="outreach.sheet", sep=".")
_PREFERENCES = signing.Signer(salt="outreach.preferences", sep=".")
SECONDS = 5
"""How many bytes hold a moment: enough for some 34,000 years."""


class NotOurs(Exception):
    """The address was not made by this portal, or was cut off on its way."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a confirmation letter's link says."""

    subscriber_id: uuid.UUID
    at: datetime.datetime
    """When the letter was written, to the second."""


def stop_token(subscriber_id: uuid.UUID) -> str:
    return _STOP.sign(_text(subscriber_id.bytes))


def subscriber_of(token: str) -> uuid.UUID:
    """Whose stop link it is. Raises NotOurs."""
    return _id_of(_bytes(_STOP, token))


def preferences_token(subscriber_id: uuid.UUID) -> str:
    return _PREFERENCES.sign(_text(subscriber_id.bytes))


def preferences_of(token: str) -> uuid.UUID:
    """Whose preferences link it is. Raises NotOurs."""
    return _id_of(_bytes(_PREFERENCES, token))


def posted_token(posting_id: uuid.UUID) -> str:
    return _POSTED.sign(_text(posting_id.bytes))


def posting_of(token: str) -> uuid.UUID:
    """Which place's month it is. Raises NotOurs."""
    return _id_of(_bytes(_POSTED, token))


def sheet_token(posting_id: uuid.UUID) -> str:
    """Another than `posted_token`: whoever is passed the sheet answers for nobody."""
    return _SHEET.sign(_text(posting_id.bytes))


def sheet_posting_of(token: str) -> uuid.UUID:
    """Of which place's month it is the sheet. Raises NotOurs."""
    return _id_of(_bytes(_SHEET, token))


def confirm_token(subscriber_id: uuid.UUID, *, at: datetime.datetime) -> str:
    """The same however often it is made for a letter of that moment."""
    return _CONFIRM.sign(_text(subscriber_id.bytes + int(at.timestamp()).to_bytes(SECONDS)))


def asked_of(token: str) -> Asked:
    """Raises NotOurs; how old it may be is the page's to say."""
    data = _bytes(_CONFIRM, token)
    seconds = int.from_bytes(data[16:])
    return Asked(_id_of(data[:16]), datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(signer: signing.Signer, token: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(signer.unsign(token) + "==")
    except (signing.BadSignature, binascii.Error, ValueError):
        raise NotOurs from None


def _id_of(data: bytes) -> uuid.UUID:
    try:
        return uuid.UUID(bytes=data)
    except ValueError:
        raise NotOurs from None


def message_mark(mailing_id: uuid.UUID, subscriber_id: uuid.UUID) -> str:
    """What stands before the @ of a letter's Message-ID: the same however often it is made, so
    that a relay's log can say whether it has this letter."""
    name = f"message:{mailing_id}:{subscriber_id}".encode()
    return _keyed(name)[:40]


def return_path(delivery_id: int) -> str:
    """What stands before the @ of a letter's envelope sender, where its returns go to.

    Ids can be guessed; the mark beside them cannot, so nobody gives others up by forged returns.
    """
    return f"{RETURNS}+{delivery_id}.{_return_mark(delivery_id)}"


def returned_delivery(tag: str) -> int:
    """The delivery whose return path has `tag` after its plus. Raises NotOurs."""
    number, _, mark = tag.partition(".")
    if not _NUMBER.fullmatch(number):
        raise NotOurs
    if not hmac.compare_digest(mark.encode(), _return_mark(int(number)).encode()):
        raise NotOurs
    return int(number)


def _return_mark(delivery_id: int) -> str:
    return _keyed(f"return:{delivery_id}".encode())[:16]


def _keyed(name: bytes) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), name, hashlib.sha256).hexdigest()
