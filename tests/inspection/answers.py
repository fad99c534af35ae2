"""What a portal answers, asked for as a browser asks: compressed, over a connection that is kept."""

import gzip
import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, urldefrag, urlencode, urljoin, urlsplit

import brotli
from lxml import html

FORM = "application/x-www-form-urlencoded"
ASKED = {"Accept-Encoding": "br, gzip", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Answer:
    address: str
    """Path and query."""
    status: int
    headers: Mapping[str, str]
    body: bytes
    transferred: int
    """Bytes of the body on the wire."""
    name: str = ""
    """Of an answer to a form, which has no address of its own."""
    links: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def is_page(self) -> bool:
        return self.kind == "text/html" and bool(self.body)

    @cached_property
    def tree(self) -> html.HtmlElement:
        return html.document_fromstring(self.body.decode())

    @property
    def language(self) -> str:
        return str(self.tree.get("lang"))

    @property
    def file_name(self) -> str:
        stem = re.sub(r"[^\w.-]+", "_", (self.name or self.address).strip("/"))[:100] or "home"
        return stem if self.status == 200 else f"{stem}-{self.status}"

    def attributes(self, path: str) -> list[str]:
        return [str(found) for found in self.tree.xpath(path)]


class Asking:
    """One connection to one portal."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._host = urlsplit(url).netloc
        self._connection = http.client.HTTPConnection(self._host, timeout=60)

    def get(self, address: str, **headers: str) -> Answer:
        return self._ask("GET", address, None, headers)

    def post(self, address: str, said: Mapping[str, str], *, name: str, **headers: str) -> Answer:
        return self._ask("POST", address, urlencode(said), {"Content-Type": FORM, **headers}, name)

    def _ask(
        self,
        method: str,
        address: str,
        said: str | None,
        headers: Mapping[str, str],
        name: str = "",
    ) -> Answer:
        asked = quote(address, safe="/?&=%#:+,;@~*'()!$-._")
        try:
            self._connection.request(method, asked, said, ASKED | dict(headers))
            response = self._connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError):
            # The server ends a connection that has been quiet for some seconds.
            self._connection.close()
            self._connection.request(method, asked, said, ASKED | dict(headers))
            response = self._connection.getresponse()
        sent = response.read()
        found = {key.lower(): value for key, value in response.getheaders()}
        return Answer(address, response.status, found, _opened(sent, found), len(sent), name)

    def inside(self, answer: Answer, link: str) -> str | None:
        """The path that a link leads to with its fragment, or None where it leads to others."""
        whole = urlsplit(urljoin(self.url + answer.address, link))
        if whole.netloc != self._host:
            return None
        return whole._replace(scheme="", netloc="").geturl() or "/"


def _opened(sent: bytes, headers: Mapping[str, str]) -> bytes:
    match headers.get("content-encoding"):
        case "br":
            return bytes(brotli.decompress(sent))
        case "gzip":
            return gzip.decompress(sent)
    return sent


def without_fragment(address: str) -> str:
    return urldefrag(address).url
