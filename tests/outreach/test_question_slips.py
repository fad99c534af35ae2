"""Paper slips by the dozen: one screen, nothing lost, nothing twice."""

import re
import uuid

import pytest
from django.test import Client

from outreach.models import Question, QuestionStep
from tests import cast
from tests.council.browsers import browser_of
from tests.outreach import asking
from tests.outreach.asking import PEOPLE, REGISTER, WORDS, words

pytestmark = pytest.mark.usefixtures("acting")
SLIPS = f"{REGISTER}slips/"
OTHER = "Kush e pastron rrugën e Zavalinës nga bora?"


def batch(*rows: str, act: str = "enter", **more: str) -> dict[str, str]:
    shared = {
        "act": act,
        "batch": str(uuid.uuid4()),
        "received_on": str(asking.today()),
        "unit": "gjinar",
        "place": "zyra e njësisë",
    }
    typed = {f"s{n}-words": text for n, text in enumerate(rows)}
    return {**shared, **typed, **more}


def sent(client: Client, told: dict[str, str]) -> str:
    answer = client.post(SLIPS, told)
    assert answer.status_code == 302, answer.content.decode()
    return words(client.get(answer["Location"]))


def test_a_batch_is_entered_at_once_and_empty_rows_are_left_out() -> None:
    told = batch(WORDS, "", OTHER, "   ", **{"s2-topic": "roads", "s2-times": "4"})
    text = sent(asking.editor(), told)
    assert "2 questions are in the register." in text
    found = {row.topic: row for row in Question.objects.all()}
    assert found["roads"].times_asked == 4
    assert {row.channel for row in found.values()} == {"paper"}
    assert {row.unit for row in found.values()} == {"gjinar"}
    steps = QuestionStep.objects.filter(verb="received")
    assert {row.detail for row in steps} == {"zyra e njësisë"}


def test_enter_adds_rows_and_loses_nothing() -> None:
    client = asking.secretary()
    empty = words(client.get(SLIPS))
    first = re.search(r"<button[^>]*>", empty[empty.index('class="form slips"') :])
    assert first
    assert 'value="rows"' in first[0], "what Enter presses"
    told = batch(*[f"{WORDS} {n}" for n in range(5)], act="rows", received_on="x")
    text = words(client.post(SLIPS, told))
    assert text.count('name="s9-words"') == 1
    assert f'value="{WORDS} 4"' in text
    assert re.search(r'name="s5-words"[^>]*autofocus', text)
    assert 'role="alert"' not in text, "nothing is checked while one types"
    assert not Question.objects.exists()


def test_what_is_wrong_is_said_at_its_row_and_all_is_kept() -> None:
    answer = asking.secretary().post(SLIPS, batch(WORDS, PEOPLE, **{"s0-times": "0"}))
    assert answer.status_code == 422
    text = words(answer)
    assert 'href="#id_s1-words"' in text
    assert "Row 2: Take this out, it may tell of a person" in text
    assert 'href="#id_s0-times"' in text
    assert f'value="{WORDS}"' in text
    assert not Question.objects.exists(), "all or none"


def test_a_row_that_names_a_community_asks_for_its_tick() -> None:
    told = batch("Kush e ndihmon komunitetin rom pas fyerjeve?")
    client = asking.secretary()
    text = words(client.post(SLIPS, told))
    assert 'name="s0-harmed"' in text
    assert client.post(SLIPS, {**told, "s0-harmed": "on"}).status_code == 302


def test_a_batch_that_is_sent_twice_is_taken_once() -> None:
    client, told = asking.secretary(), batch(WORDS, OTHER)
    sent(client, told)
    sent(client, told)
    assert sorted(Question.objects.values_list("times_asked", flat=True)) == [1, 1]


def test_an_empty_batch_and_a_broken_mark_are_refused() -> None:
    client = asking.secretary()
    assert "Type at least one slip." in words(client.post(SLIPS, batch("", "")))
    assert client.post(SLIPS, batch(WORDS, batch="x")).status_code == 422
    assert client.post(SLIPS, {}).status_code == 422
    assert client.get(f"{SLIPS}{uuid.uuid4()}/").status_code == 404


def test_the_paper_slip_asks_three_questions_and_no_name() -> None:
    text = words(asking.editor().get(f"{REGISTER}slip/"))
    assert "1. Çfarë doni të pyesni?" in text
    assert "Mos shkruani emra." in text


def test_who_does_not_keep_the_register_types_no_slips() -> None:
    for person in (cast.chair(), cast.liaison(), cast.observer()):
        client = browser_of(person)
        for address in (SLIPS, f"{REGISTER}slip/"):
            assert client.get(address).status_code == 403
        assert client.post(SLIPS, batch(WORDS)).status_code == 403
    assert not Question.objects.exists()
