"""Where a document's pictures come from: memory and the bundled folder, nowhere else.

The engine's own fetcher reads any file of the machine and any address of its network.
"""

import mimetypes
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

BUNDLED = Path(__file__).resolve().parent.parent / "fonts"


class Fetcher(URLFetcher):  # type: ignore[misc]  # the engine is untyped
    """Serves `asset:<key>` from the given bytes and `bundled:<file name>` from press/fonts.

    Everything else ends the render: the fatal error is the one that the engine does not swallow.
    """

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.handle_open.clear()  # no protocol handler is left to open anything
        self._assets = assets
        self.refused: list[str] = []
        """Sentences; drawings swallow even the fatal error, so the engine looks here as well."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        if scheme == "asset" and name in self._assets:
            return _response(url, name, self._assets[name])
        if scheme == "bundled" and "/" not in name and (BUNDLED / name).is_file():
            return _response(url, name, (BUNDLED / name).read_bytes())
        self.refused.append(f"The document asked for {url[:200]}, which is not part of it.")
        raise FatalURLFetchingError(self.refused[-1])


def _response(url: str, name: str, body: bytes) -> URLFetcherResponse:
    kind = mimetypes.guess_type(name)[0] or _kind(body)
    return URLFetcherResponse(url, body, {"Content-Type": kind})


def _kind(body: bytes) -> str:
    if body.startswith(b"\x89PNG"):
        return "image/png"
    if body.startswith(b"\xff\xd8"):
        return "image/jpeg"
    if body.lstrip().startswith((b"<svg", b"<?xml")):
        return "image/svg+xml"
    return "application/octet-stream"
