"""What is kept of an address that is kept no longer."""

import hashlib
import hmac

from django.conf import settings


def keyed_hash(address: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"address:" + address.encode(), hashlib.sha256).hexdigest()
