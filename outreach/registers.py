"""The help lines of the city profile, entered once. What is there stays as it is."""

import datetime
from collections.abc import Iterable, Mapping

from languages import LANGUAGES
from outreach.models import HelpLine

FRONT_PAGE = ("112", "129", "116 111", "116 117")


def enter_help_lines(
    rows: Iterable[Mapping[str, str]], notes: Mapping[str, Mapping[str, str]], on: datetime.date
) -> None:
    """`notes`: what to say beside a number, by number and language."""
    for order, row in enumerate(rows):
        note = notes.get(row["number"], {})
        HelpLine.objects.get_or_create(
            number=row["number"],
            defaults={
                "order": order,
                "front_page": row["number"] in FRONT_PAGE,
                "checked_on": on,
                **{f"name_{language}": row[language] for language in LANGUAGES},
                **{f"note_{language}": note.get(language, "") for language in LANGUAGES},
            },
        )
