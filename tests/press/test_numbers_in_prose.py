"""Telephones and references among the words of a text."""

import pytest

from press.templatetags.press import dialled, with_numbers


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


def test_emergency_numbers_of_a_sentence_can_be_called() -> None:
    shown = dialled("Telefononi 112 ose 129, jo 1129.")
    assert 'href="tel:112"' in shown and 'href="tel:129"' in shown
    assert shown.count("<a ") == 2
    assert "<b>" not in dialled("<b>112</b>")
