"""The signed part of the address of an invitation, and of a link for a new password."""

import uuid

from django.core import signing

_INVITATION = signing.Signer(salt="council.invitation", sep=".")
_RENEWAL = signing.Signer(salt="council.renewal", sep=".")


class NotOurs(Exception):
    """The address was not made by this portal, or was cut off on its way."""


def invitation_token(invitation_id: uuid.UUID) -> str:
    return _INVITATION.sign(invitation_id.hex)


def invitation_of(token: str) -> uuid.UUID:
    """Raises NotOurs."""
    try:
        return uuid.UUID(_INVITATION.unsign(token))
    except (signing.BadSignature, ValueError):
        raise NotOurs from None


def renewal_token(renewal_id: uuid.UUID) -> str:
    return _RENEWAL.sign(renewal_id.hex)


def renewal_of(token: str) -> uuid.UUID:
    """Raises NotOurs."""
    try:
        return uuid.UUID(_RENEWAL.unsign(token))
    except (signing.BadSignature, ValueError):
        raise NotOurs from None
