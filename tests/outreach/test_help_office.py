"""Keeping help right: what is due, who checked it and how, and another number by two persons."""

import datetime
import html
import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from council.models import AuditRecord
from council.people import User
from outreach.actions.help.change_line import told_of
from outreach.models import HelpChange, HelpCheck, HelpLine, HelpTopic, Text
from tests import cast
from tests.council.browsers import browser_of, in_english

pytestmark = pytest.mark.usefixtures("acting")
OFFICE = "/workspace/help/"


@pytest.fixture
def secretary() -> User:
    return cast.secretary()


@pytest.fixture
def checked(secretary: User) -> None:
    """As if the secretary had read and checked everything."""
    now = timezone.now()
    Text.objects.filter(key__startswith="help:").update(reviewed_by=secretary, reviewed_at=now)
    for model in (HelpLine, HelpTopic):
        model.objects.update(checked_on=timezone.localdate(now))


def told(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


def line(number: str) -> HelpLine:
    return HelpLine.objects.get(number=number)


def page_of(number: str) -> str:
    return f"{OFFICE}lines/{line(number).pk}/"


def proposal(of: str, **other: Any) -> dict[str, Any]:
    """What the form of a change sends, of a line as it is, but for `other`."""
    told = told_of(line(of))
    as_it_is = {"number": of, **told.words, **told.facts}
    return {**as_it_is, "reason": "Letër e ministrisë, 4 nëntor", **other}


def open_change() -> HelpChange:
    return HelpChange.objects.get(decided_at=None)


# What is due -----------------------------------------------------------------------------------


def test_what_nobody_checked_for_180_days_is_marked(checked: None, secretary: User) -> None:
    browser, today = in_english(secretary), timezone.localdate()
    assert "All of them were checked in the last 180 days." in told(browser.get(OFFICE))
    HelpLine.objects.filter(number="127").update(checked_on=today - datetime.timedelta(days=180))
    assert "to check" not in told(browser.get(OFFICE))
    HelpLine.objects.filter(number="127").update(checked_on=today - datetime.timedelta(days=181))
    HelpTopic.objects.filter(slug="fraud").update(checked_on=None)
    shown = told(browser.get(OFFICE))
    assert "2 of them wait to be checked." in shown
    assert shown.count("to check</span>") == 2
    first = re.search(r"<tbody><tr>.*?</tr>", shown, re.DOTALL)
    assert first
    assert ">127<" in first[0]


def test_the_secretary_sees_it_on_the_dashboard_and_a_member_does_not(
    checked: None, secretary: User
) -> None:
    words = "the last check is too old"
    assert words not in told(in_english(secretary).get("/workspace/"))
    HelpLine.objects.filter(number="127").update(checked_on=None)
    assert words in told(in_english(secretary).get("/workspace/"))
    assert words not in told(in_english(cast.member()).get("/workspace/"))


def test_i_checked_it_today_says_who_when_and_how(secretary: User) -> None:
    browser = in_english(secretary)
    address = page_of("129")
    answer = browser.post(f"{address}check/", {"way": "called", "note": "Përgjigjen menjëherë."})
    assert answer.status_code == 302
    assert line("129").checked_on == timezone.localdate()
    shown = told(browser.get(address))
    assert "I called the number: Përgjigjen menjëherë." in shown
    assert AuditRecord.objects.filter(
        verb="help.checked", object_key=line("129").source_key
    ).exists()
    assert "Përgjigjen" not in told(Client().get("/ndihme/"))


def test_a_check_without_a_way_is_refused_and_keeps_what_was_typed(secretary: User) -> None:
    browser = in_english(secretary)
    answer = browser.post(f"{page_of('129')}check/", {"note": "Përgjigjen menjëherë."})
    assert answer.status_code == 422
    assert told(answer).count("Choose how you checked it.") == 2
    assert 'value="Përgjigjen menjëherë."' in told(answer)
    assert not HelpCheck.objects.exists()


# Topics ----------------------------------------------------------------------------------------


def test_a_topic_becomes_public_in_the_name_of_who_read_it(secretary: User) -> None:
    browser = in_english(secretary)
    assert "not public: nobody has read it" in told(browser.get(OFFICE))
    address = f"{OFFICE}topics/children/"
    assert "عند الاتصال" in told(browser.get(address))
    assert Client().get("/ar/help/children/").status_code == 404
    assert browser.post(f"{address}check/", {"way": "asked"}).status_code == 302
    assert Client().get("/ar/help/children/").status_code == 200
    readers = Text.objects.filter(key="help:children").values_list("reviewed_by", flat=True)
    assert set(readers) == {secretary.pk}


def test_a_topic_that_the_gate_refuses_does_not_become_public(secretary: User) -> None:
    wrong = Text.objects.get(key="help:children", field="step:0", language="en")
    Text.objects.filter(pk=wrong.pk).update(text=wrong.text.replace("116\u00a0111", "116\u00a0112"))
    answer = in_english(secretary).post(f"{OFFICE}topics/children/check/", {"way": "asked"})
    assert answer.status_code == 422
    assert "The text may not be published as it is:" in told(answer)
    assert Client().get("/en/help/children/").status_code == 404
    assert not HelpCheck.objects.exists()


def test_what_was_reviewed_keeps_its_reader(checked: None, secretary: User) -> None:
    in_english(cast.editor()).post(f"{OFFICE}topics/children/check/", {"way": "web"})
    readers = Text.objects.filter(key="help:children").values_list("reviewed_by", flat=True)
    assert set(readers) == {secretary.pk}
    assert HelpCheck.objects.filter(key="help:children").count() == 1


# Another number --------------------------------------------------------------------------------


def test_another_number_holds_everywhere_once_a_second_person_approved_it(
    checked: None, secretary: User
) -> None:
    new = "116 118"
    browser = in_english(secretary)
    sent = proposal("116 117", number="١١٦ ١١٨")
    assert browser.post(f"{page_of('116 117')}change/", sent).status_code == 302
    assert "116\u00a0118" not in told(Client().get("/ndihme/domestic-violence/"))
    decide = f"{OFFICE}changes/{open_change().pk}/decide/"
    assert browser.post(decide).status_code == 403
    assert HelpLine.objects.filter(number="116 117").exists()

    editor = in_english(cast.editor())
    assert "Approve or refuse the change of help line" in told(editor.get("/workspace/"))
    assert editor.post(decide).status_code == 302
    assert line(new).checked_on == timezone.localdate()
    for language, address in (("sq", "/ndihme/"), ("ar", "/ar/help/")):
        page = told(Client().get(f"{address}domestic-violence/"))
        assert "116118" in re.findall(r'href="tel:(\d+)"', page)
        assert "116\u00a0117" not in page, language
    assert not Text.objects.filter(key__startswith="help:", text__contains="116\u00a0117").exists()
    albanian = {
        (row.key, row.field): row.text
        for row in Text.objects.filter(key__startswith="help:", language="sq")
    }
    for row in Text.objects.filter(key__startswith="help:", language="ar"):
        assert not row.is_outdated(albanian[row.key, row.field])
    verbs = AuditRecord.objects.filter(verb__startswith="help.change").values_list(
        "verb", flat=True
    )
    assert set(verbs) == {"help.change_proposed", "help.change_approved"}


def test_a_short_number_is_changed_as_a_number_and_not_as_digits(
    checked: None, secretary: User
) -> None:
    before = Text.objects.filter(key__startswith="help:", text__contains="116\u00a0111").count()
    in_english(secretary).post(f"{page_of('129')}change/", proposal("129", number="1290"))
    in_english(cast.chair()).post(f"{OFFICE}changes/{open_change().pk}/decide/")
    texts = Text.objects.filter(key__startswith="help:")
    assert texts.filter(text__contains="116\u00a0111").count() == before
    assert not texts.filter(text__regex=r"(^|[^0-9])129([^0-9]|$)").exists()


def test_a_refused_change_changes_nothing(checked: None, secretary: User) -> None:
    in_english(secretary).post(
        f"{page_of('126')}change/",
        proposal("126", note_sq="ditë e natë", note_en="day and night", note_ar="ليلًا ونهارًا"),
    )
    decide = f"{OFFICE}changes/{open_change().pk}/decide/"
    assert in_english(cast.chair()).post(decide, {"refuse": "1"}).status_code == 302
    assert line("126").note_sq == ""
    answer = in_english(cast.editor()).post(decide, follow=True)
    assert "Somebody has decided about this change already." in told(answer)
    assert line("126").note_sq == ""


def test_whoever_proposed_it_can_take_it_back(checked: None, secretary: User) -> None:
    browser = in_english(secretary)
    browser.post(f"{page_of('126')}change/", proposal("126", number="1260"))
    assert "Take it back" in told(browser.get(OFFICE))
    browser.post(f"{OFFICE}changes/{open_change().pk}/decide/", {"refuse": "1"})
    assert not HelpChange.objects.filter(decided_at=None).exists()


def test_the_database_lets_nobody_approve_their_own_change(secretary: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpChange.objects.create(
            line=line("126"),
            number="1260",
            reason="x",
            proposed_by=secretary,
            proposed_at=timezone.now(),
            decided_by=secretary,
            decided_at=timezone.now(),
            approved=True,
        )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": ""}, "Write the number."),
        ({"number": "12"}, "Write a telephone number of 3 to 15 digits"),
        ({"number": "call me"}, "Write a telephone number of 3 to 15 digits"),
        ({"number": "127"}, "Another help line has this number."),
        ({"name_ar": ""}, "Write the name in every language."),
        ({"note_sq": "falas"}, "A note stands in all three languages, or in none."),
        ({"number": "1260", "reason": ""}, "Say why it changes and how you know."),
        ({}, "Nothing is different from what is public now."),
    ],
)
def test_a_change_that_cannot_be_says_why_and_keeps_what_was_typed(
    secretary: User, wrong: dict[str, str], said: str
) -> None:
    sent = {**proposal("126"), "reason": "Shkresa 77", **wrong}
    answer = in_english(secretary).post(f"{page_of('126')}change/", sent)
    assert answer.status_code == 422
    assert said in told(answer)
    if sent["reason"]:
        assert 'value="Shkresa 77"' in told(answer)
    assert not HelpChange.objects.exists()


def test_a_line_has_one_open_change(secretary: User) -> None:
    browser = in_english(secretary)
    browser.post(f"{page_of('126')}change/", proposal("126", number="1260"))
    answer = browser.post(f"{page_of('126')}change/", proposal("126", number="1261"))
    assert answer.status_code == 422
    assert "Another change of this line waits for approval." in told(answer)
    assert open_change().number == "1260"


# Who may ---------------------------------------------------------------------------------------


def test_what_is_not_there_is_not_found(secretary: User) -> None:
    browser = browser_of(secretary)
    for address in (f"{OFFICE}lines/999999/", f"{OFFICE}topics/nope/"):
        assert browser.get(address).status_code == 404
    assert browser.post(f"{OFFICE}changes/999999/decide/").status_code == 404


def test_members_and_strangers_keep_no_help_lines() -> None:
    for person in (cast.member(), cast.observer(), cast.translator()):
        browser = browser_of(person)
        assert browser.get(OFFICE).status_code == 403
        assert browser.get(f"{OFFICE}topics/children/").status_code == 403
        assert browser.post(f"{page_of('129')}check/", {"way": "called"}).status_code == 403
    assert Client().get(OFFICE).status_code == 302
    assert not HelpCheck.objects.exists()
