"""Help lines come and go by two persons, and all that residents read follows."""

import datetime
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from council.models import AuditRecord
from council.people import User
from outreach import published
from outreach.actions.help.make_cards import make_cards
from outreach.actions.pages.follow import follow
from outreach.models import HelpChange, HelpLine, HelpTopic, Question, Text
from outreach.registers import enter_help_lines
from press.pdf_text import text_of_pdf
from tests import cast, make
from tests.council.browsers import browser_of, in_english

pytestmark = pytest.mark.usefixtures("acting", "checked")
OFFICE = "/workspace/help/"
NEW = f"{OFFICE}lines/new/"


@pytest.fixture
def checked(acting: None) -> None:
    now = timezone.now()
    Text.objects.filter(key__startswith="help:").update(
        reviewed_by=cast.secretary(), reviewed_at=now
    )
    for model in (HelpLine, HelpTopic):
        model.objects.update(checked_on=timezone.localdate(now))


@pytest.fixture
def secretary() -> User:
    return cast.secretary()


def told(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def new_line(**other: Any) -> dict[str, Any]:
    return {
        "number": "116 123",
        "name_sq": "Linja e të verbërve",
        "name_en": "Line for blind people",
        "name_ar": "خط المكفوفين",
        "hours_sq": "çdo ditë, nga ora 8:00 deri në 20:00",
        "hours_en": "every day from 8:00 to 20:00",
        "hours_ar": "كل يوم من الساعة 8:00 إلى الساعة 20:00",
        "cost": "free",
        "spoken": ["sq", "rom"],
        "topics": ["fraud"],
        "reason": "Letër e ministrisë, 4 nëntor",
        **other,
    }


def line(number: str) -> HelpLine:
    return HelpLine.objects.get(number=number)


def page_of(number: str) -> str:
    return f"{OFFICE}lines/{line(number).pk}/"


def decide(by: User) -> Any:
    change = HelpChange.objects.get(decided_at=None)
    return in_english(by).post(f"{OFFICE}changes/{change.pk}/decide/", follow=True)


def dialled(address: str) -> list[str]:
    """In the page's own part; at the edges stand all lines, or the first of them."""
    main = told(Client().get(address)).partition("<main")[2].partition("</main>")[0]
    return re.findall(r'href="tel:(\d+)"', main)


def end(number: str, by: User, **form: str) -> Any:
    sent = {"end_reason": "Nuk përgjigjet më, e kontrolluam.", **form}
    return in_english(by).post(f"{page_of(number)}end/", sent)


# A new line ------------------------------------------------------------------------------------


def test_a_new_line_is_public_once_a_second_person_has_approved_it(secretary: User) -> None:
    assert in_english(secretary).post(NEW, new_line()).status_code == 302
    assert "116123" not in dialled("/ndihme/")
    assert not HelpLine.objects.filter(number="116 123").exists()
    editor = cast.editor()
    assert "Approve or refuse the change of help line 116 123" in told(
        in_english(editor).get("/workspace/")
    )
    card = told(in_english(editor).get(OFFICE))
    assert "A new help line, 116 123, waits for a second person" in card
    assert "Albanian, Romani" in card
    assert "Approved: it is public now." in told(decide(editor))
    assert line("116 123").checked_on == timezone.localdate()
    for address in ("/ndihme/", "/en/help/", "/ar/help/", "/ar/help/fraud/"):
        assert "116123" in dialled(address), address
    assert "116123" not in dialled("/ndihme/children/")
    page = told(Client().get("/ar/help/"))
    assert "خط المكفوفين" in page
    assert "كل يوم من الساعة 8:00 إلى الساعة 20:00" in page
    verbs = AuditRecord.objects.filter(verb__startswith="help.line").values_list("verb", flat=True)
    assert set(verbs) == {"help.line_proposed", "help.line_added"}


def test_search_finds_a_new_line_and_no_longer_one_that_ended(secretary: User) -> None:
    in_english(secretary).post(NEW, new_line())
    decide(cast.editor())
    follow(at=timezone.now())
    assert "<mark>verbërve" in told(Client().get("/kerko/", {"q": "verbërve"}))
    end("116 123", secretary, instead=str(line("129").pk))
    decide(cast.editor())
    follow(at=timezone.now())
    assert "<mark>verbërve" not in told(Client().get("/kerko/", {"q": "verbërve"}))


def test_search_engines_are_told_of_each_line(secretary: User) -> None:
    in_english(secretary).post(NEW, new_line())
    decide(cast.editor())
    page = Client().get("/en/help/").content.decode()
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    items = [entry["item"] for entry in json.loads(found)["itemListElement"]]
    (own,) = [item for item in items if item["name"] == "Line for blind people"]
    phone = own["availableChannel"]["servicePhone"]
    assert phone["telephone"] == "116 123"
    assert phone["availableLanguage"] == ["sq", "rom"]
    assert own["isAccessibleForFree"] is True
    police = next(item for item in items if item["name"] == "State Police")
    assert "isAccessibleForFree" not in police


def test_the_card_has_the_new_line_and_still_fits(
    secretary: User, settings: Settings, tmp_path: Path
) -> None:
    settings.PORTAL_VAR = tmp_path
    in_english(secretary).post(NEW, new_line())
    decide(cast.editor())
    assert make_cards() == ["sq", "en", "ar"]
    answer = Client().get("/ndihme/karta.pdf")
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert text_of_pdf(data).replace("\u00a0", " ").count("116 123") >= 4


def test_a_card_with_many_lines_is_printed_smaller_and_one_that_cannot_fit_is_told_of(
    secretary: User, settings: Settings, tmp_path: Path
) -> None:
    settings.PORTAL_VAR = tmp_path
    note = {f"note_{code}": "falas, ditë e natë" for code in ("sq", "en", "ar")}
    names = {f"name_{code}": "Linja Kombëtare e Këshillimit" for code in ("sq", "en", "ar")}

    def add(first: int, after: int) -> None:
        for n in range(first, after):
            HelpLine.objects.create(number=f"116 9{n}", order=n, **names, **note)

    add(20, 23)
    assert make_cards() == ["sq", "en", "ar"]
    assert "The help card could not be made" not in told(in_english(secretary).get(OFFICE))
    add(23, 40)
    assert make_cards() == []
    assert Client().get("/ndihme/karta.pdf").status_code == 404
    assert "The help card could not be made" in told(in_english(secretary).get(OFFICE))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "129"}, "Another help line has this number."),
        ({"name_ar": ""}, "Write the name in every language."),
        ({"hours_en": ""}, "The hours stand in all three languages, or in none."),
        ({"hours_en": "every day from 8:00 to 21:00"}, "the translation says 21:00."),
        ({"name_ar": "Line for blind people"}, "not in the letters of its language"),
        ({"spoken": ["xx"]}, "xx"),
        ({"cost": "cheap"}, "cheap"),
        ({"topics": ["nope"]}, "nope"),
        ({"reason": ""}, "Say why it changes and how you know."),
    ],
)
def test_a_line_that_cannot_be_says_why_and_keeps_what_was_typed(
    secretary: User, wrong: dict[str, Any], said: str
) -> None:
    answer = in_english(secretary).post(NEW, new_line(**wrong))
    assert answer.status_code == 422
    assert said in told(answer)
    assert 'value="Linja e të verbërve"' in told(answer)
    assert not HelpChange.objects.exists()


def test_a_new_line_waits_once_and_nobody_approves_their_own(secretary: User) -> None:
    in_english(secretary).post(NEW, new_line())
    again = in_english(cast.editor()).post(NEW, new_line())
    assert again.status_code == 422
    assert "Another change of this line waits for approval." in told(again)
    assert decide(secretary).status_code == 403
    assert "116123" not in dialled("/ndihme/")


def test_hours_price_languages_and_topics_of_a_line_change_by_two_persons(secretary: User) -> None:
    number = "116 117"
    sent = new_line(number=number, topics=["domestic-violence", "fraud"])
    sent |= {name: getattr(line(number), name) for name in ("name_sq", "name_en", "name_ar")}
    assert in_english(secretary).post(f"{page_of(number)}change/", sent).status_code == 302
    assert "116117" not in dialled("/ndihme/fraud/")
    decide(cast.editor())
    assert "116117" in dialled("/ndihme/fraud/")
    assert "free of charge" in told(Client().get("/en/help/"))


def test_a_topic_is_never_left_without_a_number(secretary: User) -> None:
    HelpTopic.objects.filter(slug="fraud").update(numbers=["126"])
    sent = new_line(number="126", topics=[])
    answer = in_english(secretary).post(f"{page_of('126')}change/", sent)
    assert answer.status_code == 422
    assert "A help topic would be left without any number." in told(answer)


# The end of a line -----------------------------------------------------------------------------


def test_a_line_that_ends_is_gone_everywhere_and_its_topics_name_another(secretary: User) -> None:
    asked = make.question(by=secretary, slug="tjeter", help_line="116 117")
    other = line("129")
    before = HelpTopic.objects.get(slug="domestic-violence").numbers
    assert before.index("116 117") < before.index("129")
    assert end("116 117", secretary, instead=str(other.pk)).status_code == 302
    assert "116117" in dialled("/ndihme/")
    shown = told(in_english(cast.editor()).get(OFFICE))
    assert "The end of 116 117 waits for a second person" in shown
    assert "sentences of the help topics become others: read them" in shown
    decide(cast.editor())
    for address in ("/ndihme/", "/en/help/", "/ar/help/domestic-violence/", "/"):
        assert "116117" not in dialled(address), address
    assert not Text.objects.filter(key__startswith="help:", text__contains="116\u00a0117").exists()
    topic = HelpTopic.objects.get(slug="domestic-violence")
    assert topic.numbers == ["129", "112"]
    assert topic.checked_on is None
    assert HelpTopic.objects.get(slug="road-danger").checked_on
    assert Question.objects.get(pk=asked.pk).help_line == "129"
    assert "116 117" not in {known.number for known in published.help_lines()}
    verbs = AuditRecord.objects.filter(object_key=line("116 117").source_key)
    assert set(verbs.values_list("verb", flat=True)) == {"help.end_proposed", "help.line_retired"}
    assert in_english(secretary).get(page_of("116 117")).status_code == 404


def test_a_line_that_topics_name_does_not_end_without_another(secretary: User) -> None:
    answer = end("116 117", secretary)
    assert answer.status_code == 422
    assert told(answer).count("Choose whom they call instead.") == 2
    assert 'value="Nuk përgjigjet më, e kontrolluam."' in told(answer)
    assert end("116 117", secretary, instead=str(line("116 117").pk)).status_code == 422
    assert not HelpChange.objects.exists()


def test_the_emergency_number_neither_ends_nor_changes(secretary: User) -> None:
    browser = in_english(secretary)
    assert "propose its end" not in told(browser.get(page_of("112")))
    assert end("112", secretary, instead=str(line("129").pk)).status_code == 422
    sent = new_line(number="113", topics=[])
    answer = browser.post(f"{page_of('112')}change/", sent)
    assert "Every page says 112 in its own words" in told(answer)
    assert not HelpChange.objects.exists()


def test_a_line_that_something_names_since_does_not_end(secretary: User) -> None:
    in_english(secretary).post(NEW, new_line(topics=[]))
    decide(cast.editor())
    assert end("116 123", secretary).status_code == 302
    HelpTopic.objects.filter(slug="fraud").update(numbers=["116 123"])
    assert "Zgjidhni kë do të telefonojnë në vend të tij." in told(decide(cast.editor()))
    assert line("116 123").retired_on is None


def test_what_ended_or_was_renumbered_is_not_entered_again_by_the_citys_files(
    secretary: User,
) -> None:
    end("116 117", secretary, instead=str(line("129").pk))
    decide(cast.editor())
    HelpChange.objects.create(
        line=line("126"),
        number="1260",
        former_number="126",
        reason="x",
        proposed_by=secretary,
        proposed_at=timezone.now(),
        decided_by=cast.editor(),
        decided_at=timezone.now() + datetime.timedelta(minutes=1),
        approved=True,
    )
    HelpLine.objects.filter(number="126").update(number="1260")
    enter_help_lines(settings.CITY.help_lines, settings.CITY.help_line_notes)
    numbers = {known.number for known in published.help_lines()}
    assert "1260" in numbers
    assert not {"116 117", "126"} & numbers


def test_a_number_that_ended_can_come_back_as_a_new_line(secretary: User) -> None:
    end("116 117", secretary, instead=str(line("129").pk))
    decide(cast.editor())
    assert in_english(secretary).post(NEW, new_line(number="116 117")).status_code == 302
    decide(cast.editor())
    assert "116117" in dialled("/ndihme/")


# Who may ---------------------------------------------------------------------------------------


def test_nobody_else_adds_or_ends_a_line() -> None:
    for person in (cast.member(), cast.observer(), cast.translator()):
        browser = browser_of(person)
        assert browser.get(NEW).status_code == 403
        assert browser.post(NEW, new_line()).status_code == 403
        assert browser.post(f"{page_of('126')}end/", {"end_reason": "x"}).status_code == 403
    assert Client().get(NEW).status_code == 302
    assert not HelpChange.objects.exists()
