"""What search engines may find."""

from collections import defaultdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from council import published as council
from languages import AUTHORITATIVE, LANGUAGES
from languages.addresses import address
from outreach import pages
from outreach.pages import cacheable


@require_safe
@cacheable
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page with its other languages (sitemaps.org, hreflang)."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for name in ("home", "bulletins", "subscribe"):
        groups[name] = {language: address(name, language) for language in LANGUAGES}
    for meeting in council.meeting_pages():
        groups[f"meeting:{meeting.reference}"] = {
            language: address("council-meeting", language, number=meeting.reference)
            for language in LANGUAGES
        }
    for key, language, path in pages.everything():
        groups[key][language] = path
    entries = [
        {
            "address": settings.PORTAL_URL + path,
            "others": [(code, settings.PORTAL_URL + other) for code, other in group.items()],
            "default": settings.PORTAL_URL + group.get(AUTHORITATIVE, path),
        }
        for group in groups.values()
        for path in group.values()
    ]
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml")


@require_safe
@cacheable
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /workspace/"]
    lines += [f"Disallow: {path}" for path in _personal()]
    lines += [
        f"Sitemap: {settings.PORTAL_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def _personal() -> list[str]:
    """What stands before the tokens of people's own addresses."""
    nobody = {"token": "-"}
    return [
        address(name, language, **nobody).removesuffix("-/")
        for name in ("stop", "confirm", "preferences")
        for language in LANGUAGES
    ]
