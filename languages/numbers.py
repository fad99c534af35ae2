"""Numbers and money as each language writes them, always with the digits 0–9."""

import functools
from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal

from languages.locales import BABEL

_LEK: Final = {"sq": "lekë", "en": "lek", "ar": "ليك"}
_WESTERN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def number(value: int | float | Decimal, language: str) -> str:
    """`1 234 567,5` (with no-break spaces) in Albanian, `1,234,567.5` in the others.

    At most three decimals. KeyError for a language that is not one of the three.
    """
    return _formatted(value, language)


@functools.lru_cache(maxsize=8192, typed=True)
def _formatted(value: int | float | Decimal, language: str) -> str:
    return format_decimal(value, locale=BABEL[language], numbering_system="latn")


def money(value: int | float | Decimal, language: str) -> str:
    """An amount in lek: `1 500 lekë`."""
    return f"{number(value, language)} {_LEK[language]}"


def western_digits(text: str) -> str:
    """The text with Arabic-Indic and Persian digits as 0–9; nothing else changes."""
    return text.translate(_WESTERN)
