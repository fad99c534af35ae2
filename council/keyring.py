"""The key ring: secrets of the environment, never of the database; the first one is in use.

PORTAL_KEYS is one long random secret, or several with commas between them. A new one is put in
front; `manage.py rotate_keys` brings what the older ones closed under it, and they can be taken out.
"""

import base64
import functools
import hashlib
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12
"""Bytes (NIST SP 800-38D)."""


class CannotBeOpened(Exception):
    """The key is missing, or the sealed bytes are not those of this place."""


@dataclass(frozen=True)
class Key:
    name: str
    """Eight hexadecimal digits that say which secret it is and nothing of it."""
    secret: bytes


@functools.cache
def _ring(secrets: str) -> tuple[Key, ...]:
    return tuple(
        Key(hashlib.sha256(b"name:" + each.encode()).hexdigest()[:8], each.encode())
        for each in (part.strip() for part in secrets.split(","))
        if each
    )


def ring() -> tuple[Key, ...]:
    return _ring(settings.PORTAL_KEYS)


def current() -> Key:
    return ring()[0]


def named(name: str) -> Key:
    """Raises CannotBeOpened."""
    for key in ring():
        if key.name == name:
            return key
    raise CannotBeOpened("its key is not in the ring")


@functools.lru_cache(maxsize=64)
def cipher(key: Key, purpose: str) -> AESGCM:
    """A key of its own for each purpose (HKDF, RFC 5869)."""
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode()).derive(key.secret)
    return AESGCM(derived)


def close(data: bytes, *, under: AESGCM, bound_to: str) -> bytes:
    """AES-256-GCM: nonce, then ciphertext and tag. `bound_to`: where alone it can be opened."""
    nonce = os.urandom(NONCE)
    return nonce + under.encrypt(nonce, data, bound_to.encode())


def open_(closed: bytes, *, under: AESGCM, bound_to: str) -> bytes:
    """Raises CannotBeOpened."""
    try:
        return under.decrypt(closed[:NONCE], closed[NONCE:], bound_to.encode())
    except (InvalidTag, ValueError):
        raise CannotBeOpened("it was moved, changed, or closed under another key") from None


def seal(text: str, *, purpose: str) -> str:
    """A short secret, such as a second factor's."""
    key = current()
    closed = close(text.encode(), under=cipher(key, purpose), bound_to=purpose)
    return f"{key.name}.{base64.urlsafe_b64encode(closed).decode()}"


def unseal(sealed: str, *, purpose: str) -> str:
    """Raises CannotBeOpened."""
    name, _, closed = sealed.partition(".")
    under = cipher(named(name), purpose)
    return open_(base64.urlsafe_b64decode(closed), under=under, bound_to=purpose).decode()
