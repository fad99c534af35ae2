"""Public pages are kept in this process until what they show is changed or withdrawn (decision 12).

Before each visit the database is asked for the versions of what it shows to residents: one short
question. A page that was made of the same versions is the same page; nobody has to empty anything,
and nothing that was withdrawn is ever shown again.
"""

import gzip
import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from elbasan_council.database_roles import PUBLIC_READS
from outreach import pages
from outreach.pages import Seen

Next = Callable[[HttpRequest], HttpResponseBase]
Key = tuple[tuple[str, tuple[str, ...]], ...]
MOST_BYTES = 32 * 1024 * 1024
"""In one process, compressed."""
MOST_KINDS = 24
"""Of one page, by what its address asks: a stranger who tries values drives out no other page."""
_SMALL = 400
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))|(?:^|,)\s*\*\s*(?:,|$)")
_UNCHANGED = ("Cache-Control", "Content-Language", "ETag", "Last-Modified", "Vary")


@dataclass(frozen=True, slots=True)
class Kept:
    """A page's bytes, and what they were made of."""

    body: bytes
    zipped: bool
    etag: str
    """Of the bytes without compression; those with it have one of their own."""
    headers: Mapping[str, str]
    seen: Seen
    minute: int
    """In which it holds: hours that pages compare with the clock are whole minutes."""
    match: ResolverMatch | None
    """Which page it is: whoever counts visits need not look its address up again."""
    made: int
    """The second in which exactly these bytes were first made."""
    renewal: AbstractContextManager[object] = field(default_factory=threading.Lock, compare=False)
    """Held by the reader for whom it is made anew: the others wait for that one page instead of
    making it as often as there are threads, all at the same moment."""


@dataclass(slots=True)
class Shelf:
    """The kept pages of a process, those asked for last at the end."""

    by_path: OrderedDict[str, OrderedDict[Key, Kept]] = field(default_factory=OrderedDict)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    size: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, request: HttpRequest) -> Kept | None:
        kinds = self.by_path.get(request.path_info)
        return kinds.get(self.key(request)) if kinds else None

    def key(self, request: HttpRequest) -> Key:
        """What the address asks, as far as the page has ever looked at it."""
        names = self.names.get(request.path_info)
        if not names or not request.META.get("QUERY_STRING"):
            return ()
        if pages.EVERY in names:
            names = names | request.GET.keys()
        lists = ((name, tuple(request.GET.getlist(name))) for name in sorted(names))
        return tuple((name, values) for name, values in lists if values)

    def put(self, request: HttpRequest, kept: Kept) -> None:
        path = request.path_info
        with self.lock:
            self.names[path] = self.names.get(path, frozenset()) | kept.seen.names
            kinds = self.by_path.setdefault(path, OrderedDict())
            self.by_path.move_to_end(path)
            key = self.key(request)
            if former := kinds.pop(key, None):
                self.size -= len(former.body)
            kinds[key] = kept
            self.size += len(kept.body)
            while len(kinds) > MOST_KINDS:
                # The page itself, without questions, stays.
                oldest = next(one for one in kinds if one)
                self.size -= len(kinds.pop(oldest).body)
            while self.size > MOST_BYTES and len(self.by_path) > 1:
                self._drop_oldest()

    def _drop_oldest(self) -> None:
        path, kinds = self.by_path.popitem(last=False)
        self.names.pop(path, None)
        self.size -= sum(len(kept.body) for kept in kinds.values())

    def clear(self) -> None:
        with self.lock:
            self.by_path.clear()
            self.names.clear()
            self.size = 0


SHELF = Shelf()


class KeptPagesMiddleware:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        kept = SHELF.find(request)
        if kept is None:
            return self._anew(request, None)
        if answer := _still(request, kept):
            return answer
        with kept.renewal:
            # Whoever had to wait here asks again: it may have been made meanwhile.
            kept = SHELF.find(request) or kept
            return _still(request, kept) or self._anew(request, kept)

    def _anew(self, request: HttpRequest, kept: Kept | None) -> HttpResponseBase:
        minute = _minute()
        response = self.get_response(request)
        seen: Seen | None = getattr(response, "seen", None)
        if seen is None or not isinstance(response, HttpResponse):
            return response
        if response.status_code != 200:
            return _zipped(request, response)
        made = _made(request, response, seen, minute, kept)
        if _may_be_kept(response, seen):
            SHELF.put(request, made)
        return _answer(request, made)


def _still(request: HttpRequest, kept: Kept) -> HttpResponse | None:
    """The answer from a page that holds; None where it must be made anew."""
    versions = pages.versions_quickly()
    if versions and _holds(kept, versions) and _is_for_us(request):
        request.resolver_match = kept.match
        return _answer(request, kept)
    request.versions = versions  # type: ignore[attr-defined]
    return None


def _holds(kept: Kept, versions: pages.Versions) -> bool:
    return kept.minute == _minute() and kept.seen.versions == versions.of(kept.seen.tables)


def _is_for_us(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _may_be_kept(response: HttpResponse, seen: Seen) -> bool:
    """Nothing that is somebody's own, and nothing of a table that nobody counts the changes of."""
    return (
        not response.cookies
        and "cookie" not in response.get("Vary", "").lower()
        and seen.tables <= PUBLIC_READS.keys()
    )


def _made(
    request: HttpRequest, response: HttpResponse, seen: Seen, minute: int, former: Kept | None
) -> Kept:
    body = response.content
    etag = hashlib.sha256(body).hexdigest()[:32]
    small = len(body) < _SMALL
    now = int(time.time())
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    return Kept(
        body=body if small else gzip.compress(body, 6, mtime=0),
        zipped=not small,
        etag=etag,
        headers=headers,
        seen=seen,
        minute=minute,
        match=request.resolver_match,
        made=former.made if former and former.etag == etag else now,
    )


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    zipped = kept.zipped and _accepts_gzip(request)
    etag = f'"{kept.etag}-gz"' if zipped else f'"{kept.etag}"'
    headers = {**kept.headers, "ETag": etag}
    # Two changes within a second have one date: it is told when its second is over.
    if kept.made < int(time.time()):
        headers["Last-Modified"] = http_date(kept.made)
    if _is_known(request, kept):
        told = {name: headers[name] for name in _UNCHANGED if name in headers}
        return HttpResponseNotModified(headers=told)
    body = gzip.decompress(kept.body) if kept.zipped and not zipped else kept.body
    if zipped:
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    return HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)


def _is_known(request: HttpRequest, kept: Kept) -> bool:
    """Whether the reader has these bytes already (RFC 9110, 13.2.2)."""
    if known := request.META.get("HTTP_IF_NONE_MATCH"):
        ours = {f'"{kept.etag}"', f'"{kept.etag}-gz"'}
        return known.strip() == "*" or bool(
            ours & {one.removeprefix("W/") for one in parse_etags(known)}
        )
    since = request.META.get("HTTP_IF_MODIFIED_SINCE")
    at = parse_http_date_safe(since) if since else None
    return at is not None and kept.made <= at and kept.made < int(time.time())


def _zipped(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page that is not kept, such as a form with a mistake in it."""
    patch_vary_headers(response, ["Accept-Encoding"])
    if len(response.content) >= _SMALL and _accepts_gzip(request):
        response.content = gzip.compress(response.content, 6, mtime=0)
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
    return response


def _accepts_gzip(request: HttpRequest) -> bool:
    return bool(_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))


def _minute() -> int:
    return int(time.time()) // 60
