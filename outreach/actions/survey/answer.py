"""Somebody answers the survey: online by the public role, or from paper by the secretary."""

import datetime
import uuid

from django.utils.timezone import localdate

from council import audit
from council.people import User, demand
from outreach.access import may_keep_survey
from outreach.models import SurveySlip, SurveyWave
from outreach.survey import Answers


class NothingOpen(Exception):
    """No survey is open on this day."""


def answer_survey(
    *, slip: uuid.UUID, answers: Answers, language: str, at: datetime.datetime
) -> None:
    """One person's answers; sent again under the same id they count once. Raises NothingOpen."""
    _put(open_wave(localdate(at)), slip, answers, language, "online")


def enter_answers(*, slip: uuid.UUID, answers: Answers, by: User, at: datetime.datetime) -> None:
    """From paper; until four weeks after the survey closed. Raises NotAllowed, NothingOpen."""
    demand(may_keep_survey(by, on=localdate(at)))
    day = localdate(at)
    wave = SurveyWave.objects.filter(
        opens_on__lte=day, closes_on__gte=day - PAPER, proposed_at=None
    ).first()
    if wave is None:
        raise NothingOpen
    _put(wave, slip, answers, "sq", "paper")
    audit.record(verb="survey.enter", object_key=f"survey:{wave.pk}", at=at)


PAPER = datetime.timedelta(weeks=4)
"""How long after its last day answers on paper still come in."""


def open_wave(day: datetime.date) -> SurveyWave:
    """Raises NothingOpen."""
    wave = SurveyWave.objects.filter(opens_on__lte=day, closes_on__gte=day).first()
    if wave is None:
        raise NothingOpen
    return wave


def _put(wave: SurveyWave, slip: uuid.UUID, answers: Answers, language: str, channel: str) -> None:
    SurveySlip.objects.bulk_create(
        [SurveySlip(id=slip, wave=wave, answers=dict(answers), language=language, channel=channel)],
        ignore_conflicts=True,
    )
