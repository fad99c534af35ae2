"""Opening a survey, and releasing what came of it by two persons."""

import datetime
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from council import audit
from council.people import Denied, User, demand
from outreach.access import may_keep_survey, may_release_survey
from outreach.actions.survey.tally import tally_slips
from outreach.models import SurveyCount, SurveyWave
from outreach.small_cells import publishable, rounded
from outreach.survey import QUESTIONS

FEWEST = 50
"""Answers without which no result is published: they would speak of too few."""
SAME = Denied(_("Somebody else than who proposed the results releases them."))


class Overlaps(Exception):
    """Another survey is open on one of these days."""


class StillOpen(Exception):
    """The survey is not over yet."""


class TooFew(Exception):
    """Too few answers: `n`."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n


class NotProposed(Exception):
    """Nobody has proposed results, or they are released already."""


def open_survey(
    *, opens_on: datetime.date, closes_on: datetime.date, by: User, at: datetime.datetime
) -> SurveyWave:
    """Raises NotAllowed, Overlaps."""
    demand(may_keep_survey(by, on=localdate(at)))
    try:
        with transaction.atomic():
            wave = SurveyWave.objects.create(opens_on=opens_on, closes_on=closes_on, opened_by=by)
    except IntegrityError as error:
        raise Overlaps from error
    audit.record(verb="survey.open", object_key=f"survey:{wave.pk}", at=at)
    return wave


def propose_results(*, wave_id: uuid.UUID, by: User, at: datetime.datetime) -> SurveyWave:
    """Freezes the figures as they would be public. Raises NotAllowed, StillOpen, TooFew."""
    demand(may_keep_survey(by, on=localdate(at)))
    while tally_slips(at=at):
        pass  # until none waits: what is frozen counts everybody
    with transaction.atomic():
        wave = SurveyWave.objects.select_for_update().get(pk=wave_id)
        if wave.released_at:
            raise NotProposed
        if wave.closes_on >= localdate(at):
            raise StillOpen
        if (n := answers_of(wave)) < FEWEST:
            raise TooFew(n)
        wave.results = results_of(wave)
        wave.proposed_at, wave.proposed_by = at, by
        wave.save(update_fields=["results", "proposed_at", "proposed_by"])
        audit.record(verb="survey.propose", object_key=f"survey:{wave.pk}", at=at)
    return wave


def release_results(*, wave_id: uuid.UUID, by: User, at: datetime.datetime) -> SurveyWave:
    """Raises NotAllowed, NotProposed."""
    demand(may_release_survey(by, on=localdate(at)))
    with transaction.atomic():
        wave = SurveyWave.objects.select_for_update().get(pk=wave_id)
        if wave.proposed_at is None or wave.released_at:
            raise NotProposed
        if wave.proposed_by_id == by.pk:
            demand(SAME)
        wave.released_at, wave.released_by = at, by
        wave.save(update_fields=["released_at", "released_by"])
        audit.record(verb="survey.release", object_key=f"survey:{wave.pk}", at=at)
    return wave


def answers_of(wave: SurveyWave) -> int:
    """How many people answered."""
    return sum(wave.counts.filter(question="channel").values_list("n", flat=True))


def results_of(wave: SurveyWave) -> dict[str, Any]:
    counts: dict[str, dict[str, int]] = {
        each.key: {key: 0 for key, _ in each.options} for each in QUESTIONS
    }
    for row in SurveyCount.objects.filter(wave=wave):
        if row.question in counts:
            counts[row.question][row.option] = row.n
    return {
        "answers": rounded(answers_of(wave)),
        **{question: publishable(options) for question, options in counts.items()},
    }
