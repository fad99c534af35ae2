"""Public addresses: Albanian without a prefix, English and Arabic below theirs.

They are a contract with readers, printed on paper, so they stand in code and are never translated
by a catalogue. A page has one name; its routes are called `<name>-<language>`.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import URLPattern, get_urlconf, path, reverse
from django.utils.text import slugify

from languages import AUTHORITATIVE, LANGUAGES
from languages.folding import fold

View = Callable[..., HttpResponseBase]
LONGEST = 55
"""Characters of a title in an address; a number may follow."""


def page(name: str, view: View, *, sq: str, foreign: str) -> list[URLPattern]:
    """The routes of one page; the view is called with its `language`."""
    return [
        path(
            sq if language == AUTHORITATIVE else f"{language}/{foreign}",
            view,
            {"language": language},
            name=f"{name}-{language}",
        )
        for language in LANGUAGES
    ]


def address(name: str, language: str, **parts: Any) -> str:
    """The path of a page in a language."""
    if not parts:
        return _whole(get_urlconf() or settings.ROOT_URLCONF, name, language)
    return reverse(f"{name}-{language}", kwargs={"language": language, **parts})


@functools.lru_cache(maxsize=512)
def _whole(urlconf: str, name: str, language: str) -> str:
    """Each page points to some thirty others, always the same ones."""
    return reverse(f"{name}-{language}", urlconf, kwargs={"language": language})


def language_of(path_info: str) -> str:
    """The language that an address is in: its prefix, else the authoritative one."""
    first = path_info.lstrip("/").partition("/")[0]
    return first if first in LANGUAGES and first != AUTHORITATIVE else AUTHORITATIVE


def slug(title: str) -> str:
    """The words of a title as an address has them: as many whole ones as fit; empty where none does."""
    words = slugify(fold(title))
    if len(words) <= LONGEST:
        return words
    return words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
