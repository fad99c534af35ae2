import subprocess
import sys

import pytest

import languages


def test_albanian_comes_first_and_is_authoritative() -> None:
    assert languages.LANGUAGES == ("sq", "en", "ar")
    assert languages.AUTHORITATIVE == "sq"


@pytest.mark.parametrize(
    ("code", "name", "direction"),
    [("sq", "Shqip", "ltr"), ("en", "English", "ltr"), ("ar", "العربية", "rtl")],
)
def test_each_language_names_itself_and_knows_its_direction(
    code: str, name: str, direction: str
) -> None:
    assert languages.own_name(code) == name
    assert languages.direction(code) == direction


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        languages.direction("de")


def test_words_and_checks_need_no_django() -> None:
    code = "import sys, languages.checks, languages.dates; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
