"""Short secrets at rest: AES-256-GCM under a key of the environment, bound to their purpose."""

import base64
import hashlib
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE = 12
"""Bytes (NIST SP 800-38D)."""


def seal(text: str, *, purpose: str) -> str:
    nonce = os.urandom(NONCE)
    sealed = _cipher().encrypt(nonce, text.encode(), purpose.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Raises cryptography's InvalidTag where text, key or purpose is another one."""
    raw = base64.urlsafe_b64decode(sealed)
    return _cipher().decrypt(raw[:NONCE], raw[NONCE:], purpose.encode()).decode()


def _cipher() -> AESGCM:
    key = hashlib.sha256(b"vault:" + settings.ENVIRONMENT.keys.encode()).digest()
    return AESGCM(key)
