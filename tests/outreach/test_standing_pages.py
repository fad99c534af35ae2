"""Pages whose texts are documents a language each: the same in all three, and past the gate."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from languages import LANGUAGES
from languages.checks import check, check_text

DOCUMENTS = ("council", "press", "accessibility", "privacy")
_PART = re.compile(r"<(h2|h3|p|li)\b[^>]*>(.*?)</\1>", re.DOTALL)


def parts(document: str, language: str) -> list[tuple[str, str]]:
    """Each heading, paragraph and entry: its element and its words."""
    context = {
        "city": settings.CITY.names(language),
        "language": language,
        "portal_url": "https://portal.example",
        "prepared": {"sq": "23 nëntor 2026", "en": "23 November 2026", "ar": "23 نوفمبر 2026"}[
            language
        ],
    }
    html = render_to_string(f"outreach/standing/{document}_{language}.html", context)
    html = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    words = ((name, re.sub(r"<[^>]+>", "", said)) for name, said in _PART.findall(html))
    return [(name, " ".join(unescape(said).split())) for name, said in words]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_has_the_same_parts_in_every_language(document: str) -> None:
    shapes = {tuple(name for name, _said in parts(document, language)) for language in LANGUAGES}
    assert len(shapes) == 1


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_albanian_of_a_document_is_right(document: str) -> None:
    found = {said: check_text(said, "sq") for _name, said in parts(document, "sq")}
    assert {said: faults for said, faults in found.items() if faults} == {}


@pytest.mark.parametrize("target", ["en", "ar"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_translations_of_a_document_say_what_the_albanian_says(
    document: str, target: str
) -> None:
    pairs = zip(parts(document, "sq"), parts(document, target), strict=True)
    found = {said: check(sq, said, target) for (_a, sq), (_b, said) in pairs}
    assert {said: faults for said, faults in found.items() if faults} == {}


def test_what_institutions_do_for_residents_is_said_alike_in_every_language() -> None:
    known = {row["code"] for row in settings.CITY.agencies}
    assert set(settings.CITY.does) == known
    assert set(settings.CITY.seats_do) <= {row["code"] for row in settings.CITY.seats}
    for said in (*settings.CITY.does.values(), *settings.CITY.seats_do.values()):
        assert check_text(said["sq"], "sq") == []
        assert [check(said["sq"], said[target], target) for target in ("en", "ar")] == [[], []]
