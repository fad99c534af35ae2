"""Help: the lines, the topics, the way out, the card, and what is not public before it was read."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from languages import LANGUAGES
from outreach import demonstration, published_help
from outreach.actions.help.make_cards import MOST_BYTES, make_cards
from outreach.models import HelpCard, HelpLine, HelpTopic, Text
from press.pdf_text import text_of_pdf
from tests import cast, make
from tests.press.pdf_structure import problems

pytestmark = pytest.mark.usefixtures("acting")
INDEX = {"sq": "/ndihme/", "en": "/en/help/", "ar": "/ar/help/"}
CARD = {"sq": "/ndihme/karta.pdf", "en": "/en/help/card.pdf", "ar": "/ar/help/card.pdf"}
CONTACT = {"sq": "/kontakt/", "en": "/en/contact/", "ar": "/ar/contact/"}
STANDING = 10
"""Topics, at least."""
DIALLED = re.compile(r'href="tel:([^"]*)"')
WRITTEN = re.compile(r"(?<![\d,.:–-])1\d\d(?:[ \u00a0]\d{3})?(?![\d.:–-])")


@pytest.fixture
def checked() -> None:
    """As if somebody had read and checked everything; the gate has a test of its own."""
    now = timezone.now()
    Text.objects.filter(key__startswith="help:").update(
        reviewed_by=cast.secretary(), reviewed_at=now
    )
    for model in (HelpLine, HelpTopic):
        model.objects.update(checked_on=timezone.localdate(now))


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    assert not answer.cookies
    return html.unescape(answer.content.decode())


def main_of(text: str) -> str:
    return text.partition("<main")[2].partition("</main>")[0]


def topics(language: str) -> list[str]:
    slugs = HelpTopic.objects.filter(month=None).values_list("slug", flat=True)
    return [f"{INDEX[language]}{slug}/" for slug in slugs]


# The lines and topics --------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_number_is_112_and_all_lines_follow(checked: None, language: str) -> None:
    dialled = DIALLED.findall(main_of(page(INDEX[language])))
    assert dialled[0] == "112"
    register = {
        number.replace(" ", "") for number in HelpLine.objects.values_list("number", flat=True)
    }
    assert register <= set(dialled)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_topics_say_all_that_somebody_must_know_in_each_language(
    checked: None, language: str
) -> None:
    every = topics(language)
    assert len(every) >= STANDING
    for address in every:
        text = page(address)
        for field in ("headline", "who", "go", "hours", "free", "anonymous", "safe", "other"):
            key = f"help:{address.rstrip('/').rpartition('/')[2]}"
            assert Text.objects.get(key=key, field=field, language=language).text in text, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_whom_to_call_stands_before_what_explains_it(checked: None, language: str) -> None:
    for address in topics(language):
        told = main_of(page(address))
        assert told.index("</h1>") < told.index('href="tel:') < told.index('class="lede"'), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_on_the_pages_of_help_is_one_of_the_register(
    checked: None, language: str
) -> None:
    known = {n.replace(" ", "") for n in HelpLine.objects.values_list("number", flat=True)}
    office = settings.CITY.telephone.replace(" ", "")
    for address in [INDEX[language], CONTACT[language], *topics(language)]:
        text = page(address)
        assert set(DIALLED.findall(text)) <= known | {office}, address
        words = re.sub(r"<[^>]*>", " ", main_of(text)).replace(settings.CITY.telephone, "")
        written = {re.sub(r"\D", "", found) for found in WRITTEN.findall(words)}
        assert written <= known, address


def test_the_gate_lets_every_standing_topic_pass() -> None:
    demonstration.check_help(by=cast.secretary(), at=timezone.now())
    assert not Text.objects.filter(key__startswith="help:", reviewed_at=None).exists()
    assert not HelpLine.objects.filter(checked_on=None).exists()


def test_a_topic_that_nobody_has_read_is_not_public() -> None:
    topic = HelpTopic.objects.get(slug="children")
    assert Client().get("/ndihme/children/").status_code == 404
    assert "children" not in page("/ndihme/")
    Text.objects.filter(key=topic.source_key).update(
        reviewed_by=cast.secretary(), reviewed_at=timezone.now()
    )
    assert "/ndihme/children/" in page("/ndihme/")
    assert Client().get("/ndihme/children/").status_code == 200


def test_what_is_only_in_albanian_is_said_to_be(checked: None) -> None:
    Text.objects.filter(key="help:children", language="ar").delete()
    text = page("/ar/help/children/")
    assert "Fëmijët mund të telefonojnë" in text
    assert '<h1 lang="sq" dir="ltr">' in text


def test_a_line_says_when_it_was_checked_and_one_that_was_not_says_so(checked: None) -> None:
    HelpLine.objects.filter(number="126").update(checked_on=None)
    text = main_of(page("/en/help/"))
    assert text.count("Last checked:") == HelpLine.objects.count() - 2  # 112 stands apart
    assert text.count("We have not checked this number yet.") == 1


def test_the_pages_ask_the_database_seldom_whatever_there_is(checked: None) -> None:
    def asked(address: str) -> int:
        Client().get(address)
        with CaptureQueriesContext(connection) as captured:
            Client().get(address)
        return len([q for q in captured if q["sql"].startswith('SELECT "')])

    before = {address: asked(address) for address in ("/ndihme/", "/ndihme/children/")}
    editor = cast.editor()
    for number in range(30):
        make.help_topic(by=editor, slug=f"more-{number}", month=1)
    HelpTopic.objects.filter(slug="children").update(related=[f"more-{n}" for n in range(30)])
    assert {address: asked(address) for address in before} == before
    assert max(before.values()) <= 8


@pytest.mark.parametrize("slug", ["nope", "CHILDREN", "children.pdf", "a" * 300])
def test_an_unknown_topic_is_not_found(checked: None, slug: str) -> None:
    assert Client().get(f"/ndihme/{slug}/").status_code == 404


def test_related_topics_lead_to_topics_that_are_there() -> None:
    slugs = set(HelpTopic.objects.values_list("slug", flat=True))
    for topic in HelpTopic.objects.filter(month=None):
        assert set(topic.related) <= slugs - {topic.slug}, topic


# The way out -----------------------------------------------------------------------------------

LEAVE = re.compile(r"<a [^>]*data-leave[^>]*>")


@pytest.mark.parametrize(
    "slug", ["domestic-violence", "children", "human-trafficking", "hate-and-threats"]
)
def test_the_way_out_is_the_first_thing_on_a_page_of_violence(checked: None, slug: str) -> None:
    text = page(f"/ar/help/{slug}/")
    (link,) = LEAVE.findall(text)
    assert f'href="{settings.CITY.leave_to}"' in link
    assert 'rel="noreferrer nofollow"' in link
    assert text.index(link) < text.index("<header")
    assert 'id="hide"' in text


def test_other_pages_have_no_way_out_and_no_script(checked: None) -> None:
    for address in ("/ndihme/", "/ndihme/road-danger/", "/kontakt/"):
        text = page(address)
        assert not LEAVE.findall(text)
        assert "<script" not in text.replace('<script type="application/ld+json">', "")


def test_the_script_of_the_way_out_is_small() -> None:
    script = Path(settings.BASE_DIR) / "elbasan_council" / "static" / "portal" / "leave.js"
    assert script.stat().st_size <= 1024


# The card --------------------------------------------------------------------------------------


@pytest.fixture
def cards(checked: None, settings: Settings, tmp_path: Path) -> Callable[[], list[str]]:
    settings.PORTAL_VAR = tmp_path
    return make_cards


def test_each_card_is_one_small_page_that_every_program_can_read(
    cards: Callable[[], list[str]],
) -> None:
    for language in LANGUAGES:
        assert Client().get(CARD[language]).status_code == 404
        assert CARD[language] not in page(INDEX[language])
    assert cards() == list(LANGUAGES)
    for language in LANGUAGES:
        assert CARD[language] in page(INDEX[language])
        answer = Client().get(CARD[language])
        data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert answer["Content-Type"] == "application/pdf"
        assert len(data) <= MOST_BYTES
        assert problems(data) == []
        words = text_of_pdf(data).replace("\u00a0", " ")
        for number in HelpLine.objects.values_list("number", flat=True):
            assert words.count(number) >= 4, (language, number)
        again = Client().get(CARD[language], headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304


def test_a_card_is_made_again_when_a_line_changes_and_only_then(
    cards: Callable[[], list[str]],
) -> None:
    assert cards() == list(LANGUAGES)
    assert cards() == []
    before = {row.language: row.sha256 for row in HelpCard.objects.all()}
    HelpLine.objects.filter(number="127").update(note_ar="ليلًا ونهارًا")
    assert cards() == ["ar"]
    after = {row.language: row.sha256 for row in HelpCard.objects.all()}
    assert [code for code in LANGUAGES if before[code] != after[code]] == ["ar"]
    card = published_help.card("sq")
    assert card is not None
    (settings.PORTAL_VAR / "documents" / "help" / card.name).unlink()
    assert Client().get(CARD["sq"]).status_code == 404
    assert cards() == ["sq"]
    assert HelpCard.objects.get(language="sq").sha256 == before["sq"]


# Contact ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contact_page_says_how_to_reach_somebody(language: str) -> None:
    text = main_of(page(CONTACT[language]))
    city = settings.CITY.names(language)
    for said in (city.hours, city.address, city.entrance, city.spoken, city.email):
        assert said in text
    assert settings.CITY.telephone.replace(" ", "\u00a0") in text
    assert "<form" not in text
