"""The signed part of a person's own addresses: it says who, and that we wrote it."""

import base64
import binascii
import uuid

from django.core import signing

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
