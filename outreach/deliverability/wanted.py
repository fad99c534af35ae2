"""What must stand in DNS so that our letters arrive: for this city's domain and this relay."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

KEY_GOES_HERE = "…"
"""The relay's own public key, which only the relay knows."""


@dataclass(frozen=True, slots=True)
class Record:
    key: str
    type: str
    name: str
    value: str
    """To copy; empty where nobody but the relay's operator can say it."""


def domain() -> str:
    """Of the sender that readers see."""
    return str(settings.CITY.email).rpartition("@")[2].lower()


def return_domain() -> str:
    """Of the envelope sender: where returned letters go to."""
    return str(settings.CITY.domain).lower()


def relay() -> str:
    """The name that letters leave under, as far as it is known: a guess where the relay is here."""
    host = (urlsplit(settings.EMAIL_URL or "").hostname or "").lower()
    return f"mail.{return_domain()}" if _is_here(host) or _is_number(host) else host


def addresses() -> tuple[str, ...]:
    """The numbers that letters come from, as far as they are set."""
    return tuple(settings.RELAY_ADDRESSES)


def dkim_name() -> str:
    """Empty where no selector is set."""
    selector = settings.DKIM_SELECTOR
    return f"{selector}._domainkey.{domain()}" if selector else ""


def records() -> list[Record]:
    numbers = [Record("ptr", "PTR", pointer(one), f"{relay()}.") for one in addresses()]
    return [
        Record("spf", "TXT", return_domain(), spf()),
        Record("dkim", "TXT", dkim_name(), f"v=DKIM1; k=rsa; p={KEY_GOES_HERE}"),
        Record("dmarc", "TXT", f"_dmarc.{domain()}", "v=DMARC1; p=quarantine; adkim=r; aspf=r"),
        *(numbers or [Record("ptr", "PTR", "", f"{relay()}.")]),
        Record("mx", "MX", return_domain(), f"10 {relay()}."),
    ]


def spf() -> str:
    numbers = [
        f"ip{address.version}:{address}" for address in map(ipaddress.ip_address, addresses())
    ]
    return " ".join(["v=spf1", *(numbers or [f"a:{relay()}"]), "-all"])


def pointer(number: str) -> str:
    return ipaddress.ip_address(number).reverse_pointer


# How letters leave us ----------------------------------------------------------------------------


def way() -> str:
    """To the relay: "files", "here" (on this machine), "encrypted" or "open"."""
    url = urlsplit(settings.EMAIL_URL or "")
    if not settings.EMAIL_URL:
        return "files"
    if url.scheme in ("smtps", "smtp+tls"):
        return "encrypted"
    return "here" if _is_here((url.hostname or "").lower()) else "open"


def aligned() -> bool:
    """Whether the sender that readers see and the envelope's belong together (DMARC, relaxed)."""
    shown, envelope = f".{domain()}", f".{return_domain()}"
    return shown.endswith(envelope) or envelope.endswith(shown)


def _is_here(host: str) -> bool:
    if not host or host == "localhost" or host.endswith(".localhost"):
        return True
    return _is_number(host) and ipaddress.ip_address(host).is_loopback


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
