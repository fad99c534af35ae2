from decimal import Decimal

import pytest

from languages import numbers

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (1234567.5, "sq", f"1{NBSP}234{NBSP}567,5"),
        (1234567.5, "en", "1,234,567.5"),
        (1234567.5, "ar", "1,234,567.5"),
        (Decimal(1500), "sq", f"1{NBSP}500"),
        (43, "ar", "43"),
        (0, "sq", "0"),
    ],
)
def test_number(value: float | Decimal, language: str, expected: str) -> None:
    assert numbers.number(value, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("sq", f"1{NBSP}500 lekë"), ("en", "1,500 lek"), ("ar", "1,500 ليك")],
)
def test_money(language: str, expected: str) -> None:
    assert numbers.money(1500, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("٠١٢٣٤٥٦٧٨٩", "0123456789"), ("۱۲۹", "129"), ("ora 17:30", "ora 17:30")]
)
def test_western_digits(text: str, expected: str) -> None:
    assert numbers.western_digits(text) == expected
