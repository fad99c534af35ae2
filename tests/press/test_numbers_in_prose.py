"""Telephones and references among the words of a text."""

import pytest

from press.templatetags.press import with_numbers


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("اتصلوا بخط الأطفال 116 111.", 'اتصلوا بخط الأطفال <bdi dir="ltr">116\u00a0111</bdi>.'),
        ("Telefononi +355 54 000 000 sot", 'Telefononi <bdi dir="ltr">+355\u00a054\u00a0000\u00a0000</bdi> sot'),
        ("القرار 2026-4", 'القرار <bdi dir="ltr">2026-4</bdi>'),
        ("Në 3 shkolla, 120 nxënës", "Në 3 shkolla, 120 nxënës"),
        ("1 < 2 & 112", "1 &lt; 2 &amp; 112"),
    ],
)  # fmt: skip
def test_a_number_stays_in_one_piece_and_left_to_right(text: str, shown: str) -> None:
    assert with_numbers(text) == shown
