"""A help line with a wrong digit is stopped in every language, in the bulletin and in the newsroom,
also where nothing is translated; what is right says the register of help lines, from day to day."""

from dataclasses import replace

import pytest
from django.utils import timezone

from bulletins.checking import findings_of
from bulletins.models import Block, BlockText
from council.people import User
from languages.checks import Finding
from outreach.actions.help.change_line import propose_change, told_of
from outreach.actions.help.decide_change import decide_change
from outreach.actions.newsroom.begin import begin
from outreach.models import HelpLine, ManuscriptText
from outreach.newsroom import checking as newsroom
from outreach.standards import rules_on
from tests import cast, make

pytestmark = pytest.mark.usefixtures("acting")
TEXTS = {
    "sq": "Linja për fëmijë përgjigjet në {}.",
    "en": "The child helpline answers on {}.",
    "ar": "يرد خط نجدة الطفل على {}.",
}


@pytest.fixture
def editor() -> User:
    return cast.editor()


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("number", ["116 112", "116112", "١١٦١١٢"])
def test_a_help_line_with_a_wrong_digit_is_an_error(language: str, number: str) -> None:
    row = written(TEXTS[language].format(number), language)
    (found,) = wrong_lines(row)
    assert (found.severity, row.text[found.start : found.end].strip()) == ("error", number)
    assert found.message.startswith("116 112 is none of the help lines that we know: ")
    assert "116 111" in found.message


@pytest.mark.parametrize("number", ["116 111", "116111", "129", "054 250 123", "116 kg"])
def test_every_other_number_is_right(number: str) -> None:
    row = written(TEXTS["sq"].format(number), "sq")
    assert not wrong_lines(row)


def test_an_approved_number_is_right_and_the_former_one_wrong_at_once(editor: User) -> None:
    row = written(TEXTS["en"].format("116 111"), "en")
    assert not wrong_lines(row)
    line, at = HelpLine.objects.get(number="116 111"), timezone.now()
    told = replace(told_of(line), number="116 118")
    change = propose_change(line=line, told=told, reason="x", by=editor, at=at)
    decide_change(change=change, approve=True, by=cast.secretary(), at=at)
    assert wrong_lines(row)
    row.text = TEXTS["en"].format("116 118")
    assert not wrong_lines(row)


def test_a_number_that_ended_is_wrong_everywhere(editor: User) -> None:
    HelpLine.objects.filter(number="116 111").update(retired_on=timezone.localdate())
    assert wrong_lines(written(TEXTS["sq"].format("116 111"), "sq"))


@pytest.mark.parametrize("language", TEXTS)
def test_the_newsroom_stops_the_same_number(editor: User, language: str) -> None:
    at = timezone.now()
    item = begin(kind="news", title="Dritat e reja", facts={"topic": "roads"}, by=editor, at=at)
    row = ManuscriptText.objects.create(
        manuscript=item, field="body", language=language, text=TEXTS[language].format("116 112")
    )
    told = newsroom.remarks(row, None, rules_on(timezone.localdate()))
    (found,) = [one for one in told if one.finding.check == "help-lines"]
    assert found.stands_in_the_way


def wrong_lines(row: BlockText) -> list[Finding]:
    found = findings_of(row, None, rules_on(timezone.localdate()))
    return [one for one in found if one.check == "help-lines"]


def written(text: str, language: str) -> BlockText:
    block = Block.objects.create(bulletin=make.bulletin(), kind=Block.Kind.STORY, order=1)
    return BlockText(block=block, field="paragraph:0", language=language, text=text)
