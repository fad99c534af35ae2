"""What would be published of a manuscript now: what a second person approves, by its digest."""

import hashlib
import json
from typing import Any

from languages import AUTHORITATIVE
from outreach.models import Manuscript
from outreach.newsroom.kinds import Kind, audience_in, fields_of
from outreach.newsroom.states import Rows, by_place, whole_languages

Texts = dict[str, dict[str, str]]
"""By field, then by language."""


def texts_of(manuscript: Manuscript) -> Texts:
    """The texts of each language that is whole; of another one none."""
    rows = by_place(manuscript.texts.all())
    languages = whole_languages(manuscript, rows)
    found = {field.name: _in(rows, field.name, languages) for field in fields_of(manuscript)}
    if manuscript.kind == Kind.ACTIVITY:
        codes = manuscript.facts.get("audiences", [])
        found["audience"] = {language: audience_in(codes, language) for language in languages}
    return {field: texts for field, texts in found.items() if texts}


def _in(rows: Rows, field: str, languages: list[str]) -> dict[str, str]:
    source = rows.get((field, AUTHORITATIVE))
    if source is None or not source.text:
        return {}
    return {language: rows[field, language].text for language in languages}


def digest_of(manuscript: Manuscript) -> str:
    """Of everything that residents would read; another word gives another digest."""
    content: dict[str, Any] = {
        "key": manuscript.source_key,
        "facts": manuscript.facts,
        "picture": manuscript.picture,
        "texts": texts_of(manuscript),
    }
    packed = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(packed.encode()).hexdigest()
