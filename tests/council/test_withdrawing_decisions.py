"""A published decision is withdrawn in the workspace, and residents read why in their language."""

import html
import json

import pytest
from django.test import Client
from django.utils import timezone

from council.actions.publish_facts import publish_meeting, put
from council.actions.publish_minutes import publish_minutes
from council.models import AuditRecord, Decision, Meeting, PublishedFact
from council.people import Public, acting_as
from outreach.actions.pages.follow import follow
from tests import cast, make
from tests.council.browsers import browser_of, in_english
from tests.council.test_notice_of_decisions import _approved_with_changes

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


# Where it was told as well -----------------------------------------------------------------------

FORMER, NOW = "Bashkia do të ndriçojë 6 vende të errëta", "Bashkia do të ndriçojë 7 vende"
MINUTES = {
    "sq": "/keshilli/mbledhjet/2024-4/",
    "en": "/en/council/meetings/2024-4/",
    "ar": "/ar/council/meetings/2024-4/",
}
EVERYWHERE = (
    *MINUTES.values(),
    *("/", "/keshilli/", "/keshilli/vendimet/", "/keshilli/vendimet.csv", "/shtypi/"),
    *("/keshilli/vendimet.json", "/lajme/feed.xml", "/buletini/feed.xml", "/sitemap.xml"),
    *("/takime/kalendari.ics", "/kerko/?q=vende", "/kerko/?q=2024-1", "/en/search/?q=vende"),
)


@pytest.fixture
def told() -> Decision:
    """In a notice, in other words by its corrections, in approved minutes, and once more in the
    minutes of its item."""
    minutes = f"U fol për dritat.\nU vendos: {NOW.lower()}, si u tha."
    meeting = _approved_with_changes(minutes=minutes)
    again(meeting)
    return meeting.decisions.get(series="open", state="adopted")


def again(meeting: Meeting) -> None:
    publish_minutes(meeting=meeting, next_meeting=None, by=cast.secretary(), at=timezone.now())


def everywhere() -> str:
    follow(at=timezone.now())
    return "".join(html.unescape(Client().get(one).content.decode()) for one in EVERYWHERE)


def withdrawn(decision: Decision) -> None:
    answer = browser_of(cast.secretary()).post(f"{page(decision)}unpublish/", make.WHY)
    assert answer.status_code == 302


def test_no_public_page_says_it_any_more_not_even_after_the_minutes_are_published_again(
    told: Decision,
) -> None:
    before = everywhere()
    assert FORMER in before and NOW in before and NOW.lower() in before
    withdrawn(told)
    for _time in ("at once", "after an addendum"):
        said = everywhere()
        for words in (FORMER, NOW, NOW.lower()):
            # What an institution promised in it stays public for itself.
            assert words not in said.replace(told.actions.get(series="open").open_text, "")
        again(Meeting.objects.get(pk=told.meeting_id))


def test_residents_have_no_row_that_says_it(told: Decision) -> None:
    withdrawn(told)
    with acting_as(Public()):
        rows = list(PublishedFact.objects.values_list("facts", "texts"))
    assert rows
    assert FORMER not in json.dumps(rows, ensure_ascii=False)
    assert NOW not in json.dumps(rows, ensure_ascii=False)


@pytest.mark.parametrize("language", MINUTES)
def test_the_minutes_say_why_in_the_language_of_their_reader(told: Decision, language: str) -> None:
    withdrawn(told)
    said = html.unescape(Client().get(MINUTES[language]).content.decode())
    assert [code for code, why in make.WHY.items() if why in said] == [language]
    assert f'<bdi dir="ltr">{told.number}</bdi>' in said
    assert "U fol për dritat." in said
    assert "[…]" in said
    assert "<del" not in said


def test_a_meeting_without_minutes_says_why_and_not_what_its_notice_said(
    decision: Decision,
) -> None:
    put(
        key="notice:2024-4",
        kind=PublishedFact.Kind.NOTICE,
        on_date=decision.taken_on,
        facts={
            "reference": "2024-4",
            "starts_at": decision.meeting.starts_at.isoformat(),
            "decisions": [{"number": decision.number, "institution": "x", "deadline": None}],
            "corrections": [],
        },
        texts={"sq": {"text": FORMER, f"decision:{decision.number}": FORMER}},
        at=make.NOW,
    )
    assert FORMER in html.unescape(Client().get(MINUTES["sq"]).content.decode())
    withdrawn(decision)
    said = html.unescape(Client().get(MINUTES["en"]).content.decode())
    assert FORMER not in said
    assert make.WHY["en"] in said
