"""The survey: answered without a name, counted once, released by two and never of too few."""

import datetime
import re
import uuid
from collections.abc import Mapping

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from council.people import NotAllowed, Public, acting_as
from languages import LANGUAGES
from languages.addresses import address
from outreach.actions.survey.answer import NothingOpen, answer_survey, enter_answers
from outreach.actions.survey.keep import (
    FEWEST,
    NotProposed,
    Overlaps,
    StillOpen,
    TooFew,
    open_survey,
    propose_results,
    release_results,
)
from outreach.actions.survey.tally import tally_slips
from outreach.models import CountedSlip, SurveyCount, SurveySlip, SurveyWave
from outreach.small_cells import publishable
from outreach.survey import QUESTIONS
from tests import cast
from tests.council.browsers import browser_of, in_english

DAY = datetime.timedelta(days=1)
FIRST = {"disorder": "weekly", "exposure": "no"}
SECOND = {"concern": "little", "fear": "stay_in"}
THIRD = {"police": "rather_satisfied", "council": "no_idea", "unit": ""}


@pytest.fixture
def client(acting: None) -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def wave(acting: None) -> SurveyWave:
    today = timezone.localdate()
    return open_survey(
        opens_on=today, closes_on=today + 7 * DAY, by=cast.secretary(), at=timezone.now()
    )


def hidden(response: HttpResponse) -> dict[str, str]:
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode())
    return dict(fields)


def sent(client: Client, language: str = "sq") -> HttpResponse:
    """Through all its screens, as a browser carries the hidden fields along."""
    page = address("feedback", language)
    answer = client.get(page)
    for given in (FIRST, SECOND, THIRD):
        answer = client.post(page, {**hidden(answer), **given, "go": "next"})
        assert answer.status_code == 200
    return client.post(page, {**hidden(answer), "go": "send"})


def counts() -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in SurveyCount.objects.all():
        found.setdefault(row.question, {})[row.option] = row.n
    return found


def answered(wave: SurveyWave, n: int, **answers: str) -> None:
    """By so many people, at a moment of the wave."""
    at = datetime.datetime.combine(
        wave.opens_on, datetime.time(12), timezone.get_default_timezone()
    )
    for _ in range(n):
        answer_survey(slip=uuid.uuid4(), answers=answers, language="sq", at=at)
    tally_slips(at=at)


def over(wave: SurveyWave) -> SurveyWave:
    """A week later, as far as the survey is concerned."""
    SurveyWave.objects.filter(pk=wave.pk).update(
        opens_on=wave.opens_on - 30 * DAY, closes_on=wave.closes_on - 30 * DAY
    )
    wave.refresh_from_db()
    return wave


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_counted_each_by_itself_and_no_form_is_kept(
    client: Client, wave: SurveyWave, language: str
) -> None:
    answer = sent(client, language)
    assert answer.status_code == 200
    assert not answer.cookies
    assert tally_slips(at=timezone.now()) == 1
    assert counts() == {
        "disorder": {"weekly": 1},
        "exposure": {"no": 1},
        "concern": {"little": 1},
        "fear": {"stay_in": 1},
        "police": {"rather_satisfied": 1},
        "council": {"no_idea": 1},
        "channel": {"online": 1},
        "language": {language: 1},
    }
    assert not SurveySlip.objects.exists()


def test_the_survey_has_at_most_seven_questions_on_three_screens(
    client: Client, wave: SurveyWave
) -> None:
    assert len(QUESTIONS) <= 7
    page = client.get(address("feedback", "sq")).content.decode()
    shown = {each.key for each in QUESTIONS if f'name="{each.key}"' in page}
    assert shown == {each.key for each in QUESTIONS if each.screen == 1}


def test_a_form_that_is_sent_twice_counts_once(client: Client, wave: SurveyWave) -> None:
    page = address("feedback", "sq")
    answer = client.get(page)
    for given in (FIRST, SECOND, THIRD):
        answer = client.post(page, {**hidden(answer), **given, "go": "next"})
    form = {**hidden(answer), "go": "send"}
    client.post(page, form)
    tally_slips(at=timezone.now())
    client.post(page, form)
    tally_slips(at=timezone.now())
    assert counts()["channel"] == {"online": 1}
    assert CountedSlip.objects.count() == 1


def test_going_back_keeps_what_was_answered(client: Client, wave: SurveyWave) -> None:
    page = address("feedback", "en")
    second = client.post(page, {"screen": "1", **FIRST, "go": "next"})
    first = client.post(page, {**hidden(second), **SECOND, "go": "back"}).content.decode()
    assert re.search(r'value="weekly"[^>]*checked', first)
    assert 'name="fear" value="stay_in"' in first


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"go": "send"}, 422),
        ({"go": "next", "screen": "1", "disorder": "always"}, 422),
        ({"go": "send", "slip": "no-uuid", **FIRST}, 422),
        ({"go": "next", "screen": "9999999999999"}, 200),
        ({"go": "next", "screen": "٣"}, 200),
        ({"go": "\x00", "screen": "-1"}, 200),
    ],
)
def test_forms_that_no_browser_sends_are_answered_and_not_counted(
    client: Client, wave: SurveyWave, form: dict[str, str], status: int
) -> None:
    assert client.post(address("feedback", "sq"), form).status_code == status
    assert not SurveySlip.objects.exists()


def test_a_program_is_thanked_and_not_counted(client: Client, wave: SurveyWave) -> None:
    form = {"go": "send", "website": "x", **FIRST}
    assert client.post(address("feedback", "sq"), form).status_code == 200
    assert not SurveySlip.objects.exists()


def test_without_an_open_survey_nobody_answers(client: Client) -> None:
    page = address("feedback", "ar")
    assert (
        "<form"
        not in client.get(page).content.decode().partition("<main")[2].partition("</main>")[0]
    )
    assert client.post(page, {"go": "send", **FIRST}).status_code == 410
    with pytest.raises(NothingOpen):
        answer_survey(slip=uuid.uuid4(), answers=FIRST, language="sq", at=timezone.now())


def test_two_surveys_never_share_a_day(wave: SurveyWave) -> None:
    with pytest.raises(Overlaps):
        open_survey(
            opens_on=wave.closes_on,
            closes_on=wave.closes_on + DAY,
            by=cast.secretary(),
            at=timezone.now(),
        )


def test_answers_on_paper_are_typed_in_and_counted_as_paper(wave: SurveyWave) -> None:
    office = in_english(cast.secretary())
    page = office.get("/workspace/survey/paper/").content.decode()
    slip = re.search(r'name="slip" value="([^"]+)"', page)
    assert slip
    form = {"slip": slip[1], **FIRST, **THIRD}
    assert office.post("/workspace/survey/paper/", form).status_code == 302
    assert office.post("/workspace/survey/paper/", {"slip": slip[1]}).status_code == 422
    tally_slips(at=timezone.now())
    assert counts()["channel"] == {"paper": 1}


def test_paper_that_comes_too_late_is_said(wave: SurveyWave) -> None:
    SurveyWave.objects.update(opens_on=wave.opens_on - 60 * DAY, closes_on=wave.opens_on - 40 * DAY)
    with pytest.raises(NothingOpen):
        enter_answers(slip=uuid.uuid4(), answers=FIRST, by=cast.secretary(), at=timezone.now())


def test_results_need_an_end_enough_answers_and_two_persons(wave: SurveyWave) -> None:
    one, other = cast.secretary(), cast.chair()
    now = timezone.now()
    with pytest.raises(StillOpen):
        propose_results(wave_id=wave.pk, by=one, at=now)
    answered(wave, FEWEST - 1, disorder="never")
    over(wave)
    with pytest.raises(TooFew):
        propose_results(wave_id=wave.pk, by=one, at=now)
    SurveyCount.objects.filter(question="channel").update(n=FEWEST)
    with pytest.raises(NotProposed):
        release_results(wave_id=wave.pk, by=other, at=now)
    propose_results(wave_id=wave.pk, by=one, at=now)
    with pytest.raises(NotAllowed):
        release_results(wave_id=wave.pk, by=one, at=now)
    assert release_results(wave_id=wave.pk, by=other, at=now).released_at == now


def test_the_database_keeps_two_persons_too(wave: SurveyWave) -> None:
    now, one = timezone.now(), cast.secretary()
    with pytest.raises(IntegrityError):
        SurveyWave.objects.update(
            results={}, proposed_at=now, proposed_by=one, released_at=now, released_by=one
        )


def test_results_are_public_only_once_released(client: Client, wave: SurveyWave) -> None:
    answered(wave, 60, disorder="never")
    answered(wave, 12, disorder="weekly")
    answered(wave, 3, disorder="rarely")
    propose_results(wave_id=over(wave).pk, by=cast.secretary(), at=timezone.now())
    page = address("feedback-results", "en")
    assert "People" not in client.get(page).content.decode()
    with acting_as(Public()):
        assert not SurveyWave.objects.exists()
    release_results(wave_id=wave.pk, by=cast.chair(), at=timezone.now())
    table = client.get(page).content.decode()
    figures = re.findall(r'scope="row">([^<]+)</th><td class="num">([^<]+)<', table)
    told = dict(figures[:4])
    # Three are too few, and twelve would tell them with the sum.
    assert told == {
        "never": "60",
        "rarely": "not shown",
        "every month": "0",
        "every week or more often": "not shown",
    }


def test_what_comes_in_after_the_proposal_changes_no_published_figure(wave: SurveyWave) -> None:
    answered(wave, 60, disorder="never")
    frozen = propose_results(wave_id=over(wave).pk, by=cast.secretary(), at=timezone.now()).results
    SurveyCount.objects.update(n=500)
    released = release_results(wave_id=wave.pk, by=cast.chair(), at=timezone.now())
    assert released.results == frozen


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"a": 0, "b": 100}, {"a": 0, "b": 100}),
        ({"a": 9, "b": 100, "c": 40}, {"a": None, "b": 100, "c": None}),
        ({"a": 9, "b": 3, "c": 42}, {"a": None, "b": None, "c": 40}),
        ({"a": 9}, {"a": None}),
        ({"a": 12, "b": 13}, {"a": 10, "b": 15}),
    ],
)
def test_no_cell_below_ten_can_be_told(given: dict[str, int], shown: dict[str, int | None]) -> None:
    assert publishable(given) == shown


def test_the_public_side_reads_neither_slips_nor_counts(acting: None) -> None:
    for model in (SurveySlip, SurveyCount, CountedSlip):
        with acting_as(Public()), pytest.raises(ProgrammingError), transaction.atomic():
            model.objects.first()  # type: ignore[attr-defined]


def test_who_keeps_no_survey_opens_none_and_sees_none(wave: SurveyWave) -> None:
    form = {"opens_on": "2030-01-01", "closes_on": "2030-02-01"}
    editor = browser_of(cast.editor())
    assert editor.get("/workspace/survey/").status_code == 200
    assert editor.post("/workspace/survey/", form).status_code == 403
    for act in ("propose", "release"):
        assert editor.post(f"/workspace/survey/{wave.pk}/{act}/").status_code == 403
    member = browser_of(cast.member())
    for page in ("/workspace/survey/", f"/workspace/survey/{wave.pk}/", "/workspace/survey/paper/"):
        assert member.get(page).status_code == 403
    assert SurveyWave.objects.count() == 1
