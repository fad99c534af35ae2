"""A name server on this machine, with the records that a test gives it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset


@dataclass
class NameServer:
    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """By name and type, as a zone file has them."""
    fails: set[str] = field(default_factory=set)
    """Names whose server is broken."""
    silent: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def answer(self, wire: bytes) -> bytes | None:
        query = dns.message.from_wire(wire)
        name, kind = query.question[0].name, dns.rdatatype.to_text(query.question[0].rdtype)
        plain = name.to_text().rstrip(".").lower()
        self.asked.append(f"{plain} {kind}")
        if plain in self.silent:
            return None
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        found = self.records.get((plain, kind))
        if plain in self.fails:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif found:
            response.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *found))
        elif not any(known == plain for known, _ in self.records):
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response.to_wire()


@contextmanager
def serving(server: NameServer) -> Iterator[tuple[str, int]]:
    """Its address, for as long as the block runs."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=_serve, args=(listening, server))
        thread.start()
        try:
            yield listening.getsockname()
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
                end.sendto(b"", listening.getsockname())
            thread.join()


def _serve(listening: socket.socket, server: NameServer) -> None:
    while True:
        wire, whence = listening.recvfrom(4096)
        if not wire:
            return
        if answer := server.answer(wire):
            listening.sendto(answer, whence)
