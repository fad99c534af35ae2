"""A month's bulletin in three languages, invented, with the schema of the frozen content."""

import json
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import translation

from press import pdf

DATA = Path(__file__).parent / "data"
GENERATED = datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("Europe/Tirane"))
_DATES = {
    "held_on",
    "next_on",
    "done_on",
    "published_on",
    "next_issue_on",
    "deadline",
    "new_deadline",
    "date",
}


def issue(language: str) -> Any:
    """The content with attribute access and real dates, as the dataclasses of the bulletin give it."""
    text = (DATA / f"edition_{language}.json").read_text(encoding="utf-8")
    return json.loads(text, object_hook=_object)


def _object(fields: dict[str, Any]) -> SimpleNamespace:
    for name in _DATES & fields.keys():
        if fields[name]:
            fields[name] = date.fromisoformat(fields[name])
    return SimpleNamespace(**fields)


def html(content: Any) -> str:
    with translation.override(content.language):
        return render_to_string(
            "bulletins/pdf/edition.html",
            {"issue": content, "language": content.language, "direction": content.direction},
        )


def document(content: Any) -> pdf.Document:
    return pdf.render(
        html(content),
        language=content.language,
        title=content.title,
        description=content.description,
        stylesheets=[pdf.stylesheet("bulletins/pdf/edition.css")],
        generated=GENERATED,
        identifier=f"{content.month}-{content.language}-{content.edition}",
        author=content.council.name,
    )
