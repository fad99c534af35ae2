"""A help line with a wrong digit is stopped in every language, also where nothing is translated."""

import pytest

from bulletins.checking import findings_of
from bulletins.models import Block, BlockText
from council.people import User
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
    (found,) = [one for one in findings_of(row, None) if one.check == "help-lines"]
    assert (found.severity, row.text[found.start : found.end].strip()) == ("error", number)
    assert found.message.startswith("116 112 is none of the help lines that we know: ")
    assert "116 111" in found.message


@pytest.mark.parametrize("number", ["116 111", "116111", "129", "054 250 123", "116 kg"])
def test_every_other_number_is_right(number: str) -> None:
    row = written(TEXTS["sq"].format(number), "sq")
    assert not [one for one in findings_of(row, None) if one.check == "help-lines"]


def written(text: str, language: str) -> BlockText:
    block = Block.objects.create(bulletin=make.bulletin(), kind=Block.Kind.STORY, order=1)
    return BlockText(block=block, field="paragraph:0", language=language, text=text)
