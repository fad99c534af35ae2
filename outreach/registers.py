"""The help lines and standing help topics of the city profile, entered once.

What is there stays as it is. Nobody has checked a line by entering it, and a topic's words are not
public before somebody of the council has read them (`actions/help/check_help.py`).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from languages import AUTHORITATIVE, LANGUAGES
from languages.texts import digest
from outreach.models import HelpChange, HelpLine, HelpTopic, Text

FRONT_PAGE = ("112", "129", "116 111", "116 117")
TOPIC_TEXTS = (*("name", "headline", "who", "go", "hours", "free", "anonymous", "safe", "other"),)


def enter_help_lines(
    rows: Iterable[Mapping[str, str]], notes: Mapping[str, Mapping[str, str]]
) -> None:
    """`notes`: what to say beside a number, by number and language.

    A number that ended, or that another one replaced, is not entered again.
    """
    changed = HelpChange.objects.filter(approved=True).values_list("former_number", flat=True)
    known = {*HelpLine.objects.values_list("number", flat=True), *changed}
    for order, row in enumerate(rows):
        if row["number"] in known:
            continue
        note = notes.get(row["number"], {})
        HelpLine.objects.create(
            number=row["number"],
            order=order,
            front_page=row["number"] in FRONT_PAGE,
            **{f"name_{language}": row[language] for language in LANGUAGES},
            **{f"note_{language}": note.get(language, "") for language in LANGUAGES},
        )


def enter_help_topics(topics: Iterable[Mapping[str, Any]]) -> None:
    """As the files of the city's folder `help/` have them: slug, numbers, related, leave, texts."""
    for order, data in enumerate(topics, start=1):
        steps = data["next_steps"]
        topic, is_new = HelpTopic.objects.get_or_create(
            slug=data["slug"],
            defaults={
                "order": order,
                "month": None,
                "numbers": list(data["numbers"]),
                "related": list(data["related"]),
                "leave_quickly": data["leave"],
                "steps": len(steps),
            },
        )
        if is_new:
            texts = {name: data[name] for name in TOPIC_TEXTS}
            _enter_texts(
                topic.source_key, {**texts, **{f"step:{n}": step for n, step in enumerate(steps)}}
            )


def _enter_texts(key: str, fields: Mapping[str, Mapping[str, str]]) -> None:
    Text.objects.bulk_create(
        Text(
            key=key,
            field=field,
            language=language,
            text=texts[language],
            origin=Text.Origin.IMPORTED,
            translates_digest=digest(texts[AUTHORITATIVE]),
        )
        for field, texts in fields.items()
        for language in LANGUAGES
    )
