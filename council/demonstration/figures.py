"""The month's figures, released by two."""

import datetime
from collections.abc import Iterable, Mapping

from council.actions.publish_facts import release_figures
from council.people import Role, person_with_role
from languages import LANGUAGES

Texts = Mapping[str, str]


def make_figures(
    *,
    month: datetime.date,
    title: Texts,
    sentence: Texts,
    unit_label: Texts,
    bars: Iterable[tuple[Texts, int, str]],
    at: datetime.datetime,
) -> None:
    """`bars`: (label, value, tone)."""
    bars = list(bars)
    labels = {f"bar:{n}": label for n, (label, _, _) in enumerate(bars)}
    fields = {"title": title, "sentence": sentence, "unit_label": unit_label, **labels}
    release_figures(
        month=month,
        facts={"bars": [{"value": value, "tone": tone} for _, value, tone in bars]},
        texts={
            language: {name: words[language] for name, words in fields.items()}
            for language in LANGUAGES
        },
        released_by=str(person_with_role(Role.SECRETARY, month).pk),
        confirmed_by=str(person_with_role(Role.CHAIR, month).pk),
        at=at,
    )
