"""A published decision is withdrawn in the workspace, and residents read why in their language."""

import html

import pytest
from django.test import Client

from council.actions.publish_facts import publish_meeting
from council.models import AuditRecord, Decision
from tests import cast, make
from tests.council.browsers import browser_of, in_english

pytestmark = pytest.mark.usefixtures("acting")


@pytest.fixture
def decision() -> Decision:
    meeting = make.meeting()
    made = make.decision(meeting=meeting)
    publish_meeting(meeting=meeting, next_meeting=None, at=make.NOW)
    return made


def page(decision: Decision) -> str:
    return f"/workspace/decisions/{decision.pk}/"


def public(decision: Decision, language: str = "") -> tuple[int, str]:
    address = "keshilli/vendimet" if not language else f"{language}/council/decisions"
    prefix = f"/{address}/{decision.number}/"
    answer = Client().get(prefix)
    return answer.status_code, html.unescape(answer.content.decode())


def test_residents_read_why_in_their_language(decision: Decision) -> None:
    browser = in_english(cast.secretary())
    assert "Withdraw it from publication" in browser.get(page(decision)).content.decode()
    answer = browser.post(f"{page(decision)}unpublish/", make.WHY)
    assert answer.status_code == 302
    for language, why in (("", "sq"), ("en", "en"), ("ar", "ar")):
        status, told = public(decision, language)
        assert status == 410
        assert [code for code, text in make.WHY.items() if text in told] == [why]
    assert AuditRecord.objects.filter(verb="fact.withdrawn").count() == 1
    again = browser.get(f"{page(decision)}unpublish/")
    assert "Nothing of this is public." in again.content.decode()
    assert "Withdraw it from publication" not in browser.get(page(decision)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ar": " "}, "Say why, in this language too."),
        ({"ar": make.WHY["en"]}, "The text is not in the letters of its language."),
        ({"en": "Published by mistake on 4 May."}, "The translation says 4, the source does not."),
    ],
)
def test_a_reason_that_cannot_be_keeps_it_public_and_what_was_typed(
    decision: Decision, wrong: dict[str, str], said: str
) -> None:
    browser = in_english(cast.secretary())
    answer = browser.post(f"{page(decision)}unpublish/", {**make.WHY, **wrong})
    assert answer.status_code == 422
    told = html.unescape(answer.content.decode())
    assert said in told
    assert make.WHY["sq"] in told
    assert public(decision)[0] == 200


def test_a_member_withdraws_nothing(decision: Decision) -> None:
    browser = browser_of(cast.member())
    assert browser.post(f"{page(decision)}unpublish/", make.WHY).status_code == 403
    assert browser_of(cast.editor()).get(f"{page(decision)}unpublish/").status_code == 404
    assert public(decision)[0] == 200
