"""Asking name servers, each question for two seconds at the most."""

from collections.abc import Callable
from typing import Any

import dns.exception
import dns.name
import dns.resolver
from django.conf import settings

SECONDS = 2.0
MOST = 40
"""Questions of one look: a chain of records has an end."""


class NoAnswer(Exception):
    """Nobody could be asked: no resolver, no network, a server that fails or stays silent."""


class Names:
    """What names stand for, each asked once. A name that does not exist has no records."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], list[str]] = {}
        try:
            self._resolver = dns.resolver.Resolver(configure=settings.DNS_SERVER is None)
        except dns.exception.DNSException as error:
            raise NoAnswer(str(error)) from None
        if settings.DNS_SERVER:
            self._resolver.nameservers = [settings.DNS_SERVER[0]]
            self._resolver.port = settings.DNS_SERVER[1]
        self._resolver.timeout = self._resolver.lifetime = SECONDS

    def texts(self, name: str) -> list[str]:
        """Of a TXT record the strings in one, as SPF, DKIM and DMARC read them."""
        return self._ask(name, "TXT", lambda found: b"".join(found.strings).decode("latin-1"))

    def addresses(self, name: str) -> list[str]:
        return [*self._ask(name, "A", str), *self._ask(name, "AAAA", str)]

    def exchangers(self, name: str) -> list[str]:
        """The nearest first; "" says that the domain takes no mail (RFC 7505)."""
        found = self._ask(name, "MX", lambda mx: f"{mx.preference:05} {mx.exchange}")
        return [host.split(" ")[1].rstrip(".").lower() for host in sorted(found)]

    def pointers(self, name: str) -> list[str]:
        return [host.rstrip(".").lower() for host in self._ask(name, "PTR", str)]

    def _ask(self, name: str, kind: str, written: Callable[[Any], str]) -> list[str]:
        if (name, kind) in self._known:
            return self._known[name, kind]
        if len(self._known) >= MOST:
            raise NoAnswer("too many questions")
        try:
            answer = self._resolver.resolve(name, kind, search=False)
            found = [written(record) for record in answer]
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            found = []
        except (dns.exception.DNSException, OSError, UnicodeError) as error:
            raise NoAnswer(type(error).__name__) from None
        self._known[name, kind] = found
        return found
