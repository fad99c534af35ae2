"""Free text through a table in Word: its headings, lists and links come back."""

import pytest

from press.html import clean
from press.marks import with_marks, without_marks

TEXTS = {
    "<p>Një.</p><p>Dy.<br>Tre.</p>": "Një.\n\nDy.\nTre.",
    "<h3>Titulli</h3><p>Teksti.</p>": "# Titulli\n\nTeksti.",
    "<ul><li>Një</li><li>Dy</li></ul><p>Fundi.</p>": "- Një\n- Dy\n\nFundi.",
    "<ol><li>Një</li><li>Dy</li></ol>": "1. Një\n1. Dy",
    '<p><strong>Thirr</strong> <a href="tel:112">112</a> &amp; prit.</p>': (
        '<strong>Thirr</strong> <a href="tel:112">112</a> &amp; prit.'
    ),
}


@pytest.mark.parametrize("html", TEXTS)
def test_what_goes_out_comes_back(html: str) -> None:
    assert with_marks(html) == TEXTS[html]
    assert without_marks(TEXTS[html]) == html


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>Një<ul><li>Brenda</li></ul></li></ul>",
        '<p dir="rtl">نص</p>',
        "<p># nuk është titull</p>",
        "pa element",
        "",
    ],
)
def test_what_has_no_mark_is_left_as_it_is(html: str) -> None:
    assert without_marks(with_marks(html)) == clean(html) or with_marks(html) == html


def test_numbers_that_word_counted_and_lines_without_space_between_are_understood() -> None:
    assert without_marks("# Hyrja\nTeksti.\n1. Një\n2. Dy") == (
        "<h3>Hyrja</h3><p>Teksti.</p><ol><li>Një</li><li>Dy</li></ol>"
    )


def test_nothing_dangerous_comes_back() -> None:
    assert "script" not in without_marks("# <script>alert(1)</script>Titulli")
    assert "onclick" not in without_marks('<p onclick="x()">Teksti</p>')
