"""Mail addresses: one spelling, and who may be written to at all."""

from django.conf import settings
from email_validator import EmailNotValidError, validate_email

_RESERVED = ("example.com", "example.org", "example.net", "example")
"""Domains that belong to nobody (RFC 2606)."""


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


def fenced_off(domain: str) -> bool:
    """Whether a demonstration must not write to this domain: all but the reserved ones."""
    if not settings.DEMONSTRATION:
        return False
    return not any(domain == name or domain.endswith(f".{name}") for name in _RESERVED)
