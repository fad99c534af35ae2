import random
import sys
import unicodedata

import pytest

from languages.folding import fold


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Këshilli", "keshilli"),
        ("ÇELËS", "celes"),
        ("e\u0308", "ë"),
        ("s’ka", "s'ka"),
        ("إلى", "الي"),
        ("أبريل", "ابريل"),
        ("آلية", "اليه"),
        ("ٱلأمن", "الامن"),
        ("شؤون", "شوون"),
        ("مُراجَع", "مراجع"),
        ("الـمجـلس", "المجلس"),
        ("۱۱۶\u00a0١١١", "116 111"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_what_is_typed_finds_what_is_written(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@pytest.mark.parametrize(("one", "other"), [("çaj", "kaj"), ("حي", "خي"), ("punë", "puna")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_folding_every_character_twice_changes_nothing() -> None:
    for point in range(sys.maxunicode + 1):
        folded = fold(chr(point))
        assert fold(folded) == folded, f"U+{point:04X}"


def test_folding_any_text_twice_changes_nothing() -> None:
    chance = random.Random(9)
    marks = [chr(c) for c in range(0x300, 0x370)] + [chr(c) for c in range(0x610, 0x670)]
    letters = [chr(c) for c in range(0x20, 0x700)] + list("ﬁﷺﻻ\u200dẞŉ")
    for _ in range(3000):
        text = "".join(chance.choice(chance.choice((letters, marks))) for _ in range(8))
        folded = fold(text)
        assert fold(folded) == folded, ascii(text)
        assert fold(unicodedata.normalize("NFC", text)) == folded, ascii(text)
