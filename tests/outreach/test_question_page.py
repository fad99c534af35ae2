"""`/pyetje/`: what residents asked and what was answered, and how to ask; no box to write in."""

import html

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bulletins.actions.gather import gather
from bulletins.models import Block, Bulletin
from outreach import published
from outreach.actions.questions.publish import submit_question, withdraw_question
from outreach.actions.questions.send_elsewhere import send_elsewhere
from outreach.models import Question, Text
from tests import cast, make
from tests.council import held
from tests.council.test_notice_of_decisions import made_public
from tests.outreach import asking
from tests.outreach.asking import ANSWER, WORDS

pytestmark = pytest.mark.usefixtures("acting")
ADDRESSES = {"sq": "/pyetje/", "en": "/en/questions/", "ar": "/ar/questions/"}


def page(language: str = "sq", query: str = "") -> str:
    answer = Client().get(ADDRESSES[language] + query)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Accept-Language" not in answer.get("Vary", "")
    return html.unescape(" ".join(answer.content.decode().split()))


def main(language: str = "sq", query: str = "") -> str:
    text = page(language, query)
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.parametrize("language", ADDRESSES)
def test_without_an_answer_it_says_how_to_ask_and_has_no_box(language: str) -> None:
    text = main(language)
    assert "tel:" in text
    assert "112" in text
    for box in ("<form", "<input", "<textarea"):
        assert box not in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_only_in_albanian_is_said_and_marked(language: str) -> None:
    asking.public()
    text = main(language)
    assert f'lang="sq" dir="ltr">{WORDS}' in text
    assert "callout--plain" in text


def test_a_reviewed_translation_is_shown_in_its_language() -> None:
    question = asking.public()
    english = {"question": "When is it lit?", "answer": "By December."}
    for field, text in english.items():
        Text.objects.create(
            key=question.source_key,
            field=field,
            language="en",
            text=text,
            reviewed_by=cast.chair(),
            reviewed_at=timezone.now(),
        )
    text = main("en")
    assert "By December." in text
    assert ANSWER not in text
    Text.objects.filter(language="en").update(reviewed_by=None, reviewed_at=None)
    assert "By December." not in main("en")


def test_question_answer_place_and_day_stand_under_an_anchor() -> None:
    question = asking.public()
    text = main()
    start = text.index(f'id="q-{question.code}"')
    for said in (WORDS, ANSWER, "Gjinar", f'datetime="{question.answered_on}'):
        assert said in text[start:], said
    assert "notice board" not in text


def test_what_is_not_published_is_not_there() -> None:
    waiting = asking.answered()
    assert WORDS not in page()
    assert waiting.code not in page()
    submit_question(question=waiting, by=cast.editor(), at=timezone.now())
    assert WORDS not in page()


def test_as_it_was_heard_never_comes_out() -> None:
    question = asking.public()
    heard = Text.objects.filter(key=question.source_key, field="heard")
    heard.update(text="fjala siç u dëgjua")
    assert "siç u dëgjua" not in page()


def test_one_that_is_not_for_the_council_leads_elsewhere() -> None:
    question = asking.received()
    send_elsewhere(
        question=question,
        help_line="116 111",
        institution="social_services",
        text="Kjo çështje nuk është e Këshillit.",
        by=cast.secretary(),
        at=timezone.now(),
    )
    asking.published(question)
    text = main()
    assert 'href="tel:116111"' in text[text.index("Kjo çështje") :]
    (row,) = published.questions_answered(year=asking.today().year)
    assert (row.institution, row.elsewhere) == ("", "social_services")


def test_one_that_was_withdrawn_says_why_and_nothing_else() -> None:
    question = asking.public()
    by, at = cast.secretary(), timezone.now()
    withdraw_question(question=question, reasons=make.WHY, by=by, at=at)
    for language, why in make.WHY.items():
        text = main(language)
        assert why in text
        assert [one for one in make.WHY.values() if one in text] == [why]
        assert "only in Albanian" not in text
        assert WORDS not in text
        assert ANSWER not in text


def test_an_older_reason_in_albanian_alone_is_said_to_be() -> None:
    question = asking.public()
    Question.objects.filter(pk=question.pk).update(
        withdrawn_at=timezone.now(), withdrawn_reason="Afati ishte i gabuar."
    )
    assert '<span lang="sq" dir="ltr">Afati ishte i gabuar.</span>' in main("ar")


def test_years_topics_and_units_are_links_and_nothing_else_is_found() -> None:
    editor = cast.editor()
    roads = make.question(by=editor, slug="a", topic="roads", unit="gjinar")
    light = make.question(by=editor, slug="b", topic="light", unit="paper")
    text = main()
    for link in ("year=2024&topic=roads", "year=2024&unit=paper"):
        assert link in text
    only = main(query="?year=2024&topic=roads")
    assert roads.code in only
    assert light.code not in only
    for query in (
        "?year=1999", "?year=x", "?topic=nope", "?unit=nope", "?page=0", "?page=2", "?page=x",
        "?page=99999999", "?year=2024%00", "?year=٢٠٢٤",
    ):  # fmt: skip
        assert Client().get(f"/pyetje/{query}").status_code == 404, query


def test_a_long_year_has_pages() -> None:
    editor = cast.editor()
    for number in range(23):
        make.question(by=editor, slug=f"q-{number}")
    counted = [main().count('class="ask"'), main(query="?page=2").count('class="ask"')]
    assert counted == [20, 3]
    assert "?year=2024&page=2" in main()


def test_it_leads_to_the_meeting_once_that_is_public() -> None:
    meeting = held.meeting()
    make.question(by=cast.editor(), meeting=meeting.reference)
    link = f'href="/keshilli/mbledhjet/{meeting.reference}/"'
    assert link not in main()
    made_public(meeting)
    assert link in main()


def test_the_counts_of_the_year_are_told() -> None:
    asking.public()
    text = main("en")
    assert "Questions in the last 12 months: received 1, answered 1, in time 1." in text


def test_the_page_asks_as_much_for_three_as_for_thirty() -> None:
    editor, counts = cast.editor(), []
    for number in range(30):
        make.question(by=editor, slug=f"q-{number}")
        if number in (2, 29):
            page()
            with CaptureQueriesContext(connection) as asked:
                page()
            counts.append(sum(" FROM " in query["sql"] for query in asked.captured_queries))
    few, many = counts
    assert few == many <= 8


def test_a_bulletin_gathers_what_was_answered_in_its_month() -> None:
    question = asking.public()
    bulletin = Bulletin.objects.create(month=asking.today().replace(day=1))
    gather(bulletin=bulletin, by=cast.editor(), at=timezone.now())
    block = Block.objects.get(bulletin=bulletin, kind=Block.Kind.QUESTIONS)
    assert [row["key"] for row in block.facts["rows"]] == [question.source_key]
    assert Question.objects.get().is_public


def test_the_navigation_leads_to_it_in_each_language() -> None:
    for home, language in (("/", "sq"), ("/en/", "en"), ("/ar/", "ar")):
        assert f'href="{ADDRESSES[language]}"' in Client().get(home).content.decode()
