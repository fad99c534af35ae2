"""Whether an SPF record (RFC 7208) lets letters through that come from a number."""

import ipaddress
from dataclasses import dataclass

from outreach.deliverability.names import Names

LOOKUPS = 10
"""More than that, and receivers take the record for broken."""


class Broken(Exception):
    """Receivers cannot use this record."""


@dataclass
class Sender:
    number: str
    names: Names
    lookups: int = 0

    def may(self, domain: str) -> bool:
        """Whether the domain's record passes it. Raises Broken, names.NoAnswer."""
        records = [text for text in self.names.texts(domain) if is_spf(text)]
        if len(records) != 1:
            raise Broken
        terms = records[0].split()[1:]
        for term in terms:
            if self._matches(term.lstrip("+-~?"), domain):
                return term[0] not in "-~?"
        other = [term[9:] for term in terms if term.lower().startswith("redirect=")]
        return bool(other) and self._looked_up() and self.may(other[0])

    def _matches(self, term: str, domain: str) -> bool:
        name, _, value = term.partition(":")
        name, _, length = name.lower().partition("/")
        if name == "all":
            return True
        if name in ("ip4", "ip6"):
            return self._is_in(value)
        if name not in ("a", "mx", "include"):
            return False  # what remains is rare, or says nothing of a number by itself
        self._looked_up()
        value, _, tail = value.partition("/")
        host = value or domain
        if name == "include":
            return self.may(host)
        hosts = [host] if name == "a" else self.names.exchangers(host)
        found = [address for one in hosts for address in self.names.addresses(one)]
        return any(self._is_in(f"{one}/{length or tail}".rstrip("/")) for one in found)

    def _is_in(self, network: str) -> bool:
        try:
            return ipaddress.ip_address(self.number) in ipaddress.ip_network(network, strict=False)
        except ValueError:
            return False

    def _looked_up(self) -> bool:
        self.lookups += 1
        if self.lookups > LOOKUPS:
            raise Broken
        return True


def is_spf(text: str) -> bool:
    return text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")


def lets_everybody(text: str) -> bool:
    return any(term in ("all", "+all") for term in text.lower().split())
