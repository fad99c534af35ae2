"""What search engines may find, and what they should leave alone."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from council import published as council
from languages import AUTHORITATIVE, LANGUAGES
from languages.addresses import address
from outreach import pages
from outreach.pages import cacheable

A_FILE = 50_000
"""Addresses in one file at most (sitemaps.org)."""
ALWAYS = ("home", "bulletins", "subscribe")
"""There before anything has been put."""
PERSONAL = ("stop", "confirm", "preferences", "posted")
DAYS_OF_SECURITY = 180
"""Days after which the note for who finds a fault is to be read anew."""


@dataclass
class Group:
    """One page in its languages."""

    paths: dict[str, str] = field(default_factory=dict)
    changed: dict[str, datetime.datetime] = field(default_factory=dict)


@require_safe
@cacheable
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page with its other languages, or where these are too many, the files of them."""
    entries = _entries()
    if len(entries) <= A_FILE:
        return _file(request, entries)
    files = range(1, -(-len(entries) // A_FILE) + 1)
    addresses = [f"{settings.PORTAL_URL}/sitemap-{number}.xml" for number in files]
    context = {"files": addresses}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


@require_safe
@cacheable
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    entries = _entries()
    found = entries[(part - 1) * A_FILE : part * A_FILE] if part else []
    if not found or len(entries) <= A_FILE:
        raise Http404
    return _file(request, found)


def _file(request: HttpRequest, entries: list[dict[str, object]]) -> HttpResponse:
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml")


def _entries() -> list[dict[str, object]]:
    return [
        {
            "address": settings.PORTAL_URL + path,
            "changed": group.changed.get(language),
            "others": [(code, settings.PORTAL_URL + other) for code, other in group.paths.items()],
            "default": settings.PORTAL_URL + group.paths.get(AUTHORITATIVE, path),
        }
        for group in _groups()
        for language, path in group.paths.items()
    ]


def _groups() -> Iterator[Group]:
    """Two queries. Of a meeting the page is there at once, before it has been put."""
    groups: dict[str, Group] = defaultdict(Group)
    for name in ALWAYS:
        for language in LANGUAGES:
            groups[name].paths[language] = address(name, language)
    for meeting in council.meeting_pages():
        for language in LANGUAGES:
            path = address("council-meeting", language, number=meeting.reference)
            groups[f"meeting:{meeting.reference}"].paths[language] = path
    for page in pages.listed():
        # A part of a page is no page.
        if "#" not in page.address:
            groups[page.key].paths[page.language] = page.address
            groups[page.key].changed[page.language] = page.changed_at
    yield from groups.values()


@require_safe
@cacheable
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /workspace/"]
    lines += [f"Disallow: {path}" for path in _not_for_robots()]
    lines += [f"Sitemap: {settings.PORTAL_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _not_for_robots() -> Iterator[str]:
    """What stands before the tokens of people's own addresses, and answers to questions."""
    nobody = {"token": "-"}
    for name in PERSONAL:
        for language in LANGUAGES:
            yield address(name, language, **nobody).removesuffix("-/")
    for language in LANGUAGES:
        yield f"{address('search', language)}?"
        yield address("out", language, link="-").removesuffix("-/")


@require_safe
@cacheable
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a fault (RFC 9116)."""
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    expires = today.astimezone(datetime.UTC) + datetime.timedelta(days=DAYS_OF_SECURITY)
    lines = [f"Contact: mailto:{settings.CITY.email}"]
    if settings.CITY.telephone:
        lines.append(f"Contact: tel:{''.join(settings.CITY.telephone.split())}")
    lines += [
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {settings.PORTAL_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
