"""Which requests are somebody reading, and of what. Only what is counted is read of them."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve

from languages import LANGUAGES
from outreach.models import ReachCount

Kind, Channel = ReachCount.Kind, ReachCount.Channel

CHANNELS: Mapping[str, str] = {
    # `?k=` of an address that we handed out: the same for everybody who got it.
    "m": Channel.MAIL,
    "p": Channel.PAPER,
    "s": Channel.SHARE,
    "r": Channel.FEED,
}
KINDS: Mapping[str, str] = {
    # route name → kind; every other page is read
    "bulletin-feed": Kind.FEED,
    "news-feed": Kind.FEED,
    "event-ics": Kind.CALENDAR,
    "event-calendar": Kind.CALENDAR,
    "help-card": Kind.DOWNLOADED,
    "decisions-csv": Kind.DOWNLOADED,
    "decisions-json": Kind.DOWNLOADED,
    "issue-pdf": Kind.DOWNLOADED,
    "issue-edition-pdf": Kind.DOWNLOADED,
    "issue-docx": Kind.DOWNLOADED,
    "issue-poster": Kind.DOWNLOADED,
    "issue-large-print": Kind.DOWNLOADED,
    "issue-voice": Kind.DOWNLOADED,
    "out": Kind.OUTBOUND,
}
NOT_COUNTED = frozenset(
    # Pictures inside pages; what counts by itself; and a person's own addresses.
    {"issue-card", "issue-card-tall", "issue-picture", "useful"}
    | {"confirm", "preferences", "stop", "posted", "posted-sheet"}
)
NAMED_BY = ("code", "number", "slug", "topic", "link")
"""Which part of an address says which one among many is read."""
PROGRAMS = re.compile(
    r"bot\b|bot[/;)_-]|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|whatsapp"
    r"|telegram|embedly|skypeuri|curl|wget|libwww|python|java/|go-http|okhttp|axios|node-fetch"
    r"|headless|phantom|lighthouse|monitor|uptime|pingdom|scan|archiver|httpclient|feedfetcher"
    r"|mediapartners|google-inspection|bingpreview|validator|checker",
    re.IGNORECASE,
)
PURPOSES = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
AHEAD = re.compile("prefetch|preview|prerender", re.IGNORECASE)
PLACE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
TASTE = "bytes=0-1"
"""With this some players first ask whether there are parts at all."""
SEEN = (200, 206, 302, 304)
"""302: somebody leaves for another site; 304: somebody reads again what their browser has kept."""


@dataclass(frozen=True)
class Visit:
    kind: str
    page: str
    language: str
    issue: datetime.date | None
    channel: str = Channel.UNKNOWN
    place: str = ""

    def without_which(self) -> "Visit":
        """The kind of page alone: an article, whichever it is."""
        return replace(self, page=self.page.partition(":")[0])


def tagged(address: str, channel: str, *, place: str = "") -> str:
    """An address as it is handed out through a channel; `place`: where the paper will hang.

    The same for everybody, so that it tells of nobody.
    """
    (tag,) = (tag for tag, known in CHANNELS.items() if known == channel)
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}k={tag}" + (f"&v={place}" if place else "")


def visit_of(request: HttpRequest, *, status: int) -> Visit | None:
    """None where it is no reader: a program, a look ahead, a part of a file, one of us."""
    if status not in SEEN or request.method != "GET" or not by_a_reader(request):
        return None
    match = _match(request)
    visit = visited(match) if match else None
    if visit is None or (status == 302) != (visit.kind == Kind.OUTBOUND):
        return None
    tag = request.GET.get("k", "") if request.META.get("QUERY_STRING") else ""
    channel = CHANNELS.get(tag, Channel.UNKNOWN)
    place = _place(request) if channel == Channel.PAPER else ""
    return replace(visit, channel=channel, place=place)


def visited(match: ResolverMatch) -> Visit | None:
    """What a public address shows; None where it is not counted."""
    language = match.kwargs.get("language")
    if language not in LANGUAGES or not match.url_name:
        return None
    name = match.url_name.removesuffix(f"-{language}")
    if name in NOT_COUNTED or name == match.url_name:
        return None
    return Visit(
        kind=KINDS.get(name, Kind.READ),
        page=_page(name, match.kwargs),
        language=language,
        issue=_issue(match.kwargs),
    )


def by_a_reader(request: HttpRequest) -> bool:
    """And no program, no look ahead, no later part of a file, none of us."""
    told = request.META
    agent = told.get("HTTP_USER_AGENT", "")
    if not agent or PROGRAMS.search(agent):
        return False
    if AHEAD.search(" ".join(told.get(name, "") for name in PURPOSES)):
        return False
    part = told.get("HTTP_RANGE", "").replace(" ", "")
    if part and (part == TASTE or not part.startswith("bytes=0-")):
        return False
    # Where a member comes from their own pages, they look at their work.
    return not urlsplit(told.get("HTTP_REFERER", "")).path.startswith("/workspace/")


def _match(request: HttpRequest) -> ResolverMatch | None:
    """A kept answer may have been given before the address was looked up."""
    if request.resolver_match:
        return request.resolver_match
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _page(name: str, parts: Mapping[str, object]) -> str:
    which = next((str(parts[part]) for part in NAMED_BY if part in parts), "")
    # The number of an edition tells less than its month, which is counted anyway.
    return f"{name}:{which}"[:80] if which and "month" not in parts else name


def _issue(parts: Mapping[str, object]) -> datetime.date | None:
    year, month = parts.get("year"), parts.get("month")
    if isinstance(year, int) and isinstance(month, int):
        return datetime.date(year, month, 1)
    return None


def _place(request: HttpRequest) -> str:
    """Whether it is one of ours is looked up later: nothing is asked while somebody waits."""
    found = request.GET.get("v", "")
    return found if PLACE.fullmatch(found) else ""
