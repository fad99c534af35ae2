"""What an address of a subscriber is: one spelling, one keyed hash, and who may be written to."""

import hashlib
import hmac

from django.conf import settings
from email_validator import EmailNotValidError, validate_email

EXAMPLE_DOMAINS = ("example.com", "example.org", "example.net")


class NotAnAddress(Exception):
    """What was typed is no e-mail address; the message says what is wrong with it."""


def normalise(typed: str) -> tuple[str, str]:
    """(address, domain): lower case, the domain in its ASCII form. Raises NotAnAddress."""
    try:
        # Letters are 7-bit on the wire, and no server is asked for SMTPUTF8.
        found = validate_email(typed.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise NotAnAddress(str(error)) from None
    domain = found.ascii_domain.lower()
    return f"{found.local_part.lower()}@{domain}", domain


def keyed_hash(address: str) -> str:
    """What is kept of an address that is kept no longer."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"address:" + address.encode(), hashlib.sha256).hexdigest()


def fenced_off(domain: str) -> bool:
    """Whether a demonstration must not write to this domain: all but the reserved examples."""
    if not settings.DEMONSTRATION:
        return False
    reserved = (*EXAMPLE_DOMAINS, "example")
    return not any(domain == name or domain.endswith(f".{name}") for name in reserved)
