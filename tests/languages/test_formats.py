from importlib import import_module

import pytest

from languages import LANGUAGES, numbers


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_written_alike_by_django_and_by_us(language: str) -> None:
    formats = import_module(f"languages.formats.{language}.formats")
    expected = f"1{formats.THOUSAND_SEPARATOR}234{formats.DECIMAL_SEPARATOR}5"
    assert numbers.number(1234.5, language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_hours_are_of_24_and_weeks_start_on_monday(language: str) -> None:
    formats = import_module(f"languages.formats.{language}.formats")
    assert formats.TIME_FORMAT == "H:i"
    assert "H:i" in formats.DATETIME_FORMAT
    assert formats.FIRST_DAY_OF_WEEK == 1
