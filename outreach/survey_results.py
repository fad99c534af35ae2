"""Released results of the survey, as pages show them."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from council.published import unit_names
from languages import AUTHORITATIVE
from outreach.models import SurveyWave
from outreach.survey import QUESTIONS, UNSAID
from press.charts import Bar, bars

MOST_WAVES = 8
NARROW = 320
"""Wide enough for a telephone, where a wider chart has small words."""


@dataclass(frozen=True)
class Told:
    """One question; `rows`: the words of each answer, and its count, or None where it is hidden."""

    key: str
    words: str
    rows: list[tuple[str, int | None]]
    chart: str


@dataclass(frozen=True)
class Results:
    opens_on: datetime.date
    closes_on: datetime.date
    answers: int
    """Rounded to five."""
    questions: list[Told]


def released(language: str) -> list[Results]:
    """The newest first."""
    waves = SurveyWave.objects.filter(released_at__isnull=False)[:MOST_WAVES]
    places = _places(language)
    return [of_wave(wave, wave.results or {}, language, places) for wave in waves]


def of_wave(
    wave: SurveyWave, results: dict[str, Any], language: str, places: dict[str, str] | None = None
) -> Results:
    places = _places(language) if places is None else places
    return Results(
        opens_on=wave.opens_on,
        closes_on=wave.closes_on,
        answers=results.get("answers", 0),
        questions=[
            _told(each.key, str(each.words), results.get(each.key, {}), options, language)
            for each in QUESTIONS
            for options in (places if each.key == "unit" else dict(each.options),)
        ],
    )


def _told(
    key: str, words: str, counts: dict[str, int | None], options: dict[str, Any], language: str
) -> Told:
    rows = [(str(label), counts[option]) for option, label in options.items() if option in counts]
    shown = [Bar(label, n or 0, band="" if n is not None else "–") for label, n in rows]
    chart = (
        ""
        if key == "unit" or not shown
        else bars(shown, title=words, language=language, width=NARROW, outlined=False)
    )
    return Told(key, words, rows, chart)


def _places(language: str) -> dict[str, str]:
    names = unit_names().items()
    found = {code: name.get(language) or name[AUTHORITATIVE] for code, name in names}
    return {**found, UNSAID: _("I prefer not to say")}
