"""Where each text of a manuscript stands, and how far a language has come. Derived, never stored."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from languages import AUTHORITATIVE, LANGUAGES
from languages.texts import digest
from outreach.models import Manuscript, ManuscriptText
from outreach.newsroom.kinds import fields_of


class Standing(StrEnum):
    MISSING = "missing"
    DRAFT = "draft"
    """Written, and reviewed by nobody."""
    REVIEWED = "reviewed"
    OUTDATED = "outdated"
    """It translates another Albanian than today's."""


LABELS: Mapping[Standing, Promise] = {
    Standing.MISSING: _("Missing"),
    Standing.DRAFT: _("Draft"),
    Standing.REVIEWED: _("Reviewed"),
    Standing.OUTDATED: _("Outdated"),
}
_BEHIND = (Standing.MISSING, Standing.OUTDATED, Standing.DRAFT)

Rows = Mapping[tuple[str, str], ManuscriptText]
"""By field and language."""


def by_place(texts: Iterable[ManuscriptText]) -> Rows:
    return {(row.field, row.language): row for row in texts}


def standing_of(row: ManuscriptText | None, source: ManuscriptText | None) -> Standing:
    if row is None or not row.text:
        return Standing.MISSING
    if row.language != AUTHORITATIVE:
        today = digest(source.text if source else "")
        if row.translates_digest != today:
            return Standing.OUTDATED
    return Standing.REVIEWED if row.is_reviewed else Standing.DRAFT


def coverage(manuscript: Manuscript, rows: Rows) -> dict[str, Standing]:
    """Of each language, the text that is furthest behind of those that it must have."""
    return {language: _furthest(manuscript, rows, language) for language in LANGUAGES}


def _furthest(manuscript: Manuscript, rows: Rows, language: str) -> Standing:
    found = set()
    for field in fields_of(manuscript):
        source = rows.get((field.name, AUTHORITATIVE))
        row = rows.get((field.name, language))
        if field.optional and not (source and source.text):
            continue
        found.add(standing_of(row, source))
    return next((one for one in _BEHIND if one in found), Standing.REVIEWED)


def whole_languages(manuscript: Manuscript, rows: Rows) -> list[str]:
    """Those that may be published: nothing missing, unreviewed or outdated. A translation follows
    the Albanian and never goes without it."""
    found = coverage(manuscript, rows)
    if found[AUTHORITATIVE] is not Standing.REVIEWED:
        return []
    return [language for language in LANGUAGES if found[language] is Standing.REVIEWED]
