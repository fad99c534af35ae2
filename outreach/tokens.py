"""The signed part of a person's own addresses: it says who, and that we wrote it."""

import base64
import binascii
import hashlib
import hmac
import re
import uuid

from django.conf import settings
from django.core import signing

RETURNS = "bounces"
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_STOP = signing.Signer(salt="outreach.stop", sep=".")


class NotOurs(Exception):
    """The address was not made by this portal, or was cut off on its way."""


def stop_token(subscriber_id: uuid.UUID) -> str:
    return _STOP.sign(base64.urlsafe_b64encode(subscriber_id.bytes).rstrip(b"=").decode())


def subscriber_of(token: str) -> uuid.UUID:
    """Raises NotOurs."""
    try:
        return uuid.UUID(bytes=base64.urlsafe_b64decode(_STOP.unsign(token) + "=="))
    except (signing.BadSignature, binascii.Error, ValueError):
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
