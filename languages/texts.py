"""What makes two texts the same text."""

import unicodedata
from hashlib import sha256


def digest(text: str) -> str:
    """SHA-256 of the text, in hexadecimal.

    Browsers send other line ends than we store, and keyboards compose ë in two ways: neither is
    a change of the text.
    """
    lines = unicodedata.normalize("NFC", text).strip().splitlines()
    return sha256("\n".join(lines).encode()).hexdigest()
