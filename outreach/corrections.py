"""What was corrected because readers said so, as pages show it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from languages import AUTHORITATIVE
from outreach import pages
from outreach.models import Correction, MistakeReport, Text

Kind = MistakeReport.Kind
SHOWN = 30
_NO_TITLES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Corrected:
    page: str
    title: str
    """What the page is called; its address where it has no title."""
    language: str
    """Of the page."""
    on: datetime.date
    sentence: str
    words: str
    words_language: str
    """The language of `words`: Albanian where the page's own has none."""


def sentence(kind: str) -> str:
    """That something was corrected, in the language of the page."""
    return {
        Kind.NUMBER: _("A number, a date or a telephone on this page was corrected."),
        Kind.WORDING: _("The wording of this page was corrected."),
        Kind.TRANSLATION: _("The translation of this page was corrected."),
        Kind.OUTDATED: _("This page was brought up to date."),
    }.get(Kind(kind), _("This page was corrected."))


def corrections(language: str) -> list[Corrected]:
    """The latest of every page."""
    rows = list(Correction.objects.published(at=timezone.now())[:SHOWN])
    return _told(rows, language, pages.titles(row.page for row in rows))


def corrections_of(page: str, language: str) -> list[Corrected]:
    rows = Correction.objects.published(at=timezone.now()).filter(page=page)
    return _told(rows[:5], language)


def _told(
    rows: Iterable[Correction], language: str, titles: Mapping[str, str] = _NO_TITLES
) -> list[Corrected]:
    rows = list(rows)
    if not rows:
        return []
    words: dict[str, dict[str, str]] = defaultdict(dict)
    keys = [row.source_key for row in rows]
    for text in Text.objects.filter(key__in=keys, field="words", reviewed_at__isnull=False):
        words[text.key][text.language] = text.text
    return [
        _corrected(row, words[row.source_key], titles.get(row.page, row.page), language)
        for row in rows
    ]


def _corrected(row: Correction, words: dict[str, str], title: str, language: str) -> Corrected:
    spoken = language if language in words else AUTHORITATIVE
    return Corrected(
        page=row.page,
        title=title,
        language=row.language,
        on=timezone.localdate(row.published_at),
        sentence=sentence(row.kind),
        words=words.get(spoken, ""),
        words_language=spoken,
    )
